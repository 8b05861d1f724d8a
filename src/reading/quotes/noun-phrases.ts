import type { Tag, TaggedToken } from "./tags.ts";

/** Token indices, end excluded. */
export interface TokenSpan {
  readonly first: number;
  readonly end: number;
}

const INSIDE = new Set<Tag>(["noun", "proper", "adjective", "number", "determiner", "possessive", "sign"]);
/** Longest noun phrase looked at, in tokens: a bound for hostile input, far beyond real speakers. */
const LONGEST = 70;

/** Reads a noun phrase to the right from `at`, with its "of …" and place phrases; null when none stands there. */
export function nounPhraseFrom(tokens: readonly TaggedToken[], at: number, end: number): TokenSpan | null {
  const first = tokens[at];
  if (!first || at >= end) return null;
  if (first.tag === "pronoun" || first.tag === "object") return { first: at, end: at + 1 };
  const stop = Math.min(end, at + LONGEST);
  let index = basePhrase(tokens, at, stop);
  if (index === at) return null;
  while (index < stop) {
    const tag = tokens[index]?.tag;
    if (tag === "preposition" && LINKS.has(tokens[index]?.lower ?? "")) {
      const next = basePhrase(tokens, index + 1, stop);
      if (next === index + 1) break;
      index = next;
      continue;
    }
    if (tag === "conjunction" && tokens[index]?.lower === "and" && tokens[index + 1]?.tag !== "pronoun") {
      const next = basePhrase(tokens, index + 1, stop);
      if (next === index + 1 || startsClause(tokens[next]?.tag)) break;
      index = next;
      continue;
    }
    break;
  }
  return { first: at, end: index };
}

const LINKS = new Set(["of", "for", "at", "from", "in", "with", "on"]);
const startsClause = (tag: Tag | undefined) =>
  tag === "finite" || tag === "be" || tag === "have" || tag === "do" || tag === "modal";

/** A phrase without prepositions: returns the index after it, or `at` when there is none. */
export function basePhrase(tokens: readonly TaggedToken[], at: number, end: number): number {
  let index = at;
  let seenHead = false;
  while (index < end) {
    const token = tokens[index];
    if (!token) break;
    const { tag } = token;
    if ((tag === "determiner" || tag === "possessive") && seenHead && !tokens[index - 1]?.possessive) break;
    if (tag === "participle" || tag === "ing") {
      // "leaked emails", "leading members": only before a noun and not at the end.
      if (seenHead || tokens[index + 1]?.tag !== "noun") break;
      index += 1;
      continue;
    }
    if (tag === "open") {
      const close = closingBracket(tokens, index, end);
      if (close < 0 || !seenHead) break;
      index = close + 1;
      continue;
    }
    if (tag === "mark" && index > at && token.lower === "'") {
      index += 1; // the officials' leader
      continue;
    }
    if (
      tag === "conjunction" &&
      token.lower === "and" &&
      tokens[index + 1]?.tag === "proper" &&
      tokens[index - 1]?.tag === "proper" &&
      tokens[index + 1]?.possessive
    ) {
      index += 1;
      continue;
    }
    if (!INSIDE.has(tag)) break;
    if (tag === "noun" || tag === "proper" || tag === "number" || tag === "sign") seenHead = true;
    index += 1;
  }
  return seenHead
    ? index
    : (index > at && tokens[index - 1]?.tag === "determiner") || tokens[index - 1]?.tag === "adjective"
      ? index
      : at;
}

function closingBracket(tokens: readonly TaggedToken[], at: number, end: number): number {
  for (let index = at + 1; index < Math.min(end, at + 15); index += 1) {
    if (tokens[index]?.tag === "close") return index;
  }
  return -1;
}

export const isPhraseInside = (tag: Tag | undefined) => tag !== undefined && INSIDE.has(tag);
