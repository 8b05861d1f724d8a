import type { Knowledge } from "../../knowledge/knowledge.ts";
import type { Candidate } from "./candidate.ts";
import type { Appearance, CastMember } from "./cast.ts";
import { describedBody, describedPerson, isOnePerson, makerOf, unknownName } from "./described.ts";
import { basePhrase, type TokenSpan } from "./noun-phrases.ts";
import { findHeShe, findIt } from "./pronouns.ts";
import type { TextScene } from "./statements-in-text.ts";
import { antecedentOf } from "./subjects.ts";
import { SPEAKING_THINGS } from "./word-list.ts";

/** Who is behind a speaker's words. */
export interface Resolved {
  readonly name: string;
  readonly member: CastMember | null;
  readonly rule: string;
  /** 0 to 1: how sure it is that this is who is meant. */
  readonly certainty: number;
}

/** What has been read so far, for pronouns and the like. */
export interface Memory {
  readonly scene: TextScene;
  readonly cast: readonly Appearance[];
  readonly knowledge: Knowledge;
  readonly date: Date;
  /** The last statement's speaker, and the token where its words ended. */
  last: Last;
  /** The same for the last one person: "they agreed" does not change who "he" is. */
  lastPerson: Last;
  /** "an official", when nobody named has spoken since: what they were called, and the token where. */
  unnamed: { readonly head: string; readonly at: number } | null;
}

interface Last {
  readonly speaker: Resolved | null;
  readonly at: number;
}

/** Words before someone of whom the text has not spoken yet. */
const NEW = new Set(["a", "an", "one", "another"]);

/** Keeps who has just spoken, up to the token `at`. */
export function remember(
  memory: Memory,
  { speaker }: Candidate,
  resolved: Resolved | null,
  at: number,
): void {
  memory.last = { speaker: resolved, at };
  if (resolved?.member?.kind === "person") {
    memory.lastPerson = memory.last;
    memory.unnamed = null;
  }
  if (resolved || !speaker || !NEW.has(memory.scene.tokens[speaker.first]?.lower ?? "")) return;
  const head = memory.scene.tokens[baseEnd(memory.scene, speaker) - 1]?.lower ?? "";
  if (isOnePerson(head)) memory.unnamed = { head, at: speaker.first };
}

/** The person or body behind a candidate's speaker; null when the text does not say, never a guess. */
export function resolveSpeaker(memory: Memory, candidate: Candidate): Resolved | null {
  const { speaker } = candidate;
  if (candidate.frame === "floating") return floatingSpeaker(memory, candidate);
  if (!speaker) return null;
  return resolvePhrase(memory, speaker, 0);
}

/** A quotation that stands alone goes on from the one before it, unless too much lies between. */
function floatingSpeaker({ last, scene }: Memory, candidate: Candidate): Resolved | null {
  const first = candidate.spans[0]?.first ?? 0;
  const between = (scene.sentenceAt[first] ?? 0) - (scene.sentenceAt[last.at] ?? 0);
  if (!last.speaker || between > MOST_SENTENCES_BETWEEN) return null;
  return { ...last.speaker, rule: "goes on from the last speaker", certainty: 0.85 };
}

const MOST_SENTENCES_BETWEEN = 2;
const DEEPEST = 2;

function resolvePhrase(memory: Memory, span: TokenSpan, depth: number): Resolved | null {
  const { scene } = memory;
  const first = scene.tokens[span.first];
  if (!first || depth > DEEPEST) return null;
  const one = span.end === span.first + 1;
  if (one && (first.tag === "pronoun" || first.tag === "object" || first.tag === "possessive"))
    return resolvePronoun(memory, span.first);
  if (one && (first.tag === "wh" || first.tag === "that")) return resolveRelative(memory, span.first, depth);
  return resolveNoun(memory, span);
}

function resolvePronoun(memory: Memory, at: number): Resolved | null {
  const word = memory.scene.tokens[at]?.lower.replace(/['’].*$/u, "") ?? "";
  if (word === "he" || word === "him" || word === "his") return findHeShe(memory, at, "male");
  if (word === "she" || word === "her") return findHeShe(memory, at, "female");
  if (word === "it" || word === "its") return findIt(memory, at);
  if (word === "they" && memory.last.speaker?.member?.kind === "organisation")
    return { ...memory.last.speaker, rule: "they: the body that spoke last", certainty: 0.7 };
  return null;
}

/** "Mr Li, who warned": what stands before the pronoun. */
function resolveRelative(memory: Memory, at: number, depth: number): Resolved | null {
  const { scene } = memory;
  const start = scene.sentences[scene.sentenceAt[at] ?? 0]?.firstToken ?? 0;
  const near = nameAtComma(memory, at);
  if (near) return near;
  const antecedent = at > start ? antecedentOf(scene, at, start) : null;
  const found = antecedent && resolvePhrase(memory, antecedent, depth + 1);
  return found ?? lastPersonBefore(memory, at, start);
}

/** "according to Xinhua, which said", "talks with Mr Li, who warned": the name that the comma closes, if it can be meant. */
function nameAtComma({ cast, scene }: Memory, at: number): Resolved | null {
  const { tokens } = scene;
  const found = cast[firstAtOrAfter(cast, at) - 1];
  if (tokens[at - 1]?.tag !== "comma" || found?.end !== at - 1 || found.possessive) return null;
  const kind = tokens[at]?.lower === "who" ? "person" : "organisation";
  return found.member.kind === kind ? named(found.member, `name before “${tokens[at]?.lower}”`) : null;
}

function lastPersonBefore({ cast }: Memory, at: number, start: number): Resolved | null {
  const index = firstAtOrAfter(cast, at) - 1;
  const found = cast[index];
  if (!found || found.first < start || found.end < at - 2 || found.member.kind !== "person") return null;
  return named(found.member, "name before “who”");
}

function resolveNoun(memory: Memory, span: TokenSpan): Resolved | null {
  const { scene, cast } = memory;
  const headEnd = Math.min(span.end, baseEnd(scene, span));
  const inside = appearancesIn(cast, span);
  const titled = titledPerson(scene, span, inside);
  if (titled) return named(titled.member, "name behind its title");
  const atHead = inside.find(
    ({ first, end }) => first < headEnd && end >= headEnd - (isSign(scene, headEnd - 1) ? 1 : 0),
  );
  if (atHead && !(atHead.possessive && atHead.end < span.end)) return named(atHead.member, "name");
  const head = scene.tokens[headEnd - 1];
  if (!head) return null;
  if (head.tag === "proper") {
    const person = inside.findLast(
      ({ member, possessive, end }) => member.kind === "person" && !possessive && end <= headEnd,
    );
    if (person) return named(person.member, "name");
  }
  // "the group's chief, Suzanne Nossel"
  const apposed = inside.find(
    ({ member, first, possessive }) =>
      member.kind === "person" && !possessive && first > headEnd && scene.tokens[first - 1]?.tag === "comma",
  );
  if (apposed && !inside.some(({ member, end }) => member.kind === "person" && end <= headEnd))
    return named(apposed.member, "name in apposition");
  if (SPEAKING_THINGS.has(head.lower)) return makerOf(memory, span, headEnd, inside);
  return (
    describedBody(memory, span, headEnd, inside) ??
    describedPerson(memory, span, headEnd) ??
    unknownName(scene, span, headEnd)
  );
}

/** "China's Ministry of Foreign Affairs spokesman Lu Kang": the name closes the phrase. */
function titledPerson(
  scene: TextScene,
  span: TokenSpan,
  inside: readonly Appearance[],
): Appearance | undefined {
  let end = span.first;
  while (end < span.end && scene.tokens[end]?.tag !== "comma") end += 1;
  const last = inside.findLast((one) => one.end <= end);
  if (last?.member.kind !== "person" || last.possessive || last.end !== end) return undefined;
  const before = scene.tokens[last.first - 1]?.tag;
  return before === "noun" || before === "proper" || last.first === span.first ? last : undefined;
}

const isSign = (scene: TextScene, at: number) =>
  scene.tokens[at]?.tag === "close" || scene.tokens[at]?.tag === "sign" || scene.tokens[at]?.lower === ".";

function baseEnd(scene: TextScene, span: TokenSpan): number {
  let at = span.first;
  while (at < span.end && (scene.tokens[at]?.tag === "adverb" || scene.tokens[at]?.tag === "preposition"))
    at += 1;
  const end = basePhrase(scene.tokens, at, span.end);
  return end > at ? end : span.end;
}

export const named = (member: CastMember, rule: string, certainty = 1): Resolved => ({
  name: member.name,
  member,
  rule,
  certainty,
});

function appearancesIn(cast: readonly Appearance[], { first, end }: TokenSpan): Appearance[] {
  const found: Appearance[] = [];
  for (let index = firstAtOrAfter(cast, first); index < cast.length; index += 1) {
    const one = cast[index];
    if (!one || one.first >= end) break;
    found.push(one);
  }
  return found;
}

/** Index of the first appearance that begins at or after a token. */
export function firstAtOrAfter(cast: readonly Appearance[], token: number): number {
  let low = 0;
  let high = cast.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((cast[middle]?.first ?? 0) < token) low = middle + 1;
    else high = middle;
  }
  return low;
}
