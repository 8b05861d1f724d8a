import { type Form, FormMemory } from "../text/forms.ts";
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

/**
 * Makes a finder of a word list. In a phrase, `tariff*` is any word that begins so, a word with a capital
 * letter is matched with its case ("US"), any other without, and `curb|ban` is either word.
 */
export function createPhraseFinder<Value>(
  entries: Iterable<readonly [phrase: string, value: Value]>,
): PhraseFinder<Value> {
  // By the first letter: looked through once for each spelling, since what it begins is remembered.
  const byLetter = new Map<string, Phrase<Value>[]>();
  for (const [pattern, value] of entries) {
    for (const steps of expand(pattern)) {
      const letter = letterOf(steps[0]?.text ?? "");
      const list = byLetter.get(letter) ?? [];
      byLetter.set(letter, list);
      list.push({ steps, value });
    }
  }
  const begunBy = new FormMemory<readonly Phrase<Value>[]>((form) => {
    const list = byLetter.get(letterOf(form.lower)) ?? [];
    const begun = list.filter(({ steps: [first] }) => first && fits(form, first));
    return begun.length > 0 ? begun : NOTHING;
  });
  return {
    find(words) {
      const matches: PhraseMatch<Value>[] = [];
      for (let first = 0; first < words.length; first += 1) {
        const word = words[first];
        if (!word) break;
        const begun = begunBy.of(word.form);
        for (let index = 0; index < begun.length; index += 1) {
          const phrase = begun[index];
          if (phrase && goesOn(phrase.steps, words, first))
            matches.push({ value: phrase.value, first, end: first + phrase.steps.length });
        }
      }
      return matches;
    },
  };
}

/** One list for all the words that begin no phrase, which most are. */
const NOTHING: readonly never[] = [];

const letterOf = (word: string): string => word.toLowerCase().slice(0, 1);

/** Do the words behind the first follow as the phrase has them? */
function goesOn(steps: readonly Step[], words: readonly Word[], first: number): boolean {
  for (let index = 1; index < steps.length; index += 1) {
    const [word, step] = [words[first + index], steps[index]];
    if (!word || !step || !fits(word.form, step)) return false;
  }
  return true;
}

function fits({ text, lower }: Form, step: Step): boolean {
  const seen = step.exactCase ? text : lower;
  return step.prefix ? seen.startsWith(step.text) : seen === step.text;
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
