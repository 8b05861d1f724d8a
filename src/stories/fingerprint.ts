import type { Mention } from "../model.ts";
import { readWords } from "../reading/words.ts";
import { COMMON_WORDS } from "./common-words.ts";
import { eventClassesOf } from "./event-classes.ts";
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
  /** Mentions of the title. */
  readonly titleMentions?: readonly Mention[];
}

/** What an article is about is said in its first words; the rest repeats background that other events share. */
const LEAD_LETTERS = 600;
const LEAD_WORDS = 40;

/** What an article tells of, for likeness; the same article always gives the same fingerprint. */
export function readFingerprint({
  title,
  text,
  url,
  mentions,
  titleMentions = [],
}: FingerprintSource): Fingerprint {
  const lead = text.slice(0, LEAD_LETTERS);
  const near = [...titleMentions, ...mentions.filter(({ start }) => start < LEAD_LETTERS)];
  const named = (wanted: (mention: Mention) => boolean) =>
    unique(near.filter(wanted).flatMap(({ actor, name }) => actor ?? name?.toLowerCase() ?? []));
  const titleWords = contentStems(title);
  const leadWords = unique(contentStems(lead)).slice(0, LEAD_WORDS);
  return {
    title: titleWords,
    lead: leadWords,
    who: named(({ kind }) => kind === "person" || kind === "organisation"),
    where: named(({ kind }) => kind === "place"),
    what: eventClassesOf(`${title}\n${lead}`),
    bands: bandsOf(`${title} ${text}`),
    url,
  };
}

/** The keys by which the store finds an article's neighbours; a few dozen at most. */
export function indexKeys(fingerprint: Fingerprint): string[] {
  const { title, lead, who, bands, url } = fingerprint;
  return unique([
    ...(url === null ? [] : [`url:${url}`]),
    ...bands.map((band) => `band:${band}`),
    ...who.map((actor) => `who:${actor}`),
    ...unique([...title, ...lead.slice(0, 20)]).map((word) => `word:${word}`),
  ]);
}

function contentStems(text: string): string[] {
  return readWords(text)
    .filter(({ lower }) => !COMMON_WORDS.has(lower) && (lower.length > 1 || /\p{Script=Han}/u.test(lower)))
    .map(({ lower, text: printed }) => (printed === "US" ? "united-states" : stemOf(lower)));
}

function unique<Value>(values: readonly Value[]): Value[] {
  return [...new Set(values)];
}
