import { appendTo } from "./append-to.ts";
import type { Actor } from "./records.ts";

/** A name, known by the actor that goes by it. */
interface Entry {
  readonly actor: Actor;
  /** Of the actor among all: lower is better known, and then earlier in the alphabet. */
  readonly place: number;
  readonly wordCount: number;
}

/** A word, and the names that have it. */
interface Word {
  readonly word: string;
  /** One bit for each letter that occurs: most words are ruled out by it alone. */
  readonly mask: number;
  readonly entries: readonly Entry[];
}

/** No nearer than this is not an answer: one slip in a short word, two in a long one. */
const WORST = 0.45;

/** How much worse than the best an answer may be. */
const NEAR_ENOUGH = 0.12;

/** Finds the actors whose names look most like what was typed, misspelt or unfinished. */
export class NearestNames {
  /** Every word of every name once, in the order of its letters: what begins alike stands together. */
  readonly #words: readonly Word[];

  constructor(actors: readonly Actor[], rankOf: (actor: Actor) => number) {
    this.#words = wordsOf(inOrder(actors, rankOf));
  }

  find(typed: string, limit: number): Actor[] {
    const asked = toWords(typed).slice(0, 6);
    if (asked.length === 0) return [];
    const begun = namesWith(asked.map((word) => this.#beginning(word)));
    // Mostly some name begins with what was typed, and then none that only looks like it is near enough.
    const leastSlip = Math.min(...asked.map((word) => slipCost(word, 1))) / asked.length;
    const sure = leastOf(begun) + NEAR_ENOUGH < leastSlip;
    const best = sure ? begun : namesWith(asked.map((word) => this.#looking(word)));
    const most = leastOf(best) + NEAR_ENOUGH;
    return [...best]
      .filter(([, { cost }]) => cost <= most)
      .toSorted(([, one], [, other]) => one.cost - other.cost || one.place - other.place)
      .slice(0, limit)
      .map(([actor]) => actor);
  }

  /** What each name with a word that begins as typed costs by it. */
  #beginning(typed: string): Costs {
    const costs: Costs = new Map();
    for (let at = firstFrom(this.#words, typed); at < this.#words.length; at += 1) {
      const known = this.#words[at];
      if (!known?.word.startsWith(typed)) break;
      addCost(costs, known, beginningCost(typed, known.word));
    }
    return costs;
  }

  /** The same for words that only look like it. */
  #looking(typed: string): Costs {
    const costs: Costs = new Map();
    const mask = toMask(typed);
    const slips = slipsIn(typed);
    for (const known of this.#words) {
      if (bitCount(mask & ~known.mask) > slips) continue;
      addCost(costs, known, wordCost(typed, known.word));
    }
    return costs;
  }
}

/** What one typed word costs each name that has a word like it, at least. */
type Costs = Map<Entry, number>;
type Found = Map<Actor, { cost: number; place: number }>;

function inOrder(actors: readonly Actor[], rankOf: (actor: Actor) => number): readonly Actor[] {
  const ranked = actors.map((actor) => ({ actor, rank: rankOf(actor) }));
  return ranked
    .toSorted((one, other) => one.rank - other.rank || one.actor.name.localeCompare(other.actor.name, "en"))
    .map(({ actor }) => actor);
}

function wordsOf(actors: readonly Actor[]): Word[] {
  const entries = new Map<string, Entry[]>();
  for (const [place, actor] of actors.entries()) {
    for (const name of [actor.name, ...actor.aliases]) {
      const words = toWords(name);
      const entry = { actor, place, wordCount: words.length };
      for (const word of new Set(words)) appendTo(entries, word, entry);
    }
  }
  return [...entries.keys()]
    .sort()
    .map((word) => ({ word, mask: toMask(word), entries: entries.get(word) ?? [] }));
}

/** Where words begin that are not before what was typed. */
function firstFrom(words: readonly Word[], typed: string): number {
  let from = 0;
  let until = words.length;
  while (from < until) {
    const middle = (from + until) >>> 1;
    if ((words[middle]?.word ?? "") < typed) from = middle + 1;
    else until = middle;
  }
  return from;
}

function addCost(costs: Costs, { entries }: Word, cost: number): void {
  if (cost >= 1) return;
  for (const entry of entries) costs.set(entry, Math.min(cost, costs.get(entry) ?? 1));
}

/** What each actor's best name costs, every typed word counting; those too far away are left out. */
function namesWith(asked: readonly Costs[]): Found {
  const best: Found = new Map();
  for (const costs of asked) {
    for (const entry of costs.keys()) {
      const cost = costOf(asked, entry);
      if (cost > WORST) continue;
      const known = best.get(entry.actor);
      if (!known || cost < known.cost) best.set(entry.actor, { cost, place: entry.place });
    }
  }
  return best;
}

function leastOf(found: Found): number {
  let least = WORST;
  for (const { cost } of found.values()) least = Math.min(least, cost);
  return least;
}

/** 0 for the same words; a typed word that is none of the name's costs 1, shared by all that were typed. */
function costOf(asked: readonly Costs[], entry: Entry): number {
  let sum = 0;
  for (const costs of asked) sum += costs.get(entry) ?? 1;
  if (sum / asked.length > WORST) return 1;
  // Words of the name that nobody typed count a little, so that the shorter name comes first.
  return sum / asked.length + Math.max(0, entry.wordCount - asked.length) * 0.005;
}

/** How many slips of the finger a typed word may hold. */
const slipsIn = (typed: string): number => (typed.length < 3 ? 0 : typed.length < 5 ? 1 : 2);

/** Of words that are the same or begin the same; 1 for any other. */
function beginningCost(typed: string, word: string): number {
  if (!word.startsWith(typed)) return 1;
  return typed.length === word.length ? 0 : 0.02 + 0.02 * (1 - typed.length / word.length);
}

const slipCost = (typed: string, slips: number): number => 0.1 + slips / (typed.length + 1);

function wordCost(typed: string, word: string): number {
  const begun = beginningCost(typed, word);
  if (begun < 1) return begun;
  if (typed.length < 3) return 1;
  const allowed = slipsIn(typed);
  if (Math.abs(typed.length - word.length) > allowed && typed.length >= word.length) return 1;
  const whole = editDistance(typed, word, allowed);
  const start =
    word.length > typed.length ? editDistance(typed, word.slice(0, typed.length), allowed) + 0.5 : 9;
  const distance = Math.min(whole, start);
  return distance > allowed ? 1 : slipCost(typed, distance);
}

/** Slips of the finger between two words, neighbours swapped counting once; `most + 1` when there are more. */
export function editDistance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let older: number[] = [];
  let old = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let cost = Math.min((old[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (old[j - 1] ?? 0) + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, (older[j - 2] ?? 0) + 1);
      row.push(cost);
      least = Math.min(least, cost);
    }
    if (least > most) return most + 1;
    older = old;
    old = row;
  }
  return old[b.length] ?? most + 1;
}

/** Lower case without accents; Chinese stays together as printed, and initials only when nothing else is there. */
export function toWords(name: string): string[] {
  const plain = PLAIN.test(name) ? name : name.normalize("NFD").replace(/\p{M}/gu, "");
  const words = plain.toLowerCase().match(WORD) ?? [];
  const longer = words.filter((word) => word.length > 1 || word > "z");
  return longer.length > 0 ? longer : words;
}

const PLAIN = /^[ -~]*$/;
const WORD = /[\p{L}\p{N}]+/gu;

function toMask(word: string): number {
  let mask = 0;
  for (let index = 0; index < word.length; index += 1) mask |= 1 << (word.charCodeAt(index) % 31);
  return mask;
}

function bitCount(mask: number): number {
  let bits = mask - ((mask >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return (((bits + (bits >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
}
