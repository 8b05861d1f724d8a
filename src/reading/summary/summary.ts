import type { Span, Summary } from "../../model.ts";
import type { Document } from "../../text/document.ts";
import { datelineLength, dependenceOf } from "./stands-alone.ts";

/** A sentence that may be shown alone. */
export interface Candidate {
  readonly span: Span;
  readonly text: string;
  readonly words: number;
  /** 0 for the first sentence of the article. */
  readonly position: number;
}

/** Beyond this nothing is news any more, and a text of one megabyte costs no more than an article. */
const MOST_SENTENCES = 60;
const DEFAULT_WORDS = 60;
const SHORT_LEAD = 3;
/** A budget filled so far is not filled further with later sentences: the first say most. */
const ENOUGH = 0.5;

/** The sentences of an article that can be read alone, in order, without their datelines. */
export function findCandidates(document: Document): Candidate[] {
  return document.sentences.slice(0, MOST_SENTENCES).flatMap((sentence, position) => {
    const whole = document.text.slice(sentence.start, sentence.end);
    const start = sentence.start + datelineLength(whole);
    const text = document.text.slice(start, sentence.end);
    // A feed's one-sentence lead often lacks its full stop.
    const isBareLead = position === document.sentences.length - 1 && position < SHORT_LEAD;
    const isWhole = dependenceOf(isBareLead && /[\p{L}\p{N}]$/u.test(text) ? `${text}.` : text) === null;
    if (text.includes("\n") || !isWhole) return [];
    return [{ span: [start, sentence.end], text, words: countWords(text), position }];
  });
}

/** The first sentences that stand alone and fit the budget; empty when there is none. */
export function summarise(document: Document, words: number = DEFAULT_WORDS): Summary {
  const chosen: Candidate[] = [];
  let used = 0;
  for (const candidate of findCandidates(document)) {
    if (used + candidate.words > words) {
      if (used >= ENOUGH * words) break;
      continue;
    }
    chosen.push(candidate);
    used += candidate.words;
  }
  return toSummary(chosen);
}

function toSummary(chosen: readonly Candidate[]): Summary {
  return { text: chosen.map(({ text }) => text).join(" "), spans: chosen.map(({ span }) => span) };
}

/** Words as a budget counts them; a Han letter is half a word. */
export function countWords(text: string): number {
  const han = text.match(/\p{Script=Han}/gu)?.length ?? 0;
  return text.split(/\s+/).filter(Boolean).length + Math.floor(han / 2);
}
