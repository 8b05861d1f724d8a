import type { NameMatch, NameTree } from "../../knowledge/aliases.ts";
import type { Knowledge } from "../../knowledge/knowledge.ts";
import { type Candidate, otherName } from "./candidate.ts";
import {
  endOfEvent,
  findKnown,
  fromKnown,
  isDoubtful,
  isPartOfLonger,
  partOwner,
  withTail,
} from "./known-name.ts";
import { endOfOrganisation } from "./organisation-pattern.ts";
import { FIRST, GLUED, type Page, TITLED, UPPER } from "./page.ts";
import { looksLikePerson, type PersonRun, readPersonRun } from "./person-pattern.ts";
import { endOfPlace } from "./place-pattern.ts";
import { endOfTitle } from "./title-pattern.ts";
import { readUnknown } from "./unknown-name.ts";
import { isCommonWord, OTHER_CAPITALS } from "./words/common-words.ts";
import { isGivenName } from "./words/given-names.ts";
import { wordSet } from "./words/word-set.ts";

/** What follows these is the name of an account or a tag. */
const HANDLE = wordSet("@ #");
const CREDITS = wordSet(
  "reporting editing writing compiled edited reported written photographed photo contributed",
);
const PHOTO_AGENCIES = wordSet("REUTERS Reuters AFP AP Getty Images EPA Bloomberg Xinhua");
const OPENING = wordSet('( [ “ " ‘');
const MINISTRIES = wordSet("foreign commerce defence defense finance education agriculture industry");

/** Every run of pieces that may be a name, in order and apart; one walk over the page. */
export function readNames(page: Page, knowledge: Knowledge): Candidate[] {
  const { names } = knowledge;
  const found: Candidate[] = [];
  let at = 0;
  let titled = false;
  while (at < page.pieces.length) {
    const shape = page.shapes[at] ?? 0;
    const title = endOfTitle(page, at);
    const known = mayBegin(page, at) ? findKnown(page, at, names) : null;
    if (
      title > at &&
      !(known && known.endPiece > at + 1 && known.endPiece >= title) &&
      !isOrganisation(page, at, title, names)
    ) {
      titled = true;
      at = title;
      continue;
    }
    titled ||= isCredited(page, at);
    const candidate: Candidate | null =
      (shape & GLUED) !== 0 && HANDLE.has(page.pieces[at - 1]?.text ?? "")
        ? null
        : (shape & UPPER) !== 0 || known
          ? readName(page, at, knowledge, known, titled)
          : readMinistry(page, at);
    if (candidate) {
      found.push(...partOwner(page, candidate, names));
      at = candidate.end;
    } else {
      at += 1;
    }
    // "President (Joe) Biden": the title still counts behind an opening bracket or mark.
    titled = titled && !candidate && OPENING.has(page.pieces[at - 1]?.text ?? "");
  }
  return found;
}

/** Names begin with a capital, a Chinese character or, rarely, a figure: "3M". */
function mayBegin({ pieces, shapes }: Page, at: number): boolean {
  if (((shapes[at] ?? 0) & UPPER) !== 0) return true;
  const code = pieces[at]?.text.charCodeAt(0) ?? 0;
  return (code >= FIGURE_0 && code <= FIGURE_9) || code >= FIRST_CHINESE;
}

const [FIGURE_0, FIGURE_9] = [48, 57];
const FIRST_CHINESE = 0x2e80;

const isOrganisation = (page: Page, at: number, title: number, names: NameTree): boolean =>
  endOfOrganisation(page, at, names) > title;

/** "the foreign ministry", in small letters: somebody's, if the text says whose. */
function readMinistry({ pieces }: Page, at: number): Candidate | null {
  if (pieces[at + 1]?.text !== "ministry" || !MINISTRIES.has(pieces[at]?.text ?? "")) return null;
  return { first: at, end: at + 2, kind: "organisation", targets: [], trust: "clear", titled: false };
}

function readName(
  page: Page,
  at: number,
  knowledge: Knowledge,
  known: NameMatch | null,
  titled: boolean,
): Candidate | null {
  const person = readPersonRun(page, at, knowledge.names);
  const organisation = endOfOrganisation(page, at, knowledge.names);
  const knownEnd = known?.endPiece ?? 0;
  const event = known ? endOfEvent(page, at, known) : 0;
  if (event > 0) return otherName(at, event);
  if (known && !isPartOfLonger(page, at, known, person, organisation)) {
    const candidate = withTail(page, fromKnown(page, at, known, titled));
    return knownEnd === at + 1 && isDoubtful(page, at, known) ? { ...candidate, trust: "weak" } : candidate;
  }
  if (organisation > knownEnd)
    return { first: at, end: organisation, kind: "organisation", targets: [], trust: "clear", titled };
  if (person && (titled || looksLikePerson(person, page, at)) && !isCommonOnly(page, at, person)) {
    // "China's New Premier Arrives": in a headline a title is followed by anything.
    const bare = person.words.length === 1 && ((page.shapes[at] ?? 0) & TITLED) !== 0;
    const trust = bare && knowledge.peopleBySurname(person.words[0] ?? "").length === 0 ? "weak" : "clear";
    return { first: at, end: person.end, kind: "person", targets: [], trust, titled };
  }
  const place = endOfPlace(page, at);
  if (place > 0) return { first: at, end: place, kind: "place", targets: [], trust: "clear", titled };
  return readUnknown(page, at, person, titled, knowledge);
}

/** "Editing by", "REUTERS / " and the byline's "By" stand before people. */
function isCredited({ pieces, shapes }: Page, at: number): boolean {
  const before = pieces[at - 1]?.text;
  if (before === "by") return CREDITS.has(pieces[at - 2]?.key ?? "");
  if (before === "/") return PHOTO_AGENCIES.has(pieces[at - 2]?.text ?? "");
  return before === "By" && ((shapes[at - 1] ?? 0) & FIRST) !== 0;
}

/** What follows a title may be no name: "the Republican National Convention". */
function isCommonOnly({ pieces, shapes }: Page, at: number, person: PersonRun): boolean {
  const common = person.words.every((word) => isCommonWord(word.toLowerCase()));
  if (person.words.length > 1) return common && !isGivenName(person.words[0] ?? "");
  const { text = "", key = "" } = pieces[at] ?? {};
  return OTHER_CAPITALS.has(text) || (isCommonWord(key) && ((shapes[at] ?? 0) & (FIRST | TITLED)) !== 0);
}
