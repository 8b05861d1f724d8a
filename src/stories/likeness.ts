import { backgroundCount } from "./background-words.ts";
import { FIELD_WORDS } from "./common-words.ts";
import type { Fingerprint, NewArticle } from "./model.ts";

/** How much a term tells: the rarer in the window, the more. */
export type Weigh = (term: string) => number;

interface Terms {
  readonly terms: ReadonlySet<string>;
  readonly names: ReadonlySet<string>;
  readonly titleNames: readonly string[];
}

/** A fingerprint with its weights, ready to be compared with many. */
export interface Weighed extends Terms {
  readonly article: NewArticle;
  /** Title words weigh more than those of the lead. */
  readonly vector: ReadonlyMap<string, number>;
  readonly length: number;
  readonly titleLength: number;
}

const TITLE_WEIGHT = 1.6;
const FIELD_WEIGHT = 0.35;

/**
 * A term is as common as the window shows it, and never rarer than it is in the news at large: in an archive that has
 * just begun every word is rare, and "tariff" would make any two articles one event.
 *
 * @param countOf how many articles of the window have a term, counted to a limit
 * @param isName whether a term is a name in running text
 */
export function weighBy(countOf: (term: string) => number, isName: (term: string) => boolean): Weigh {
  const weights = new Map<string, number>();
  return (term) => {
    const known = weights.get(term);
    if (known !== undefined) return known;
    const count = Math.max(countOf(term), backgroundCount(term, isName(term)));
    const weight = (FIELD_WORDS.has(term) ? FIELD_WEIGHT : 1) * Math.log(1 + 120 / (1 + count));
    weights.set(term, weight);
    return weight;
  };
}

/** An article is a neighbour of many others, and its terms stay the same for all of them. */
const termsByFingerprint = new WeakMap<Fingerprint, Terms>();

function termsOf(fingerprint: Fingerprint): Terms {
  const known = termsByFingerprint.get(fingerprint);
  if (known) return known;
  const { title, lead } = fingerprint;
  const names = new Set(fingerprint.names);
  const terms = {
    terms: new Set([...title, ...lead]),
    names,
    titleNames: title.filter((term) => names.has(term)),
  };
  termsByFingerprint.set(fingerprint, terms);
  return terms;
}

export function weighArticle(article: NewArticle, weigh: Weigh): Weighed {
  const { title, lead } = article.fingerprint;
  const vector = new Map<string, number>();
  for (const term of lead) vector.set(term, weigh(term));
  for (const term of title) vector.set(term, TITLE_WEIGHT * weigh(term));
  return {
    ...termsOf(article.fingerprint),
    article,
    vector,
    length: lengthOf(vector.values()),
    titleLength: lengthOf(title.map(weigh)),
  };
}

/** What two articles have in common and where they differ: each from 0 to about 1. */
export interface Comparison {
  readonly words: number;
  readonly titles: number;
  readonly titleInOther: number;
  readonly rareWords: number;
  readonly sameNames: number;
  readonly titleNames: number;
  readonly otherNames: number;
  readonly what: number;
  readonly otherWhat: number;
  readonly sameSubject: number;
  readonly apart: number;
  readonly daysApart: number;
  readonly otherDay: number;
  readonly otherTime: number;
  readonly onlyOneReacts: number;
  readonly otherReacts: number;
  readonly otherNumbers: number;
  readonly samePublisher: number;
  readonly sameActors: number;
  readonly otherActors: number;
}

const HOUR_MS = 60 * 60 * 1000;
const RAREST = 4;

export function compare(a: Weighed, b: Weighed, weigh: Weigh): Comparison {
  const [left, right] = [a.article.fingerprint, b.article.fingerprint];
  const shared = [...a.terms].filter((term) => b.terms.has(term));
  const rarest = shared.map(weigh).sort((one, other) => other - one);
  const hours = Math.abs(a.article.publishedAt.getTime() - b.article.publishedAt.getTime()) / HOUR_MS;
  const sharedWhat = left.what.filter((kind) => right.what.includes(kind)).length;
  const sameDay = left.when.some((day) => right.when.includes(day));
  const sharedActors = left.who.filter((actor) => right.who.includes(actor)).length;
  const reacts = left.isReaction !== right.isReaction;
  const titleNames = union(a.titleNames, b.titleNames);
  return {
    words: dot(a.vector, b.vector, shared) / (a.length * b.length),
    titles:
      sum(
        shared.filter((term) => left.title.includes(term) && right.title.includes(term)).map(square(weigh)),
      ) /
      (a.titleLength * b.titleLength),
    titleInOther: Math.max(shareHeld(left, b, weigh), shareHeld(right, a, weigh)),
    rareWords: Math.min(1, sum(rarest.slice(0, RAREST)) / 16),
    sameNames: Math.min(
      1,
      sum([...a.names].filter((name) => b.terms.has(name) && !FIELD_WORDS.has(name)).map(weigh)) / 12,
    ),
    titleNames:
      sum(a.titleNames.filter((name) => b.titleNames.includes(name)).map(weigh)) /
      (sum(titleNames.map(weigh)) || 1),
    otherNames:
      a.titleNames.some((name) => !b.terms.has(name)) && b.titleNames.some((name) => !a.terms.has(name))
        ? 1
        : 0,
    what: sharedWhat / Math.max(1, union(left.what, right.what).length),
    otherWhat: sharedWhat === 0 && left.what.length > 0 && right.what.length > 0 ? 1 : 0,
    sameSubject: left.subject !== null && left.subject === right.subject ? 1 : 0,
    apart: Math.log(1 + hours) / Math.log(241),
    daysApart: Math.min(1, hours / 48),
    otherDay: !sameDay && left.when.length > 0 && right.when.length > 0 ? 1 : 0,
    otherTime: left.isAhead === right.isAhead ? 0 : 1,
    onlyOneReacts: reacts ? 1 : 0,
    otherReacts: reacts && left.subject !== right.subject ? 1 : 0,
    otherNumbers: differ(left.numbers, right.numbers) ? 1 : 0,
    samePublisher: a.article.publisher === b.article.publisher ? 1 : 0,
    sameActors: sharedActors / Math.max(2, union(left.who, right.who).length),
    otherActors: sharedActors === 0 && left.who.length > 0 && right.who.length > 0 ? 1 : 0,
  };
}

/** How much of one title the other article holds. */
function shareHeld({ title }: Fingerprint, other: Weighed, weigh: Weigh): number {
  const all = sum(title.map(weigh));
  return all === 0 ? 0 : sum(title.filter((term) => other.terms.has(term)).map(weigh)) / all;
}

function dot(
  a: ReadonlyMap<string, number>,
  b: ReadonlyMap<string, number>,
  shared: readonly string[],
): number {
  return sum(shared.map((term) => (a.get(term) ?? 0) * (b.get(term) ?? 0)));
}

function square(weigh: Weigh): Weigh {
  return (term) => weigh(term) ** 2;
}

function differ(a: readonly string[], b: readonly string[]): boolean {
  return a.length > 0 && b.length > 0 && !a.some((one) => b.includes(one));
}

function union(a: readonly string[], b: readonly string[]): string[] {
  return [...new Set([...a, ...b])];
}

function lengthOf(weights: Iterable<number>): number {
  let total = 0;
  for (const weight of weights) total += weight * weight;
  return Math.sqrt(total) || 1;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
