/** A piece of a line with how it looks; `style` is an opening ANSI sequence or empty. */
export interface Piece {
  readonly text: string;
  readonly style: string;
}

const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;
const ZERO = /[\p{M}\p{Cf}]/u;
const RESET = "\u001b[0m";
/** Blanks, single Chinese or Japanese characters, which may stand at a line's start, and words. */
const PARTS =
  / +|[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}][、。，；！？」』）]*|[^ \p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]+/gu;
const BREAKABLE = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;

/** Columns that a text takes. */
export function widthOf(text: string): number {
  let width = 0;
  for (const character of text) width += ZERO.test(character) ? 0 : WIDE.test(character) ? 2 : 1;
  return width;
}

/** Breaks pieces into lines of at most `width` columns, between words; a word longer than a line is broken. */
export function wrapPieces(pieces: readonly Piece[], width: number): string[] {
  const lines: Piece[][] = [[]];
  let used = 0;
  for (const word of toWords(pieces).flatMap((one) => breakWord(one, width))) {
    const taken = widthOf(word.map(({ text }) => text).join(""));
    const blank = word[0]?.text.trim() === "";
    if (blank && used === 0) continue;
    if (used > 0 && used + taken > width) {
      lines.push([]);
      used = 0;
      if (blank) continue;
    }
    lines.at(-1)?.push(...word);
    used += taken;
  }
  return lines.map(drawLine).filter((line) => line !== "");
}

/** What belongs together also over the borders of pieces: a name in bold and the comma after it. */
function toWords(pieces: readonly Piece[]): Piece[][] {
  const words: Piece[][] = [];
  let open = false;
  for (const { text, style } of pieces) {
    for (const [part] of text.matchAll(PARTS)) {
      const blank = part.startsWith(" ");
      if (open && !blank && !BREAKABLE.test(part)) words.at(-1)?.push({ text: part, style });
      else words.push([{ text: part, style }]);
      open = !blank;
    }
  }
  return words;
}

function breakWord(word: readonly Piece[], width: number): Piece[][] {
  if (widthOf(word.map(({ text }) => text).join("")) <= width) return [[...word]];
  const parts: Piece[][] = [[]];
  let used = 0;
  for (const { text, style } of word) {
    for (const character of text) {
      const taken = widthOf(character);
      if (used + taken > width) {
        parts.push([]);
        used = 0;
      }
      parts.at(-1)?.push({ text: character, style });
      used += taken;
    }
  }
  return parts;
}

/** Blanks at the end of a line are not drawn. */
function drawLine(line: readonly Piece[]): string {
  const drawn = [...line];
  while (drawn.at(-1)?.text.trim() === "") drawn.pop();
  let text = "";
  let style = "";
  for (const piece of drawn) {
    if (piece.style !== style) {
      if (style !== "") text += RESET;
      text += piece.style;
      style = piece.style;
    }
    text += piece.text;
  }
  return style === "" ? text : `${text}${RESET}`;
}
