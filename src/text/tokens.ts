import type { Token, TokenKind } from "./document.ts";
import { formAt } from "./forms.ts";

const LETTER = /[\p{L}\p{M}]/u;
const NUMBER = /\p{N}/u;
const SPACE = /\s/u;
const MARKS = new Set("\"“”„‟«»「」『』《》‘’‚‛'`");

type Class = "space" | "letter" | "digit" | "mark" | "other";

const NARROW: readonly Class[] = Array.from({ length: 128 }, (_, code) =>
  code < 32 || code === 127 ? "space" : classOfCharacter(String.fromCharCode(code)),
);

const PLAIN_WORD_PART = Uint8Array.from(NARROW, (kind) => (kind === "letter" || kind === "digit" ? 1 : 0));

/** Appends the words, numbers, quotation marks and other signs of `text` between two offsets. */
export function readTokens(text: string, from: number, to: number, tokens: Token[]): void {
  let at = from;
  while (at < to) {
    const kind = classAt(text, at);
    if (kind === "space") {
      at += 1;
      continue;
    }
    const end = Math.min(to, endOf(kind, text, at));
    const form = formAt(text, at, end);
    tokens.push({ start: at, end, text: form.text, kind: tokenKind(kind), form });
    at = end;
  }
}

function endOf(kind: Class, text: string, at: number): number {
  if (kind === "letter") return endOfWord(text, at);
  if (kind === "digit") return endOfNumber(text, at);
  const character = text[at];
  if (kind === "mark" && (character === "'" || character === "`") && text[at + 1] === character)
    return at + 2;
  return at + width(text, at);
}

function tokenKind(kind: Class): TokenKind {
  if (kind === "letter") return "word";
  if (kind === "digit") return "number";
  return kind === "mark" ? "mark" : "punctuation";
}

/** "don't", "US-China" and "AT&T" are one word, and so is "U.S." with its last full stop. */
function endOfWord(text: string, start: number): number {
  let at = start;
  let dots = 0;
  for (;;) {
    const begin = at;
    at = endOfWordPart(text, at);
    const sign = text[at];
    const single = at - begin === 1;
    // Dotted initials begin a word or stand behind a hyphen: "U.S.", "China-U.S.".
    if (sign === "." && single && (dots > 0 || begin === start || text[begin - 1] === "-")) {
      if (classAt(text, at + 1) === "letter" && text[at + 2] === ".") {
        at += 1;
        dots += 1;
        continue;
      }
      return dots > 0 ? at + 1 : at;
    }
    const joins = sign === "'" || sign === "’" || sign === "-" || sign === "&" || sign === "‑";
    if (!joins || !isWordPart(text, at + 1)) return at;
    at += 1;
  }
}

/** "1,200", "3.5" and "19th" are one number each. */
function endOfNumber(text: string, start: number): number {
  let at = start;
  for (;;) {
    at = endOfWordPart(text, at);
    const sign = text[at];
    const next = classAt(text, at + 1);
    if ((sign === "." || sign === ",") && next === "digit") at += 1;
    else if (sign === "-" && next === "letter") at += 1;
    else return at;
  }
}

/** Behind the letters and figures that begin at `from`. */
function endOfWordPart(text: string, from: number): number {
  let at = from;
  for (;;) {
    const code = text.charCodeAt(at);
    if (code < 128 ? PLAIN_WORD_PART[code] === 1 : isWordPart(text, at))
      at += code < 128 ? 1 : width(text, at);
    else return at;
  }
}

function isWordPart(text: string, at: number): boolean {
  const kind = classAt(text, at);
  return kind === "letter" || kind === "digit";
}

function classAt(text: string, at: number): Class {
  const code = text.charCodeAt(at);
  // Past the end `code` is NaN, and every comparison with it is false.
  if (code < 128) return NARROW[code] ?? "other";
  return Number.isNaN(code) ? "space" : classOfCharacter(String.fromCodePoint(text.codePointAt(at) ?? code));
}

function classOfCharacter(character: string): Class {
  if (MARKS.has(character)) return "mark";
  if (LETTER.test(character)) return "letter";
  if (NUMBER.test(character)) return "digit";
  return SPACE.test(character) ? "space" : "other";
}

const width = (text: string, at: number) => ((text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1);
