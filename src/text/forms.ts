/**
 * One spelling in print: a word, a number or a sign. All its occurrences share one object, so that what a part of
 * reading finds out about a spelling is found out once: see `FormMemory`.
 */
export interface Form {
  readonly text: string;
  /** Lower case, with straight apostrophes. */
  readonly key: string;
  readonly hash: number;
  /** Its number in its book; NOT_KEPT for a spelling that no book keeps. */
  readonly id: number;
  readonly book: FormBook;
}

/** The forms met so far, each at the slot of its hash or, where others stand, soon behind it. */
interface FormBook {
  readonly slots: (Form | undefined)[];
  size: number;
}

const NOT_KEPT = -1;
/** In letters; nothing longer comes twice, and a book must not fill with it. */
const LONGEST = 32;
/** Some 800 articles of news hold as many spellings; then a new book begins, so that memory stays bounded. */
const MOST_FORMS = 32_768;
/** A power of two; half of them stay empty. */
const SLOTS = 2 * MOST_FORMS;
/** Further than this no search goes, whatever a text does to make its words meet at one slot. */
const MOST_STEPS = 64;

let openBook = newBook();

function newBook(): FormBook {
  return { slots: new Array<Form | undefined>(SLOTS), size: 0 };
}

/** The form of a spelling; the same object for as long as its book is open. */
export const formOf = (text: string): Form => formAt(text, 0, text.length);

/** The form of what stands between two offsets. No string is made of it when it is known: most are. */
export function formAt(text: string, start: number, end: number): Form {
  const length = end - start;
  if (length > LONGEST) return makeForm(text.slice(start, end), 0, NOT_KEPT);
  let hash = 0;
  for (let at = start; at < end; at += 1) hash = (Math.imul(hash, 31) + text.charCodeAt(at)) | 0;
  const { slots } = openBook;
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
  if (openBook.size === MOST_FORMS) {
    openBook = newBook();
    return formOf(slice);
  }
  // Letters put together anew: a slice would keep the whole article in memory that it was cut from.
  const form = makeForm(slice.split("").join(""), hash, openBook.size);
  openBook.slots[slot] = form;
  openBook.size += 1;
  return form;
}

const makeForm = (text: string, hash: number, id: number): Form => ({
  text,
  key: toKey(text),
  hash,
  id,
  book: openBook,
});

export function toKey(text: string): string {
  const lower = text.toLowerCase();
  return lower.includes("’") ? lower.replaceAll("’", "'") : lower;
}

/** What a part of reading knows of spellings: found out when first asked for, then remembered by the form's number. */
export class FormMemory<Fact> {
  readonly #findOut: (form: Form) => Fact;
  /** A book that is no longer used takes what was known of its forms with it. */
  readonly #factsByBook = new WeakMap<FormBook, (Fact | undefined)[]>();
  #book: FormBook | null = null;
  #facts: (Fact | undefined)[] = [];

  constructor(findOut: (form: Form) => Fact) {
    this.#findOut = findOut;
  }

  of(form: Form): Fact {
    if (form.id === NOT_KEPT) return this.#findOut(form);
    if (form.book !== this.#book) this.#turnTo(form.book);
    const known = this.#facts[form.id];
    if (known !== undefined) return known;
    const fact = this.#findOut(form);
    // Finding out may have asked for other forms, and so have turned to another book.
    if (form.book === this.#book) this.#facts[form.id] = fact;
    return fact;
  }

  #turnTo(book: FormBook): void {
    // With its whole length from the start: V8 turns an array that is filled with gaps into a slow table.
    this.#facts = this.#factsByBook.get(book) ?? new Array<Fact | undefined>(MOST_FORMS);
    this.#factsByBook.set(book, this.#facts);
    this.#book = book;
  }
}
