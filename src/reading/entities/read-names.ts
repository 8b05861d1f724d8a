import type { NameMatch, NameTarget, NameTree } from "../../knowledge/aliases.ts";
import type { Knowledge } from "../../knowledge/knowledge.ts";
import { isPossessive } from "../../knowledge/pieces.ts";
import type { MentionKind } from "../../model.ts";
import type { Candidate } from "./candidate.ts";
import { guessKind, isAllCommon } from "./guess-kind.ts";
import { endOfOrganisation } from "./organisation-pattern.ts";
import { CAPS, FIRST, GLUED, LINE, type Page, SHOUTED, TITLED, UPPER, WORD } from "./page.ts";
import { looksLikePerson, type PersonRun, readPersonRun } from "./person-pattern.ts";
import { endOfPlace } from "./place-pattern.ts";
import { endOfTitle } from "./title-pattern.ts";
import {
  FUNCTION_WORDS,
  isCommonWord,
  OTHER_CAPITALS,
  OTHER_ENDS,
  OTHER_NAMES,
} from "./words/common-words.ts";
import { isGivenName } from "./words/given-names.ts";
import { wordSet } from "./words/word-set.ts";
import { worldNames } from "./world-names.ts";

const KIND_OF_TARGET = {
  person: "person",
  organisation: "organisation",
  place: "place",
  demonym: "other",
} as const;

/** No name is longer than this many pieces; what goes on is a list or noise. */
const MAX_RUN = 12;
/** What follows these is the name of an account or a tag. */
const HANDLE = wordSet("@ #");
const CREDITS = wordSet(
  "reporting editing writing compiled edited reported written photographed photo contributed",
);
const PHOTO_AGENCIES = wordSet("REUTERS Reuters AFP AP Getty Images EPA Bloomberg Xinhua");
const OPENING = wordSet('( [ “ " ‘');
const MINISTRIES = wordSet("foreign commerce defence defense finance education agriculture industry");
const PLATFORMS = wordSet(
  "Twitter Facebook Instagram YouTube TikTok WeChat Weibo WhatsApp Telegram Snapchat Reddit X",
);
const PARTISANS = wordSet("Democrats Republicans Democrat Republican Tories Tory");
const PLATFORM_BEFORE = wordSet("on via his her its their official");

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
const mayBegin = ({ pieces, shapes }: Page, at: number): boolean =>
  ((shapes[at] ?? 0) & UPPER) !== 0 || (pieces[at]?.text.charCodeAt(0) ?? 0) > 0x2e80;

const isOrganisation = (page: Page, at: number, title: number, names: NameTree): boolean =>
  endOfOrganisation(page, at, names) > title;

/** The longest name at a place, of our records or of the wide world; of two as long, ours. */
function findKnown({ pieces, shapes }: Page, at: number, names: NameTree): NameMatch | null {
  const shouted = ((shapes[at] ?? 0) & SHOUTED) !== 0;
  const ours = names.longestAt(pieces, at, shouted);
  const others = worldNames().longestAt(pieces, at, shouted);
  return others && others.endPiece > (ours?.endPiece ?? 0) ? others : ours;
}

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
  if (event > 0) return other(at, event);
  if (known && !isPartOfLonger(page, at, known, person, organisation)) {
    if (knownEnd === at + 1 && isDoubtful(page, at, known)) return null;
    return withTail(page, fromKnown(page, at, known, titled));
  }
  if (organisation > knownEnd)
    return { first: at, end: organisation, kind: "organisation", targets: [], trust: "clear", titled };
  if (person && (titled || looksLikePerson(person, page, at)) && !isCommonOnly(page, at, person))
    return { first: at, end: person.end, kind: "person", targets: [], trust: "clear", titled };
  const place = endOfPlace(page, at);
  if (place > 0) return { first: at, end: place, kind: "place", targets: [], trust: "clear", titled };
  return readUnknown(page, at, person, titled, knowledge);
}

/** "Chicago Marathon", "Taiwan Relations Act": a name in front of what is no organisation; 0 when none follows. */
function endOfEvent({ pieces, shapes }: Page, at: number, { endPiece, targets }: NameMatch): number {
  if (((shapes[at] ?? 0) & TITLED) !== 0 || targets.some(({ kind }) => kind === "person")) return 0;
  for (let index = endPiece; index < endPiece + 3; index += 1) {
    if (((shapes[index] ?? 0) & (UPPER | LINE | GLUED)) !== UPPER) return 0;
    if (OTHER_ENDS.has(pieces[index]?.text ?? "")) return index + 1;
  }
  return 0;
}

/** "Editing by", "REUTERS / " and the byline's "By" stand before people. */
function isCredited({ pieces, shapes }: Page, at: number): boolean {
  const before = pieces[at - 1]?.text;
  if (before === "by") return CREDITS.has(pieces[at - 2]?.key ?? "");
  if (before === "/") return PHOTO_AGENCIES.has(pieces[at - 2]?.text ?? "");
  return before === "By" && ((shapes[at - 1] ?? 0) & FIRST) !== 0;
}

/** "China" in "China Daily Distribution Corporation", "Jordan" in "Jordan Peele". */
function isPartOfLonger(
  page: Page,
  at: number,
  known: NameMatch,
  person: PersonRun | null,
  organisation: number,
): boolean {
  if (organisation > known.endPiece) return true;
  if (!person || person.end <= known.endPiece) return endOfPlace(page, at) > known.endPiece;
  const word = page.pieces[at]?.text ?? "";
  if (known.targets.some(({ kind }) => kind === "person")) return false;
  return known.endPiece === at + 1 && isGivenName(word) && looksLikePerson(person, page, at);
}

/** A word that only opens its sentence, or stands in a headline or a line of capitals: "Target", "US". */
function isDoubtful({ pieces, shapes }: Page, at: number, { targets }: NameMatch): boolean {
  const { text = "", key = "" } = pieces[at] ?? {};
  const shape = shapes[at] ?? 0;
  if ((shape & SHOUTED) !== 0 && text.length < 3 && (shape & FIRST) === 0 && text !== "US" && text !== "UK")
    return true;
  const isOurs = targets.some(({ id }) => id !== "");
  return (shape & (FIRST | TITLED | SHOUTED)) !== 0 && !isOurs && isCommonWord(key);
}

/** What follows a title may be no name: "the Republican National Convention". */
function isCommonOnly({ pieces, shapes }: Page, at: number, person: PersonRun): boolean {
  const common = person.words.every((word) => isCommonWord(word.toLowerCase()));
  if (person.words.length > 1) return common && !isGivenName(person.words[0] ?? "");
  const { text = "", key = "" } = pieces[at] ?? {};
  return OTHER_CAPITALS.has(text) || (isCommonWord(key) && ((shapes[at] ?? 0) & (FIRST | TITLED)) !== 0);
}

function fromKnown(page: Page, at: number, { endPiece, targets }: NameMatch, titled: boolean): Candidate {
  const kinds = new Set(targets.map(({ kind }) => kind));
  const kind: MentionKind =
    titled && kinds.has("person") ? "person" : KIND_OF_TARGET[targets[0]?.kind ?? "demonym"];
  const text = page.pieces[at]?.text ?? "";
  const single = endPiece === at + 1;
  // "on Twitter" is where it was said, not who did something.
  if (single && PLATFORMS.has(text) && PLATFORM_BEFORE.has(page.pieces[at - 1]?.key ?? ""))
    return other(at, endPiece);
  if (single && PARTISANS.has(text)) return { ...other(at, endPiece), targets: ofKind(targets, kind) };
  if (single && titled && kind === "place" && isGivenName(text))
    return { first: at, end: endPiece, kind: "person", targets: [], trust: "clear", titled };
  const article = text === "The" && endPiece - at > 2 ? 1 : 0;
  return { first: at + article, end: endPiece, kind, targets: ofKind(targets, kind), trust: "known", titled };
}

const ofKind = (targets: readonly NameTarget[], kind: MentionKind): NameTarget[] =>
  targets.filter((target) => KIND_OF_TARGET[target.kind] === kind);

/** "Beijing-based" and "US-led" are one adjective. */
function withTail({ pieces, shapes }: Page, candidate: Candidate): Candidate {
  const { end } = candidate;
  const hyphen = pieces[end]?.text === "-" && ((shapes[end] ?? 0) & GLUED) !== 0;
  const small = ((shapes[end + 1] ?? 0) & (GLUED | WORD | UPPER)) === (GLUED | WORD);
  if (!hyphen || !small) return candidate;
  return { ...candidate, end: end + 2, kind: "other", targets: [] };
}

function readUnknown(
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
    return other(at, endOfRun(page, at, false));
  const isSurname = knowledge.peopleBySurname(piece.text).length > 0;
  if (isSurname && standsAlone(page, at))
    return guessed(at, at + 1, "person", opening && isCommonWord(piece.key), titled);
  const end = Math.max(at + 1, person?.end ?? 0, endOfRun(page, at, true));
  if (isDateline(page, at, end))
    return { first: at, end, kind: "place", targets: [], trust: "clear", titled };
  if (endOfTitle(page, end) > end && isAllCommon(page, at, end)) return null;
  if (!single(at, end) && isShortened(page, end))
    return { ...guessed(at, end, "organisation", false, titled), trust: "clear" };
  if ((shape & SHOUTED) !== 0) return null;
  const alone = single(at, end);
  // "Young" may be a person named before: kept as a bare possibility, one word long.
  if (isCommonWord(piece.key) && (opening || alone)) return guessed(at, at + 1, "person", true, titled);
  const kind = isSurname && alone ? "person" : guessKind(page, at, end, person);
  if (kind === "other") return other(at, end);
  const doubtful = alone && !isSurname && (shape & CAPS) === 0 && (opening || page.smallWords.has(piece.key));
  return guessed(at, end, kind, doubtful, titled);
}

/** The two of "the Trump-Xi meeting", and "Trump" in the headline "Trump Suggests New Tariffs". */
function standsAlone({ pieces, shapes }: Page, at: number): boolean {
  const next = shapes[at + 1] ?? 0;
  if (pieces[at + 1]?.text === "-")
    return (next & GLUED) !== 0 && ((shapes[at + 2] ?? 0) & (GLUED | UPPER)) === (GLUED | UPPER);
  return ((shapes[at] ?? 0) & TITLED) !== 0 && (next & UPPER) !== 0;
}

const single = (at: number, end: number): boolean => end === at + 1;

/** An acronym in brackets follows. */
const isShortened = ({ pieces, shapes }: Page, end: number): boolean =>
  pieces[end]?.text === "(" && pieces[end + 2]?.text === ")" && ((shapes[end + 1] ?? 0) & CAPS) !== 0;

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

/** "China's foreign ministry" names a place and, behind the possessive, an organisation. */
function partOwner(page: Page, candidate: Candidate, names: NameTree): Candidate[] {
  const { first, end } = candidate;
  if (candidate.kind !== "organisation" || candidate.targets.length === 0) return [candidate];
  for (let index = first + 1; index < Math.min(end - 1, first + 4); index += 1) {
    if (!isPossessive(page.pieces[index]?.text ?? "")) continue;
    const owner = names.longestAt(page.pieces, first, false, index);
    if (owner?.endPiece !== index || owner.targets[0]?.kind !== "place") return [candidate];
    return [fromKnown(page, first, owner, false), { ...candidate, first: index + 1 }];
  }
  return [candidate];
}

const other = (first: number, end: number): Candidate => ({
  first,
  end,
  kind: "other",
  targets: [],
  trust: "clear",
  titled: false,
});

/** The end of the capitalised words that begin at `at`; numbers and "&" may stand between them. */
function endOfRun(page: Page, at: number, withNext: boolean): number {
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
