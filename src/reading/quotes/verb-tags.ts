import { isPhraseInside } from "./noun-phrases.ts";
import type { Draft, Tag } from "./tags.ts";
import { particlesOf } from "./verbs.ts";
import { NOUN_VERBS, SPEAKING_THINGS } from "./word-list.ts";

export function verbTag(drafts: readonly Draft[], at: number, first: number): Tag {
  const draft = drafts[at];
  const forms = draft?.verb?.forms;
  if (!draft || !forms) return "noun";
  const before = previousOf(drafts, at, first);
  const next = drafts[at + 1]?.tag ?? "stop";
  if (forms.has("ing")) return isGerund(before, next, draft.lower) ? "noun" : "ing";
  if (before === "to" || before === "modal" || before === "do") {
    if (forms.has("base")) return "infinitive";
  }
  if (forms.has("past") || forms.has("participle"))
    return pastTag(before, next, forms.has("past"), drafts, at);
  return presentTag(drafts, at, before, next);
}

const AUXILIARIES = new Set<Tag>(["be", "have", "do", "modal", "finite"]);
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

/** "a committee hearing on Thursday". */
const EVENTS = new Set(
  "hearing meeting briefing gathering building training funding bombing shooting".split(" "),
);

/** "the meeting", "a public hearing"; "a warning that": the words behind "that" do not change it. */
function isGerund(before: Tag, next: Tag, lower: string): boolean {
  const event = EVENTS.has(lower) && (before === "proper" || before === "noun" || before === "adjective");
  if (next === "that") return before === "determiner" || event;
  const named = event || before === "determiner" || before === "possessive" || before === "adjective";
  return named && next !== "determiner" && next !== "possessive" && next !== "object" && next !== "noun";
}

function pastTag(before: Tag, next: Tag, past: boolean, drafts: readonly Draft[], at: number): Tag {
  if (before === "be" || before === "have" || !past) return "participle";
  if (before === "determiner" && drafts[at]?.verb?.lemma === "say" && SOME.has(drafts[at - 1]?.lower ?? ""))
    return "finite";
  if (before === "determiner" || before === "possessive" || before === "adjective") return "participle";
  if (before === "preposition") return "participle";
  // "the plan announced by", "officials quoted in"
  const verb = drafts[at]?.verb;
  if (drafts[at + 1]?.lower === "by" && !NO_PASSIVE.has(verb?.lemma ?? "")) return "participle";
  if (isGoverned(drafts, at) || isReleased(drafts, at)) return "participle";
  if (next === "preposition" && verb?.classes.size === 0 && isReduced(drafts, at)) return "participle";
  // "Wang Wenbin, a spokesman, told reporters": whoever is told something has been named by what follows.
  const reporting = verb?.classes.has("say") || verb?.lemma === "tell";
  return next === "noun" && before === "comma" && !reporting ? "participle" : "finite";
}

/** How far behind a participle the verb of its noun is looked for. */
const REDUCED_REACH = 12;

/** "an analyst based in Beijing told": the verb of the noun comes later. */
function isReduced(drafts: readonly Draft[], at: number): boolean {
  if (drafts[at - 1]?.tag !== "noun") return false;
  for (let index = at + 2; index < Math.min(drafts.length, at + REDUCED_REACH); index += 1) {
    const draft = drafts[index];
    if (!draft || CLAUSE_ENDS.has(draft.tag) || CLAUSE_OPENERS.has(draft.lower)) return false;
    if (draft.tag === "be" || draft.tag === "have" || draft.tag === "modal") return true;
    if (draft.verb && draft.verb.classes.size > 0 && draft.verb.forms.has("past")) return true;
  }
  return false;
}

const CLAUSE_ENDS = new Set<Tag>([
  "comma",
  "stop",
  "mark",
  "colon",
  "semicolon",
  "dash",
  "conjunction",
  "subordinator",
  "that",
  "wh",
  "pronoun",
  "to",
]);

/** "Nearly half said": words for a share of people stand alone. */
const SOME = new Set("half some many most several few both all another".split(" "));

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
  if (index === at - 1 || opening?.tag !== "preposition" || namesSubject(drafts, at - 1)) return false;
  // "after China announced": a clause, no phrase.
  if (CLAUSE_OPENERS.has(opening.lower) && drafts[at - 1]?.tag === "proper") return false;
  const before = drafts[index - 1]?.tag;
  return (
    before === undefined ||
    before === "stop" ||
    before === "comma" ||
    before === "mark" ||
    before === "conjunction"
  );
}

const CLAUSE_OPENERS = new Set(["after", "before", "since", "until"]);

/** "In an interview Mr Trump declared": a name behind a common noun begins a phrase of its own. */
function namesSubject(drafts: readonly Draft[], last: number): boolean {
  let index = last;
  while (drafts[index]?.tag === "proper") index -= 1;
  return index < last && drafts[index]?.tag === "noun";
}

function presentTag(drafts: readonly Draft[], at: number, before: Tag, next: Tag): Tag {
  const draft = drafts[at];
  if (!draft) return "noun";
  // "that talks had failed": the verb comes after.
  if (before === "that" && NOUN_VERBS.has(draft.verb?.lemma ?? "") && AUXILIARIES.has(next)) return "noun";
  if (before === "pronoun" || before === "wh" || before === "that") return "finite";
  if (!NOUN_VERBS.has(draft.verb?.lemma ?? "")) {
    return before === "determiner" || before === "possessive" ? "noun" : "finite";
  }
  if (before !== "noun" && before !== "proper" && before !== "conjunction" && before !== "close") {
    if (before !== "comma" && before !== "adverb" && before !== "mark" && before !== "time") return "noun";
  }
  // "SiriusXM host Matt Boyle": a verb without ending has no singular subject.
  const titled = before === "proper" || (before === "noun" && next === "proper");
  const plural = !titled || isPlural(drafts[at - 1]?.lower ?? "");
  const third = draft.verb?.forms.has("third") === true;
  // “…,” state Sen. Jane Doe said
  if (!third && next === "proper" && (before === "mark" || before === "comma")) return "noun";
  if (third && particlesOf(draft.verb?.lemma ?? "").has(drafts[at + 1]?.lower ?? "")) return "finite";
  if (VERB_FOLLOWERS.has(next) && (plural || third)) return "finite";
  return third && closesQuotation(drafts, at) ? "finite" : "noun";
}

const isPlural = (lower: string) => lower.endsWith("s") || MANY.has(lower);
const MANY = new Set("people police men women children media percent majority half press public".split(" "));

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
