import type { Mention } from "../model.ts";
import { readWords, type Word } from "../reading/words.ts";
import { COMMON_WORDS } from "./common-words.ts";
import { COUNTRY_BY_WORD } from "./country-words.ts";
import { eventClassesOf, isAhead, isReaction } from "./event-classes.ts";
import type { Fingerprint } from "./model.ts";
import { bandsOf } from "./signature.ts";
import { stemOf } from "./stem.ts";

export interface FingerprintSource {
  readonly title: string;
  readonly text: string;
  /** Canonical address, or null when there is none. */
  readonly url: string | null;
  /** Mentions of the text. */
  readonly mentions: readonly Mention[];
}

/** What an article is about is said in its first words; the rest repeats background that other events share. */
const LEAD_LETTERS = 600;
const LEAD_WORDS = 45;
const TITLE_WORDS = 30;
const DAYS = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];

/** What an article tells of, for likeness; the same article always gives the same fingerprint. */
export function readFingerprint({ title, text, url, mentions }: FingerprintSource): Fingerprint {
  const leadWords = readWords(text.slice(0, LEAD_LETTERS));
  const titleWords = readWords(title);
  const capitals = titleWords.filter(isTelling).filter(startsUpper);
  const actors = mentions.flatMap(({ start, kind, actor }) =>
    start < LEAD_LETTERS && (kind === "person" || kind === "organisation") && actor !== null ? actor : [],
  );
  return {
    title: unique(titleWords.filter(isTelling).map(termOf)).slice(0, TITLE_WORDS),
    lead: unique(leadWords.filter(isTelling).map(termOf)).slice(0, LEAD_WORDS),
    names: unique(namesIn([...leadWords, ...(isHeadlineStyle(titleWords) ? [] : titleWords.slice(1))])),
    subject: capitals[0] ? termOf(capitals[0]) : null,
    who: unique(actors).slice(0, LEAD_WORDS),
    what: eventClassesOf(titleWords),
    when: unique(
      [...titleWords, ...leadWords].map(({ form }) => DAYS.indexOf(form.lower)).filter((day) => day >= 0),
    ),
    numbers: unique(titleWords.filter(({ text: word }) => /^\d/.test(word)).map(({ text: word }) => word)),
    isAhead: isAhead(titleWords),
    isReaction: isReaction(titleWords),
    bands: bandsOf(`${title} ${text.slice(0, 2 * LEAD_LETTERS)}`),
    url,
  };
}

/** Words in capitals that are no country's: in running text mostly names. */
function namesIn(words: readonly Word[]): string[] {
  return words.filter(isTelling).filter(startsUpper).filter(isNoCountry).map(termOf).slice(0, LEAD_WORDS);
}

/** "Blinken Meets Xi in Beijing": every word has a capital, so a capital says nothing. */
function isHeadlineStyle(title: readonly Word[]): boolean {
  const long = title.filter(({ text }) => text.length > 3);
  return long.filter(startsUpper).length > 0.7 * long.length;
}

/** The keys by which the store finds an article's neighbours, and whose counts say how much a word tells. */
export function indexKeys({ title, lead, who, bands, url }: Fingerprint): string[] {
  return [
    ...(url === null ? [] : [`url:${url}`]),
    ...bands.map((band) => `band:${band}`),
    ...who.map((actor) => `who:${actor}`),
    ...unique([...title, ...lead]).map(wordKey),
  ];
}

export function wordKey(term: string): string {
  return `word:${term}`;
}

/** A word's stem, or the country it stands for. */
function termOf({ form: { lower } }: Word): string {
  return COUNTRY_BY_WORD.get(lower) ?? stemOf(lower);
}

function isTelling({ form: { lower }, text }: Word): boolean {
  if (text === "US") return true;
  return !COMMON_WORDS.has(lower) && (lower.length > 1 || /\p{Script=Han}/u.test(lower));
}

function isNoCountry({ form: { lower } }: Word): boolean {
  return !COUNTRY_BY_WORD.has(lower);
}

function startsUpper({ text }: Word): boolean {
  return /^\p{Lu}/u.test(text);
}

function unique<Value>(values: readonly Value[]): Value[] {
  return [...new Set(values)];
}
