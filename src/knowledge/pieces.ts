import { type Document, type Token, tokenOf } from "../text/document.ts";
import { type Form, FormMemory, formOf } from "../text/forms.ts";
import { readTokens } from "../text/tokens.ts";

/**
 * The smallest parts names are compared by: "China's" is "China" and "'s", "US-China" is three pieces,
 * and each Chinese character is its own, since Chinese prints no spaces between words. Most are whole tokens.
 */
export type Piece = Token;

const SPLITS = /['’\u2010-\u2015-]/u;
const POSSESSIVE = /^['’][sS]$/u;
const HAN = /\p{Script=Han}/u;
const PARTS =
  /\p{Script=Han}|['’]s(?![\p{L}\p{N}])|[\p{L}\p{M}\p{N}.&]+(?:['’](?!s(?![\p{L}\p{N}]))[\p{L}\p{M}\p{N}]+)*|\S/giu;

/** Splits a document's tokens into pieces; linear in its length. */
export function readPieces({ tokens }: Pick<Document, "tokens">): Piece[] {
  const pieces: Piece[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at];
    if (!token) break;
    const parts = token.form.plain ? WHOLE : PARTS_OF.of(token.form);
    if (parts === WHOLE) pieces.push(token);
    else for (const part of parts) pieces.push(pieceOf(part, token.start));
  }
  return pieces;
}

const pieceOf = ({ form, at }: Part, start: number): Piece =>
  tokenOf(form, start + at, start + at + form.text.length);

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
