import type { Span } from "../model.ts";
import type { Form, Kind } from "./forms.ts";
import { findSentences } from "./sentences.ts";
import { readTokens } from "./tokens.ts";

/** A word, a number or a sign where it is printed. */
export interface Token {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly key: string;
  readonly kind: Kind;
  /** What is printed here, one object wherever it is printed; the three before are its own. */
  readonly form: Form;
}

/** The only place that makes them: objects made alike are read faster. */
export const tokenOf = (form: Form, start: number, end: number): Token => ({
  start,
  end,
  text: form.text,
  key: form.key,
  kind: form.kind,
  form,
});

export interface Sentence {
  readonly start: number;
  readonly end: number;
  /** Index into `paragraphs`. */
  readonly paragraph: number;
  /** Indices into `tokens`, end excluded. */
  readonly firstToken: number;
  readonly endToken: number;
}

/** A text split once, for every part of `reading/`. All offsets are into `text`. */
export interface Document {
  readonly text: string;
  readonly paragraphs: readonly Span[];
  readonly sentences: readonly Sentence[];
  readonly tokens: readonly Token[];
}

/** Splits an article's text into paragraphs, sentences and tokens; linear in its length. */
export function readDocument(text: string): Document {
  const paragraphs = splitParagraphs(text);
  const tokens: Token[] = [];
  const sentences: Sentence[] = [];
  for (const [paragraph, [start, end]] of paragraphs.entries()) {
    const first = tokens.length;
    readTokens(text, start, end, tokens);
    findSentences(tokens, first, paragraph, sentences);
  }
  return { text, paragraphs, sentences, tokens };
}

const BLANK_LINE = /\n[^\S\n]*\n/u;

/** Split at blank lines; a text that has none is taken to have one paragraph to a line. */
function splitParagraphs(text: string): Span[] {
  const separator = BLANK_LINE.test(text) ? /\n[^\S\n]*\n/gu : /\n/gu;
  const spans: Span[] = [];
  let start = 0;
  const add = (end: number) => {
    const words = text.slice(start, end);
    const trimmed = words.trim();
    if (trimmed === "") return;
    const from = start + words.length - words.trimStart().length;
    spans.push([from, from + trimmed.length]);
  };
  for (const match of text.matchAll(separator)) {
    add(match.index);
    start = match.index + match[0].length;
  }
  add(text.length);
  return spans;
}
