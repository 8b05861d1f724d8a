import type { MentionKind } from "../../model.ts";
import { CAPS, GLUED, type Page, UPPER, WORD } from "./page.ts";
import type { PersonRun } from "./person-pattern.ts";
import { COMMON_WORDS, OTHER_ENDS } from "./words/common-words.ts";
import { isGivenName } from "./words/given-names.ts";
import { DIRECTIONS, PLACE_PREPOSITIONS, SURE_PREPOSITIONS } from "./words/places.ts";
import { wordSet } from "./words/word-set.ts";

const SPEAKS = wordSet(
  "said says told tells added adds wrote writes tweeted explained argued noted replied asked insisted recalled joked thinks thought knew who whose himself herself aged",
);

/** What an unknown run of capitals most likely is, by its words and its neighbours. */
export function guessKind(page: Page, at: number, end: number, person: PersonRun | null): MentionKind {
  const { pieces, shapes } = page;
  const before = pieces[at - 1]?.key ?? "";
  const after = pieces[end]?.key ?? "";
  const words = end - at;
  const isName = person !== null && person.end === end;
  if (hasDigit(page, at, end)) return "other";
  if (words === 1 && DIRECTIONS.has(pieces[at]?.text ?? "")) return "other";
  if (words > 1 && OTHER_ENDS.has(pieces[end - 1]?.text ?? "")) return "other";
  const allCommon = isAllCommon(page, at, end);
  if (words > 1 && allCommon) return "other";
  if (((shapes[at] ?? 0) & CAPS) !== 0 && words === 1) return "organisation";
  if (isName && person.words.length >= 2 && person.words.length <= 3) {
    if (SPEAKS.has(after) || isAge(page, end)) return "person";
    if (isGivenName(person.words[0] ?? "")) return "person";
    if (isBeforePlace(page, end) && PLACE_PREPOSITIONS.has(before)) return "place";
    return hasCommon(page, at, end) ? "organisation" : "person";
  }
  if (words === 1 && isName) {
    if (SPEAKS.has(after) && isGivenName(pieces[at]?.text ?? "")) return "person";
    if (isGivenName(pieces[at]?.text ?? "")) return "person";
    if (SURE_PREPOSITIONS.has(before)) return "place";
    if (isBeforePlace(page, end) && PLACE_PREPOSITIONS.has(before)) return "place";
  }
  return words > 3 ? "other" : "organisation";
}

function hasDigit({ pieces }: Page, at: number, end: number): boolean {
  for (let index = at; index < end; index += 1) if (/\d/u.test(pieces[index]?.text ?? "")) return true;
  return false;
}

export function isAllCommon({ pieces, shapes }: Page, at: number, end: number): boolean {
  for (let index = at; index < end; index += 1) {
    if (((shapes[index] ?? 0) & WORD) !== 0 && !COMMON_WORDS.has(pieces[index]?.key ?? "")) return false;
  }
  return true;
}

function hasCommon({ pieces }: Page, at: number, end: number): boolean {
  for (let index = at; index < end; index += 1) if (COMMON_WORDS.has(pieces[index]?.key ?? "")) return true;
  return false;
}

/** ", 45," behind a name is somebody's age. */
const isAge = ({ pieces }: Page, end: number): boolean =>
  pieces[end]?.text === "," && /^\d\d$/u.test(pieces[end + 1]?.text ?? "");

/** "Natanz, Iran" */
const isBeforePlace = ({ pieces, shapes }: Page, end: number): boolean =>
  pieces[end]?.text === "," && ((shapes[end + 1] ?? 0) & (UPPER | GLUED)) === UPPER;
