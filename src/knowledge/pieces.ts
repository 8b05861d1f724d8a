import type { Document, Token } from "../text/document.ts";
import { type Form, FormMemory, formOf } from "../text/forms.ts";
import { readTokens } from "../text/tokens.ts";

/**
 * The smallest parts names are compared by: "China's" is "China" and "'s", "US-China" is three pieces,
 * and each Chinese character is its own, since Chinese prints no spaces between words.
 */
export interface Piece {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** Lower case, with straight apostrophes. */
  readonly key: string;
  /** Index of the document's token it belongs to. */
  readonly token: number;
  readonly form: Form;
}

const SPLITS = /['’\u2010-\u2015-]/u;
const POSSESSIVE = /^['’][sS]$/u;
const HAN = /\p{Script=Han}/u;
const PARTS =
  /\p{Script=Han}|['’]s(?![\p{L}\p{N}])|[\p{L}\p{M}\p{N}.&]+(?:['’](?!s(?![\p{L}\p{N}]))[\p{L}\p{M}\p{N}]+)*|\S/giu;

/** Splits a document's tokens into pieces; linear in its length. */
export function readPieces(document: Pick<Document, "tokens">): Piece[] {
  const pieces: Piece[] = [];
  const { tokens } = document;
  for (let token = 0; token < tokens.length; token += 1) {
    const { form, start = 0, end = 0 } = tokens[token] ?? {};
    if (!form) break;
    const parts = PARTS_OF.of(form);
    if (parts === WHOLE) {
      pieces.push({ start, end, text: form.text, key: form.key, token, form });
      continue;
    }
    for (const part of parts) {
      const from = start + part.at;
      const { text, key } = part.form;
      pieces.push({ start: from, end: from + text.length, text, key, token, form: part.form });
    }
  }
  return pieces;
}

interface Part {
  readonly form: Form;
  /** Where it begins in its token. */
  readonly at: number;
}

const WHOLE: readonly Part[] = [];
const PARTS_OF = new FormMemory<readonly Part[]>(({ text }) => {
  if (text.length === 1 || !(SPLITS.test(text) || HAN.test(text))) return WHOLE;
  return [...text.matchAll(PARTS)].map((match) => ({ form: formOf(match[0]), at: match.index }));
});

/** A name's pieces, split as `readPieces` splits a text. */
export function splitName(name: string): string[] {
  return piecesOf(name).map(({ text }) => text);
}

export function piecesOf(name: string): Piece[] {
  const tokens: Token[] = [];
  readTokens(name, 0, name.length, tokens);
  return readPieces({ tokens });
}

export const isPossessive = (text: string): boolean => POSSESSIVE.test(text);
