import type { Candidate } from "./candidate.ts";
import type { SentenceScene } from "./content.ts";
import type { VerbGroup } from "./groups.ts";
import { findInverted } from "./inversion.ts";
import { nounPhraseFrom, type TokenSpan } from "./noun-phrases.ts";
import { type Subject, subjectBefore } from "./subjects.ts";

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
  return { ...plain, speaker: last, shared: true };
}
