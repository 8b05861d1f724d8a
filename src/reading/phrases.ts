import { plainForm, type Word } from "./words.ts";

/** A place where a phrase of a list stands. */
export interface PhraseMatch<Value> {
  readonly value: Value;
  /** Index of the first word and the one after the last. */
  readonly first: number;
  readonly end: number;
}

export interface PhraseFinder<Value> {
  /** Every match of every phrase, by first word; matches may overlap. */
  find(words: readonly Word[]): PhraseMatch<Value>[];
}

interface Step {
  readonly text: string;
  readonly prefix: boolean;
  readonly exactCase: boolean;
}

interface Phrase<Value> {
  readonly steps: readonly Step[];
  readonly value: Value;
  /** Its place in the list. */
  readonly order: number;
}

/** Letters of a first word that the tree of beginnings goes by. */
const DEPTH = 6;
const LETTERS = 26;

/** The phrases whose first word begins with the letters that led here; each is there once, where its letters end. */
interface Beginning<Value> {
  readonly phrases: Phrase<Value>[];
  /** By letter, a to z and then all others. */
  readonly next: (Beginning<Value> | undefined)[];
}

/**
 * Makes a finder of a word list. In a phrase, `tariff*` is any word that begins so, a word with a capital
 * letter is matched with its case ("US"), any other without, and `curb|ban` is either word.
 */
export function createPhraseFinder<Value>(
  entries: Iterable<readonly [phrase: string, value: Value]>,
): PhraseFinder<Value> {
  const root = newBeginning<Value>();
  let order = 0;
  for (const [pattern, value] of entries) {
    for (const steps of expand(pattern)) {
      beginningOf(root, steps[0]?.text.toLowerCase() ?? "").phrases.push({ steps, value, order });
      order += 1;
    }
  }
  return {
    find(words) {
      const matches: PhraseMatch<Value>[] = [];
      for (let first = 0; first < words.length; first += 1) {
        const found = phrasesAt(root, words, first);
        if (!found) continue;
        // As listed: a longer beginning is met later, but may have been listed first.
        if (found.length > 1) found.sort((a, b) => a.order - b.order);
        for (const { steps, value } of found) matches.push({ value, first, end: first + steps.length });
      }
      return matches;
    },
  };
}

const newBeginning = <Value>(): Beginning<Value> => ({ phrases: [], next: [] });

function beginningOf<Value>(root: Beginning<Value>, lower: string): Beginning<Value> {
  let node = root;
  for (let at = 0; at < Math.min(DEPTH, lower.length); at += 1) {
    const letter = letterAt(lower, at);
    const next = node.next[letter] ?? newBeginning<Value>();
    for (let other = node.next.length; other < letter; other += 1) node.next.push(undefined);
    node.next[letter] = next;
    node = next;
  }
  return node;
}

/** The phrases that begin at a word; most words begin none, and a letter or two tell. */
function phrasesAt<Value>(
  root: Beginning<Value>,
  words: readonly Word[],
  first: number,
): Phrase<Value>[] | null {
  const lower = words[first]?.lower ?? "";
  let found: Phrase<Value>[] | null = null;
  let node: Beginning<Value> | undefined = root;
  for (let at = 0; node; at += 1) {
    for (let index = 0; index < node.phrases.length; index += 1) {
      const phrase = node.phrases[index];
      if (!phrase || !stands(phrase.steps, words, first)) continue;
      found ??= [];
      found.push(phrase);
    }
    node = at < lower.length ? node.next[letterAt(lower, at)] : undefined;
  }
  return found;
}

function letterAt(lower: string, at: number): number {
  const letter = lower.charCodeAt(at) - 97;
  return letter >= 0 && letter < LETTERS ? letter : LETTERS;
}

function stands(steps: readonly Step[], words: readonly Word[], first: number): boolean {
  for (let index = 0; index < steps.length; index += 1) {
    const step = steps[index];
    if (!step || !fits(words[first + index], step)) return false;
  }
  return true;
}

function fits(word: Word | undefined, { text, prefix, exactCase }: Step): boolean {
  if (!word) return false;
  const seen = exactCase ? word.text : word.lower;
  return prefix ? seen.startsWith(text) : seen === text;
}

function expand(pattern: string): Step[][] {
  let phrases: Step[][] = [[]];
  for (const part of pattern.trim().split(/[\s-]+|(?<=\p{Script=Han})(?=\p{Script=Han})/u)) {
    const choices = part.split("|").map(toStep);
    phrases = phrases.flatMap((steps) => choices.map((choice) => [...steps, choice]));
  }
  return phrases;
}

function toStep(printed: string): Step {
  const prefix = printed.endsWith("*");
  const text = plainForm(prefix ? printed.slice(0, -1) : printed);
  const exactCase = text !== text.toLowerCase();
  return { text, prefix, exactCase };
}
