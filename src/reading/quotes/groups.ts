import type { Sentence } from "../../text/document.ts";
import type { TaggedToken } from "./tags.ts";
import type { VerbClass } from "./verb-list.ts";
import { particlesOf } from "./verbs.ts";

/** "has repeatedly warned": a verb with its auxiliaries and adverbs. Token indices, end excluded. */
export interface VerbGroup {
  readonly first: number;
  readonly end: number;
  /** The verb itself. */
  readonly head: number;
  readonly lemma: string;
  readonly classes: ReadonlySet<VerbClass>;
  readonly mood: "finite" | "ing" | "infinitive" | "participle";
  readonly passive: boolean;
  readonly negated: boolean;
  /** "will say", "would say": not said yet. */
  readonly modal: boolean;
}

/** The group that begins at a token. */
export function groupAt(
  { groups, groupStarts }: { readonly groups: readonly VerbGroup[]; readonly groupStarts: Int32Array },
  at: number,
): VerbGroup | undefined {
  const index = groupStarts[at] ?? -1;
  // Not `groups[-1]`: V8 takes that for a property's name, and looks twenty times as long (45 ns, measured).
  return index < 0 ? undefined : groups[index];
}

const NOT_IN_GROUP = new Set([
  "however",
  "therefore",
  "meanwhile",
  "instead",
  "today",
  "yesterday",
  "tomorrow",
  "here",
  "thus",
  "nevertheless",
  "nonetheless",
  "perhaps",
  "moreover",
  "only",
]);
const NO_CLASSES: ReadonlySet<VerbClass> = new Set();
const EMPTY_VERBS = new Set(["be", "have", "do"]);

/** The verb groups of a sentence outside quotation marks, left to right. */
export function findGroups(
  tokens: readonly TaggedToken[],
  spanAt: Int32Array,
  sentence: Sentence,
): VerbGroup[] {
  const groups: VerbGroup[] = [];
  let from = sentence.firstToken;
  for (let at = sentence.firstToken; at < sentence.endToken; at += 1) {
    if (spanAt[at] !== -1) {
      from = at + 1;
      continue;
    }
    const tag = tokens[at]?.tag;
    const verbal = tag === "finite" || tag === "ing" || tag === "infinitive" || tag === "participle";
    const auxiliary = tag === "be" || tag === "have" || tag === "do" || tag === "modal";
    if (!verbal && !(auxiliary && standsAlone(tokens, at, sentence.endToken))) continue;
    const group = readGroup(tokens, at, from, sentence.endToken);
    const last = groups.at(-1);
    if (last && isQuotedAs(tokens, last, group)) {
      groups[groups.length - 1] = { ...group, first: last.first, mood: "finite", passive: false };
      from = group.end;
      continue;
    }
    groups.push(group);
    from = group.end;
    at = group.end - 1;
  }
  return groups;
}

/** "was quoted by Xinhua as saying" is one cue. */
const isQuotedAs = (tokens: readonly TaggedToken[], last: VerbGroup, group: VerbGroup) =>
  group.mood === "ing" && last.lemma === "quote" && last.passive && tokens[group.first - 1]?.lower === "as";

/** An auxiliary that no verb follows is the verb: "is unclear", "has no plans". */
function standsAlone(tokens: readonly TaggedToken[], at: number, end: number): boolean {
  for (let index = at + 1; index < Math.min(end, at + 5); index += 1) {
    const tag = tokens[index]?.tag;
    if (tag === "adverb") continue;
    return !(
      tag === "finite" ||
      tag === "participle" ||
      tag === "ing" ||
      tag === "infinitive" ||
      tag === "be" ||
      tag === "have" ||
      tag === "do"
    );
  }
  return true;
}

function readGroup(tokens: readonly TaggedToken[], head: number, from: number, end: number): VerbGroup {
  let first = head;
  let passive = false;
  let finite = tokens[head]?.tag === "finite";
  let negated = false;
  let modal = false;
  let to = false;
  for (let at = head - 1; at >= from && at > head - 7; at -= 1) {
    const token = tokens[at];
    const tag = token?.tag;
    if (
      !token ||
      !(tag === "be" || tag === "have" || tag === "do" || tag === "modal" || tag === "adverb" || tag === "to")
    )
      break;
    if (tag === "adverb" && NOT_IN_GROUP.has(token.lower)) break;
    if (tag === "be" && tokens[head]?.tag === "participle" && !isHave(tokens, at + 1, head)) passive = true;
    if (tag === "modal") modal = true;
    if (tag === "to") to = true;
    else if (tag !== "adverb" && token.lower !== "be" && token.lower !== "having" && token.lower !== "being")
      finite = true;
    if (token.lower === "not" || token.lower === "never" || token.lower.endsWith("n't")) negated = true;
    first = at;
  }
  // "He’s claiming": the pronoun holds the auxiliary.
  if (isContracted(tokens[first - 1]) && first > from) finite = true;
  const verb = tokens[head]?.verb;
  const particle = tokens[head + 1]?.lower ?? "";
  const withParticle = verb ? particlesOf(verb.lemma).get(particle) : undefined;
  let groupEnd = withParticle ? head + 2 : head + 1;
  const after = tokens[groupEnd];
  if (!withParticle && after?.tag === "adverb" && after.lower.endsWith("ly") && groupEnd < end) groupEnd += 1;
  // An adverb that opens the sentence or follows a comma belongs to the clause.
  while (first < head && tokens[first]?.tag === "adverb" && opensClause(tokens, first, from)) first += 1;
  const tag = tokens[head]?.tag;
  const mood =
    to && !modal
      ? "infinitive"
      : finite
        ? "finite"
        : tag === "ing"
          ? "ing"
          : tag === "infinitive"
            ? "infinitive"
            : "participle";
  return {
    first,
    end: groupEnd,
    head,
    lemma: verb?.lemma ?? (EMPTY_VERBS.has(tag ?? "") ? (tag ?? "") : ""),
    classes: withParticle ?? verb?.classes ?? NO_CLASSES,
    mood:
      tag === "be" || tag === "have" || tag === "do" || tag === "modal"
        ? to
          ? "infinitive"
          : "finite"
        : mood,
    passive,
    negated,
    modal,
  };
}

const isContracted = (token: TaggedToken | undefined) =>
  (token?.tag === "pronoun" || token?.tag === "wh") && token.lower.includes("'");

function isHave(tokens: readonly TaggedToken[], from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) if (tokens[at]?.tag === "have") return true;
  return false;
}

function opensClause(tokens: readonly TaggedToken[], at: number, from: number): boolean {
  return at === from && tokens[at]?.lower !== "also";
}
