import type { Document, Sentence, Token } from "../../text/document.ts";
import { type Form, FormMemory } from "../../text/forms.ts";
import { isHeadline, lowerHeadline } from "./headlines.ts";
import { verbTag } from "./verb-tags.ts";
import { readVerb, type VerbReading } from "./verbs.ts";
import { CLOSED_WORDS, TIME_WORDS } from "./word-list.ts";

/** What a token is, roughly; "noun" is also every word we do not know. */
export type Tag =
  | keyof typeof CLOSED_WORDS
  | "noun"
  | "proper"
  | "time"
  | "that"
  | "to"
  /** A verb with its subject: "says", "said". */
  | "finite"
  /** After "to", a modal or "do". */
  | "infinitive"
  | "ing"
  /** "said" after "was" or "had", and reduced clauses ("the plan announced by …"). */
  | "participle"
  | "comma"
  | "colon"
  | "semicolon"
  | "dash"
  | "open"
  | "close"
  | "stop"
  | "mark"
  | "sign";

export interface TaggedToken {
  readonly token: Token;
  readonly lower: string;
  readonly tag: Tag;
  readonly verb: VerbReading | null;
  /** "Biden's", "officials'". */
  readonly possessive: boolean;
}

const CLOSED = new Map<string, Tag>(
  closedTags()
    .flatMap((tag) => CLOSED_WORDS[tag].split(/\s+/u).map((word) => [word, tag] as const))
    .toReversed(),
);
const SIGNS: ReadonlyMap<string, Tag> = new Map([
  [",", "comma"],
  ["，", "comma"],
  ["、", "comma"],
  [":", "colon"],
  ["：", "colon"],
  [";", "semicolon"],
  ["；", "semicolon"],
  ["-", "dash"],
  ["–", "dash"],
  ["—", "dash"],
  ["―", "dash"],
  ["(", "open"],
  ["[", "open"],
  [")", "close"],
  ["]", "close"],
  [".", "stop"],
  ["!", "stop"],
  ["?", "stop"],
  ["…", "stop"],
  ["。", "stop"],
  ["！", "stop"],
  ["？", "stop"],
]);

function closedTags(): (keyof typeof CLOSED_WORDS)[] {
  return [
    "determiner",
    "possessive",
    "pronoun",
    "object",
    "preposition",
    "subordinator",
    "conjunction",
    "wh",
    "be",
    "have",
    "do",
    "modal",
    "adverb",
    "adjective",
    "number",
  ];
}

/** A token on its way to its tag. */
export interface Draft {
  token: Token;
  lower: string;
  tag: Tag;
  verb: VerbReading | null;
  possessive: boolean;
}

/** Tags every token of a document, by word lists and the words beside it. */
export function tagTokens(document: Document, spanAt: Int32Array): TaggedToken[] {
  const drafts = document.tokens.map(draftOf);
  for (let at = 1; at < drafts.length; at += 1) if (spanAt[at] === -1) joinPossessive(drafts, at);
  for (const sentence of document.sentences) {
    if (isHeadline(drafts, sentence)) lowerHeadline(drafts, sentence);
    for (let at = sentence.firstToken; at < sentence.endToken; at += 1) {
      const draft = drafts[at];
      if (!draft) continue;
      retag(drafts, at, sentence);
      if (draft.lower === "first" && isSaidFirst(drafts, at)) draft.tag = "adverb";
      if (draft.verb) draft.tag = verbTag(drafts, at, sentence.firstToken);
    }
  }
  return drafts;
}

/** What the words beside a token make of it. */
function retag(drafts: readonly Draft[], at: number, { firstToken, endToken }: Sentence): void {
  const draft = drafts[at];
  switch (draft?.tag) {
    case "proper":
      if (opensHere(drafts, at, firstToken)) openSentence(draft, drafts[at + 1]);
      break;
    case "time":
      if (draft.lower === "may" && isSurname(drafts, at)) draft.tag = "proper";
      break;
    case "stop":
      if (isInner(drafts, at, endToken)) draft.tag = "proper";
      break;
    case "dash":
      if (isHyphen(drafts, at)) draft.tag = "sign";
      break;
    case "noun":
      if (isUnknownVerb(drafts, at)) draft.tag = "infinitive";
      break;
  }
}

/** A token as it would be tagged by itself; its neighbours may change that. */
function draftOf(token: Token): Draft {
  const { lower, tag, verb, possessive } = DRAFTS.of(token.form);
  return { token, lower, tag, verb, possessive };
}

const DRAFTS = new FormMemory((form) => (form.kind === "word" ? wordDraft(form) : signDraft(form)));

function wordDraft({ text, key: whole }: Form): Omit<Draft, "token"> {
  const possessive = whole.endsWith("'s");
  const closed = CLOSED.get(whole) ?? contraction(whole);
  const lower = possessive ? whole.slice(0, -2) : whole;
  const capital = isCapital(text);
  const base = {
    lower: closed ? whole : lower,
    verb: null,
    possessive: possessive && closed === null,
  };
  if (whole === "that") return { ...base, tag: "that" };
  if (whole === "to") return { ...base, tag: "to" };
  // "May" and "March" are months, "US" is no pronoun.
  if ((capital || closed === null) && TIME_WORDS.has(lower)) return { ...base, lower, tag: "time" };
  if (closed && !(text.length > 1 && text === text.toUpperCase() && lower === "us"))
    return { ...base, tag: closed };
  const verb = possessive || capital ? null : readVerb(lower);
  if (verb) return { ...base, tag: "finite", verb };
  if (capital) return { ...base, tag: "proper" };
  if (lower.endsWith("ly") && lower.length > 4) return { ...base, tag: "adverb" };
  return { ...base, tag: "noun" };
}

function signDraft({ kind, text }: Form): Omit<Draft, "token"> {
  const tag: Tag = kind === "mark" ? "mark" : kind === "number" ? "number" : (SIGNS.get(text) ?? "sign");
  return { lower: text, tag, verb: null, possessive: false };
}

/** "he's", "who'd", "they've": a subject with its auxiliary; the subject is what matters. */
function contraction(whole: string): Tag | null {
  const at = whole.indexOf("'");
  if (at <= 0) return null;
  const tag = CLOSED.get(whole.slice(0, at));
  if (whole.slice(0, at) === "that") return "pronoun";
  return tag === "pronoun" || tag === "wh" ? tag : null;
}

/** "Theresa May said": no month stands between a name and what it does. */
const isSurname = (drafts: readonly Draft[], at: number) =>
  drafts[at - 1]?.tag === "proper" && drafts[at + 1]?.tag !== "number";

/** "Said Dorothy Poynter, …". */
const SAID_FIRST = new Set(["said", "says", "added", "adds", "wrote", "writes", "asked"]);

const opensHere = (drafts: readonly Draft[], at: number, first: number) =>
  at === first || (at === first + 1 && drafts[first]?.tag === "mark");

/** "Correspondents' Club": an apostrophe that stands alone, and no quotation mark. */
function joinPossessive(drafts: readonly Draft[], at: number): void {
  const [owner, draft] = [drafts[at - 1], drafts[at]];
  if (draft?.tag !== "mark" || !owner || owner.token.end !== draft.token.start || !owner.lower.endsWith("s"))
    return;
  if (draft.token.text !== "'" && draft.token.text !== "’") return;
  owner.possessive = true;
  draft.tag = "sign";
}

/** The full stop of "Mr. Li" and "Sept. 3". */
function isInner(drafts: readonly Draft[], at: number, end: number): boolean {
  const before = drafts[at - 1];
  const after = at + 1 < end ? drafts[at + 1] : undefined;
  if (drafts[at]?.lower !== "." || before?.token.end !== drafts[at]?.token.start || !after) return false;
  return (
    after.tag !== "mark" && after.tag !== "stop" && after.tag !== "close" && before?.token.kind === "word"
  );
}

/** "U.S.-based": no dash. */
const isHyphen = (drafts: readonly Draft[], at: number) =>
  drafts[at]?.lower === "-" &&
  drafts[at - 1]?.token.end === drafts[at]?.token.start &&
  drafts[at]?.token.end === drafts[at + 1]?.token.start;

/** "Reuters first reported": when it was said, no word for a thing. */
const isSaidFirst = (drafts: readonly Draft[], at: number) =>
  drafts[at + 1]?.verb?.forms.has("past") === true && SUBJECT_ENDS.has(drafts[at - 1]?.tag ?? "stop");

const SUBJECT_ENDS = new Set<Tag>(["noun", "proper", "pronoun", "wh", "have", "comma"]);

/** "to slash their staff": a word we do not know, where only a verb can stand. */
function isUnknownVerb(drafts: readonly Draft[], at: number): boolean {
  if (drafts[at - 1]?.tag !== "to" || drafts[at]?.lower.endsWith("s")) return false;
  const next = drafts[at + 1]?.tag;
  return (
    next === "determiner" ||
    next === "possessive" ||
    next === "object" ||
    next === "that" ||
    next === "adverb"
  );
}

/** A capital at the start of a sentence says little. */
function openSentence(draft: Draft, next: Draft | undefined): void {
  const verb = draft.possessive ? null : readVerb(draft.lower);
  if (verb && SAID_FIRST.has(draft.lower)) {
    draft.verb = verb;
    return;
  }
  const named =
    next?.tag === "proper" || next?.tag === "finite" || next?.tag === "have" || next?.tag === "be";
  if (verb?.forms.has("ing") || (verb && !named)) draft.verb = verb;
  else if (draft.lower.endsWith("ly") && next?.tag !== "proper") draft.tag = "adverb";
}

/** Does a word begin with a capital letter. */
export function isCapital(text: string): boolean {
  const code = text.charCodeAt(0);
  if (code < 128) return code >= 65 && code <= 90;
  return text.slice(0, 2) !== text.slice(0, 2).toLowerCase();
}
