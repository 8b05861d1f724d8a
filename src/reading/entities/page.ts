import { type Piece, readPieces } from "../../knowledge/pieces.ts";
import type { Document } from "../../text/document.ts";
import { FormMemory } from "../../text/forms.ts";
import { HONORIFICS, TITLE_PARTS } from "./words/titles.ts";

/** What the look of a piece says; several may hold at once. */
export const UPPER = 1;
/** Two capitals or more and no small letter. */
export const CAPS = 2;
/** Capitalised only because a sentence, a quotation or a list item begins here, as far as its look tells. */
export const FIRST = 4;
/** In a headline, where every word is capitalised. */
export const TITLED = 8;
/** In a line that is all capitals. */
export const SHOUTED = 16;
/** Nothing stands between this piece and the one before. */
export const GLUED = 32;
export const WORD = 64;
/** A new line begins here: no name runs over it. */
export const LINE = 128;
/** A word with which a title may begin. */
export const TITLE = 256;

/** A document as the finding of names sees it. */
export interface Page {
  readonly text: string;
  readonly pieces: readonly Piece[];
  readonly shapes: Uint16Array;
  /** Does a word, in lower case, stand without a capital somewhere in the document. */
  readonly isSmallWord: (key: string) => boolean;
}

const OPENS_AFTER = new Set([
  '"',
  "“",
  "„",
  "«",
  "「",
  "『",
  "‘",
  "``",
  "(",
  "[",
  "•",
  "*",
  ":",
  "–",
  "—",
  "-",
  "…",
]);
const LETTER = /^\p{L}/u;
const STRAIGHT = new Set(['"', "'"]);
/** A headline has this share of its longer words capitalised. */
const HEADLINE_SHARE = 0.6;
const SENTENCE_SHARE = 0.85;
const SHOUT_SHARE = 0.8;

export function readPage(document: Document): Page {
  const pieces = readPieces(document);
  const shapes = new Uint16Array(pieces.length);
  let smallWords: ReadonlySet<string> | null = null;
  for (let index = 0; index < pieces.length; index += 1) {
    const piece = pieces[index];
    if (!piece) break;
    shapes[index] =
      SHAPES.of(piece.form) | spacing(document.text, index > 0 ? pieces[index - 1] : undefined, piece);
  }
  let first = 0;
  for (const sentence of document.sentences) {
    let end = first;
    while (end < pieces.length && (pieces[end]?.start ?? 0) < sentence.end) end += 1;
    markSentence(pieces, shapes, first, end);
    first = end;
  }
  const isSmallWord = (key: string) => {
    smallWords ??= findSmallWords(pieces, shapes);
    return smallWords.has(key);
  };
  return { text: document.text, pieces, shapes, isSmallWord };
}

const findSmallWords = (pieces: readonly Piece[], shapes: Uint16Array): ReadonlySet<string> =>
  new Set(
    pieces.filter((_, index) => ((shapes[index] ?? 0) & (WORD | UPPER)) === WORD).map(({ key }) => key),
  );

function shapeOf(text: string): number {
  const first = text.charCodeAt(0);
  if (first >= 97 && first <= 122) return WORD;
  // A circled letter has a capital too, and is no letter.
  if (first > 127 && !LETTER.test(text)) return 0;
  const lower = text.toLowerCase();
  const upper = text.toUpperCase();
  const initial = text.charAt(0);
  if (initial === lower.charAt(0)) return lower.charAt(0) === upper.charAt(0) ? 0 : WORD;
  return WORD | UPPER | (text === upper && text.length > 1 ? CAPS : 0);
}

const SHAPES = new FormMemory(
  ({ text, key }) => shapeOf(text) | (HONORIFICS.has(key) || TITLE_PARTS.has(key) ? TITLE : 0),
);

function spacing(text: string, before: Piece | undefined, piece: Piece): number {
  if (!before) return LINE;
  if (before.end === piece.start) return GLUED;
  for (let at = before.end; at < piece.start; at += 1) if (text.charCodeAt(at) === 10) return LINE;
  return 0;
}

function markSentence(pieces: readonly Piece[], shapes: Uint16Array, first: number, end: number): void {
  let words = 0;
  let capitalised = 0;
  let shouted = 0;
  let opening = true;
  for (let index = first; index < end; index += 1) {
    const shape = shapes[index] ?? 0;
    const text = pieces[index]?.text ?? "";
    if ((shape & LINE) !== 0) opening = true;
    if ((shape & WORD) === 0) {
      if (OPENS_AFTER.has(text) && opensHere(shapes, index, text)) opening = true;
      continue;
    }
    if (opening) shapes[index] = shape | FIRST;
    opening = false;
    if (text.length < 4) continue;
    words += 1;
    if ((shape & UPPER) !== 0) capitalised += 1;
    if ((shape & CAPS) !== 0) shouted += 1;
  }
  // A headline printed as a sentence, full stop and all, must be capitals almost throughout.
  const share = pieces[end - 1]?.text === "." ? SENTENCE_SHARE : HEADLINE_SHARE;
  const mark =
    (shouted > 0 && shouted > words * SHOUT_SHARE && words !== 1 ? SHOUTED : 0) |
    (words > 3 && capitalised > words * share ? TITLED : 0);
  if (mark !== 0)
    for (let index = first; index < end; index += 1) shapes[index] = (shapes[index] ?? 0) | mark;
}

/** A hyphen inside a word opens nothing, and a straight mark behind a word closes. */
const opensHere = (shapes: Uint16Array, index: number, text: string): boolean =>
  STRAIGHT.has(text) ? ((shapes[index] ?? 0) & GLUED) === 0 : !isInside(shapes, index);

const isInside = (shapes: Uint16Array, index: number): boolean =>
  ((shapes[index] ?? 0) & GLUED) !== 0 && ((shapes[index + 1] ?? 0) & GLUED) !== 0;
