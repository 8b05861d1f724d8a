import type { Mention } from "../model.ts";
import type { Database, Transaction } from "./database.ts";
import { eq } from "./drizzle.cjs";
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

/** Tells a story anew from all its articles, alone; null when it is gone. */
export async function tellAnew(tx: Transaction, id: string, telling: TellStory): Promise<Story | null> {
  const [row] = await tx.select({ id: stories.id }).from(stories).where(eq(stories.id, id)).for("update");
  const parts = row ? await articlesOf(tx, id) : [];
  const [first] = parts;
  const last = parts.at(-1);
  if (!row || !first || !last) return null;
  const { topics, actors, ...told } = telling(parts, await mentionsIn(tx, id));
  const [story] = await tx
    .update(stories)
    .set({
      ...told,
      topics: [...topics],
      actors: [...actors],
      firstAt: first.publishedAt,
      lastAt: last.publishedAt,
      articles: parts.length,
      publishers: new Set(parts.map(({ publisher }) => publisher)).size,
      baseline: parts.every(({ baseline }) => baseline),
    })
    .where(eq(stories.id, id))
    .returning(STORY_COLUMNS);
  return story ?? null;
}

async function mentionsIn(tx: Transaction, storyId: string): Promise<Map<string, readonly Mention[]>> {
  const rows = await tx
    .select({ id: readings.articleId, mentions: readings.mentions })
    .from(readings)
    .innerJoin(storyArticles, eq(storyArticles.articleId, readings.articleId))
    .where(eq(storyArticles.storyId, storyId));
  return new Map(rows.map(({ id, mentions }) => [id, mentions]));
}

async function articlesOf(db: Pick<Database, "select">, id: string): Promise<StoryArticle[]> {
  return (await partsOf(db, eq(storyArticles.storyId, id))).map(({ part }) => part);
}
