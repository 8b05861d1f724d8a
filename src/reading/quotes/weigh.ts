import type { Candidate } from "./candidate.ts";
import type { SentenceScene } from "./content.ts";

/** How likely a candidate is a statement, 0 to 1. */
export function weigh(_scene: SentenceScene, candidate: Candidate): number {
  const { frame, verbClass } = candidate;
  if (verbClass === "believe" || verbClass === "want") return 0;
  if (frame === "quotation-before-cue" || frame === "quotation-after-cue") return 0.95;
  if (frame === "clause-before-cue" || frame === "clause-around-cue") return 0.9;
  if (frame === "according-to") return 0.9;
  if (frame === "that-clause") return 0.85;
  if (frame === "bare-clause") return 0.8;
  if (frame === "to-clause" || frame === "question-clause") return 0.7;
  if (frame === "object") return 0.55;
  return 0.6;
}
