import type { NameMatch, NameTarget, NameTree } from "../../knowledge/aliases.ts";
import { isPossessive } from "../../knowledge/pieces.ts";
import type { MentionKind } from "../../model.ts";
import { type Candidate, otherName } from "./candidate.ts";
import { FIRST, GLUED, LINE, type Page, SHOUTED, TITLED, UPPER, WORD } from "./page.ts";
import { looksLikePerson, type PersonRun } from "./person-pattern.ts";
import { endOfPlace } from "./place-pattern.ts";
import { isCommonWord, OTHER_ENDS } from "./words/common-words.ts";
import { isGivenName } from "./words/given-names.ts";
import { wordSet } from "./words/word-set.ts";
import { worldNames } from "./world-names.ts";

const KIND_OF_TARGET = {
  person: "person",
  organisation: "organisation",
  place: "place",
  demonym: "other",
} as const;

const PLATFORMS = wordSet(
  "Twitter Facebook Instagram YouTube TikTok WeChat Weibo WhatsApp Telegram Snapchat Reddit X",
);
/** States shortened; without their full stop they are other words: "Ill". */
const SHORT_STATES = wordSet(
  "Ala Ariz Ark Calif Colo Conn Del Fla Ga Ill Kan Ky Md Mich Minn Mo Mont Neb Nev Okla Ore Pa Tenn Tex Va Vt Wis Wyo",
);
const PARTISANS = wordSet("Democrats Republicans Democrat Republican Tories Tory");
const PLATFORM_BEFORE = wordSet("on via his her its their official");

/** The longest name at a place, of our records or of the wide world; of two as long, ours. */
export function findKnown({ pieces, shapes }: Page, at: number, names: NameTree): NameMatch | null {
  const shouted = ((shapes[at] ?? 0) & SHOUTED) !== 0;
  const ours = names.longestAt(pieces, at, shouted);
  const others = worldNames().longestAt(pieces, at, shouted);
  return others && others.endPiece > (ours?.endPiece ?? 0) ? others : ours;
}

/** "Chicago Marathon", "Taiwan Relations Act": a name in front of what is no organisation; 0 when none follows. */
export function endOfEvent({ pieces, shapes }: Page, at: number, { endPiece, targets }: NameMatch): number {
  if (((shapes[at] ?? 0) & TITLED) !== 0 || targets.some(({ kind }) => kind === "person")) return 0;
  for (let index = endPiece; index < endPiece + 3; index += 1) {
    if (((shapes[index] ?? 0) & (UPPER | LINE | GLUED)) !== UPPER) return 0;
    if (OTHER_ENDS.has(pieces[index]?.text ?? "")) return index + 1;
  }
  return 0;
}

/** "China" in "China Daily Distribution Corporation", "Jordan" in "Jordan Peele". */
export function isPartOfLonger(
  page: Page,
  at: number,
  known: NameMatch,
  person: PersonRun | null,
  organisation: number,
): boolean {
  const headline = ((page.shapes[at] ?? 0) & TITLED) !== 0;
  if (organisation > known.endPiece && !headline) return true;
  if (!person || person.end <= known.endPiece) return endOfPlace(page, at) > known.endPiece;
  const word = page.pieces[at]?.text ?? "";
  if (known.targets.some(({ kind }) => kind === "person")) return false;
  return known.endPiece === at + 1 && isGivenName(word) && looksLikePerson(person, page, at);
}

/** A word that only opens its sentence, or stands in a headline or a line of capitals: "Target", "US". */
export function isDoubtful({ pieces, shapes }: Page, at: number, { targets }: NameMatch): boolean {
  const { text = "", key = "" } = pieces[at] ?? {};
  const shape = shapes[at] ?? 0;
  if ((shape & SHOUTED) !== 0 && text.length < 3 && (shape & FIRST) === 0 && text !== "US" && text !== "UK")
    return true;
  if (SHORT_STATES.has(text) && pieces[at + 1]?.text !== ".") return true;
  const isWord = targets.every(({ kind, id }) => kind === "organisation" || id === "");
  return (shape & (FIRST | TITLED | SHOUTED)) !== 0 && isWord && isCommonWord(key);
}

export function fromKnown(
  page: Page,
  at: number,
  { endPiece, targets }: NameMatch,
  titled: boolean,
): Candidate {
  const kinds = new Set(targets.map(({ kind }) => kind));
  const kind: MentionKind =
    titled && kinds.has("person") ? "person" : KIND_OF_TARGET[targets[0]?.kind ?? "demonym"];
  const text = page.pieces[at]?.text ?? "";
  const single = endPiece === at + 1;
  // "on Twitter" is where it was said, not who did something.
  if (single && PLATFORMS.has(text) && PLATFORM_BEFORE.has(page.pieces[at - 1]?.key ?? ""))
    return otherName(at, endPiece);
  if (single && PARTISANS.has(text)) return { ...otherName(at, endPiece), targets: ofKind(targets, kind) };
  if (single && titled && kind === "place" && isGivenName(text))
    return { first: at, end: endPiece, kind: "person", targets: [], trust: "clear", titled };
  const article = text === "The" && endPiece - at > 2 ? 1 : 0;
  return { first: at + article, end: endPiece, kind, targets: ofKind(targets, kind), trust: "known", titled };
}

const ofKind = (targets: readonly NameTarget[], kind: MentionKind): NameTarget[] =>
  targets.filter((target) => KIND_OF_TARGET[target.kind] === kind);

/** "Beijing-based" and "US-led" are one adjective. */
export function withTail({ pieces, shapes }: Page, candidate: Candidate): Candidate {
  const { end } = candidate;
  const hyphen = pieces[end]?.text === "-" && ((shapes[end] ?? 0) & GLUED) !== 0;
  const small = ((shapes[end + 1] ?? 0) & (GLUED | WORD | UPPER)) === (GLUED | WORD);
  if (!hyphen || !small) return candidate;
  return { ...candidate, end: end + 2, kind: "other", targets: [] };
}

/** "China's foreign ministry" names a place and, behind the possessive, an organisation. */
export function partOwner(page: Page, candidate: Candidate, names: NameTree): Candidate[] {
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
