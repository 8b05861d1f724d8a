import { indexKeys } from "./fingerprint.ts";
import {
  KEY_LIMIT,
  type Neighbourhood,
  type NewArticle,
  type PlacedArticle,
  type Placement,
  WINDOW_DAYS,
} from "./model.ts";
import { chooseNeighbours } from "./neighbours.ts";
import { placeArticle } from "./place.ts";

const DAY_MS = 24 * 60 * 60 * 1000;
const REVISION_DAYS = 60;

export interface StoryIndex {
  /** The articles that share keys with this one and stand near it in time, and how common each key is. */
  near(article: NewArticle): Neighbourhood;
  add(article: PlacedArticle): void;
}

/** The index in memory, for batches and tests; the store answers the same question from its tables. */
export function createStoryIndex(): StoryIndex {
  const byKey = new Map<string, PlacedArticle[]>();
  return {
    near(article) {
      const byId = new Map<string, PlacedArticle>();
      const found = new Map<string, readonly string[]>();
      for (const key of indexKeys(article.fingerprint)) {
        const articles = newest(byKey.get(key) ?? [], article.publishedAt, daysFor(key));
        for (const other of articles) byId.set(other.articleId, other);
        found.set(
          key,
          articles.map(({ articleId }) => articleId),
        );
      }
      return {
        placed: chooseNeighbours(found).flatMap((id) => byId.get(id) ?? []),
        counts: new Map([...found].map(([key, ids]) => [key, ids.length])),
      };
    },
    add(article) {
      for (const key of indexKeys(article.fingerprint)) {
        const articles = byKey.get(key);
        if (articles) articles.push(article);
        else byKey.set(key, [article]);
      }
    },
  };
}

/** Places an article and remembers it. */
export function placeInIndex(article: NewArticle, index: StoryIndex): Placement {
  const placement = placeArticle(article, index.near(article));
  index.add({ ...article, storyId: placement.storyId, storylineId: placement.storylineId });
  return placement;
}

/** An address is the same article however late it is revised. */
function daysFor(key: string): number {
  return key.startsWith("url:") ? REVISION_DAYS : WINDOW_DAYS;
}

/** Articles come almost in time order, so those near in time stand at the end. */
function newest(articles: readonly PlacedArticle[], at: Date, days: number): PlacedArticle[] {
  const found: PlacedArticle[] = [];
  for (let last = articles.length - 1; last >= 0 && found.length < KEY_LIMIT; last -= 1) {
    const article = articles[last];
    if (!article || at.getTime() - article.publishedAt.getTime() > days * DAY_MS) break;
    found.push(article);
  }
  return found;
}
