/** The same text with what PostgreSQL cannot hold (NUL, halves of a surrogate pair) replaced, unit for unit. */
export function keepable(text: string): string {
  return text.replaceAll("\0", " ").toWellFormed();
}

/** As JSON with nothing in it that PostgreSQL cannot hold. */
export function asJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner) => (typeof inner === "string" ? keepable(inner) : inner));
}

const LONGEST_FOLDED = 100;

/** Lower case, without accents or marks, one space between words: names that fold alike are one. */
export function fold(name: string): string {
  return name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim()
    .slice(0, LONGEST_FOLDED);
}

const HAN = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu;

/** Chinese and Japanese run on without spaces: each character becomes a word, so that any part is found. */
export function spaced(text: string): string {
  return text.replace(HAN, " $& ");
}

/** A typed search with each Chinese or Japanese run as a phrase of its characters. */
export function spacedSearch(words: string): string {
  return words.replace(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]{2,}/gu, (run, at: number) =>
    insideQuotes(words, at) ? spaced(run) : ` "${spaced(run).trim()}" `,
  );
}

function insideQuotes(words: string, at: number): boolean {
  return (words.slice(0, at).match(/"/gu)?.length ?? 0) % 2 === 1;
}
