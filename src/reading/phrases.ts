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

/** What the first letters of a word can be: none any more, a to z, any other. */
const LETTERS = 28;

/**
 * Makes a finder of a word list. In a phrase, `tariff*` is any word that begins so, a word with a capital
 * letter is matched with its case ("US"), any other without, and `curb|ban` is either word.
 */
export function createPhraseFinder<Value>(
  entries: Iterable<readonly [phrase: string, value: Value]>,
): PhraseFinder<Value> {
  // By the first three letters: most words begin no phrase, and one look at a small table tells.
  const slots = new Uint16Array(LETTERS ** 3);
  const lists: Phrase<Value>[][] = [];
  for (const [pattern, value] of entries) {
    for (const steps of expand(pattern)) {
      for (const slot of slotsOf(steps[0])) {
        if (slots[slot] === 0) slots[slot] = lists.push([]);
        lists[(slots[slot] ?? 0) - 1]?.push({ steps, value });
      }
    }
  }
  return {
    find(words) {
      const matches: PhraseMatch<Value>[] = [];
      for (let first = 0; first < words.length; first += 1) {
        const list = slots[slotOf(words[first]?.lower ?? "")] ?? 0;
        if (list === 0) continue;
        for (const { steps, value } of lists[list - 1] ?? []) {
          if (stands(steps, words, first)) matches.push({ value, first, end: first + steps.length });
        }
      }
      return matches;
    },
  };
}

function slotOf(lower: string): number {
  return (letterAt(lower, 0) * LETTERS + letterAt(lower, 1)) * LETTERS + letterAt(lower, 2);
}

/** A beginning shorter than three letters goes on with any. */
function slotsOf(step: Step | undefined): number[] {
  if (!step) return [];
  let slots = [0];
  const lower = step.text.toLowerCase();
  for (let at = 0; at < 3; at += 1) {
    const any = step.prefix && at >= lower.length;
    const letters = any ? Array.from({ length: LETTERS }, (_, letter) => letter) : [letterAt(lower, at)];
    slots = slots.flatMap((slot) => letters.map((letter) => slot * LETTERS + letter));
  }
  return slots;
}

function letterAt(lower: string, at: number): number {
  if (at >= lower.length) return 0;
  const letter = lower.charCodeAt(at) - 96;
  return letter > 0 && letter < LETTERS - 1 ? letter : LETTERS - 1;
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
