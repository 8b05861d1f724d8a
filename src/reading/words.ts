import type { Document } from "../text/document.ts";
import { type Form, FormMemory, formAt, formOf } from "../text/forms.ts";

/** A word as the word lists see it: hyphens part words, a possessive is dropped, "U.S." is "US". */
export interface Word {
  readonly start: number;
  readonly end: number;
  /** As printed, without dots and possessive. */
  readonly text: string;
  readonly lower: string;
  /** Of `text`. */
  readonly form: Form;
}

/** Chinese does not part its words: each of its letters is one here, and phrases are runs of them. */
const WORD =
  /\p{Script=Han}|(?:\p{L}\.){2,}|[[\p{L}\p{M}]--\p{Script=Han}]+(?:['’][[\p{L}\p{M}]--\p{Script=Han}]+)*\d*|\d+(?:[.,]\d+)*%?/gv;
const DOTS = /\./g;
const POSSESSIVE = /['’]s$/iu;

/** The words of `text[from, to)`, in order; offsets are into the whole text. */
export function readWords(text: string, from = 0, to: number = text.length): Word[] {
  const words: Word[] = [];
  const part = from === 0 && to === text.length ? text : text.slice(from, to);
  let at = 0;
  while (at < part.length) {
    const plain = endOfPlainWord(part, at);
    if (plain === at) {
      at += 1;
      continue;
    }
    if (plain > at) {
      words.push(toWord(from + at, from + plain, formAt(part, at, plain)));
      at = plain;
      continue;
    }
    WORD.lastIndex = at;
    const match = WORD.exec(part);
    if (!match) break;
    const start = from + match.index;
    words.push(toWord(start, start + match[0].length, formOf(plainForm(match[0]))));
    at = WORD.lastIndex;
  }
  return words;
}

/** The words of a text that is split into tokens already: no word runs over two, but "35%" does. */
export function wordsOf({ text, tokens }: Document): Word[] {
  const words: Word[] = [];
  for (let index = 0; index < tokens.length; index += 1) {
    const token = tokens[index];
    if (!token) break;
    const inside = WORDS_OF.of(token.form);
    for (let part = 0; part < inside.length; part += 1) {
      const word = inside[part];
      if (!word) break;
      const [start, end] = [token.start + word.start, token.start + word.end];
      if (token.kind === "number" && end === token.end && text.charCodeAt(end) === PERCENT)
        words.push(toWord(start, end + 1, formOf(`${word.text}%`)));
      else words.push({ start, end, text: word.text, lower: word.lower, form: word.form });
    }
  }
  return words;
}

const PERCENT = 37;
/** Cut to length: an array that was filled keeps room for more, and these are kept. */
const WORDS_OF = new FormMemory<readonly Word[]>(({ text }) => readWords(text).slice());

function toWord(start: number, end: number, form: Form): Word {
  return { start, end, text: form.text, lower: form.text.toLowerCase(), form };
}

const NOT_PLAIN = -1;

/**
 * Where a word of the letters a to z ends: most do, and the pattern costs five times as much.
 *
 * @returns `at` where no word begins, NOT_PLAIN where the pattern must decide
 */
function endOfPlainWord(text: string, at: number): number {
  let end = at;
  while (isPlainLetter(text.charCodeAt(end))) end += 1;
  const next = text.charCodeAt(end);
  if (end === at) return next >= 128 || isDigitCode(next) ? NOT_PLAIN : at;
  // Letters of another kind, apostrophes and figures may go on; "U.S." is one word.
  if (next >= 128 || next === 39 || isDigitCode(next)) return NOT_PLAIN;
  return next === 46 && end === at + 1 ? NOT_PLAIN : end;
}

const isPlainLetter = (code: number): boolean => (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
const isDigitCode = (code: number): boolean => code >= 48 && code <= 57;

/** As word lists write it: "U.S." is "US", "China's" is "China". */
export function plainForm(printed: string): string {
  if (isDigitCode(printed.charCodeAt(0))) return printed;
  const bare = printed.includes("'") || printed.includes("’") ? printed.replace(POSSESSIVE, "") : printed;
  return bare.includes(".") ? bare.replace(DOTS, "") : bare;
}
