/** A word as the word lists see it: hyphens part words, a possessive is dropped, "U.S." is "US". */
export interface Word {
  readonly start: number;
  readonly end: number;
  /** As printed, without dots and possessive. */
  readonly text: string;
  readonly lower: string;
}

const WORD = /(?:\p{L}\.){2,}|[\p{L}\p{M}]+(?:['’](?!s\b|S\b)\p{L}+)*\d*|\d+(?:[.,]\d+)*%?/gu;
const DOTS = /\./g;

/** The words of `text[from, to)`, in order; offsets are into the whole text. */
export function readWords(text: string, from = 0, to: number = text.length): Word[] {
  const words: Word[] = [];
  const part = from === 0 && to === text.length ? text : text.slice(from, to);
  for (const match of part.matchAll(WORD)) {
    const printed = match[0];
    const plain = printed.includes(".") && !isDigit(printed) ? printed.replace(DOTS, "") : printed;
    const start = from + match.index;
    words.push({ start, end: start + printed.length, text: plain, lower: plain.toLowerCase() });
  }
  return words;
}

function isDigit(text: string): boolean {
  const code = text.charCodeAt(0);
  return code >= 48 && code <= 57;
}
