import type { Sentence } from "../../text/document.ts";
import {
  afterParenthesis,
  afterPhrase,
  matchingDash,
  skipAddressee,
  timeAfterDeterminer,
} from "./adjuncts.ts";
import type { VerbGroup } from "./groups.ts";
import type { Marks } from "./marks.ts";
import { basePhrase, type TokenSpan } from "./noun-phrases.ts";
import type { Scene } from "./subjects.ts";
import type { Tag, TaggedToken } from "./tags.ts";
import type { VerbClass } from "./verb-list.ts";
import { SPEAKING_THINGS, SPEECH_NOUNS } from "./word-list.ts";

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
/** Tags of verbs that have a subject. */
export const VERBAL = new Set<Tag>(["finite", "be", "have", "do", "modal"]);

/** A verb with its subject, also inside "he's". */
export const isFiniteVerb = (token: TaggedToken | undefined): boolean =>
  token !== undefined &&
  (VERBAL.has(token.tag) || ((token.tag === "pronoun" || token.tag === "wh") && token.lower.includes("'")));
/** Tags that may begin a noun phrase or a clause. */
export const NOMINAL_START = new Set<Tag>([
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

/** Most verbs are of no class. */
export const reports = ({ classes }: VerbGroup): boolean =>
  classes.size > 0 && SPEECH_CLASSES.some((one) => classes.has(one));

/** What stands to the right of a cue: its content's kind and first token, or null. `at` is the token after the cue. */
export function contentAfter(scene: SentenceScene, group: VerbGroup, at: number): RightContent | null {
  const { tokens, spanAt, sentence } = scene;
  // "lashed out at China"
  if (group.classes.has("judge") && tokens[at]?.lower === "at" && at + 1 < sentence.endToken)
    return spanAt[at + 1] === -1 ? { kind: "object", first: at + 1, from: at + 1 } : null;
  if (EXPRESSING.has(group.lemma)) {
    const that = thatBehindNoun(scene, at);
    if (that >= 0) return { kind: "that-clause", first: that, from: that };
  }
  if (!group.classes.has("tell")) return contentFrom(scene, group, at);
  const addressed = contentFrom(scene, group, skipAddressee(scene, at));
  // "warned China would": nobody was addressed.
  return addressed ?? (group.classes.has("say") ? contentFrom(scene, group, at) : null);
}

export const EXPRESSING = new Set(["express", "voice", "issue", "repeat", "reiterate"]);

/** "expressed confidence on Wednesday that": where "that" stands; -1 when the noun has no such clause. */
function thatBehindNoun({ tokens, spanAt, sentence }: SentenceScene, at: number): number {
  for (let index = at; index < Math.min(sentence.endToken, at + 7) && spanAt[index] === -1; index += 1) {
    const tag = tokens[index]?.tag ?? "stop";
    if (tag === "that") return index > at ? index : -1;
    if (tag === "preposition" ? tokens[index + 1]?.tag !== "time" : !BESIDE_NOUN.has(tag)) return -1;
  }
  return -1;
}

const BESIDE_NOUN = new Set<Tag>(["noun", "adjective", "determiner", "time", "adverb"]);

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
        // "speaking at talks where he": what is said of the talks
        if (index > at && RELATIVE.has(token.lower)) return null;
        return { kind: "question-clause", first: index, from };
      case "subordinator":
        if (token.lower === "as" && group.classes.has("call")) {
          return {
            kind: spanAt[index + 1] === -1 ? "object" : "quotation",
            first: index + 1,
            from: index + 1,
          };
        }
        // "argues as a result of the inquiry that"
        if (token.lower === "as" && tokens[index + 1]?.lower === "a") {
          index = afterPhrase(scene, index + 1);
          continue;
        }
        if (token.lower === "if" || token.lower === "whether")
          return { kind: "question-clause", first: index, from };
        // "said while the talks go on, China would"
        return opensCondition(scene, group, index) ? { kind: "bare-clause", first: index, from } : null;
      case "to":
        if (opensInfinitive(scene, index)) return { kind: "to-clause", first: index, from };
        {
          const after = afterPhrase(scene, index + 1);
          if (isAboutClaim(scene, index, after)) return null;
          index = after;
        }
        continue;
      case "colon":
        return { kind: "colon", first: index + 1, from };
      case "comma": {
        if (opensCondition(scene, group, index + 1)) return { kind: "bare-clause", first: index + 1, from };
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
        if (after === index + 1 || isAboutClaim(scene, index, after)) return null;
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
        if (isSaying(scene, index)) return null;
        return { kind: hasVerb(scene, index, group) ? "bare-clause" : "object", first: index, from };
      }
      case "sign":
        // "called for $1 trillion"
        return CURRENCIES.has(token.lower) ? { kind: "object", first: index, from } : null;
      default:
        if (!NOMINAL_START.has(token.tag) && !VERBAL.has(token.tag)) return null;
        if (VERBAL.has(token.tag)) return null;
        return { kind: hasVerb(scene, index, group) ? "bare-clause" : "object", first: index, from };
    }
  }
  return null;
}

/** "issued a statement saying that": the statement is what it says. */
function isSaying({ tokens, sentence, groups, groupStarts }: SentenceScene, at: number): boolean {
  const end = basePhrase(tokens, at, sentence.endToken);
  const group = groups[groupStarts[end] ?? -1];
  return (
    SPEAKING_THINGS.has(tokens[end - 1]?.lower ?? "") &&
    group?.mood === "ing" &&
    (group.classes.has("say") || group.classes.has("urge"))
  );
}

/** "commenting on reports that", "responded to claims that": others' words, which the noun has. */
const isAboutClaim = ({ tokens }: SentenceScene, at: number, after: number): boolean =>
  tokens[after]?.tag === "that" &&
  ABOUT.has(tokens[at]?.lower ?? "") &&
  SPEECH_NOUNS.has(tokens[after - 1]?.lower ?? "");

const ABOUT = new Set(["on", "about", "of", "over", "to"]);

/** "said, if elected, she would": the condition belongs to what was said. */
function opensCondition({ tokens, spanAt, sentence }: SentenceScene, group: VerbGroup, at: number): boolean {
  const word = tokens[at]?.lower ?? "";
  if (!CONDITIONS.has(word) || !group.classes.has("say") || group.mood !== "finite") return false;
  for (let index = at + 2; index < Math.min(sentence.endToken, at + 15) && spanAt[index] === -1; index += 1) {
    if (tokens[index]?.tag === "comma") return SUBJECTS.has(tokens[index + 1]?.tag ?? "stop");
  }
  return false;
}

const CONDITIONS = new Set(["if", "unless", "should", "while", "although", "though", "because"]);
const SUBJECTS = new Set<Tag>(["pronoun", "proper", "determiner", "possessive", "noun", "adjective"]);

const RELATIVE = new Set(["where", "which", "who", "whom"]);

const CURRENCIES = new Set(["$", "€", "£", "¥"]);

/** "to withdraw", "to once again withdraw". */
function opensInfinitive({ tokens }: SentenceScene, to: number): boolean {
  const next = tokens[to + 1]?.tag;
  if (next === "be" || next === "have" || next === "do") return true;
  for (let index = to + 1; index <= to + 3; index += 1) {
    const tag = tokens[index]?.tag;
    if (tag === "infinitive") return true;
    if (tag !== "adverb" && tokens[index]?.lower !== "once" && index > to + 1) return false;
  }
  return false;
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

/** Verbs that hardly take a thing: what stands behind them is a clause, however far off its verb. */
export const CLAUSE_TAKERS = new Set(["say", "argue", "insist", "contend", "maintain", "believe", "think"]);

/** Is what begins at `at` a clause of its own: a subject with its verb before the clause ends. */
export function hasVerb(scene: SentenceScene, at: number, { lemma }: VerbGroup): boolean {
  const { tokens, sentence, spanAt } = scene;
  let commas = 0;
  /** Relative clauses begun, whose verbs are not the subject's. */
  let relatives = 0;
  for (let index = at; index < sentence.endToken; index += 1) {
    const tag = tokens[index]?.tag ?? "stop";
    // "urged China to be", "the plan to have"
    if (tokens[index - 1]?.tag === "to") continue;
    if (isFiniteVerb(tokens[index]) && tag !== "wh") {
      if (relatives === 0) return index > at || !VERBAL.has(tag);
      relatives -= 1;
      continue;
    }
    if (spanAt[index] !== -1) continue;
    const close = index > at ? closeOfAside(scene, index) : -1;
    if (close > index) {
      index = close;
      continue;
    }
    if (tag === "that" || tag === "wh") {
      if (!CLAUSE_TAKERS.has(lemma)) return false;
      relatives += 1;
    }
    if (tag === "semicolon" || tag === "colon" || tag === "stop" || tag === "subordinator") return false;
    if (tag === "conjunction" && commas > 0) return false;
    if (tag === "comma") {
      commas += 1;
      if (commas > 2) return false;
    }
  }
  return false;
}

/** "the talks, which were put off, would", "the deal - the first in years - was": where what parts a subject from its verb ends; -1 when nothing does. */
function closeOfAside({ tokens, spanAt, sentence }: SentenceScene, at: number): number {
  const opening = tokens[at]?.tag;
  const next = tokens[at + 1]?.tag;
  const relative = opening === "comma" && (next === "wh" || next === "subordinator");
  const closing = relative ? "comma" : opening === "open" ? "close" : opening === "dash" ? "dash" : null;
  if (!closing) return -1;
  for (let index = at + 2; index < Math.min(sentence.endToken, at + LONGEST_ASIDE); index += 1) {
    if (spanAt[index] === -1 && tokens[index]?.tag === closing) return index;
  }
  return -1;
}

const LONGEST_ASIDE = 30;

/** Does the stretch hold a verb with its subject. */
export function isClause(scene: Scene, { first, end }: TokenSpan): boolean {
  for (let at = first; at < end; at += 1) {
    if (isFiniteVerb(scene.tokens[at])) return true;
  }
  return false;
}
