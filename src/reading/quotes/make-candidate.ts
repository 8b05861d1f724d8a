import { type Candidate, candidateOf, type Frame } from "./candidate.ts";
import type { SentenceScene } from "./content.ts";
import type { ContentStart } from "./content-end.ts";
import type { VerbGroup } from "./groups.ts";
import type { TokenSpan } from "./noun-phrases.ts";
import type { Told } from "./tellers.ts";
import type { VerbClass } from "./verb-list.ts";

/** "said little about", "declined to say": nothing was said. */
export function isSilent(
  { tokens }: SentenceScene,
  { classes, end, first, lemma, mood }: VerbGroup,
): boolean {
  const led = mood === "infinitive" ? tokens[first - 1]?.verb?.lemma : undefined;
  if (led === "decline" || led === "refuse") return SAYING.has(lemma);
  if (lemma === "decline" || lemma === "refuse") {
    const verb = tokens[end + 1]?.verb;
    return tokens[end]?.tag === "to" && verb !== null && verb !== undefined && SAYING.has(verb.lemma);
  }
  const object = tokens[end]?.lower ?? "";
  const next = tokens[end + 1];
  return classes.has("say") && LITTLE.has(object) && next?.tag === "preposition" && next.lower !== "of";
}

const SAYING = new Set(
  "say specify elaborate answer respond discuss confirm disclose name identify".split(" "),
);
const LITTLE = new Set(["little", "nothing", "much", "more", "less"]);

/** The class under which a verb may stand beside quoted words. */
export const quotationClass = ({ classes }: VerbGroup): VerbClass | null =>
  BESIDE_QUOTATION.find((one) => classes.has(one)) ?? null;

const BESIDE_QUOTATION: readonly VerbClass[] = [
  "say",
  "tell",
  "ask",
  "voice",
  "urge",
  "state",
  "talk",
  "commit",
  "call",
  "judge",
  "show",
  "believe",
];

const TAKES: Readonly<Record<string, readonly VerbClass[]>> = {
  "that-clause": ["say", "tell", "state", "show", "ask", "urge", "commit", "believe", "voice"],
  "bare-clause": ["say", "tell", "show", "believe", "state", "commit", "call", "judge"],
  "question-clause": ["ask", "say", "tell", "state", "talk"],
  "to-clause": ["urge", "commit", "ask", "tell", "want"],
  object: ["urge", "call", "judge", "state", "talk", "ask", "want"],
};

export function classFor(group: VerbGroup, kind: string): VerbClass | null {
  return TAKES[kind]?.find((one) => group.classes.has(one)) ?? null;
}

export function makeCandidate(
  told: Told,
  frame: Frame,
  verbClass: VerbClass | null,
  spans: readonly TokenSpan[],
  sentence: number,
  start: ContentStart | null = null,
): Candidate | null {
  if (!verbClass) return null;
  const { group, speaker } = told;
  return candidateOf({
    frame,
    verbClass,
    lemma: group.lemma,
    spans,
    cue: { first: group.first, end: group.end },
    speaker: speaker ? { first: speaker.first, end: speaker.end } : null,
    shared: told.shared,
    relative: speaker?.relative ?? false,
    inverted: told.inverted,
    mood: group.mood,
    negated: group.negated,
    modal: group.modal,
    sentence,
    start,
    rules: [
      frame,
      `${verbClass} verb`,
      ...(told.inverted ? ["speaker after cue"] : told.shared ? ["speaker shared"] : []),
    ],
  });
}
