const LETTER = /[\p{L}\p{M}]/u;
const NUMBER = /\p{N}/u;
const SPACE = /\s/u;
const MARKS = new Set("\"“”„‟«»「」『』《》‘’‚‛'`");

/** What a character is to the splitting of a text. */
export type Class = "space" | "letter" | "digit" | "mark" | "other";

const NARROW: readonly Class[] = Array.from({ length: 128 }, (_, code) =>
  code < 32 || code === 127 ? "space" : classOfCharacter(String.fromCharCode(code)),
);

const PLAIN_WORD_PART = Uint8Array.from(NARROW, (kind) => (kind === "letter" || kind === "digit" ? 1 : 0));

export function classAt(text: string, at: number): Class {
  const code = text.charCodeAt(at);
  // Past the end `code` is NaN, and every comparison with it is false.
  if (code < 128) return NARROW[code] ?? "other";
  return Number.isNaN(code) ? "space" : classOfCharacter(String.fromCodePoint(text.codePointAt(at) ?? code));
}

/** Is it a letter or a figure of ASCII. */
export const isPlainWordPart = (code: number): boolean => PLAIN_WORD_PART[code] === 1;

function classOfCharacter(character: string): Class {
  if (MARKS.has(character)) return "mark";
  if (LETTER.test(character)) return "letter";
  if (NUMBER.test(character)) return "digit";
  return SPACE.test(character) ? "space" : "other";
}

export const widthAt = (text: string, at: number): number => ((text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1);
