import type { Knowledge } from "../../knowledge/knowledge.ts";
import type { Mention } from "../../model.ts";
import { genderOfGivenName } from "../entities/words/given-names.ts";
import type { TextScene } from "./statements-in-text.ts";

export type Gender = "male" | "female";

/** Someone or something that an article names. */
export interface CastMember {
  readonly kind: "person" | "organisation";
  readonly name: string;
  readonly actor: string | null;
  gender: Gender | null;
}

/** A place in the text where a member is named. Token indices. */
export interface Appearance {
  readonly member: CastMember;
  readonly first: number;
  readonly end: number;
  /** "Trump’s": names the owner of something else. */
  readonly possessive: boolean;
}

const MALE_WORDS = new Set(
  "mr sir lord king prince congressman chairman spokesman businessman husband father son brother actor pope father uncle nephew grandfather assemblyman councilman policeman fireman salesman frontman anchorman".split(
    " ",
  ),
);
const FEMALE_WORDS = new Set(
  "mrs ms miss madam lady queen princess congresswoman chairwoman spokeswoman businesswoman wife mother daughter sister actress aunt niece grandmother assemblywoman councilwoman policewoman saleswoman first-lady".split(
    " ",
  ),
);
/** How many words before or after a name may tell the bearer's gender. */
const TITLE_REACH = 4;

/** Everyone the text names, in the order of the text; a place stands for its government. */
export function findCast(scene: TextScene, mentions: readonly Mention[], knowledge: Knowledge): Appearance[] {
  const members = new Map<string, CastMember>();
  const appearances: Appearance[] = [];
  let at = 0;
  for (const mention of mentions) {
    while (at < scene.tokens.length && (scene.tokens[at]?.token.end ?? 0) <= mention.start) at += 1;
    let end = at + 1;
    while (end < scene.tokens.length && (scene.tokens[end]?.token.start ?? mention.end) < mention.end)
      end += 1;
    if (at >= scene.tokens.length) break;
    const member = memberOf(mention, scene, knowledge, members);
    if (!member) continue;
    member.gender ??= member.kind === "person" ? genderNear(scene, at, end) : null;
    appearances.push({ member, first: at, end, possessive: isPossessive(scene, end) });
  }
  return appearances;
}

function memberOf(
  mention: Mention,
  { document }: TextScene,
  knowledge: Knowledge,
  members: Map<string, CastMember>,
): CastMember | null {
  if (mention.kind === "other") return null;
  const government = mention.kind === "place" && mention.actor ? knowledge.metonymFor(mention.actor) : null;
  if (mention.kind === "place" && !government) return null;
  const name = government?.name ?? mention.name ?? document.text.slice(mention.start, mention.end);
  const id = government?.id ?? mention.actor;
  const key = id ?? name;
  const known = members.get(key) ?? (id === null ? spelledOut(name, members) : undefined);
  if (known) return known;
  const actor = id === null ? null : knowledge.actor(id);
  const kind = mention.kind === "person" ? "person" : "organisation";
  const gender = actor?.kind === "person" ? actor.gender : null;
  const member: CastMember = {
    kind,
    name,
    actor: id,
    gender: gender ?? (kind === "person" ? genderOfGivenName(name.split(/[\s.-]/u)[0] ?? "") : null),
  };
  members.set(key, member);
  return member;
}

/** "FCCC" after "Foreign Correspondents' Club of China". */
function spelledOut(name: string, members: ReadonlyMap<string, CastMember>): CastMember | undefined {
  if (!/^\p{Lu}{3,6}$/u.test(name)) return undefined;
  for (const member of members.values()) {
    if (member.kind !== "organisation") continue;
    const initials = (member.name.match(/\p{Lu}(?=\p{L})/gu) ?? []).join("");
    if (initials === name) return member;
  }
  return undefined;
}

function isPossessive({ tokens }: TextScene, end: number): boolean {
  const last = tokens[end - 1];
  const next = tokens[end];
  return (
    last?.possessive === true ||
    (next?.lower === "'" && next.token.start === last?.token.end) ||
    next?.lower === "’"
  );
}

function genderNear({ tokens }: TextScene, first: number, end: number): Gender | null {
  for (let at = first - 1; at >= Math.max(0, first - TITLE_REACH); at -= 1) {
    const token = tokens[at];
    if (!token || token.tag === "comma" || token.tag === "conjunction" || token.possessive) break;
    if (token.tag === "stop") break;
    if (MALE_WORDS.has(token.lower)) return "male";
    if (FEMALE_WORDS.has(token.lower)) return "female";
  }
  if (tokens[end]?.tag !== "comma") return null;
  for (let at = end + 1; at < Math.min(tokens.length, end + 1 + TITLE_REACH); at += 1) {
    const token = tokens[at];
    if (!token || token.tag === "comma" || token.tag === "preposition") break;
    if (MALE_WORDS.has(token.lower)) return "male";
    if (FEMALE_WORDS.has(token.lower)) return "female";
  }
  return null;
}
