import type { Document, Sentence, Token } from "../../text/document.ts";
import { isPhraseInside } from "./noun-phrases.ts";
import { readVerb, type VerbReading } from "./verbs.ts";
import { CLOSED_WORDS, NOUN_VERBS, SPEAKING_THINGS, TIME_WORDS } from "./word-list.ts";

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

interface Draft {
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
      if (draft.tag === "proper" && opensHere(drafts, at, sentence.firstToken))
        openSentence(draft, drafts[at + 1]);
      if (draft.tag === "stop" && isInner(drafts, at, sentence.endToken)) draft.tag = "proper";
      if (draft.tag === "dash" && isHyphen(drafts, at)) draft.tag = "sign";
      if (draft.tag === "noun" && isUnknownVerb(drafts, at)) draft.tag = "infinitive";
      if (draft.verb) draft.tag = verbTag(drafts, at, sentence.firstToken);
    }
  }
  return drafts;
}

function draftOf(token: Token): Draft {
  if (token.kind !== "word") return signDraft(token);
  const printed = token.text.includes("’") ? token.text.replaceAll("’", "'") : token.text;
  const whole = printed.toLowerCase();
  const possessive = whole.endsWith("'s");
  const closed = CLOSED.get(whole) ?? contraction(whole);
  const lower = possessive ? whole.slice(0, -2) : whole;
  const capital = isCapital(token.text);
  const base = {
    token,
    lower: closed ? whole : lower,
    verb: null,
    possessive: possessive && closed === null,
  };
  if (whole === "that") return { ...base, tag: "that" };
  if (whole === "to") return { ...base, tag: "to" };
  // "May" and "March" are months, "US" is no pronoun.
  if (TIME_WORDS.has(lower) && (capital || closed === null)) return { ...base, lower, tag: "time" };
  if (closed && !(token.text.length > 1 && token.text === token.text.toUpperCase() && lower === "us"))
    return { ...base, tag: closed };
  const verb = possessive || capital ? null : readVerb(lower);
  if (verb) return { ...base, tag: "finite", verb };
  if (capital) return { ...base, tag: "proper" };
  if (lower.endsWith("ly") && lower.length > 4) return { ...base, tag: "adverb" };
  return { ...base, tag: "noun" };
}

function signDraft(token: Token): Draft {
  const tag: Tag =
    token.kind === "mark" ? "mark" : token.kind === "number" ? "number" : (SIGNS.get(token.text) ?? "sign");
  return { token, lower: token.text, tag, verb: null, possessive: false };
}

/** "he's", "who'd", "they've": a subject with its auxiliary; the subject is what matters. */
function contraction(whole: string): Tag | null {
  const at = whole.indexOf("'");
  if (at <= 0) return null;
  const tag = CLOSED.get(whole.slice(0, at));
  if (whole.slice(0, at) === "that") return "pronoun";
  return tag === "pronoun" || tag === "wh" ? tag : null;
}

/** "Said Dorothy Poynter, …". */
const SAID_FIRST = new Set(["said", "says", "added", "adds", "wrote", "writes", "asked"]);

const opensHere = (drafts: readonly Draft[], at: number, first: number) =>
  at === first || (at === first + 1 && drafts[first]?.tag === "mark");

/** "Trump Says He Never Pledged To Leave": nearly every longer word has a capital. */
function isHeadline(drafts: readonly Draft[], { firstToken, endToken }: Sentence): boolean {
  if (endToken - firstToken > LONGEST_HEADLINE) return false;
  let longer = 0;
  let capital = 0;
  for (let at = firstToken + 1; at < endToken; at += 1) {
    const { token } = drafts[at] ?? {};
    if (token?.kind !== "word" || token.text.length < 4) continue;
    longer += 1;
    if (isCapital(token.text)) capital += 1;
  }
  return longer >= 3 && capital / longer >= 0.8;
}

const LONGEST_HEADLINE = 30;

/** In a headline a reporting verb is known by its ending only. */
function lowerHeadline(drafts: readonly Draft[], { firstToken, endToken }: Sentence): void {
  for (let at = firstToken + 1; at < endToken; at += 1) {
    const draft = drafts[at];
    if (draft?.tag !== "proper" || draft.possessive) continue;
    const verb = readVerb(draft.lower);
    if (!verb || verb.classes.size === 0 || verb.forms.has("base") || NOUN_VERBS.has(verb.lemma)) continue;
    draft.verb = verb;
    draft.tag = "finite";
  }
}

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

const VERB_FOLLOWERS = new Set<Tag>([
  "that",
  "determiner",
  "possessive",
  "pronoun",
  "object",
  "mark",
  "proper",
  "to",
  "colon",
  "wh",
  "adverb",
]);

function verbTag(drafts: readonly Draft[], at: number, first: number): Tag {
  const draft = drafts[at];
  const forms = draft?.verb?.forms;
  if (!draft || !forms) return "noun";
  const before = previousOf(drafts, at, first);
  const next = drafts[at + 1]?.tag ?? "stop";
  if (forms.has("ing")) return isGerund(before, next) ? "noun" : "ing";
  if (before === "to" || before === "modal" || before === "do") {
    if (forms.has("base")) return "infinitive";
  }
  if (forms.has("past") || forms.has("participle"))
    return pastTag(before, next, forms.has("past"), drafts, at);
  return presentTag(drafts, at, before, next);
}

/** "the meeting", "a public hearing". */
const isGerund = (before: Tag, next: Tag) =>
  (before === "determiner" || before === "possessive" || before === "adjective") &&
  next !== "determiner" &&
  next !== "possessive" &&
  next !== "object" &&
  next !== "noun" &&
  next !== "that";

function pastTag(before: Tag, next: Tag, past: boolean, drafts: readonly Draft[], at: number): Tag {
  if (before === "be" || before === "have" || !past) return "participle";
  if (before === "determiner" || before === "possessive" || before === "adjective") return "participle";
  if (before === "preposition") return "participle";
  // "the plan announced by", "officials quoted in"
  const verb = drafts[at]?.verb;
  if (drafts[at + 1]?.lower === "by" && !NO_PASSIVE.has(verb?.lemma ?? "")) return "participle";
  if (isGoverned(drafts, at) || isReleased(drafts, at)) return "participle";
  return next === "noun" && before === "comma" && !verb?.classes.has("say") ? "participle" : "finite";
}

/** "stood by his comments": by nobody. */
const NO_PASSIVE = new Set([
  "stand",
  "sit",
  "lie",
  "stop",
  "drop",
  "go",
  "come",
  "rise",
  "fall",
  "grow",
  "swing",
  "say",
]);

/** "in an interview aired Tuesday that": what was made public does nothing itself. */
const isReleased = (drafts: readonly Draft[], at: number) =>
  RELEASED.has(drafts[at]?.lower ?? "") && SPEAKING_THINGS.has(drafts[at - 1]?.lower ?? "");

const RELEASED = new Set([
  "aired",
  "published",
  "released",
  "posted",
  "issued",
  "taped",
  "recorded",
  "dated",
  "obtained",
]);

/** "In a report published this month": no subject, since a preposition governs the noun before. */
function isGoverned(drafts: readonly Draft[], at: number): boolean {
  let index = at - 1;
  while (index > at - 8 && isPhraseInside(drafts[index]?.tag)) index -= 1;
  const opening = drafts[index];
  if (index === at - 1 || opening?.tag !== "preposition") return false;
  const before = drafts[index - 1]?.tag;
  return (
    before === undefined ||
    before === "stop" ||
    before === "comma" ||
    before === "mark" ||
    before === "conjunction"
  );
}

function presentTag(drafts: readonly Draft[], at: number, before: Tag, next: Tag): Tag {
  const draft = drafts[at];
  if (!draft) return "noun";
  if (before === "pronoun" || before === "wh" || before === "that") return "finite";
  if (!NOUN_VERBS.has(draft.verb?.lemma ?? "")) {
    return before === "determiner" || before === "possessive" ? "noun" : "finite";
  }
  if (before !== "noun" && before !== "proper" && before !== "conjunction" && before !== "close") {
    if (before !== "comma" && before !== "adverb" && before !== "mark" && before !== "time") return "noun";
  }
  // "SiriusXM host Matt Boyle": a verb without ending has no singular subject.
  const plural = before !== "proper" || drafts[at - 1]?.lower.endsWith("s") === true;
  if (VERB_FOLLOWERS.has(next) && (plural || draft.verb?.forms.has("third"))) return "finite";
  return draft.verb?.forms.has("third") && closesQuotation(drafts, at) ? "finite" : "noun";
}

/** `“…,” Viguerie notes.` */
function closesQuotation(drafts: readonly Draft[], at: number): boolean {
  let index = at - 1;
  while (index > at - 5 && isPhraseInside(drafts[index]?.tag)) index -= 1;
  return index < at - 1 && drafts[index]?.tag === "mark";
}

/** The tag that decides, looking past adverbs between an auxiliary and its verb. */
function previousOf(drafts: readonly Draft[], at: number, first: number): Tag {
  let index = at - 1;
  while (index > first && index > at - 4 && drafts[index]?.tag === "adverb") index -= 1;
  const draft = index >= first ? drafts[index] : undefined;
  if (!draft) return "stop";
  return draft.possessive ? "possessive" : draft.tag;
}

function isCapital(text: string): boolean {
  const code = text.charCodeAt(0);
  if (code < 128) return code >= 65 && code <= 90;
  return text.slice(0, 2) !== text.slice(0, 2).toLowerCase();
}
