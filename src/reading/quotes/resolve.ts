import type { Knowledge } from "../../knowledge/knowledge.ts";
import type { Candidate } from "./candidate.ts";
import type { Appearance, CastMember } from "./cast.ts";
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
  last: { readonly speaker: Resolved | null; readonly at: number };
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
  const antecedent = at > start ? antecedentOf(scene, at, start) : null;
  const found = antecedent && resolvePhrase(memory, antecedent, depth + 1);
  return found ?? lastPersonBefore(memory, at, start);
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
  if (!last || last.member.kind !== "person" || last.possessive || last.end !== end) return undefined;
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

/** "the report", "a statement from the ministry": whoever made it. */
function makerOf(
  memory: Memory,
  span: TokenSpan,
  headEnd: number,
  inside: readonly Appearance[],
): Resolved | null {
  const { scene, last } = memory;
  const link = scene.tokens[headEnd]?.lower ?? "";
  const behind = inside.find(({ first }) => first >= headEnd);
  if (behind && (link === "from" || link === "by" || link === "of"))
    return named(behind.member, "who made it");
  const owner = inside.find(({ possessive, end }) => possessive && end <= headEnd);
  if (owner) return named(owner.member, "whose it is");
  const definite = scene.tokens[span.first]?.lower === "the";
  if (definite && last.speaker?.member?.kind === "organisation")
    return { ...last.speaker, rule: "the body that spoke last", certainty: 0.7 };
  return null;
}

const BODIES = new Set(
  "administration campaign team government ministry department embassy committee commission agency council group party company court bureau office university institute association newspaper tabloid network magazine daily channel broadcaster union bank fund army navy force police parliament congress senate".split(
    " ",
  ),
);

const OUTLETS = new Set([
  "newspaper",
  "tabloid",
  "network",
  "agency",
  "magazine",
  "daily",
  "channel",
  "broadcaster",
]);

/** "the ministry": the last named; "Trump's transition team": as it is printed. */
function describedBody(
  memory: Memory,
  span: TokenSpan,
  headEnd: number,
  inside: readonly Appearance[],
): Resolved | null {
  const { scene, cast } = memory;
  const head = scene.tokens[headEnd - 1];
  if (!head || !BODIES.has(head.lower)) return null;
  const owner = inside.find(({ end }) => end <= headEnd);
  if (owner && OUTLETS.has(head.lower) && !owner.possessive) return named(owner.member, "outlet");
  if (owner) {
    const first = scene.tokens[span.first]?.tag === "determiner" ? span.first + 1 : span.first;
    const name = scene.tokens
      .slice(first, headEnd)
      .map(({ token }) => token.text.replace(/['’]s$/u, ""))
      .join(" ");
    return { name, member: null, rule: "body by its owner", certainty: 0.9 };
  }
  if (scene.tokens[span.first]?.lower !== "the" || headEnd - span.first > 4) return null;
  for (
    let index = firstAtOrAfter(cast, span.first) - 1;
    index >= Math.max(0, firstAtOrAfter(cast, span.first) - 40);
    index -= 1
  ) {
    const member = cast[index]?.member;
    if (member?.kind === "organisation" && member.name.toLowerCase().includes(head.lower))
      return named(member, `the last ${head.lower} named`, 0.8);
  }
  return null;
}

/** "the foreign minister": whom the text called so before, else who held the office that day. */
function describedPerson(memory: Memory, span: TokenSpan, headEnd: number): Resolved | null {
  const { scene, cast, knowledge, date } = memory;
  const opening = scene.tokens[span.first];
  const head = scene.tokens[headEnd - 1];
  if (!opening || !head || (head.tag === "proper" && opening.tag !== "determiner")) return null;
  const owned = opening.possessive || opening.tag === "possessive";
  if (opening.lower !== "the" && !owned && opening.tag !== "proper") return null;
  const from = firstAtOrAfter(cast, span.first) - 1;
  if (opening.lower === "the") {
    const called = mostLikely(memory, from, head.lower);
    if (called) return named(called, `called ${head.lower} before`, 0.85);
  }
  const first = opening.tag === "possessive" ? scene.tokens[span.first + 1] : opening;
  const words = scene.document.text.slice((first ?? opening).token.start, head.token.end);
  const holders = knowledge.officeHolders(words, { date }).flatMap((answer) => answer.holders);
  const [holder] = holders;
  if (!holder || holders.length !== 1) return null;
  const known = cast.find(({ member }) => member.actor === holder.id)?.member;
  const member: CastMember = known ?? {
    kind: "person",
    name: holder.name,
    actor: holder.id,
    gender: holder.gender,
  };
  return named(member, "holder of the office", 0.85);
}

/** Of those whom the text called by a word: who spoke last, else who is named most. */
function mostLikely({ scene, cast, last }: Memory, from: number, word: string): CastMember | null {
  const times = new Map<CastMember, number>();
  for (let index = from; index >= Math.max(0, from - MOST_NAMES); index -= 1) {
    const one = cast[index];
    if (one?.member.kind === "person" && isCalled(scene, one, word))
      times.set(one.member, (times.get(one.member) ?? 0) + 1);
  }
  const speaker = last.speaker?.member;
  if (speaker && times.has(speaker)) return speaker;
  let best: CastMember | null = null;
  for (const member of times.keys()) {
    const count = (one: CastMember) =>
      cast.slice(Math.max(0, from - 200), from + 1).filter((other) => other.member === one).length;
    if (!best || count(member) > count(best)) best = member;
  }
  return best;
}

const MOST_NAMES = 80;

/** Is a name introduced with this word: "Secretary Blinken", "Lu Kang, the spokesman". */
function isCalled({ tokens }: TextScene, { first, end }: Appearance, word: string): boolean {
  for (let at = first - 1; at >= Math.max(0, first - 4); at -= 1) {
    const tag = tokens[at]?.tag;
    if (tokens[at]?.lower === word) return true;
    if (tag === "comma" || tag === "stop" || tag === "mark") break;
  }
  if (tokens[end]?.tag !== "comma") return false;
  for (let at = end + 1; at < Math.min(tokens.length, end + 8); at += 1) {
    if (tokens[at]?.lower === word) return true;
    const tag = tokens[at]?.tag;
    if (tag === "comma" || tag === "stop" || tag === "preposition" || tag === "finite") break;
  }
  return false;
}

/** A name that nobody knows is still a name. */
function unknownName(scene: TextScene, span: TokenSpan, headEnd: number): Resolved | null {
  let first = headEnd;
  while (first > span.first && scene.tokens[first - 1]?.tag === "proper") first -= 1;
  if (first === headEnd || scene.tokens[headEnd - 1]?.possessive) return null;
  // The capital of a sentence's first word makes no name.
  const opening = scene.sentences[scene.sentenceAt[first] ?? 0]?.firstToken;
  if (first === opening && headEnd === first + 1) return null;
  const [start, end] = [scene.tokens[first]?.token.start ?? 0, scene.tokens[headEnd - 1]?.token.end ?? 0];
  return {
    name: scene.document.text.slice(start, end),
    member: null,
    rule: "name as printed",
    certainty: 0.9,
  };
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
