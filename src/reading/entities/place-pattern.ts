import { FIRST, LINE, type Page, UPPER } from "./page.ts";
import { COMMON_WORDS } from "./words/common-words.ts";
import { DIRECTIONS, PLACE_ENDS, PLACE_STARTS } from "./words/places.ts";

const MAX_PIECES = 5;

/** The end of the place's name that begins at `at`, or 0: "Orange County", "Mount Fuji", "Strait of Hormuz". */
export function endOfPlace({ pieces, shapes }: Page, at: number): number {
  const isUpper = (index: number) =>
    ((shapes[index] ?? 0) & UPPER) !== 0 && (index === at || ((shapes[index] ?? 0) & LINE) === 0);
  const { text = "", key = "" } = pieces[at] ?? {};
  if (((shapes[at] ?? 0) & FIRST) !== 0 && COMMON_WORDS.has(key) && !DIRECTIONS.has(text)) return 0;
  let index = at;
  let end = 0;
  while (index < at + MAX_PIECES && isUpper(index)) {
    const word = pieces[index]?.text ?? "";
    if (index > at && PLACE_ENDS.has(word)) end = index + 1;
    index += 1;
  }
  if (end > 0) return end;
  const ofPlace = PLACE_ENDS.has(text) && pieces[at + 1]?.text === "of" && isUpper(at + 2);
  if (ofPlace && !COMMON_WORDS.has(pieces[at + 2]?.key ?? "")) return at + 3;
  const begins = PLACE_STARTS.has(text) || DIRECTIONS.has(text);
  const dotted = text === "St" && pieces[at + 1]?.text === ".";
  const next = dotted ? at + 2 : at + 1;
  return begins && isUpper(next) && !COMMON_WORDS.has(pieces[next]?.key ?? "") ? next + 1 : 0;
}
