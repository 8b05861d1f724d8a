import { type Document, type Token, tokenOf } from "../text/document.ts";
import { FormMemory, formAt, formOf } from "../text/forms.ts";

/**
 * A word as the word lists see it: hyphens part words, a possessive is dropped, "U.S." is "US". Its text is without
 * what is dropped, its offsets are of what is printed; most are whole tokens.
 */
export type Word = Token;

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
      words.push(tokenOf(formAt(part, at, plain), from + at, from + plain));
      at = plain;
      continue;
    }
    WORD.lastIndex = at;
    const match = WORD.exec(part);
    if (!match) break;
    const start = from + match.index;
    words.push(tokenOf(formOf(plainForm(match[0])), start, start + match[0].length));
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
    const inside = token.form.plain ? WHOLE : WORDS_OF.of(token.form);
    if (token.kind === "number" && text.charCodeAt(token.end) === PERCENT)
      words.push(...readWords(text, token.start, token.end + 1));
    else if (inside === WHOLE) words.push(token);
    else
      for (const { form, start, end } of inside)
        words.push(tokenOf(form, token.start + start, token.start + end));
  }
  return words;
}

const PERCENT = 37;
/** Of a token that is a word as it stands: most are. */
const WHOLE: readonly Word[] = [];
const WORDS_OF = new FormMemory<readonly Word[]>(({ text }) => {
  const words = readWords(text);
  // Cut to length: an array that was filled keeps room for more, and these are kept.
  return words.length === 1 && words[0]?.text === text ? WHOLE : words.slice();
});

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
