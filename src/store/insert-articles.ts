import type { Database } from "./database.ts";
import { sql } from "./drizzle.cjs";
import { articles } from "./schema.ts";
import { keepable } from "./texts.ts";

type NewRow = typeof articles.$inferInsert;

/**
 * Inserts articles that are not there yet, all in one parameter: a feed of fifty items would otherwise be 850
 * parameters, which cost the poller more time than reading the feed.
 *
 * @returns ids of those inserted
 */
export async function insertArticles(db: Database, rows: readonly NewRow[]): Promise<string[]> {
  if (rows.length === 0) return [];
  const inserted = await db.execute<{ id: string }>(sql`
    insert into ${articles}
    select * from jsonb_populate_recordset(null::${articles}, ${JSON.stringify(rows.map(toRecord))}::jsonb)
    on conflict do nothing
    returning id`);
  return inserted.rows.map(({ id }) => id);
}

/** By the table's own names; every column is named, since what is left out would be null. */
function toRecord(row: NewRow): Readonly<Record<string, string | boolean | null>> {
  return {
    id: keepable(row.id),
    feed_id: keepable(row.feedId),
    workspace_id: row.workspaceId ?? null,
    outlet: keepable(row.outlet),
    publisher: keepable(row.publisher),
    url: keepable(row.url),
    page_url: keepable(row.pageUrl),
    title: keepable(row.title),
    author: row.author ? keepable(row.author) : null,
    language: keepable(row.language),
    published_at: row.publishedAt.toISOString(),
    seen_at: row.seenAt.toISOString(),
    text: keepable(row.text),
    text_from: row.textFrom ?? "feed",
    item_hash: row.itemHash,
    baseline: row.baseline ?? false,
  };
}
