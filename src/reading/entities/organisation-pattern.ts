import type { NameTree } from "../../knowledge/aliases.ts";
import { CAPS, FIRST, GLUED, LINE, type Page, TITLED, UPPER, WORD } from "./page.ts";
import { endOfTitle } from "./title-pattern.ts";
import { COMMON_WORDS, FUNCTION_WORDS, isCommonWord, OTHER_NAMES } from "./words/common-words.ts";
import { isGivenName } from "./words/given-names.ts";
import { LEGAL_FORMS, NAME_JOINERS, ORGANISATION_ENDS, ORGANISATION_STARTS } from "./words/organisations.ts";
import { HONORIFICS, TITLE_PARTS } from "./words/titles.ts";
import { wordSet } from "./words/word-set.ts";

const MAX_PIECES = 16;
const GOES_ON = wordSet("of for");
/** These go on with "on" too: "Committee on Foreign Relations". */
const GOES_ON_ON = wordSet(
  "Committee Council Commission Subcommittee Conference Center Centre Institute Caucus Panel Forum",
);
/** "Islamic", "European", "Communist" and their like do stand inside such names. */
const ADJECTIVES = /(?:ic|an|ish|ist|ese|i|ats|ans|Latino|Arab|Labour|Orthodox)$/u;
const ROMANCE = wordSet("de del della di du des la le et und y");
/** Too common as other words to make an organisation of the single word before them. */
const NEEDS_MORE = wordSet(
  "House Force Forces Front Guard Fund Office Post Press Program Programme Records Review Service Services Union United Health Energy Capital Times Watch Intelligence Government Party Army Police Cabinet Court Courts Board Command Division Military Administration",
);

/**
 * The end of the organisation's name that begins at `at`, or 0: capitalised words up to one that ends such names
 * ("Quincy Institute"), and on over "of" and "for" ("Center for Strategic and International Studies").
 */
export function endOfOrganisation(page: Page, at: number, names: NameTree): number {
  const { pieces, shapes } = page;
  const opening = pieces[at];
  if (!opening || ((shapes[at] ?? 0) & UPPER) === 0) return 0;
  if (isNoStart(page, at)) return 0;
  let best = 0;
  let capitals = 0;
  let started = false;
  let index = at;
  while (index < pieces.length && index < at + MAX_PIECES) {
    const piece = pieces[index];
    const shape = shapes[index] ?? 0;
    if (!piece || (index > at && (shape & LINE) !== 0)) break;
    if ((shape & UPPER) !== 0) {
      if (index > at && (endsBefore(page, index) || isPerson(page, index, names))) break;
      capitals += 1;
      const opens = ORGANISATION_STARTS.has(piece.text) && GOES_ON.has(pieces[index + 1]?.text ?? "");
      started ||= opens;
      index += 1;
      if (isEnd(page, index - 1, capitals) || (started && !opens)) best = endWithDot(page, index);
      continue;
    }
    const next = joinedAt(page, index, started, best);
    if (next === 0) break;
    started ||= GOES_ON.has(piece.text);
    index = next;
  }
  // In a headline two capitals are no name: "Antimissile System".
  if (
    ((shapes[at] ?? 0) & TITLED) !== 0 &&
    !started &&
    best <= at + 2 &&
    !LEGAL_FORMS.has(pieces[best - 1]?.text ?? "")
  )
    return 0;
  return best > at ? trimEnd(page, at, best) : 0;
}

function isNoStart(page: Page, at: number): boolean {
  const { text = "", key = "" } = page.pieces[at] ?? {};
  const shape = page.shapes[at] ?? 0;
  if (FUNCTION_WORDS.has(key)) return true;
  if (ORGANISATION_STARTS.has(text)) return false;
  if (HONORIFICS.has(key) && !ORGANISATION_ENDS.has(page.pieces[at + 1]?.text ?? "")) return true;
  return (shape & TITLED) !== 0 && (shape & FIRST) !== 0 && COMMON_WORDS.has(key) && !TITLE_PARTS.has(key);
}

/** A title, or a day of the week, is where an organisation's name has ended. */
function endsBefore(page: Page, index: number): boolean {
  const { pieces, shapes } = page;
  const { text = "", key = "" } = pieces[index] ?? {};
  if (OTHER_NAMES.has(text) && !ADJECTIVES.test(text)) return true;
  if (FUNCTION_WORDS.has(key) && ((shapes[index] ?? 0) & CAPS) === 0) return true;
  const title = endOfTitle(page, index);
  if (
    title === index ||
    (((shapes[title] ?? 0) & UPPER) === 0 && !HONORIFICS.has(pieces[title - 1]?.key ?? ""))
  )
    return false;
  if (title < index + 2 && ((shapes[title] ?? 0) & UPPER) === 0) return false;
  const next = pieces[index + 1]?.text ?? "";
  return !ORGANISATION_ENDS.has(next) && !ORGANISATION_STARTS.has(next);
}

/** "… Affairs Commission Wang Yi": somebody we know, named in full. */
function isPerson({ pieces }: Page, index: number, names: NameTree): boolean {
  const known = names.longestAt(pieces, index);
  return known !== null && known.endPiece > index + 1 && known.targets.every(({ kind }) => kind === "person");
}

function isEnd(page: Page, index: number, capitals: number): boolean {
  const text = page.pieces[index]?.text ?? "";
  if (capitals < 2) return false;
  if (LEGAL_FORMS.has(text)) return true;
  if (!ORGANISATION_ENDS.has(text)) return false;
  // "Trump Administration" is a person's, not an agency; "House Party" is anything.
  return capitals > 2 || !NEEDS_MORE.has(text) || !isGivenName(page.pieces[index - 1]?.text ?? "");
}

/** Where the name goes on after a small word, hyphen, "&" or possessive at `index`; 0 when it ends here. */
function joinedAt(page: Page, index: number, started: boolean, best: number): number {
  const { pieces, shapes } = page;
  const text = pieces[index]?.text ?? "";
  const glued = ((shapes[index] ?? 0) & GLUED) !== 0;
  const upperAt = (where: number) =>
    ((shapes[where] ?? 0) & UPPER) !== 0 && ((shapes[where] ?? 0) & LINE) === 0;
  if (text === "&") return upperAt(index + 1) ? index + 1 : 0;
  if (text === "-")
    return glued && ((shapes[index + 1] ?? 0) & GLUED) !== 0 && upperAt(index + 1) ? index + 1 : 0;
  const before = pieces[index - 1]?.text ?? "";
  // "Correspondents' Club": with "'s" it would be somebody's: "Norway's Yara".
  if (text === "'" || text === "’")
    return glued && before.endsWith("s") && upperAt(index + 1) ? index + 1 : 0;
  if (!NAME_JOINERS.has(text)) return 0;
  if (text === "and") {
    const inside = started ? leadsOn(page, index + 1) : best === 0 && joinsWords(page, index);
    return upperAt(index + 1) && inside ? index + 1 : 0;
  }
  if (ROMANCE.has(text)) return upperAt(index + 1) && !isGivenName(before) ? index + 1 : 0;
  const mayGoOn = ORGANISATION_STARTS.has(before) || ORGANISATION_ENDS.has(before);
  if (!mayGoOn || (text === "on" && !GOES_ON_ON.has(before)) || text === "in" || text === "the") return 0;
  if (upperAt(index + 1)) return index + 1;
  return pieces[index + 1]?.text === "the" && upperAt(index + 2) ? index + 2 : 0;
}

/** "Food and Drug Administration": common words on both sides. */
const joinsWords = ({ pieces }: Page, index: number): boolean =>
  isCommonWord(pieces[index - 1]?.key ?? "") && isCommonWord(pieces[index + 1]?.key ?? "");

/** "Strategic and International Studies" goes on; "the Ministry of Commerce and Huawei" does not. */
const leadsOn = ({ pieces, shapes }: Page, index: number): boolean =>
  isCommonWord(pieces[index]?.key ?? "") ||
  (((shapes[index + 1] ?? 0) & UPPER) !== 0 && !isGivenName(pieces[index]?.text ?? ""));

/** "Apple Inc." keeps its full stop when the sentence goes on. */
function endWithDot({ pieces, shapes }: Page, end: number): number {
  const last = pieces[end - 1]?.text ?? "";
  const dotted = LEGAL_FORMS.has(last) && pieces[end]?.text === "." && ((shapes[end] ?? 0) & GLUED) !== 0;
  const goesOn = ((shapes[end + 1] ?? 0) & (WORD | FIRST)) === WORD;
  return dotted && goesOn ? end + 1 : end;
}

/** A single capitalised common word or acronym is no organisation by itself. */
function trimEnd({ shapes }: Page, at: number, end: number): number {
  return end - at === 1 && ((shapes[at] ?? 0) & CAPS) === 0 ? 0 : end;
}
