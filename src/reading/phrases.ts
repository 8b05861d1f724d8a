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
}

/** Words seen so far are remembered with the phrases they may begin; forgotten all at once beyond this. */
const MAX_REMEMBERED = 50_000;
const FIRST_LETTERS = 2;
/** One for all words that begin nothing, which are most. */
const NONE: readonly never[] = [];

/**
 * Makes a finder of a word list. In a phrase, `tariff*` is any word that begins so, a word with a capital
 * letter is matched with its case ("US"), any other without, and `curb|ban` is either word.
 */
export function createPhraseFinder<Value>(
  entries: Iterable<readonly [phrase: string, value: Value]>,
): PhraseFinder<Value> {
  const byBeginning = new Map<string, Phrase<Value>[]>();
  for (const [pattern, value] of entries) {
    for (const steps of expand(pattern)) {
      const beginning = steps[0]?.text.slice(0, FIRST_LETTERS).toLowerCase() ?? "";
      const phrases = byBeginning.get(beginning) ?? [];
      phrases.push({ steps, value });
      byBeginning.set(beginning, phrases);
    }
  }
  const remembered = new Map<string, readonly Phrase<Value>[]>();

  function beginningWith(word: Word): readonly Phrase<Value>[] {
    const known = remembered.get(word.text);
    if (known) return known;
    const near = byBeginning.get(word.lower.slice(0, FIRST_LETTERS)) ?? [];
    const fitting = near.filter(({ steps }) => steps[0] !== undefined && fits(word, steps[0]));
    const phrases = fitting.length > 0 ? fitting : NONE;
    if (remembered.size >= MAX_REMEMBERED) remembered.clear();
    remembered.set(word.text, phrases);
    return phrases;
  }

  return {
    find(words) {
      const matches: PhraseMatch<Value>[] = [];
      for (let first = 0; first < words.length; first += 1) {
        const word = words[first];
        if (!word) break;
        for (const { steps, value } of beginningWith(word)) {
          if (stands(steps, words, first)) matches.push({ value, first, end: first + steps.length });
        }
      }
      return matches;
    },
  };
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
