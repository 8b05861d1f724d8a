import { subjectWithApposition } from "./appositions.ts";
import type { TokenSpan } from "./noun-phrases.ts";
import type { Tag, TaggedToken } from "./tags.ts";
import { PEOPLE_NOUNS } from "./word-list.ts";

export interface Subject extends TokenSpan {
  /** "who" or "which": the name is in what stands before. */
  readonly relative: boolean;
  /** Where the clause begins that has this subject; what stands before may be content. */
  readonly clauseFirst: number;
}

export interface Scene {
  readonly tokens: readonly TaggedToken[];
  readonly spanAt: Int32Array;
  /** For each token 1 where a name begins, so that "In Beijing Xi Jinping said" is parted rightly. */
  readonly nameStarts: Uint8Array;
}

/** Subjects are looked for no further back than this many tokens. */
const FARTHEST = 80;
/** Prepositions that mostly open a clause of their own: "after China announced". */
const CLAUSE_OPENERS = new Set(["after", "before", "since", "until", "till", "like"]);
const NOMINAL = new Set<Tag>(["noun", "proper", "number", "adjective", "sign"]);
/** "Many in the business sector", "some of the officials". */
const SOME_OF_MANY = new Set(["many", "some", "several", "few", "most", "others", "those", "both"]);
const FLOATING = new Set(["both", "all", "each"]);

/** The subject of the verb group that begins at `group`, looking left but not before `from`. */
export function subjectBefore(scene: Scene, group: number, from: number): Subject | null {
  const start = Math.max(from, group - FARTHEST);
  const at = skipCircumstance(scene, group - 1, start);
  const token = scene.tokens[at];
  if (!token || at < start || scene.spanAt[at] !== -1) return null;
  switch (token.tag) {
    case "pronoun":
      return { first: at, end: at + 1, relative: false, clauseFirst: at };
    case "wh":
    case "that":
      return { first: at, end: at + 1, relative: true, clauseFirst: at };
    case "comma":
      return subjectWithApposition(scene, at, start);
    case "dash":
      return subjectBeforeDash(scene, at, start);
    default:
      return plainSubject(scene, at, start);
  }
}

/** Back over "on Friday", "last week", "also", "both". */
function skipCircumstance(scene: Scene, at: number, start: number): number {
  let index = at;
  for (;;) {
    const token = scene.tokens[index];
    if (!token || index < start) return index;
    if (token.tag === "adverb" || (FLOATING.has(token.lower) && token.tag === "determiner")) {
      index -= 1;
    } else if (token.tag === "time" && !token.possessive) {
      const before = timeStart(scene, index, start);
      if (before < start) return index;
      index = before;
    } else return index;
  }
}

const TIME_LEADERS = new Set([
  "on",
  "last",
  "this",
  "late",
  "early",
  "earlier",
  "next",
  "in",
  "the",
  "of",
  "by",
]);

/** The index before a time phrase that ends at `at`. */
function timeStart(scene: Scene, at: number, start: number): number {
  let index = at;
  while (index >= start) {
    const token = scene.tokens[index];
    if (!token || !(token.tag === "time" || token.tag === "number" || TIME_LEADERS.has(token.lower))) break;
    index -= 1;
  }
  return index;
}

function plainSubject(scene: Scene, at: number, start: number): Subject | null {
  const first = withNameBefore(scene, phraseStart(scene, at, start), start);
  if (first > at) return null;
  return { first, end: at + 1, relative: false, clauseFirst: first };
}

/** "Nicholas Burns, a former official who supported her[,] warned": the second comma may be missing. */
function withNameBefore(scene: Scene, first: number, start: number): number {
  const { tokens } = scene;
  const described =
    tokens[first]?.lower === "a" || tokens[first]?.lower === "an" || tokens[first]?.lower === "the";
  if (
    !described ||
    tokens[first - 1]?.tag !== "comma" ||
    tokens[first - 2]?.tag !== "proper" ||
    first - 2 < start
  )
    return first;
  const name = phraseStart(scene, first - 2, start);
  const before = tokens[name - 1]?.tag;
  const opens =
    name === start ||
    before === "conjunction" ||
    before === "that" ||
    before === "finite" ||
    before === "comma";
  return opens && name <= first - 2 ? name : first;
}

/** The phrase that a relative pronoun at `at` stands for: "Hu Xijin, chief editor of the paper, who said". */
export function antecedentOf(scene: Scene, at: number, start: number): TokenSpan | null {
  if (scene.tokens[at - 1]?.tag !== "comma") return plainSubject(scene, at - 1, start);
  return subjectWithApposition(scene, at - 1, start) ?? plainSubject(scene, at - 2, start);
}

/** Where the noun phrase that ends at `at` begins; `at + 1` when none ends there. */
export function phraseStart(scene: Scene, at: number, start: number): number {
  const { tokens, spanAt } = scene;
  let index = at;
  let best = at + 1;
  while (index >= start && spanAt[index] === -1) {
    const token = tokens[index];
    if (!token) break;
    const { tag } = token;
    if (tag === "time" && !token.possessive && index !== at) break;
    if (NOMINAL.has(tag) || (tag === "time" && token.possessive) || tag === "participle") {
      if (tag === "participle" && index === at) break;
      best = index;
      index -= 1;
      continue;
    }
    if (tag === "determiner" || tag === "possessive") {
      best = index;
      const before = beforeEdge(scene, index, start);
      if (before === index) return nameBehindPhrase(scene, index, at);
      index = before;
      continue;
    }
    if (tag === "close") {
      const open = openingBracket(tokens, index, start);
      if (open < 0) break;
      best = open;
      index = open - 1;
      continue;
    }
    if (tag === "preposition" || (tag === "to" && tokens[index + 1]?.tag !== "infinitive")) {
      if (CLAUSE_OPENERS.has(token.lower)) break;
      if (index - 1 >= start && SOME_OF_MANY.has(tokens[index - 1]?.lower ?? "")) return index - 1;
      // "an analyst based in Beijing", "officials briefed on the talks"
      if (
        tokens[index - 1]?.tag === "participle" &&
        tokens[index - 2]?.tag === "noun" &&
        index - 2 >= start
      ) {
        index -= 2;
        continue;
      }
      if (
        !NOMINAL.has(tokens[index - 1]?.tag ?? "stop") ||
        index - 1 < start ||
        tokens[index - 1]?.tag === "adjective"
      )
        return afterOpeningPhrase(scene, best, at);
      index -= 1;
      continue;
    }
    if (tag === "ing") {
      if (index - 1 < start || !NOMINAL.has(tokens[index - 1]?.tag ?? "stop")) break;
      best = index;
      index -= 1;
      continue;
    }
    if (tag === "conjunction" && token.lower !== "but") {
      const left = index - 1 >= start ? coordinated(scene, index, start) : -1;
      return left < 0 ? best : left;
    }
    if (
      tag === "finite" ||
      tag === "have" ||
      tag === "be" ||
      tag === "modal" ||
      tag === "do" ||
      tag === "infinitive" ||
      tag === "object"
    ) {
      const antecedent = relativeStart(scene, index, start);
      if (antecedent < 0) break;
      index = antecedent;
      continue;
    }
    break;
  }
  return best;
}

/** "In an interview Mr Trump": where the name begins, when a preposition governs the phrase before it. */
function nameBehindPhrase(scene: Scene, first: number, at: number): number {
  const { tokens } = scene;
  if (tokens[first - 1]?.tag !== "preposition") return first;
  const name = afterOpeningPhrase(scene, first, at);
  return name <= at && tokens[name - 1]?.tag === "noun" ? name : first;
}

/** "… of the ministry": goes on left of "of"; else the edge itself. */
function beforeEdge(scene: Scene, edge: number, start: number): number {
  const before = scene.tokens[edge - 1];
  if (!before || edge - 1 < start) return edge;
  if (before.possessive && NOMINAL.has(before.tag)) return edge - 1;
  if (before.tag === "ing" && edge - 2 >= start && NOMINAL.has(scene.tokens[edge - 2]?.tag ?? "stop"))
    return edge - 1;
  if (
    before.tag === "participle" ||
    before.tag === "finite" ||
    before.tag === "be" ||
    before.tag === "have" ||
    before.tag === "modal" ||
    before.tag === "infinitive"
  ) {
    return relativeStart(scene, edge - 1, start) >= 0 ? edge - 1 : edge;
  }
  if (before.tag === "determiner") return edge - 1;
  if (before.tag !== "preposition") {
    return before.tag === "conjunction" && before.lower === "and" && coordinated(scene, edge - 1, start) >= 0
      ? edge - 1
      : edge;
  }
  if (CLAUSE_OPENERS.has(before.lower)) return edge;
  const owner = scene.tokens[edge - 2];
  return owner && edge - 2 >= start && (NOMINAL.has(owner.tag) || owner.tag === "close") ? edge - 2 : edge;
}

/** A phrase that a preposition opens, at the start of its clause, holds no subject but its last name. */
function afterOpeningPhrase(scene: Scene, first: number, at: number): number {
  for (let index = at; index > first; index -= 1) {
    if (
      scene.nameStarts[index] === 1 &&
      scene.tokens[index - 1]?.tag !== "preposition" &&
      !isTitle(scene, index - 1)
    )
      return index;
  }
  return at + 1;
}

const isTitle = ({ tokens, nameStarts }: Scene, at: number) =>
  (tokens[at]?.tag === "proper" && nameStarts[at] !== 1) || PEOPLE_NOUNS.has(tokens[at]?.lower ?? "");

/** The start of "A, B and" before a conjunction, when they are subjects too; -1 when the conjunction joins clauses. */
function coordinated(scene: Scene, conjunction: number, start: number): number {
  const { tokens } = scene;
  let index = conjunction - 1;
  if (tokens[index]?.tag === "comma") index -= 1;
  let best = -1;
  while (index >= start) {
    const tag = tokens[index]?.tag ?? "stop";
    if (scene.spanAt[index] !== -1) return -1;
    if (
      NOMINAL.has(tag) ||
      tag === "determiner" ||
      tag === "possessive" ||
      tag === "preposition" ||
      tag === "pronoun"
    ) {
      best = index;
      index -= 1;
      continue;
    }
    if (tag === "comma" && best >= 0 && index - 1 >= start && NOMINAL.has(tokens[index - 1]?.tag ?? "stop")) {
      index -= 1;
      continue;
    }
    break;
  }
  if (best < 0) return -1;
  const edge = tokens[index]?.tag;
  const opens =
    index < start ||
    edge === "that" ||
    edge === "subordinator" ||
    edge === "comma" ||
    edge === "mark" ||
    edge === "conjunction" ||
    edge === "semicolon" ||
    edge === "dash";
  return opens && tokens[best]?.tag !== "preposition" ? best : -1;
}

const LONGEST_RELATIVE = 20;

/** For a verb inside "people who know him": the index of the antecedent's last token, else -1. */
function relativeStart(scene: Scene, at: number, start: number): number {
  const { tokens } = scene;
  for (let index = at; index >= Math.max(start, at - LONGEST_RELATIVE); index -= 1) {
    const tag = tokens[index]?.tag;
    if (tag === "wh" || tag === "that") {
      const before = index - 1;
      return before >= start && NOMINAL.has(tokens[before]?.tag ?? "stop") ? before : -1;
    }
    if (
      tag === "comma" ||
      tag === "mark" ||
      tag === "conjunction" ||
      tag === "pronoun" ||
      tag === "colon" ||
      tag === "stop"
    )
      return -1;
  }
  return -1;
}

function openingBracket(tokens: readonly TaggedToken[], at: number, start: number): number {
  for (let index = at - 1; index >= Math.max(start, at - 15); index -= 1) {
    if (tokens[index]?.tag === "open") return index;
  }
  return -1;
}

function subjectBeforeDash(scene: Scene, dash: number, start: number): Subject | null {
  for (let index = dash - 1; index > start; index -= 1) {
    if (scene.tokens[index]?.tag !== "dash") continue;
    return plainSubject(scene, index - 1, start);
  }
  return null;
}
