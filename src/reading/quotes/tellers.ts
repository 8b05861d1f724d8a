import type { Candidate } from "./candidate.ts";
import type { SentenceScene } from "./content.ts";
import type { VerbGroup } from "./groups.ts";
import { findInverted } from "./inversion.ts";
import { basePhrase, isPhraseInside, nounPhraseFrom, type TokenSpan } from "./noun-phrases.ts";
import { phraseStart, type Subject, subjectBefore } from "./subjects.ts";
import { PEOPLE_NOUNS } from "./word-list.ts";

/** A cue with whoever goes with it. */
export interface Told {
  readonly group: VerbGroup;
  readonly speaker: Subject | null;
  readonly shared: boolean;
  readonly inverted: boolean;
  /** First and last-but-one token of cue and speaker together. */
  readonly first: number;
  readonly end: number;
}

/** The phrase that opens the sentence, when no verb told the subject. */
function openingPhrase({ tokens, sentence, spanAt }: SentenceScene, before: number): TokenSpan | null {
  const first = sentence.firstToken;
  const phrase = spanAt[first] === -1 ? nounPhraseFrom(tokens, first, before) : null;
  return phrase && tokens[first]?.tag !== "time" ? phrase : null;
}

/** "Citing security, China refused …": the subject of an opening clause follows it. */
export function withSubjectBehind(scene: SentenceScene, candidate: Candidate): Candidate {
  const { sentence, groups } = scene;
  if (candidate.speaker || candidate.mood !== "ing" || !candidate.cue) return candidate;
  if (candidate.cue.first > sentence.firstToken + 1)
    return { ...candidate, speaker: openingPhrase(scene, candidate.cue.first) };
  const main = groups.find(
    (group) => group.mood === "finite" && group.first > (candidate.spans.at(-1)?.end ?? 0),
  );
  const subject = main ? subjectBefore(scene, main.first, sentence.firstToken) : null;
  return subject ? { ...candidate, speaker: { first: subject.first, end: subject.end } } : candidate;
}

export function findSpeaker(scene: SentenceScene, group: VerbGroup, last: Subject | null): Told {
  const { tokens, sentence } = scene;
  const plain = { group, shared: false, inverted: false, first: group.first, end: group.end };
  if (group.mood === "finite") {
    const inverted = findInverted(scene, group);
    if (inverted) return { ...plain, speaker: inverted, inverted: true, end: inverted.end };
    const before = tokens[group.first - 1];
    const joined =
      before?.tag === "conjunction" ||
      (before?.tag === "adverb" && tokens[group.first - 2]?.tag === "conjunction");
    if (joined && last) return { ...plain, speaker: last, shared: true };
    const subject = subjectBefore(scene, group.first, sentence.firstToken);
    if (subject) return { ...plain, speaker: subject, first: subject.clauseFirst };
    return { ...plain, speaker: before?.tag === "comma" ? last : null, shared: true };
  }
  const led = group.mood === "infinitive" ? whoWasLed(scene, group) : whoIsSaying(scene, group);
  return led ? { ...plain, speaker: led } : { ...plain, speaker: last, shared: true };
}

const LEADING = new Set(["lead", "prompt", "force", "push", "cause", "drive"]);

/** "The talks led Mr Mnuchin to declare": he declared. */
function whoWasLed(scene: SentenceScene, group: VerbGroup): Subject | null {
  const { tokens, sentence } = scene;
  const last = group.first - 1;
  if (tokens[last]?.tag !== "proper" || tokens[group.first]?.tag !== "to") return null;
  const first = phraseStart(scene, last, sentence.firstToken);
  const verb = tokens[first - 1]?.verb;
  return first <= last && verb && LEADING.has(verb.lemma)
    ? { first, end: group.first, relative: false, clauseFirst: first }
    : null;
}

/** "with both sides vowing to", "quoted officials saying": those named right before speak. */
function whoIsSaying(scene: SentenceScene, { first: group, mood }: VerbGroup): Subject | null {
  const { tokens, sentence, spanAt } = scene;
  const last = tokens[group - 1];
  if (mood !== "ing" || !last || spanAt[group - 1] !== -1 || last.possessive) return null;
  if (last.tag !== "proper" && !(last.tag === "noun" && PEOPLE_NOUNS.has(last.lower))) return null;
  let first = group - 1;
  while (first > sentence.firstToken && spanAt[first - 1] === -1 && isPhraseInside(tokens[first - 1]?.tag))
    first -= 1;
  const before = tokens[first - 1];
  if (before?.tag === "to" || (before?.tag === "preposition" && before.lower !== "with")) return null;
  return { first, end: group, relative: false, clauseFirst: first };
}

/** "Mr Mnuchin was warned by officials that": those behind "by" speak. */
export function agentOf({ tokens, sentence }: SentenceScene, group: VerbGroup): Told | null {
  if (!group.passive || !group.classes.has("tell") || tokens[group.end]?.lower !== "by") return null;
  const first = group.end + 1;
  let end = basePhrase(tokens, first, sentence.endToken);
  if (end === first) return null;
  while (tokens[end]?.tag === "preposition" || tokens[end]?.tag === "to") {
    const next = basePhrase(tokens, end + 1, sentence.endToken);
    if (next === end + 1) break;
    end = next;
  }
  const speaker = { first, end, relative: false, clauseFirst: group.first };
  return { group, speaker, shared: false, inverted: false, first: group.first, end };
}
