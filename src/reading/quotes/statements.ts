import { createHash } from "node:crypto";
import { contentWords } from "./content-words.ts";

/** A statement as one outlet carried it: what decides whether another outlet carried the same. */
export interface CarriedStatement {
  /** The content as printed. */
  readonly words: string;
  /** The speaker's actor, else the full name; null when not known. */
  readonly speaker: string | null;
  readonly date: Date;
}

/** What the store keeps beside a quote to find its likes. */
export interface StatementKey {
  /** Equal for the same words from the same speaker, whatever the marks and capitals. */
  readonly exact: string;
  /** Two statements that share one of these may be the same with other wording: compare them. */
  readonly bands: readonly string[];
}

const DAY_MS = 24 * 60 * 60 * 1000;
/** Outlets repeat a statement for some days; a stock phrase comes back after weeks. */
const MOST_DAYS_APART = 5;
/** Shared content words by all content words; other statements of one speaker on one day stay below 0.4. */
const LEAST_LIKENESS = 0.6;
/** Of the shorter one's words, for a quotation that was cut. */
const LEAST_CONTAINED = 0.9;
const FEWEST_WORDS = 4;
const BANDS = 12;
const ROWS = 2;
/** A bound for hostile input; no statement is longer. */
const MOST_WORDS = 600;

/** Makes the key by which a quote finds its statement. */
export function statementKey({ words, speaker }: Pick<CarriedStatement, "words" | "speaker">): StatementKey {
  const all = readWords(words);
  const owner = fold(speaker ?? "");
  const content = contentWords(all);
  return {
    exact: digest(`${owner}|${all.join(" ")}`),
    bands: owner === "" || content.length < FEWEST_WORDS ? [] : bandsOf(owner, content),
  };
}

/** A statement made ready to be compared: reading its words costs far more than comparing them. */
export interface ReadStatement {
  /** Folded; null when not known. */
  readonly speaker: string | null;
  readonly date: Date;
  readonly words: readonly string[];
  readonly content: ReadonlySet<string>;
}

export function readStatement({ words, speaker, date }: CarriedStatement): ReadStatement {
  const all = readWords(words);
  const content = new Set(contentWords(all));
  return { speaker: speaker === null ? null : fold(speaker), date, words: all, content };
}

/** Are two quotes one statement: the same speaker, within a few days, in the same words but for slight differences. */
export function isSameStatement(a: CarriedStatement, b: CarriedStatement): boolean {
  return isSameRead(readStatement(a), readStatement(b));
}

/** As `isSameStatement`, for one that is compared with many. */
export function isSameRead(a: ReadStatement, b: ReadStatement): boolean {
  if (Math.abs(a.date.getTime() - b.date.getTime()) > MOST_DAYS_APART * DAY_MS) return false;
  if ((a.speaker ?? "") !== (b.speaker ?? "")) return false;
  if (a.words.length === b.words.length && a.words.every((word, at) => word === b.words[at]))
    return a.words.length > 0 && (a.speaker !== null || a.words.length >= FEWEST_WORDS);
  // Without a name the same words must do.
  return a.speaker !== null && isAlike(a.content, b.content);
}

function isAlike(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  const least = Math.min(a.size, b.size);
  if (least < FEWEST_WORDS) return false;
  const shared = a.intersection(b).size;
  if (shared / (a.size + b.size - shared) >= LEAST_LIKENESS) return true;
  return least >= 2 * FEWEST_WORDS && shared / least >= LEAST_CONTAINED;
}

/** Lower-case words without marks; "don’t" is "dont", so that curly and straight are one. */
function readWords(text: string): string[] {
  return (
    fold(text)
      .replace(/['’]/gu, "")
      .match(/[\p{L}\p{N}]+/gu) ?? []
  ).slice(0, MOST_WORDS);
}

const fold = (text: string) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

/** Min-hash: sets that are alike share a band with a chance that rises steeply with their likeness. */
function bandsOf(owner: string, content: readonly string[]): string[] {
  const smallest = new Uint32Array(BANDS * ROWS).fill(0xffffffff);
  for (const word of new Set(content)) {
    const base = hashOf(word);
    for (let index = 0; index < smallest.length; index += 1) {
      const value = mix(base ^ Math.imul(index + 1, 0x9e3779b1));
      if (value < (smallest[index] ?? 0)) smallest[index] = value;
    }
  }
  return Array.from({ length: BANDS }, (_, band) => {
    const rows = smallest.subarray(band * ROWS, band * ROWS + ROWS);
    return digest(`${owner}|${band}|${rows.join(",")}`);
  });
}

function hashOf(word: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < word.length; at += 1) hash = Math.imul(hash ^ word.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}

function mix(value: number): number {
  let mixed = value;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

const digest = (text: string) => createHash("sha1").update(text).digest("base64url").slice(0, 16);
