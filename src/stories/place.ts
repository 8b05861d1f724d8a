import { likenessOf, type Weigh } from "./likeness.ts";
import {
  KEY_LIMIT,
  type Neighbourhood,
  type NewArticle,
  type PlacedArticle,
  type Placement,
  WINDOW_DAYS,
} from "./model.ts";

const DAY_MS = 24 * 60 * 60 * 1000;
const SAME_EVENT = 0.35;
const SAME_STORYLINE = 0.2;
const SAME_TEXT = 0.85;

/**
 * Decides which story an article belongs to. Pure and repeatable: the same article among the same neighbours
 * gets the same place, and an article that is already placed keeps its story.
 */
export function placeArticle(article: NewArticle, { placed, counts }: Neighbourhood): Placement {
  const before = placed.find(({ articleId }) => articleId === article.articleId);
  if (before) return keep(before);
  const weigh: Weigh = (key) => Math.log(1 + (2 * KEY_LIMIT) / (1 + (counts.get(key) ?? 0)));
  const near = placed
    .filter((other) => daysBetween(article, other) <= WINDOW_DAYS)
    .map((other) => ({ other, likeness: likenessOf(article.fingerprint, other.fingerprint, weigh) }))
    .sort((a, b) => b.likeness - a.likeness || (a.other.articleId < b.other.articleId ? -1 : 1));
  const revision = near.find(({ other, likeness }) => isRevision(article, other, likeness));
  const nearest = revision ?? near[0];
  if (!nearest) return begin(article, article.articleId, 0);
  if (!revision && nearest.likeness < SAME_EVENT) {
    const thread = nearest.likeness >= SAME_STORYLINE ? nearest.other.storylineId : article.articleId;
    return begin(article, thread, nearest.likeness);
  }
  const { storyId, storylineId, articleId } = nearest.other;
  return {
    storyId,
    storylineId,
    isNew: false,
    revisionOf: revision ? articleId : null,
    likeness: nearest.likeness,
    reasons: [revision ? "another version of the same article" : "tells of the same event"],
  };
}

function isRevision(
  { fingerprint }: NewArticle,
  { fingerprint: other }: PlacedArticle,
  likeness: number,
): boolean {
  return (fingerprint.url !== null && fingerprint.url === other.url) || likeness >= SAME_TEXT;
}

function keep({ storyId, storylineId, articleId }: PlacedArticle): Placement {
  return { storyId, storylineId, isNew: storyId === articleId, revisionOf: null, likeness: 1, reasons: [] };
}

/** A story carries the id of its first article, so that placing twice cannot make two. */
function begin({ articleId }: NewArticle, storylineId: string, likeness: number): Placement {
  return {
    storyId: articleId,
    storylineId,
    isNew: true,
    revisionOf: null,
    likeness,
    reasons: ["nothing like it yet"],
  };
}

function daysBetween(a: NewArticle, b: NewArticle): number {
  return Math.abs(a.publishedAt.getTime() - b.publishedAt.getTime()) / DAY_MS;
}
