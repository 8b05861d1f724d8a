import type { Database, Transaction } from "./database.ts";
import { and, eq, inArray, isNull, lt } from "./drizzle.cjs";
import { articles, readings, stories, storyArticles } from "./schema.ts";

/** Deletes a batch of old articles, what hangs on them, and stories that are left without any. */
export async function pruneArticles(
  db: Database,
  before: Date,
  irrelevantBefore: Date,
  limit: number,
): Promise<number> {
  return db.transaction(async (tx) => {
    const old = await tx
      .select({ id: articles.id })
      .from(articles)
      .where(lt(articles.seenAt, before))
      .limit(limit);
    const irrelevant = await tx
      .select({ id: readings.articleId })
      .from(readings)
      .innerJoin(articles, eq(articles.id, readings.articleId))
      .where(
        and(
          eq(readings.relevant, false),
          lt(readings.readAt, irrelevantBefore),
          lt(articles.seenAt, irrelevantBefore),
        ),
      )
      .limit(limit - old.length);
    const ids = [...new Set([...old, ...irrelevant].map(({ id }) => id))];
    if (ids.length === 0) return 0;
    const storyIds = await storiesOf(tx, ids);
    await tx.delete(articles).where(inArray(articles.id, ids));
    await deleteEmpty(tx, storyIds);
    return ids.length;
  });
}

async function storiesOf(tx: Transaction, articleIds: readonly string[]): Promise<string[]> {
  const rows = await tx
    .selectDistinct({ id: storyArticles.storyId })
    .from(storyArticles)
    .where(inArray(storyArticles.articleId, [...articleIds]));
  return rows.map(({ id }) => id);
}

async function deleteEmpty(tx: Transaction, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const empty = tx
    .select({ id: stories.id })
    .from(stories)
    .leftJoin(storyArticles, eq(storyArticles.storyId, stories.id))
    .where(and(inArray(stories.id, [...ids]), isNull(storyArticles.storyId)));
  await tx.delete(stories).where(inArray(stories.id, empty));
}
