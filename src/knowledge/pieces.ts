import type { Document, Token } from "../text/document.ts";
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
    const { text = "", start = 0, end = 0 } = tokens[token] ?? {};
    if (text.length === 1 || !maySplit(text) || !(SPLITS.test(text) || HAN.test(text))) {
      pieces.push({ start, end, text, key: toKey(text), token });
      continue;
    }
    for (const part of splitParts(text)) {
      const from = start + part.index;
      pieces.push({
        start: from,
        end: from + part.text.length,
        text: part.text,
        key: toKey(part.text),
        token,
      });
    }
  }
  return pieces;
}

/** Plain letters and figures alone never split: most words need no pattern. */
function maySplit(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code >= 128 || code === 39 || code === 45) return true;
  }
  return false;
}

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

export function toKey(text: string): string {
  const lower = text.toLowerCase();
  return lower.includes("’") ? lower.replaceAll("’", "'") : lower;
}

function splitParts(text: string): { readonly text: string; readonly index: number }[] {
  return [...text.matchAll(PARTS)].map((match) => ({ text: match[0], index: match.index }));
}
