import type { Appearance, CastMember } from "./cast.ts";
import type { TokenSpan } from "./noun-phrases.ts";
import { firstAtOrAfter, type Memory, named, type Resolved } from "./resolve.ts";
import type { TextScene } from "./statements-in-text.ts";
import { PEOPLE_NOUNS } from "./word-list.ts";

/** "the report", "a statement from the ministry": whoever made it. */
export function makerOf(
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

/** "official", but neither "officials" nor "ministry". */
export const isOnePerson = (noun: string): boolean =>
  PEOPLE_NOUNS.has(noun) && !BODIES.has(noun) && !SEVERAL.has(noun) && !noun.endsWith("s");

const SEVERAL = new Set(
  "people men women media police firm organisation organization outlet nation country family authority pentagon side".split(
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
export function describedBody(
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
export function describedPerson(memory: Memory, span: TokenSpan, headEnd: number): Resolved | null {
  const { scene, cast, knowledge, date } = memory;
  const opening = scene.tokens[span.first];
  const head = scene.tokens[headEnd - 1];
  if (!opening || !head || (head.tag === "proper" && opening.tag !== "determiner")) return null;
  const owned = opening.possessive || opening.tag === "possessive";
  if (opening.lower !== "the" && !owned && opening.tag !== "proper") return null;
  const from = firstAtOrAfter(cast, span.first) - 1;
  // "An analyst told us … The analyst said": nobody whom the text names.
  if (opening.lower === "the" && memory.unnamed?.head === head.lower) return null;
  if (opening.lower === "the") {
    const called = mostLikely(memory, from, head.lower);
    if (called) return named(called, `called ${head.lower} before`, 0.85);
  }
  const first = opening.tag === "possessive" ? scene.tokens[span.first + 1] : opening;
  const heldBy = (start: number, end: number) =>
    knowledge
      .officeHolders(scene.document.text.slice(start, end), { date })
      .flatMap((answer) => answer.holders);
  // The whole phrase first: "the Secretary of State" is more than "the Secretary".
  const holders =
    [span.end, headEnd]
      .map((end) => heldBy((first ?? opening).token.start, scene.tokens[end - 1]?.token.end ?? 0))
      .find(({ length }) => length > 0) ?? [];
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
    if (tag === "comma" || tag === "stop" || tag === "mark" || tag === "finite") break;
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
export function unknownName(scene: TextScene, span: TokenSpan, headEnd: number): Resolved | null {
  let first = headEnd;
  while (first > span.first && scene.tokens[first - 1]?.tag === "proper") first -= 1;
  if (first === headEnd || scene.tokens[headEnd - 1]?.possessive) return null;
  // The capital of a sentence's first word makes no name.
  const opening = scene.sentences[scene.sentenceAt[first] ?? 0]?.firstToken;
  if (first === opening && headEnd === first + 1) return null;
  if (PEOPLE_NOUNS.has(scene.tokens[headEnd - 1]?.lower ?? "")) return null;
  const [start, end] = [scene.tokens[first]?.token.start ?? 0, scene.tokens[headEnd - 1]?.token.end ?? 0];
  return {
    name: scene.document.text.slice(start, end),
    member: null,
    rule: "name as printed",
    certainty: 0.9,
  };
}
