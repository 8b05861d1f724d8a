import type { Sentence } from "../../text/document.ts";
import type { VerbGroup } from "./groups.ts";
import type { Marks } from "./marks.ts";
import { basePhrase, type TokenSpan } from "./noun-phrases.ts";
import type { Scene } from "./subjects.ts";
import type { Tag, TaggedToken } from "./tags.ts";
import { isTitle } from "./titles.ts";
import type { VerbClass } from "./verb-list.ts";

export interface SentenceScene extends Scene {
  readonly marks: Marks;
  readonly sentence: Sentence;
  /** Of this sentence. */
  readonly groups: readonly VerbGroup[];
  /** For each token of the document the index in `groups` of the one that begins there, else -1. */
  readonly groupStarts: Int32Array;
}

export type RightKind =
  | "that-clause"
  | "bare-clause"
  | "question-clause"
  | "to-clause"
  | "object"
  | "quotation"
  | "colon";

export interface RightContent {
  readonly kind: RightKind;
  readonly first: number;
  /** Where the adjuncts began: the object of "urged" stands there. */
  readonly from: number;
}

const MOST_ADJUNCTS = 8;
const SPEECH_CLASSES: readonly VerbClass[] = [
  "say",
  "tell",
  "ask",
  "urge",
  "commit",
  "state",
  "call",
  "judge",
  "talk",
  "show",
];
const VERBAL = new Set<Tag>(["finite", "be", "have", "do", "modal"]);

/** A verb with its subject, also inside "he's". */
export const isFiniteVerb = (token: TaggedToken | undefined): boolean =>
  token !== undefined &&
  (VERBAL.has(token.tag) || ((token.tag === "pronoun" || token.tag === "wh") && token.lower.includes("'")));
const NOMINAL_START = new Set<Tag>([
  "determiner",
  "possessive",
  "pronoun",
  "proper",
  "noun",
  "number",
  "adjective",
  "object",
  "time",
  "ing",
  "adverb",
  "participle",
]);

export const reports = (group: VerbGroup) => SPEECH_CLASSES.some((one) => group.classes.has(one));

/** What stands to the right of a cue: its content's kind and first token, or null. `at` is the token after the cue. */
export function contentAfter(scene: SentenceScene, group: VerbGroup, at: number): RightContent | null {
  if (!group.classes.has("tell")) return contentFrom(scene, group, at);
  const addressed = contentFrom(scene, group, skipAddressee(scene, at));
  // "warned China would": nobody was addressed.
  return addressed ?? (group.classes.has("say") ? contentFrom(scene, group, at) : null);
}

function contentFrom(scene: SentenceScene, group: VerbGroup, at: number): RightContent | null {
  const { tokens, spanAt, marks, sentence } = scene;
  const end = sentence.endToken;
  let index = at;
  const from = index;
  for (let adjunct = 0; adjunct < MOST_ADJUNCTS && index < end; adjunct += 1) {
    const token = tokens[index];
    if (!token) return null;
    const span = spanAt[index] ?? -1;
    if (span !== -1)
      return marks.spans[span]?.first === index ? { kind: "quotation", first: index, from } : null;
    switch (token.tag) {
      case "that":
        return { kind: isPronounThat(scene, index) ? "bare-clause" : "that-clause", first: index, from };
      case "wh":
        return { kind: "question-clause", first: index, from };
      case "subordinator":
        if (token.lower === "as" && group.classes.has("call")) {
          return {
            kind: spanAt[index + 1] === -1 ? "object" : "quotation",
            first: index + 1,
            from: index + 1,
          };
        }
        return token.lower === "if" || token.lower === "whether"
          ? { kind: "question-clause", first: index, from }
          : null;
      case "to":
        if (
          tokens[index + 1]?.tag === "infinitive" ||
          tokens[index + 1]?.tag === "be" ||
          tokens[index + 1]?.tag === "have" ||
          tokens[index + 1]?.tag === "do" ||
          tokens[index + 2]?.tag === "infinitive"
        )
          return { kind: "to-clause", first: index, from };
        index = afterPhrase(scene, index + 1);
        continue;
      case "colon":
        return { kind: "colon", first: index + 1, from };
      case "comma": {
        const next = afterParenthesis(scene, index);
        if (next < 0) return null;
        index = next;
        continue;
      }
      case "dash": {
        const close = matchingDash(scene, index);
        if (close < 0) return null;
        index = close + 1;
        continue;
      }
      case "time":
        if (tokens[index + 1]?.tag !== "preposition" && isClauseSubject(scene, index))
          return { kind: "bare-clause", first: index, from };
        index += 1;
        continue;
      // "in an interview aired Tuesday that"
      case "participle":
      case "adverb":
        index += 1;
        continue;
      case "preposition": {
        const after = afterPhrase(scene, index + 1);
        if (after === index + 1) return null;
        index = after;
        continue;
      }
      case "determiner":
      case "adjective": {
        const after = timeAfterDeterminer(scene, index);
        if (after > index && !tokens[after - 1]?.possessive && !VERBAL.has(tokens[after]?.tag ?? "stop")) {
          index = after;
          continue;
        }
        return { kind: hasVerb(scene, index) ? "bare-clause" : "object", first: index, from };
      }
      default:
        if (!NOMINAL_START.has(token.tag) && !VERBAL.has(token.tag)) return null;
        if (VERBAL.has(token.tag)) return null;
        return { kind: hasVerb(scene, index) ? "bare-clause" : "object", first: index, from };
    }
  }
  return null;
}

/** "said that was wrong": a pronoun, not the conjunction. */
const isPronounThat = (scene: SentenceScene, at: number) => {
  const next = scene.tokens[at + 1]?.tag;
  return next === "be" || next === "modal" || next === "finite";
};

const isClauseSubject = (scene: SentenceScene, at: number) => {
  const token = scene.tokens[at];
  const next = scene.tokens[at + 1]?.tag;
  return token?.possessive === true || (next !== undefined && VERBAL.has(next));
};

function skipAddressee(scene: SentenceScene, at: number): number {
  const { tokens, sentence } = scene;
  const token = tokens[at];
  if (!token || token.tag === "mark" || scene.spanAt[at] !== -1) return at;
  if (token.tag === "object") return at + 1;
  if (token.tag === "pronoun" && (token.lower === "you" || token.lower === "it")) return at + 1;
  if (token.tag === "possessive" && token.lower === "her" && !isNominal(scene, at + 1)) return at + 1;
  if (!NOMINAL_START.has(token.tag) || token.tag === "pronoun" || token.tag === "time") return at;
  return afterTitle(scene, phraseWithLinks(scene, at, sentence.endToken));
}

/** "told ABC’s “Good Morning America” that". */
function afterTitle(scene: SentenceScene, at: number): number {
  const span = scene.marks.spans[scene.spanAt[at] ?? -1];
  return span?.first === at && isTitle(scene, at) ? span.end : at;
}

const isNominal = (scene: SentenceScene, at: number) => {
  const tag = scene.tokens[at]?.tag;
  return tag === "noun" || tag === "adjective" || tag === "number";
};

/** A noun phrase cut where a second name begins: "told CNN | Trump would". */
function phraseWithLinks(scene: SentenceScene, at: number, end: number): number {
  const { tokens } = scene;
  let index = cutAtName(scene, at, basePhrase(tokens, at, end));
  for (;;) {
    const token = tokens[index];
    const linked = token?.tag === "preposition" && token.lower !== "like";
    const joined = token?.lower === "and" && tokens[index + 1]?.tag !== "pronoun";
    if (!linked && !joined) return index;
    const next = cutAtName(scene, index + 1, basePhrase(tokens, index + 1, end));
    if (next === index + 1) return linked && tokens[next]?.tag === "time" ? next + 1 : index;
    if (joined && VERBAL.has(tokens[next]?.tag ?? "stop")) return index;
    index = next;
  }
}

const isPluralSubject = ({ tokens }: SentenceScene, at: number, to: number): boolean =>
  at === to - 1 &&
  tokens[at]?.tag === "noun" &&
  tokens[at]?.lower.endsWith("s") === true &&
  VERBAL.has(tokens[to]?.tag ?? "stop");

function cutAtName(scene: SentenceScene, from: number, to: number): number {
  for (let at = from + 1; at < to; at += 1) {
    const before = scene.tokens[at - 1];
    if (
      scene.nameStarts[at] === 1 &&
      before?.tag === "proper" &&
      VERBAL.has(scene.tokens[to]?.tag ?? "stop") &&
      !before.possessive
    )
      return at;
    // "told Reuters | officials were"
    if (before?.tag === "proper" && isPluralSubject(scene, at, to)) return at;
    if (
      scene.nameStarts[at] === 1 &&
      before?.tag === "noun" &&
      before.lower.endsWith("s") &&
      VERBAL.has(scene.tokens[to]?.tag ?? "stop")
    )
      return at;
  }
  return to;
}

/** Index after the noun phrase (or time, or "-ing" phrase) that a preposition governs. */
function afterPhrase(scene: SentenceScene, at: number): number {
  const { tokens, sentence } = scene;
  let index = at;
  while (tokens[index]?.tag === "adverb") index += 1;
  if (tokens[index]?.tag === "ing") {
    index += 1;
    if (tokens[index]?.tag === "preposition") index += 1;
  }
  if (tokens[index]?.tag === "object") return index + 1;
  if (tokens[index]?.tag === "time") {
    while (tokens[index]?.tag === "time" || tokens[index]?.tag === "number") index += 1;
    return index;
  }
  const after = cutAtName(scene, index, basePhrase(tokens, index, sentence.endToken));
  if (after === index) return index > at ? index : timeAfterDeterminer(scene, index);
  let last = after;
  while (tokens[last]?.tag === "time") last += 1;
  return afterTitle(scene, last);
}

function timeAfterDeterminer(scene: SentenceScene, at: number): number {
  const { tokens } = scene;
  let index = at;
  while (tokens[index]?.tag === "determiner" || tokens[index]?.tag === "adjective") index += 1;
  const first = index;
  while (tokens[index]?.tag === "time") index += 1;
  return index > first ? index : at;
}

/** After the comma at `at`: where content may begin, or -1 when the cue's clause is over. */
function afterParenthesis(scene: SentenceScene, at: number): number {
  const { tokens, spanAt, sentence } = scene;
  const next = tokens[at + 1];
  if (!next || at + 1 >= sentence.endToken) return -1;
  if (spanAt[at + 1] !== -1 || next.tag === "that") return at + 1;
  const aside =
    next.tag === "adverb" ||
    next.tag === "preposition" ||
    next.tag === "ing" ||
    next.tag === "time" ||
    next.tag === "participle" ||
    next.tag === "to";
  for (let index = at + 2; index < Math.min(sentence.endToken - 1, at + 30); index += 1) {
    if (spanAt[index] !== -1) return -1;
    if (tokens[index]?.tag !== "comma") continue;
    const after = tokens[index + 1];
    const short = index <= at + 3 && next.tag === "adverb";
    if (spanAt[index + 1] !== -1 || after?.tag === "that" || short) return index + 1;
    if (!aside) return -1;
  }
  return -1;
}

function matchingDash(scene: SentenceScene, at: number): number {
  const { tokens, sentence, spanAt } = scene;
  if (spanAt[at + 1] !== -1) return at;
  for (let index = at + 2; index < Math.min(sentence.endToken - 1, at + 40); index += 1) {
    if (tokens[index]?.tag !== "dash") continue;
    return spanAt[index + 1] !== -1 || tokens[index + 1]?.tag === "that" ? index : -1;
  }
  return -1;
}

/** Is what begins at `at` a clause of its own: a subject with its verb before the clause ends. */
export function hasVerb(scene: SentenceScene, at: number): boolean {
  const { tokens, sentence, spanAt } = scene;
  let commas = 0;
  for (let index = at; index < sentence.endToken; index += 1) {
    const tag = tokens[index]?.tag ?? "stop";
    if (isFiniteVerb(tokens[index])) return index > at || !VERBAL.has(tag);
    if (spanAt[index] !== -1) continue;
    if (tag === "that" || tag === "wh") return false;
    if (tag === "semicolon" || tag === "colon" || tag === "stop" || tag === "subordinator") return false;
    if (tag === "conjunction" && commas > 0) return false;
    if (tag === "comma") {
      commas += 1;
      if (commas > 2) return false;
    }
  }
  return false;
}

/** Does the stretch hold a verb with its subject. */
export function isClause(scene: Scene, { first, end }: TokenSpan): boolean {
  for (let at = first; at < end; at += 1) {
    if (isFiniteVerb(scene.tokens[at])) return true;
  }
  return false;
}
