import type { Database } from "./database.ts";
import { eq, type SQL, sql } from "./drizzle.cjs";
import { type CountedLook, countInto, valuesOf } from "./feed-days.ts";
import type { StoredFeed } from "./feeds.ts";
import { feedDays, feeds } from "./schema.ts";

const FIELDS = [
  "currentUrl",
  "etag",
  "lastModified",
  "nextLookAt",
  "lookEveryMs",
  "failures",
  "lastError",
  "lastLookAt",
  "lastOkAt",
  "lastNewAt",
  "baselineAt",
  "lastItems",
] as const;
type Field = (typeof FIELDS)[number];

/** What one look at a feed changed; anything left out stays. */
export type FeedLook = Partial<Pick<StoredFeed, Field>>;

/**
 * Keeps what looks at feeds changed. A poller asks little else, and drizzle makes 190 kB of garbage writing such a
 * question out: each kind of look has its own written once. There are few: a field is there, is there as null, or not.
 */
export function lookSaver(db: Database) {
  const kept = new Map<string, ReturnType<typeof write>>();

  function write(fields: readonly (readonly [field: Field, isNull: boolean])[], isCounted: boolean) {
    const set: Partial<Record<Field, SQL>> = {};
    for (const [field, isNull] of fields) {
      set[field] = isNull ? sql`null` : sql`${sql.param(sql.placeholder(field), feeds[field])}`;
    }
    // In one question.
    const day = isCounted ? [db.$with("day").as(countInto(db).returning({ day: feedDays.day }))] : [];
    return db
      .with(...day)
      .update(feeds)
      .set(set)
      .where(eq(feeds.id, sql.placeholder("feedId")))
      .prepare("");
  }

  /** Keeps what a look at a feed changed, and adds it to the feed's day when it is to be counted. */
  return async (feedId: string, look: FeedLook, counted?: CountedLook): Promise<void> => {
    const given = FIELDS.filter((field) => look[field] !== undefined);
    const fields = given.map((field) => [field, look[field] === null] as const);
    if (fields.length === 0) return;
    const kind = `${fields.join(";")} ${counted !== undefined}`;
    const question = kept.get(kind) ?? write(fields, counted !== undefined);
    kept.set(kind, question);
    await question.execute({ ...look, feedId, ...(counted && valuesOf(feedId, counted)) });
  };
}
