import type { CandidateStory } from "../src/digests/choose.ts";
import type { Store } from "../src/store/store.ts";
import type { Story } from "../src/store/stories.ts";

/** Stories with the articles and quotes that choosing and drawing a digest look at, in the order given. */
export async function readCandidates(
  stories: readonly Story[],
  workspaceId: string,
  store: Pick<Store, "stories" | "quotes">,
): Promise<CandidateStory[]> {
  const articles = await store.stories.articlesOfMany(stories.map(({ id }) => id));
  const ids = [...articles.values()].flat().map(({ id }) => id);
  const quotes = Map.groupBy(await store.quotes.ofArticles(ids, workspaceId), ({ articleId }) => articleId);
  return stories.map((story) => {
    const parts = articles.get(story.id) ?? [];
    return { ...story, articles: parts, quotes: parts.flatMap(({ id }) => quotes.get(id) ?? []) };
  });
}

/**
 * What a digest of a period may tell: stories that got an article in it. Of those known only from a feed's first
 * fetch, the ones published in it, so that the first digest is not about last month.
 */
export async function readPeriodCandidates(
  from: Date,
  to: Date,
  workspaceId: string,
  store: Pick<Store, "stories" | "quotes">,
): Promise<CandidateStory[]> {
  const stories = await store.stories.placedBetween(from, to, workspaceId);
  const timely = stories.filter(({ baseline, lastAt }) => !baseline || lastAt > from);
  return readCandidates(timely, workspaceId, store);
}
