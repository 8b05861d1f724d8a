import { wordKey } from "./fingerprint.ts";
import { type Comparison, compare, type Weigh, weighArticle, weighBy } from "./likeness.ts";
import {
  type Neighbourhood,
  type NewArticle,
  type PlacedArticle,
  type Placement,
  WINDOW_DAYS,
} from "./model.ts";
import { SAME_EVENT, SAME_STORYLINE, type Weights } from "./weights.ts";

const DAY_MS = 24 * 60 * 60 * 1000;
/** Measured: below, later turns of a storyline are merged with earlier ones; above, tellings of one event part. */
const JOINS_STORY = 0.52;
const JOINS_STORYLINE = 0.47;
const MOST = 0.6;
const HALF = 0.5;
/** A copy shares this many of the signature's bands, or nearly all its title's words. */
const COPY_BANDS = 4;
const COPY_TITLE = 0.9;
const COPY_DAYS = 4;
/** What comes later is a new turn, however alike it sounds: the next round of the same talks, tariffs or drills. */
const EVENT_DAYS = 5;

interface Candidate {
  readonly other: PlacedArticle;
  readonly comparison: Comparison;
  readonly sameEvent: number;
  readonly sameStoryline: number;
}

/**
 * Decides which story an article belongs to. Pure and repeatable: the same article among the same neighbours
 * gets the same place, and an article that is already placed keeps its story.
 */
export function placeArticle(article: NewArticle, { placed, counts }: Neighbourhood): Placement {
  const before = placed.find(({ articleId }) => articleId === article.articleId);
  if (before) return keep(before);
  const names = new Set([article, ...placed].flatMap(({ fingerprint }) => fingerprint.names));
  const weigh = weighBy(
    (term) => counts.get(wordKey(term)) ?? 0,
    (term) => names.has(term),
  );
  const candidates = compareAll(article, placed, weigh);
  const version = candidates.find((candidate) => isVersion(article, candidate));
  if (version) return join(version, 1, version.other.articleId, ["another version of the same article"]);

  const story = bestGroup(candidates, ({ other }) => other.storyId, "sameEvent", MOST);
  if (story && story.likeness >= JOINS_STORY) {
    return join(story.nearest, story.likeness, null, reasonsFor(story.nearest.comparison));
  }
  const line = bestGroup(candidates, ({ other }) => other.storylineId, "sameStoryline", HALF);
  const goesOn = line !== null && line.likeness >= JOINS_STORYLINE;
  return {
    storyId: article.articleId,
    storylineId: goesOn ? line.nearest.other.storylineId : article.articleId,
    isNew: true,
    revisionOf: null,
    likeness: story?.likeness ?? 0,
    reasons: [goesOn ? "a new turn of a known storyline" : "nothing like it in the last days"],
  };
}

function compareAll(article: NewArticle, placed: readonly PlacedArticle[], weigh: Weigh): Candidate[] {
  const own = weighArticle(article, weigh);
  return placed
    .filter((other) => daysBetween(article, other) <= WINDOW_DAYS || isSameAddress(article, other))
    .map((other) => {
      const comparison = compare(own, weighArticle(other, weigh), weigh);
      const sameEvent = daysBetween(article, other) > EVENT_DAYS ? 0 : chance(comparison, SAME_EVENT);
      return { other, comparison, sameEvent, sameStoryline: chance(comparison, SAME_STORYLINE) };
    })
    .sort((a, b) => b.sameEvent - a.sameEvent || (a.other.articleId < b.other.articleId ? -1 : 1));
}

function chance(comparison: Comparison, { bias, of }: Weights): number {
  let logOdds = bias;
  let part: keyof Comparison;
  for (part in of) logOdds += of[part] * comparison[part];
  return 1 / (1 + Math.exp(-logOdds));
}

/** A revised headline keeps its address, a syndicated copy its words. */
function isVersion(article: NewArticle, { other, comparison }: Candidate): boolean {
  const { bands } = article.fingerprint;
  if (isSameAddress(article, other)) return true;
  if (daysBetween(article, other) > COPY_DAYS || comparison.otherNumbers > 0) return false;
  const shared = bands.filter((band) => other.fingerprint.bands.includes(band)).length;
  return shared >= COPY_BANDS || (comparison.titles >= COPY_TITLE && comparison.words >= COPY_TITLE);
}

function isSameAddress({ fingerprint: { url } }: NewArticle, { fingerprint: other }: NewArticle): boolean {
  return url !== null && url === other.url;
}

interface Group {
  readonly likeness: number;
  /** Its article most like the new one. */
  readonly nearest: Candidate;
}

/**
 * @param candidates likest first
 * @param weightOfBest how much the likest of a group counts against the mean of all
 */
function bestGroup(
  candidates: readonly Candidate[],
  groupOf: (candidate: Candidate) => string,
  by: "sameEvent" | "sameStoryline",
  weightOfBest: number,
): Group | null {
  let best: Group | null = null;
  for (const members of Map.groupBy(candidates, groupOf).values()) {
    const ranked = members.toSorted((a, b) => b[by] - a[by]);
    const [nearest] = ranked;
    // Like one of them, and not unlike the others.
    const likenesses = ranked.map((candidate) => candidate[by]);
    const likeness = weightOfBest * (likenesses[0] ?? 0) + (1 - weightOfBest) * mean(likenesses);
    if (nearest && (!best || likeness > best.likeness)) best = { likeness, nearest };
  }
  return best;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}

function reasonsFor(comparison: Comparison): string[] {
  const reasons = [
    comparison.rareWords > 0.5 && "shares words that few other articles have",
    comparison.titleNames > 0.3 && "names the same people in its headline",
    comparison.what > 0 && "tells of the same kind of event",
    comparison.titles > 0.5 && "has nearly the same headline",
    comparison.daysApart < 0.25 && "came within hours",
  ];
  return reasons.filter((reason) => reason !== false);
}

function join(
  { other }: Candidate,
  likeness: number,
  revisionOf: string | null,
  reasons: string[],
): Placement {
  const { storyId, storylineId } = other;
  return { storyId, storylineId, isNew: false, revisionOf, likeness: rounded(likeness), reasons };
}

function keep({ storyId, storylineId, articleId }: PlacedArticle): Placement {
  return { storyId, storylineId, isNew: storyId === articleId, revisionOf: null, likeness: 1, reasons: [] };
}

function rounded(value: number): number {
  return Number(value.toFixed(3));
}

function daysBetween(a: NewArticle, b: NewArticle): number {
  return Math.abs(a.publishedAt.getTime() - b.publishedAt.getTime()) / DAY_MS;
}
