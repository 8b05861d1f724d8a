import type { NameTarget } from "../../knowledge/aliases.ts";
import type { MentionKind } from "../../model.ts";

/** A run of pieces that may be a name, before the document as a whole has had its say. */
export interface Candidate {
  /** Pieces, end excluded. */
  readonly first: number;
  readonly end: number;
  kind: MentionKind;
  /** Those of our records that go by this name. */
  targets: readonly NameTarget[];
  /**
   * known: a name of our records; clear: its words or its neighbours say what it is; guessed: capitals and
   * little else; weak: perhaps no name at all, and dropped unless the document names it elsewhere.
   */
  trust: "known" | "clear" | "guessed" | "weak";
  /** A title or a form of address stands before it: "Mr", "President". */
  readonly titled: boolean;
}

/** A name of neither a person, nor an organisation, nor a place. */
export const otherName = (first: number, end: number): Candidate => ({
  first,
  end,
  kind: "other",
  targets: [],
  trust: "clear",
  titled: false,
});
