import { classAt } from "./characters.ts";

/** A "mark" is any quotation mark, also a single one that stands outside a word. */
export type Kind = "word" | "number" | "mark" | "punctuation";

/**
 * One spelling in print: a word, a number or a sign. Most share one object with all their occurrences, so that what
 * a part of reading finds out about a spelling is found out once: see `FormMemory`.
 */
export interface Form {
  readonly text: string;
  readonly lower: string;
  /** `lower` with straight apostrophes. */
  readonly key: string;
  readonly kind: Kind;
  /** Nothing but letters from a to z: most words are, and nothing need be asked of them that is about signs. */
  readonly plain: boolean;
  readonly hash: number;
  /** Its number; NOT_KEPT for one that is made anew each time. */
  readonly id: number;
}

const NOT_KEPT = -1;
/** In letters; nothing longer comes twice. */
const LONGEST = 32;
/**
 * The first so many are kept, and no more: memory is bounded, and the words that come often have come by then. The
 * names we know hold 7,500; in 800 articles of news stand 32,000 spellings, half of them once.
 */
const MOST_FORMS = 32_768;
/** A power of two; half of them stay empty. */
const SLOTS = 2 * MOST_FORMS;
/** Further than this no search goes, whatever a text does to make its words meet at one slot. */
const MOST_STEPS = 64;

/** The forms kept, each at the slot of its hash or, where others stand, soon behind it. */
const slots = new Array<Form | undefined>(SLOTS);
let kept = 0;

/** The form of a spelling. */
export const formOf = (text: string): Form => formAt(text, 0, text.length);

/** The form of what stands between two offsets. No string is made of it when it is known: most are. */
export function formAt(text: string, start: number, end: number): Form {
  const length = end - start;
  if (length > LONGEST) return makeForm(text.slice(start, end), 0, NOT_KEPT);
  let hash = 0;
  for (let at = start; at < end; at += 1) hash = (Math.imul(hash, 31) + text.charCodeAt(at)) | 0;
  const home = hash ^ (hash >>> 15);
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const slot = (home + step) & (SLOTS - 1);
    const form = slots[slot];
    if (form === undefined) return keep(text.slice(start, end), hash, slot);
    if (form.hash === hash && form.text.length === length && standsAt(text, start, form.text)) return form;
  }
  return makeForm(text.slice(start, end), hash, NOT_KEPT);
}

function standsAt(text: string, start: number, spelling: string): boolean {
  for (let at = 0; at < spelling.length; at += 1)
    if (text.charCodeAt(start + at) !== spelling.charCodeAt(at)) return false;
  return true;
}

function keep(slice: string, hash: number, slot: number): Form {
  if (kept === MOST_FORMS) return makeForm(slice, hash, NOT_KEPT);
  // Letters put together anew: a slice would keep the whole article in memory that it was cut from.
  const form = makeForm(slice.split("").join(""), hash, kept);
  slots[slot] = form;
  kept += 1;
  return form;
}

function makeForm(text: string, hash: number, id: number): Form {
  const lower = text.toLowerCase();
  return { text, lower, key: straight(lower), kind: kindOf(text), plain: PLAIN.test(text), hash, id };
}

const PLAIN = /^[a-zA-Z]+$/u;

function kindOf(text: string): Kind {
  const first = classAt(text, 0);
  if (first === "letter") return "word";
  if (first === "digit") return "number";
  return first === "mark" ? "mark" : "punctuation";
}

export const toKey = (text: string): string => straight(text.toLowerCase());

const straight = (lower: string): string => (lower.includes("’") ? lower.replaceAll("’", "'") : lower);

/** What a part of reading knows of spellings: found out when first asked for, then remembered by the form's number. */
export class FormMemory<Fact> {
  readonly #findOut: (form: Form) => Fact;
  /** With its whole length from the start: V8 turns an array that is filled with gaps into a slow table. */
  readonly #facts = new Array<Fact | undefined>(MOST_FORMS);

  constructor(findOut: (form: Form) => Fact) {
    this.#findOut = findOut;
  }

  of(form: Form): Fact {
    if (form.id === NOT_KEPT) return this.#findOut(form);
    const known = this.#facts[form.id];
    if (known !== undefined) return known;
    const fact = this.#findOut(form);
    this.#facts[form.id] = fact;
    return fact;
  }
}
