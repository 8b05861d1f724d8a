import { GLUED, LINE, type Page, TITLE, UPPER, WORD } from "./page.ts";
import { HONORIFICS, TITLE_PARTS } from "./words/titles.ts";
import { wordSet } from "./words/word-set.ts";

/** Offices go on after "of", "for" and "to" with these: "Secretary of State", "Minister for Foreign Affairs". */
const OFFICE_FIELDS = wordSet(
  "state foreign affairs defense defence commerce treasury energy agriculture interior health trade staff finance justice labor labour education transport transportation homeland security veterans war exchequer economic growth agricultural international trade",
);
const AFTER_THE = wordSet("treasury interior exchequer army navy");
const MAX_PARTS = 6;

/**
 * The end of the title that begins at `at`, or `at` when none does: "Mr.", "Deputy Foreign Minister",
 * "Secretary of State". A title is not part of a name.
 */
export function endOfTitle({ pieces, shapes }: Page, at: number): number {
  // Hardly any word begins a title, and every word is asked.
  if (((shapes[at] ?? 0) & TITLE) === 0) return at;
  let index = at;
  let end = at;
  while (index < pieces.length && index < at + MAX_PARTS) {
    const piece = pieces[index];
    const shape = shapes[index] ?? 0;
    if (!piece || (index > at && (shape & LINE) !== 0)) break;
    if (piece.text === "-" && (shape & GLUED) !== 0 && index > at) {
      index += 1;
      continue;
    }
    if (HONORIFICS.has(piece.key)) {
      index += 1;
      if (pieces[index]?.text === "." && ((shapes[index] ?? 0) & GLUED) !== 0) index += 1;
      index = endOfField(pieces, index);
      end = index;
    } else if (TITLE_PARTS.has(piece.key) && (shape & (WORD | UPPER)) !== 0) {
      index += 1;
    } else {
      break;
    }
  }
  return end;
}

function endOfField(pieces: Page["pieces"], from: number, more = 2): number {
  const word = pieces[from]?.text;
  if (word !== "of" && word !== "for") return from;
  let index = from + 1;
  if (pieces[index]?.text === "the" && AFTER_THE.has(pieces[index + 1]?.key ?? "")) index += 1;
  while (index < from + MAX_PARTS && OFFICE_FIELDS.has(pieces[index]?.key ?? "")) index += 1;
  if (pieces[index]?.text === "and" && OFFICE_FIELDS.has(pieces[index + 1]?.key ?? "")) {
    index += 1;
    while (index < from + 2 * MAX_PARTS && OFFICE_FIELDS.has(pieces[index]?.key ?? "")) index += 1;
  }
  if (index === from + 1) return from;
  // "Under Secretary of Agriculture for Trade and Foreign Agricultural Affairs"
  return more > 0 && pieces[index]?.text === "for" ? endOfField(pieces, index, more - 1) : index;
}
