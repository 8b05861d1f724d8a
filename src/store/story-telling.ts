import type { Mention } from "../model.ts";
import type { Transaction } from "./database.ts";
import { eq, inArray } from "./drizzle.cjs";
import { readings, stories, storyArticles } from "./schema.ts";
import type { Story, StoryArticle } from "./stories.ts";
import { partsOf, STORY_COLUMNS } from "./story-queries.ts";

/** What is told anew of a story whenever an article joins it. */
export type StoryTelling = Pick<Story, "headline" | "summary" | "topics" | "actors" | "rank" | "reasons">;

/** Tells a story from its articles, earliest first, and whom each of them names, by article id. */
export type TellStory = (
  articles: readonly StoryArticle[],
  mentions: ReadonlyMap<string, readonly Mention[]>,
) => StoryTelling;

/** Tells stories anew from all their articles, alone; those that are gone are left out. */
export async function tellAnew(
  tx: Transaction,
  ids: readonly string[],
  telling: TellStory,
): Promise<Story[]> {
  if (ids.length === 0) return [];
  // In the order of their ids, so that two who tell several never wait for each other in a ring.
  const rows = await tx
    .select({ id: stories.id })
    .from(stories)
    .where(inArray(stories.id, [...ids]))
    .orderBy(stories.id)
    .for("update");
  const found = rows.map(({ id }) => id);
  const parts = await partsOf(tx, inArray(storyArticles.storyId, found));
  const byStory = Map.groupBy(parts, ({ storyId }) => storyId);
  const mentions = await mentionsIn(tx, found);
  const told: Story[] = [];
  for (const id of found) {
    const articles = (byStory.get(id) ?? []).map(({ part }) => part);
    if (articles.length === 0) continue;
    const story = await tellOne(tx, id, articles, telling(articles, mentions));
    if (story) told.push(story);
  }
  return told;
}

async function tellOne(
  tx: Transaction,
  id: string,
  articles: readonly StoryArticle[],
  { topics, actors, ...told }: StoryTelling,
): Promise<Story | null> {
  const [first] = articles;
  const last = articles.at(-1);
  if (!first || !last) return null;
  const [story] = await tx
    .update(stories)
    .set({
      ...told,
      topics: [...topics],
      actors: [...actors],
      firstAt: first.publishedAt,
      lastAt: last.publishedAt,
      articles: articles.length,
      publishers: new Set(articles.map(({ publisher }) => publisher)).size,
      baseline: articles.every(({ baseline }) => baseline),
    })
    .where(eq(stories.id, id))
    .returning(STORY_COLUMNS);
  return story ?? null;
}

async function mentionsIn(
  tx: Transaction,
  storyIds: readonly string[],
): Promise<Map<string, readonly Mention[]>> {
  const rows = await tx
    .select({ id: readings.articleId, mentions: readings.mentions })
    .from(readings)
    .innerJoin(storyArticles, eq(storyArticles.articleId, readings.articleId))
    .where(inArray(storyArticles.storyId, [...storyIds]));
  return new Map(rows.map(({ id, mentions }) => [id, mentions]));
}
