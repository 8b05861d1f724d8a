import type { Database } from "./database.ts";
import { and, asc, eq, gte, inArray, sql } from "./drizzle.cjs";
import { feedDays } from "./schema.ts";

export interface FeedDay {
  /** In UTC, such as "2026-03-08". */
  readonly day: string;
  readonly looks: number;
  readonly failures: number;
  readonly items: number;
  readonly fresh: number;
}

/** How a look went, for the feed's day. */
export interface CountedLook {
  readonly at: Date;
  readonly failed: boolean;
  readonly items: number;
  readonly fresh: number;
}

/** A feed's looks by day, so that it can be compared with its own past. */
export function createFeedDayStore(db: Database) {
  const count = countInto(db).prepare("");
  return {
    /** Adds a look to the feed's day. */
    async countLook(id: string, counted: CountedLook): Promise<void> {
      await count.execute(valuesOf(id, counted));
    },

    /** A feed's days since one, oldest first; days without a look are left out. */
    async days(id: string, since: Date): Promise<FeedDay[]> {
      const from = since.toISOString().slice(0, 10);
      const { feedId, ...columns } = dayColumns;
      return db
        .select(columns)
        .from(feedDays)
        .where(and(eq(feedId, id), sql`${feedDays.day} >= ${from}`))
        .orderBy(asc(feedDays.day));
    },

    /** The days of several feeds since one, oldest first; a feed without any is left out. */
    async daysOf(ids: readonly string[], since: Date): Promise<Map<string, FeedDay[]>> {
      if (ids.length === 0) return new Map();
      const from = since.toISOString().slice(0, 10);
      const rows = await db
        .select(dayColumns)
        .from(feedDays)
        .where(and(inArray(feedDays.feedId, [...ids]), gte(feedDays.day, from)))
        .orderBy(asc(feedDays.day));
      return Map.groupBy(rows, ({ feedId }) => feedId);
    },
  };
}

/** Adding a look to the feed's day: for `valuesOf`, alone or as part of another question. */
export function countInto(db: Database) {
  const value = sql.placeholder;
  return db
    .insert(feedDays)
    .values({
      feedId: value("feedId"),
      day: value("day"),
      looks: 1,
      failures: value("failed"),
      items: value("items"),
      fresh: value("fresh"),
    })
    .onConflictDoUpdate({
      target: [feedDays.feedId, feedDays.day],
      set: {
        looks: sql`${feedDays.looks} + excluded.looks`,
        failures: sql`${feedDays.failures} + excluded.failures`,
        items: sql`${feedDays.items} + excluded.items`,
        fresh: sql`${feedDays.fresh} + excluded.fresh`,
      },
    });
}

export function valuesOf(feedId: string, { at, failed, items, fresh }: CountedLook) {
  return { feedId, day: at.toISOString().slice(0, 10), failed: failed ? 1 : 0, items, fresh };
}

const dayColumns = {
  feedId: feedDays.feedId,
  day: feedDays.day,
  looks: feedDays.looks,
  failures: feedDays.failures,
  items: feedDays.items,
  fresh: feedDays.fresh,
};
