import type { Actor } from "./records.ts";

interface Entry {
  readonly actor: Actor;
  readonly words: readonly string[];
  /** One bit for each letter that occurs, per word: most names are ruled out by it alone. */
  readonly masks: Int32Array;
  /** Lower is better known. */
  readonly rank: number;
}

/** No nearer than this is not an answer: one slip in a short word, two in a long one. */
const WORST = 0.45;

/** How much worse than the best an answer may be. */
const NEAR_ENOUGH = 0.12;

/** Finds the actors whose names look most like what was typed, misspelt or unfinished. */
export class NearestNames {
  readonly #entries: Entry[];

  constructor(actors: readonly Actor[], rankOf: (actor: Actor) => number) {
    this.#entries = actors.flatMap((actor) => {
      const rank = rankOf(actor);
      return [actor.name, ...actor.aliases].map((name) => {
        const words = toWords(name);
        return { actor, words, masks: Int32Array.from(words, toMask), rank };
      });
    });
  }

  find(typed: string, limit: number): Actor[] {
    const asked = toWords(typed).slice(0, 6);
    if (asked.length === 0) return [];
    const begun = this.#compare(asked, beginningCost, () => 0);
    // Mostly some name begins with what was typed, and then none that only looks like it is near enough.
    const leastSlip = Math.min(...asked.map((word) => slipCost(word, 1))) / asked.length;
    const best = leastOf(begun) + NEAR_ENOUGH < leastSlip ? begun : this.#compare(asked, wordCost, slipsIn);
    const most = leastOf(best) + NEAR_ENOUGH;
    return [...best]
      .filter(([, { cost }]) => cost <= most)
      .toSorted(([a, x], [b, y]) => x.cost - y.cost || x.rank - y.rank || a.name.localeCompare(b.name, "en"))
      .slice(0, limit)
      .map(([actor]) => actor);
  }

  /** What each actor's best name costs; those too far away are left out. */
  #compare(asked: readonly string[], costOfWord: WordCost, slips: (typed: string) => number): Found {
    const words = asked.map((word) => ({ word, mask: toMask(word), slips: slips(word) }));
    const best: Found = new Map();
    for (const entry of this.#entries) {
      const cost = costOf(words, entry, costOfWord);
      if (cost > WORST) continue;
      const known = best.get(entry.actor);
      if (!known || cost < known.cost) best.set(entry.actor, { cost, rank: entry.rank });
    }
    return best;
  }
}

type Found = Map<Actor, { cost: number; rank: number }>;
type WordCost = (typed: string, word: string) => number;

interface AskedWord {
  readonly word: string;
  readonly mask: number;
  /** A word with more letters that are not there is another word. */
  readonly slips: number;
}

function leastOf(found: Found): number {
  let least = WORST;
  for (const { cost } of found.values()) least = Math.min(least, cost);
  return least;
}

/** 0 for the same words, up to 1; every typed word must find a word of the name. */
function costOf(asked: readonly AskedWord[], { words, masks }: Entry, costOfWord: WordCost): number {
  let sum = 0;
  for (const { word, mask, slips } of asked) {
    let least = 1;
    for (let w = 0; w < words.length && least > 0; w += 1) {
      if (bitCount(mask & ~(masks[w] ?? 0)) > slips) continue;
      least = Math.min(least, costOfWord(word, words[w] ?? ""));
    }
    sum += least;
    if (sum / asked.length > WORST) return 1;
  }
  // Words of the name that nobody typed count a little, so that the shorter name comes first.
  return sum / asked.length + Math.max(0, words.length - asked.length) * 0.005;
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
