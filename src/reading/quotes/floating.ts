import { type Candidate, candidateOf } from "./candidate.ts";
import { findLabelled } from "./labels.ts";
import type { MarkedSpan } from "./marks.ts";
import type { TextScene, Weighed } from "./statements-in-text.ts";
import { findTranscript } from "./transcripts.ts";

/** Shorter quotations without a cue are names, titles and single words. */
const FEWEST_TOKENS = 7;

/**
 * Adds what has no cue: what a transcript has, other labelled statements, and quotations that stand alone, whose
 * speaker is whoever spoke last. What is reported within a transcript's paragraph is its speaker's.
 */
export function addUncued(scene: TextScene, cued: readonly Weighed[]): Weighed[] {
  const transcript = findTranscript(scene);
  const taken = new Uint8Array(scene.tokens.length);
  mark(taken, transcript);
  const found = [
    ...cued.filter(({ candidate }) => taken[candidate.spans[0]?.first ?? 0] === 0),
    ...transcript,
  ];
  mark(taken, found);
  const labelled = findLabelled(scene, taken);
  const floating = scene.marks.spans
    .filter((span) => taken[span.first] === 0 && taken[span.end - 1] === 0 && standsAlone(scene, span))
    .map((span) => ({ candidate: toCandidate(scene, span), score: FLOATING_SCORE, inner: null }));
  return [...found, ...labelled, ...floating].toSorted(
    (a, b) => (a.candidate.spans[0]?.first ?? 0) - (b.candidate.spans[0]?.first ?? 0),
  );
}

function mark(taken: Uint8Array, found: readonly Weighed[]): void {
  for (const { candidate } of found) {
    for (const { first, end } of candidate.spans) taken.fill(1, first, end);
  }
}

const FLOATING_SCORE = 0.7;

/** Whole sentences between marks, with nothing of the reporter's in them. */
function standsAlone(
  { sentences, sentenceAt, document }: TextScene,
  { first, end, closed }: MarkedSpan,
): boolean {
  if (end - first < FEWEST_TOKENS) return false;
  const opening = sentences[sentenceAt[first] ?? -1];
  const closing = sentences[sentenceAt[end - 1] ?? -1];
  if (opening?.firstToken !== first || !closing) return false;
  const rest = document.tokens.slice(end, closing.endToken);
  return !closed || rest.every((token) => token.kind === "punctuation");
}

function toCandidate({ sentenceAt }: TextScene, { first, end }: MarkedSpan): Candidate {
  return candidateOf({
    frame: "floating",
    spans: [{ first, end }],
    sentence: sentenceAt[first] ?? 0,
    rules: ["floating"],
  });
}
