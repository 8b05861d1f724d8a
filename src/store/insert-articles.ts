import type { Database } from "./database.ts";
import { sql } from "./drizzle.cjs";
import { articles, feeds } from "./schema.ts";
import { keepable } from "./texts.ts";

type NewRow = Omit<typeof articles.$inferInsert, "workspaceId">;

/**
 * Inserts articles that are not there yet, all in one parameter: a feed of fifty items would otherwise be 850
 * parameters, which cost the poller more time than reading the feed. Each belongs to whom its feed belongs to.
 *
 * @returns ids of those inserted
 */
export async function insertArticles(db: Database, rows: readonly NewRow[]): Promise<string[]> {
  if (rows.length === 0) return [];
  const inserted = await db.execute<{ id: string }>(sql`
    insert into ${articles} (workspace_id, ${COLUMNS})
    select (select ${feeds.workspaceId} from ${feeds} where ${feeds.id} = feed_id), ${COLUMNS}
    from jsonb_populate_recordset(null::${articles}, ${JSON.stringify(rows.map(toRecord))}::jsonb)
    on conflict do nothing
    returning id`);
  return inserted.rows.map(({ id }) => id);
}

const COLUMNS = sql.raw(
  "id, feed_id, outlet, publisher, url, page_url, title, author, language, published_at, seen_at, text, text_from, item_hash, baseline",
);

/** By the table's own names, each of `COLUMNS`: what is left out would be null. */
function toRecord(row: NewRow): Readonly<Record<string, string | boolean | null>> {
  return {
    id: keepable(row.id),
    feed_id: keepable(row.feedId),
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
