import type { NameTree } from "../../knowledge/aliases.ts";
import { CAPS, FIRST, GLUED, LINE, type Page, SHOUTED, TITLED, UPPER, WORD } from "./page.ts";
import { endOfTitle } from "./title-pattern.ts";
import {
  COMMON_WORDS,
  FUNCTION_WORDS,
  isCommonWord,
  OTHER_CAPITALS,
  OTHER_ENDS,
  OTHER_NAMES,
} from "./words/common-words.ts";
import { isFamilyFirst, isGivenName, isPinyin } from "./words/given-names.ts";
import { LEGAL_FORMS, ORGANISATION_ENDS } from "./words/organisations.ts";
import { HONORIFICS } from "./words/titles.ts";
import { wordSet } from "./words/word-set.ts";

const PARTICLES = wordSet(
  "van von de der den del della di da dos das du la le el al bin ibn bint abu ben ter ten y zu af av",
);
const SUFFIXES = wordSet("Jr Sr II III IV Jr. Sr.");
const MAX_WORDS = 4;
const MAX_PIECES = 16;

export interface PersonRun {
  readonly end: number;
  /** The words that count: neither particles nor initials nor what a hyphen joins. */
  readonly words: readonly string[];
  /** An initial opens it: "L. Lin Wood". */
  readonly initial: boolean;
}

/** One step of a name; `open` when no name may end behind it, as behind "von der". */
interface Part {
  readonly next: number;
  readonly word?: string;
  readonly open?: boolean;
  readonly last?: boolean;
}

/** The run of words at `at` that would make a person's name, if it is one; null when it holds none. */
export function readPersonRun(page: Page, at: number, names: NameTree): PersonRun | null {
  const words: string[] = [];
  const limit = Math.min(page.pieces.length, at + MAX_PIECES);
  let end = at;
  let index = at;
  while (index < limit && words.length <= MAX_WORDS) {
    // "the Alfred Dunhill Championship" is nobody.
    if (index > at && OTHER_ENDS.has(page.pieces[index]?.text ?? "")) return null;
    const part = index > at && endsBefore(page, index) ? null : readPart(page, index, words, names);
    if (!part) break;
    if (part.word !== undefined) words.push(part.word);
    index = part.next;
    if (!part.open) end = index;
    if (part.last) break;
  }
  const full = words.filter((word) => word.length > 1);
  if (full.every(isInitials) || words.length > MAX_WORDS) return null;
  return { end, words: full, initial: words[0]?.length === 1 };
}

/** A new line, a title with another name behind it, or a word that only touches the one before. */
function endsBefore(page: Page, index: number): boolean {
  const { pieces, shapes } = page;
  const shape = shapes[index] ?? 0;
  if ((shape & LINE) !== 0) return true;
  if ((shape & UPPER) === 0) return false;
  const before = pieces[index - 1]?.text;
  return startsTitle(page, index) || ((shape & GLUED) !== 0 && before !== "." && before !== "-");
}

function readPart(page: Page, index: number, words: readonly string[], names: NameTree): Part | null {
  const { pieces, shapes } = page;
  const shape = shapes[index] ?? 0;
  const text = pieces[index]?.text ?? "";
  const dotted = pieces[index + 1]?.text === "." && ((shapes[index + 1] ?? 0) & GLUED) !== 0;
  // "Jong-un": what a hyphen joins belongs to the word before, capital or not.
  if ((shape & WORD) === 0) return words.length > 0 && isJoint(page, index) ? { next: index + 2 } : null;
  if ((shape & UPPER) === 0) {
    const after = words.length > 0 ? endOfParticle(page, index) : 0;
    return after > 0 ? { next: after, open: true } : null;
  }
  // A headline's capitals go on behind the name.
  if (words.length > 1 && (shape & TITLED) !== 0 && isCommonWord(pieces[index]?.key ?? "")) return null;
  if (words.length > 0 && SUFFIXES.has(text)) return { next: dotted ? index + 2 : index + 1, last: true };
  if (isInitials(text)) return { next: index + 1, word: text };
  if (text.length === 1 && dotted) return { next: index + 2, word: text };
  if (text.length === 1) return words.length > 0 ? { next: index + 1 } : null;
  return isNameWord(page, index, words, names) ? { next: index + 1, word: text } : null;
}

/** Strong signs in the words themselves that a run is a person's name. */
export function looksLikePerson({ words, initial }: PersonRun, page: Page, at: number): boolean {
  const [first = "", second = ""] = words;
  if (initial) return !isCommonWord(first.toLowerCase());
  if (words.length < 2) return false;
  if (isCommonOpening(page, at, first) && !isGivenName(first)) return false;
  const headline = ((page.shapes[at] ?? 0) & TITLED) !== 0;
  if (headline && words.some((word, index) => index > 0 && COMMON_WORDS.has(word.toLowerCase())))
    return false;
  if (isGivenName(first))
    return !(isCommonOpening(page, at, first) && COMMON_WORDS.has(second.toLowerCase()));
  if (isCommonOpening(page, at, first)) return false;
  if (words.length === 2 && isFamilyFirst(second) && isPinyin(first)) return true;
  return isChinese(words);
}

function isChinese(words: readonly string[]): boolean {
  const [first = "", second = ""] = words;
  return words.length === 2 && isFamilyFirst(first) && isPinyin(second) && !isGivenName(first);
}

const isCommonOpening = ({ shapes }: Page, at: number, word: string): boolean =>
  ((shapes[at] ?? 0) & (FIRST | TITLED)) !== 0 && isCommonWord(word.toLowerCase());

/** A hyphen between two letters: "Kim Jong-un", "al-Assad". */
function isJoint({ pieces, shapes }: Page, index: number): boolean {
  const text = pieces[index]?.text;
  const glued =
    ((shapes[index] ?? 0) & GLUED) !== 0 && ((shapes[index + 1] ?? 0) & (GLUED | WORD)) === (GLUED | WORD);
  return glued && (text === "-" || text === "‑");
}

/** Where the name goes on after "von der", "al-" or "bin" at `index`; 0 when no name follows. */
function endOfParticle({ pieces, shapes }: Page, index: number): number {
  for (let at = index; at < index + 4; at += 1) {
    const shape = shapes[at] ?? 0;
    if ((shape & LINE) !== 0) return 0;
    if ((shape & UPPER) !== 0) return at > index ? at : 0;
    const text = pieces[at]?.text ?? "";
    if (!PARTICLES.has(text) && text !== "-") return 0;
  }
  return 0;
}

/** A title that another capitalised word follows: "Yara Chief Executive Svein Tore Holsether". */
function startsTitle(page: Page, index: number): boolean {
  const end = endOfTitle(page, index);
  return end > index && ((page.shapes[end] ?? 0) & UPPER) !== 0 && ((page.shapes[end] ?? 0) & LINE) === 0;
}

const isInitials = (text: string): boolean => /^(?:\p{Lu}\.){2,}$/u.test(text);

function isNameWord(page: Page, index: number, before: readonly string[], names: NameTree): boolean {
  const piece = page.pieces[index];
  const shape = page.shapes[index] ?? 0;
  if (!piece) return false;
  const { text, key } = piece;
  if (FUNCTION_WORDS.has(key) && (text.length < 4 || text !== "Will")) return false;
  if (OTHER_CAPITALS.has(text) || OTHER_NAMES.has(text)) return false;
  if ((shape & CAPS) !== 0 && (shape & SHOUTED) === 0 && text.length > 3 && !isAllCapsName(page, index))
    return false;
  if (before.length === 0) return true;
  if (LEGAL_FORMS.has(text)) return false;
  if (ORGANISATION_ENDS.has(text) && before.length > 1) return false;
  if (HONORIFICS.has(key) && ((page.shapes[index + 1] ?? 0) & UPPER) !== 0) return false;
  const known = names.longestAt(page.pieces, index);
  // "al-Sabah" is a family, whatever Sabah is alone.
  if (!known || page.pieces[index - 1]?.text === "-") return true;
  if (known.targets.every(({ kind }) => kind === "person")) return known.endPiece === index + 1;
  return before.length === 1 && known.endPiece === index + 1 && isGivenName(before[0] ?? "");
}

/** A name printed in capitals in ordinary text stands with another such: "ANGELA MERKEL". */
const isAllCapsName = ({ shapes }: Page, index: number): boolean =>
  ((shapes[index + 1] ?? 0) & CAPS) !== 0 || ((shapes[index - 1] ?? 0) & CAPS) !== 0;
