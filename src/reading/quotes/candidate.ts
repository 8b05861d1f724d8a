import type { ContentStart } from "./content-end.ts";
import type { TokenSpan } from "./noun-phrases.ts";
import type { VerbClass } from "./verb-list.ts";

/** Where the content stands and what kind of words it is. */
export type Frame =
  | "quotation-before-cue"
  | "quotation-after-cue"
  | "clause-before-cue"
  | "clause-around-cue"
  | "that-clause"
  | "bare-clause"
  | "question-clause"
  | "to-clause"
  | "object"
  | "colon"
  | "according-to"
  | "noun-that"
  | "noun-to"
  | "floating"
  | "label"
  | "signature";

/** A statement that may be one: found by form, before it is weighed. Token indices. */
export interface Candidate {
  readonly frame: Frame;
  readonly verbClass: VerbClass | "noun" | "according" | "none";
  readonly lemma: string;
  readonly spans: readonly TokenSpan[];
  readonly cue: TokenSpan | null;
  readonly speaker: TokenSpan | null;
  /** The speaker stands elsewhere in the sentence, as for ", adding that …". */
  readonly shared: boolean;
  readonly relative: boolean;
  readonly inverted: boolean;
  readonly mood: "finite" | "ing" | "infinitive" | "participle" | "none";
  readonly negated: boolean;
  readonly modal: boolean;
  readonly sentence: number;
  /** For content behind its cue, where it begins; its end is judged from there. */
  readonly start: ContentStart | null;
  readonly rules: readonly string[];
}

/** What a candidate is where nothing else is said. */
type Defaults =
  | "verbClass"
  | "lemma"
  | "cue"
  | "speaker"
  | "shared"
  | "relative"
  | "inverted"
  | "mood"
  | "negated"
  | "modal"
  | "start";

/** The only place that makes candidates: objects made alike are read faster, and code for them is compiled once. */
export const candidateOf = ({
  frame,
  verbClass = "none",
  lemma = "",
  spans,
  cue = null,
  speaker = null,
  shared = false,
  relative = false,
  inverted = false,
  mood = "none",
  negated = false,
  modal = false,
  sentence,
  start = null,
  rules,
}: Omit<Candidate, Defaults> & Partial<Pick<Candidate, Defaults>>): Candidate => ({
  frame,
  verbClass,
  lemma,
  spans,
  cue,
  speaker,
  shared,
  relative,
  inverted,
  mood,
  negated,
  modal,
  sentence,
  start,
  rules,
});
