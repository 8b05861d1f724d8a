/** A word as the word lists see it: hyphens part words, a possessive is dropped, "U.S." is "US". */
export interface Word {
  readonly start: number;
  readonly end: number;
  /** As printed, without dots and possessive. */
  readonly text: string;
  readonly lower: string;
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
  for (const match of part.matchAll(WORD)) {
    const printed = match[0];
    const plain = plainForm(printed);
    const start = from + match.index;
    words.push({ start, end: start + printed.length, text: plain, lower: plain.toLowerCase() });
  }
  return words;
}

/** As word lists write it: "U.S." is "US", "China's" is "China". */
export function plainForm(printed: string): string {
  if (isDigit(printed)) return printed;
  const bare = printed.includes("'") || printed.includes("’") ? printed.replace(POSSESSIVE, "") : printed;
  return bare.includes(".") ? bare.replace(DOTS, "") : bare;
}

function isDigit(text: string): boolean {
  const code = text.charCodeAt(0);
  return code >= 48 && code <= 57;
}
