import { type Class, classAt, isPlainWordPart, widthAt } from "./characters.ts";
import { type Token, tokenOf } from "./document.ts";
import { formAt } from "./forms.ts";

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
    tokens.push(tokenOf(formAt(text, at, end), at, end));
    at = end;
  }
}

function endOf(kind: Class, text: string, at: number): number {
  if (kind === "letter") return endOfWord(text, at);
  if (kind === "digit") return endOfNumber(text, at);
  const character = text[at];
  if (kind === "mark" && (character === "'" || character === "`") && text[at + 1] === character)
    return at + 2;
  return at + widthAt(text, at);
}

const codeOf = (sign: string): number => sign.charCodeAt(0);
const DOT = codeOf(".");
const [APOSTROPHE, CURLY_APOSTROPHE, HYPHEN, HARD_HYPHEN, AMPERSAND] = [..."'’-‑&"].map(codeOf);

/** "don't", "US-China" and "AT&T" are one word, and so is "U.S." with its last full stop. */
function endOfWord(text: string, start: number): number {
  let at = start;
  let dots = 0;
  for (;;) {
    const begin = at;
    at = endOfWordPart(text, at);
    const sign = text.charCodeAt(at);
    const single = at - begin === 1;
    // Dotted initials begin a word or stand behind a hyphen: "U.S.", "China-U.S.".
    if (sign === DOT && single && (dots > 0 || begin === start || text[begin - 1] === "-")) {
      if (classAt(text, at + 1) === "letter" && text[at + 2] === ".") {
        at += 1;
        dots += 1;
        continue;
      }
      return dots > 0 ? at + 1 : at;
    }
    if (!joins(sign) || !isWordPart(text, at + 1)) return at;
    at += 1;
  }
}

const joins = (code: number): boolean =>
  code === APOSTROPHE ||
  code === CURLY_APOSTROPHE ||
  code === HYPHEN ||
  code === HARD_HYPHEN ||
  code === AMPERSAND;

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
    if (code < 128 ? isPlainWordPart(code) : isWordPart(text, at)) at += code < 128 ? 1 : widthAt(text, at);
    else return at;
  }
}

function isWordPart(text: string, at: number): boolean {
  const kind = classAt(text, at);
  return kind === "letter" || kind === "digit";
}
