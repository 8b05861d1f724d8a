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
/** In letters; what is longer is a list or no sentence. */
const LONGEST_SENTENCE = 800;
/** A budget filled so far is not filled further with later sentences: the first say most. */
const ENOUGH = 0.5;

/** The sentences of an article that can be read alone, in order, without their datelines; each looked at when asked for. */
export function* findCandidates({ text: whole, sentences }: Document): Generator<Candidate> {
  for (const [position, sentence] of sentences.slice(0, MOST_SENTENCES).entries()) {
    if (sentence.end - sentence.start > LONGEST_SENTENCE) continue;
    const printed = whole.slice(sentence.start, sentence.end);
    const dateline = datelineLength(printed);
    const start = sentence.start + dateline;
    const text = printed.slice(dateline);
    // A feed's one-sentence lead often lacks its full stop.
    const isBareLead = position === sentences.length - 1 && position < SHORT_LEAD;
    const shown = isBareLead && /[\p{L}\p{N}]$/u.test(text) ? `${text}.` : text;
    // One dateline may stand behind another; without one there is no second look to take.
    const isWhole = dependenceOf(shown, dateline > 0 ? datelineLength(shown) : 0) === null;
    // "any U.S." and then "nationals …": not every such stop ends a sentence.
    const goesOn = text.endsWith(".") && /^ \p{Ll}/u.test(whole.slice(sentence.end, sentence.end + 2));
    if (isWhole && !goesOn && !text.includes("\n")) {
      yield { span: [start, sentence.end], text, words: countWords(text), position };
    }
  }
}

/** The first sentences that stand alone and fit the budget; empty when there is none. */
export function summarise(document: Document, words: number = DEFAULT_WORDS): Summary {
  const chosen: Candidate[] = [];
  let used = 0;
  for (const candidate of findCandidates(document)) {
    if (chosen.some(({ text }) => text === candidate.text)) continue;
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
