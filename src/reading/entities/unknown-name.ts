import type { NameTree } from "../../knowledge/aliases.ts";
import type { Knowledge } from "../../knowledge/knowledge.ts";
import type { MentionKind } from "../../model.ts";
import { type Candidate, otherName } from "./candidate.ts";
import { guessKind, isAllCommon } from "./guess-kind.ts";
import { CAPS, FIRST, GLUED, LINE, type Page, SHOUTED, TITLED, UPPER, WORD } from "./page.ts";
import type { PersonRun } from "./person-pattern.ts";
import { endOfTitle } from "./title-pattern.ts";
import { FUNCTION_WORDS, isCommonWord, OTHER_CAPITALS, OTHER_NAMES } from "./words/common-words.ts";
import { isGivenName } from "./words/given-names.ts";
import { wordSet } from "./words/word-set.ts";

/** No name is longer than this many pieces; what goes on is a list or noise. */
const MAX_RUN = 12;
/** With these begins what is named, but neither person, organisation nor place. */
const OTHER_STARTS = wordSet(
  "Operation Hurricane Typhoon Cyclone Section Article Chapter Flight Proposition Amendment Title",
);

/** Capitals that we know nothing of: their neighbours and the way they are printed say what they may be. */
export function readUnknown(
  page: Page,
  at: number,
  person: PersonRun | null,
  titled: boolean,
  knowledge: Knowledge,
): Candidate | null {
  const { pieces, shapes } = page;
  const shape = shapes[at] ?? 0;
  const piece = pieces[at];
  if (!piece || FUNCTION_WORDS.has(piece.key)) return null;
  const opening = (shape & (FIRST | TITLED)) !== 0;
  if (OTHER_NAMES.has(piece.text) || OTHER_CAPITALS.has(piece.text))
    return otherName(at, endOfRun(page, at, false));
  if (opening && isCompound(page, at)) return null;
  const isSurname = knowledge.peopleBySurname(piece.text).length > 0;
  if (isSurname && standsAlone(page, at))
    return guessed(at, at + 1, "person", opening && isCommonWord(piece.key), titled);
  const end = Math.max(at + 1, person?.end ?? 0, endOfRun(page, at, true, knowledge.names));
  if (OTHER_STARTS.has(piece.text) && end > at + 1) return otherName(at, end);
  if (isDateline(page, at, end))
    return { first: at, end, kind: "place", targets: [], trust: "clear", titled };
  if (endOfTitle(page, end) > end && isAllCommon(page, at, end)) return null;
  if (!single(at, end) && isShortened(page, end))
    return { ...guessed(at, end, "organisation", false, titled), trust: "clear" };
  if ((shape & SHOUTED) !== 0) return null;
  // In a headline a capital says nothing: one word, kept only if the document has it elsewhere.
  if ((shape & TITLED) !== 0 && (shape & CAPS) === 0)
    return guessed(at, at + 1, "organisation", true, titled);
  const alone = single(at, end);
  // "Young" may be a person named before: kept as a bare possibility, one word long.
  if (isCommonWord(piece.key) && (opening || alone)) return guessed(at, at + 1, "person", true, titled);
  const kind = isSurname && alone ? "person" : guessKind(page, at, end, person);
  if (kind === "other") return otherName(at, end);
  const doubtful = alone && !isSurname && (shape & CAPS) === 0 && (opening || page.isSmallWord(piece.key));
  return guessed(at, end, kind, doubtful, titled);
}

/** The two of "the Trump-Xi meeting", "Trump-era", and "Trump" in the headline "Trump Suggests New Tariffs". */
function standsAlone({ pieces, shapes }: Page, at: number): boolean {
  const next = shapes[at + 1] ?? 0;
  if (pieces[at + 1]?.text === "-" && (next & GLUED) !== 0) return ((shapes[at + 2] ?? 0) & GLUED) !== 0;
  return ((shapes[at] ?? 0) & TITLED) !== 0 || (next & (UPPER | WORD)) === WORD;
}

/** "Cross-referencing" opens a sentence. */
const isCompound = ({ pieces, shapes }: Page, at: number): boolean =>
  pieces[at + 1]?.text === "-" &&
  ((shapes[at + 2] ?? 0) & (GLUED | WORD | UPPER)) === (GLUED | WORD) &&
  isCommonWord(pieces[at + 2]?.key ?? "");

/** An acronym in brackets follows. */
const isShortened = ({ pieces, shapes }: Page, end: number): boolean =>
  pieces[end]?.text === "(" && pieces[end + 2]?.text === ")" && ((shapes[end + 1] ?? 0) & CAPS) !== 0;

/** The end of the capitalised words that begin at `at`; numbers and "&" may stand between them. */
function endOfRun(page: Page, at: number, withNext: boolean, names?: NameTree): number {
  const { pieces, shapes } = page;
  let index = at + 1;
  while (index < pieces.length && index < at + MAX_RUN) {
    const shape = shapes[index] ?? 0;
    const text = pieces[index]?.text ?? "";
    if ((shape & LINE) !== 0) break;
    const joint =
      (text === "-" || text === "&") &&
      (shape & GLUED) === ((shapes[index + 1] ?? 0) & GLUED) &&
      ((shapes[index + 1] ?? 0) & LINE) === 0;
    if (joint && (((shapes[index + 1] ?? 0) & UPPER) !== 0 || /^\d/u.test(pieces[index + 1]?.text ?? ""))) {
      index += 2;
      continue;
    }
    if (withNext && index > at + 1 && startsPerson(page, index)) break;
    if (names?.longestAt(pieces, index)) break;
    if (!withNext || FUNCTION_WORDS.has(pieces[index]?.key ?? "") || endOfTitle(page, index) > index) break;
    if ((shape & UPPER) === 0 || (shape & GLUED) !== 0 || OTHER_NAMES.has(text)) break;
    index += 1;
  }
  return index;
}

/** "Navy SEAL Chris Kyle": a given name and another word behind it begin a person's name. */
const startsPerson = ({ pieces, shapes }: Page, index: number): boolean =>
  isGivenName(pieces[index]?.text ?? "") &&
  ((shapes[index + 1] ?? 0) & (UPPER | LINE)) === UPPER &&
  !isCommonWord(pieces[index + 1]?.key ?? "");

/** "OSLO, Dec 5 (Reuters) - ": the place an agency reports from, in capitals at the head of a line. */
function isDateline({ pieces, shapes }: Page, at: number, end: number): boolean {
  const shape = shapes[at] ?? 0;
  if ((shape & (CAPS | LINE)) !== (CAPS | LINE) || (shape & SHOUTED) !== 0 || end - at > 3) return false;
  const next = pieces[end]?.text ?? "";
  return next === "(" || next === "," || next === "-" || next === "—" || next === "–" || next === "/";
}

const guessed = (
  first: number,
  end: number,
  kind: MentionKind,
  weak: boolean,
  titled: boolean,
): Candidate => ({
  first,
  end,
  kind,
  targets: [],
  trust: weak ? "weak" : "guessed",
  titled,
});

const single = (at: number, end: number): boolean => end === at + 1;
