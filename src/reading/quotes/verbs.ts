import { DOUBLING, IRREGULAR, PLAIN_VERBS, VERB_LISTS, type VerbClass } from "./verb-list.ts";

export type VerbForm = "base" | "third" | "past" | "participle" | "ing";

export interface VerbReading {
  readonly lemma: string;
  /** Empty for a verb that reports nothing. */
  readonly classes: ReadonlySet<VerbClass>;
  /** A form may be several at once: "read", "said" (past and participle). */
  readonly forms: ReadonlySet<VerbForm>;
}

const words = (list: string) => list.split(/\s+/u).filter((word) => word !== "");

/** What a lower-case word is when it is a verb; null when it is none we know. */
export function readVerb(lower: string): VerbReading | null {
  return FORMS.get(lower) ?? guessVerb(lower);
}

const UNKNOWN_PAST: VerbReading = { lemma: "", classes: new Set(), forms: new Set(["past", "participle"]) };
const UNKNOWN_ING: VerbReading = { lemma: "", classes: new Set(), forms: new Set(["ing"]) };
const UNKNOWN_BASE: VerbReading = { lemma: "", classes: new Set(), forms: new Set(["base"]) };
const NO_VERBS = new Set(
  words(`indeed hundred sacred naked wicked rugged ragged hatred infrared kindred bed feed seed speed breed creed greed weed
  embed morning evening nothing something anything everything thing king ring wing spring string ceiling sibling darling
  earning earnings beijing during notwithstanding outstanding offspring wedding pudding shilling sterling`),
);

/** A word we do not list, by its ending. */
function guessVerb(lower: string): VerbReading | null {
  if (lower.length < 5) return null;
  // "scrutinize", "clarify", but no "outsize"
  if (/[aeiou]..?i[zf][ey]$/u.test(lower) && lower.length > 6 && !lower.endsWith("size")) return UNKNOWN_BASE;
  const past = lower.endsWith("ed");
  if (!past && !(lower.endsWith("ing") && lower.length > 5)) return null;
  if (NO_VERBS.has(lower) || lower.includes("-")) return null;
  return past ? UNKNOWN_PAST : UNKNOWN_ING;
}

/** The second words of verbs such as "point out", by the first. */
export function particlesOf(lemma: string): ReadonlyMap<string, ReadonlySet<VerbClass>> {
  return PARTICLES.get(lemma) ?? NO_PARTICLES;
}

const NO_PARTICLES: ReadonlyMap<string, ReadonlySet<VerbClass>> = new Map();
const PARTICLES = new Map<string, Map<string, Set<VerbClass>>>();
const FORMS = makeForms();

function makeForms(): Map<string, VerbReading> {
  const classesOf = new Map<string, Set<VerbClass>>(words(PLAIN_VERBS).map((lemma) => [lemma, new Set()]));
  for (const verbClass of verbClasses()) {
    for (const entry of words(VERB_LISTS[verbClass])) {
      const [lemma = entry, particle] = entry.split("-");
      const classes = classesOf.get(lemma) ?? new Set();
      classesOf.set(lemma, classes);
      if (particle === undefined) classes.add(verbClass);
      else addParticle(lemma, particle, verbClass);
    }
  }
  const irregular = new Map(IRREGULAR.split("|").map((line) => [words(line)[0] ?? "", words(line)]));
  const doubling = new Set(words(DOUBLING));
  const forms = new Map<string, VerbReading>();
  for (const [lemma, classes] of classesOf) {
    const [, past, participle] = irregular.get(lemma) ?? [];
    const regular = withEnding(lemma, "ed", doubling);
    add(forms, lemma, "base", lemma, classes);
    add(forms, thirdPerson(lemma), "third", lemma, classes);
    add(forms, past ?? regular, "past", lemma, classes);
    add(forms, participle ?? regular, "participle", lemma, classes);
    add(forms, withEnding(lemma, "ing", doubling), "ing", lemma, classes);
    if (/..[aeiou]l$/u.test(lemma)) {
      // "labelled" as well as "labeled"
      for (const form of ["past", "participle"] as const) add(forms, `${lemma}led`, form, lemma, classes);
      add(forms, `${lemma}ling`, "ing", lemma, classes);
    }
  }
  return forms;
}

function verbClasses(): VerbClass[] {
  return [
    "say",
    "tell",
    "ask",
    "urge",
    "commit",
    "state",
    "show",
    "call",
    "judge",
    "talk",
    "voice",
    "believe",
    "want",
  ];
}

function addParticle(lemma: string, particle: string, verbClass: VerbClass): void {
  const particles = PARTICLES.get(lemma) ?? new Map<string, Set<VerbClass>>();
  PARTICLES.set(lemma, particles);
  particles.set(particle, (particles.get(particle) ?? new Set()).add(verbClass));
}

function add(
  forms: Map<string, VerbReading>,
  word: string,
  form: VerbForm,
  lemma: string,
  classes: ReadonlySet<VerbClass>,
): void {
  const known = forms.get(word);
  // "found" is the past of "find" before it is the base of another verb; "lay" and the like do not matter here.
  if (known && known.lemma !== lemma && known.classes.size >= classes.size) return;
  const before = known?.lemma === lemma ? [...known.forms] : [];
  forms.set(word, { lemma, classes, forms: new Set([...before, form]) });
}

function thirdPerson(lemma: string): string {
  if (/(?:s|x|z|ch|sh|o)$/u.test(lemma)) return `${lemma}es`;
  return /[^aeiou]y$/u.test(lemma) ? `${lemma.slice(0, -1)}ies` : `${lemma}s`;
}

function withEnding(lemma: string, ending: "ed" | "ing", doubling: ReadonlySet<string>): string {
  if (/ie$/u.test(lemma)) return ending === "ed" ? `${lemma}d` : `${lemma.slice(0, -2)}ying`;
  if (/[^eoy]e$/u.test(lemma) || (ending === "ed" && lemma.endsWith("e"))) return lemma.slice(0, -1) + ending;
  if (/[^aeiou]y$/u.test(lemma) && ending === "ed") return `${lemma.slice(0, -1)}ied`;
  const short = /^[^aeiou]*[aeiou][bdgklmnprt]$/u.test(lemma) && !/[wxy]$/u.test(lemma) && !/k$/u.test(lemma);
  return short || doubling.has(lemma) ? lemma + (lemma.at(-1) ?? "") + ending : lemma + ending;
}
