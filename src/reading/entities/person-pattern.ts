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
  /** The words that count: neither particles nor what a hyphen joins. */
  readonly words: readonly string[];
  readonly surnameFirst: boolean;
  /** An initial opens it: "L. Lin Wood". */
  readonly initial: boolean;
}

/** The run of words at `at` that would make a person's name, if it is one; null when it holds none. */
export function readPersonRun(page: Page, at: number, names: NameTree): PersonRun | null {
  const { pieces, shapes } = page;
  const words: string[] = [];
  let index = at;
  let joined = false;
  let end = at;
  while (index < pieces.length && index < at + MAX_PIECES && words.length <= MAX_WORDS) {
    const piece = pieces[index];
    const shape = shapes[index] ?? 0;
    if (!piece || (index > at && (shape & LINE) !== 0)) break;
    if ((shape & WORD) === 0) {
      if (!isJoint(page, index) || words.length === 0) break;
      joined = true;
      index += 1;
      continue;
    }
    if (joined) {
      joined = false;
      index += 1;
      end = index;
      continue;
    }
    if ((shape & UPPER) === 0) {
      const after = endOfParticle(page, index);
      if (words.length === 0 || after === 0) break;
      index = after;
      continue;
    }
    if (index > at && startsTitle(page, index)) break;
    if (index > at && OTHER_ENDS.has(piece.text)) return null;
    // A headline's capitals go on behind the name.
    if (words.length > 1 && (shape & TITLED) !== 0 && isCommonWord(piece.key)) break;
    const before = pieces[index - 1]?.text;
    if (index > at && (shape & GLUED) !== 0 && before !== "." && before !== "-") break;
    if (words.length > 0 && SUFFIXES.has(piece.text)) {
      end = index + 1;
      end += pieces[index + 1]?.text === "." && ((shapes[index + 1] ?? 0) & GLUED) !== 0 ? 1 : 0;
      break;
    }
    if (isInitials(piece.text)) {
      words.push(piece.text);
      index += 1;
      end = index;
      continue;
    }
    if (piece.text.length === 1) {
      if (pieces[index + 1]?.text !== ".") {
        if (words.length === 0) break;
        index += 1;
        end = index;
        continue;
      }
      words.push(piece.text);
      index += 2;
      end = index;
      continue;
    }
    if (!isNameWord(page, index, words, names)) break;
    words.push(piece.text);
    index += 1;
    end = index;
  }
  const full = words.filter((word) => word.length > 1);
  if (full.every(isInitials) || words.length > MAX_WORDS) return null;
  return { end, words: full, surnameFirst: isChinese(full), initial: words[0]?.length === 1 };
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
