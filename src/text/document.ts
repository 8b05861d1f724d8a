import type { Span } from "../model.ts";

export type TokenKind = "word" | "number" | "mark" | "punctuation";

export interface Token {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly kind: TokenKind;
}

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

const TOKEN =
  /(?<number>\p{N}[\p{N}.,]*\p{N}|\p{N})|(?<word>(?:\p{L}\.){2,}|\p{L}[\p{L}\p{M}\p{N}]*(?:['’-][\p{L}\p{N}]+)*)|(?<mark>["“”«»„‟「」『』]|''|``)|(?<punctuation>\S)/gu;
const SENTENCE_END = /^[.!?…。！？]$/u;

/** Splits an article's text into paragraphs, sentences and tokens; linear in its length. */
export function readDocument(text: string): Document {
  const paragraphs = splitParagraphs(text);
  const tokens: Token[] = [];
  const sentences: Sentence[] = [];
  paragraphs.forEach(([start, end], paragraph) => {
    let firstToken = tokens.length;
    for (const match of text.slice(start, end).matchAll(TOKEN)) {
      const kind = (Object.entries(match.groups ?? {}).find(([, value]) => value !== undefined)?.[0] ??
        "punctuation") as TokenKind;
      const tokenStart = start + match.index;
      tokens.push({ start: tokenStart, end: tokenStart + match[0].length, text: match[0], kind });
    }
    for (let index = firstToken; index < tokens.length; index += 1) {
      const token = tokens[index];
      const next = tokens[index + 1];
      const closes =
        token !== undefined &&
        SENTENCE_END.test(token.text) &&
        (next === undefined || next.start > token.end);
      if (!closes && index < tokens.length - 1) continue;
      const first = tokens[firstToken];
      if (!first || !token) continue;
      sentences.push({ start: first.start, end: token.end, paragraph, firstToken, endToken: index + 1 });
      firstToken = index + 1;
    }
  });
  return { text, paragraphs, sentences, tokens };
}

function splitParagraphs(text: string): Span[] {
  const spans: Span[] = [];
  for (const match of text.matchAll(/\S(?:[^\n]|\n(?!\s*\n))*/gu)) {
    spans.push([match.index, match.index + match[0].trimEnd().length]);
  }
  return spans;
}
