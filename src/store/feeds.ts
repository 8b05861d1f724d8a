import type { Feed } from "../model.ts";
import { eachOnce, inBatches } from "./batches.ts";
import type { Database } from "./database.ts";
import { and, asc, eq, inArray, isNull, lte, notInArray, or, type SQL, sql } from "./drizzle.cjs";
import { createFeedDayStore } from "./feed-days.ts";
import { lookSaver } from "./feed-looks.ts";
import { feeds } from "./schema.ts";

/** A feed and how polling it went. */
export interface StoredFeed extends Feed {
  /** Whose private feed it is; null is everyone's. */
  readonly workspaceId: string | null;
  readonly section: string | null;
  readonly otherUrls: readonly string[];
  readonly search: boolean;
  readonly fullText: boolean | null;
  readonly paywalled: boolean;
  readonly addedBy: string | null;
  readonly addedAt: Date;
  readonly currentUrl: string | null;
  readonly etag: string | null;
  readonly lastModified: string | null;
  readonly nextLookAt: Date;
  readonly lookEveryMs: number | null;
  readonly failures: number;
  readonly lastError: string | null;
  readonly lastLookAt: Date | null;
  readonly lastOkAt: Date | null;
  readonly lastNewAt: Date | null;
  /** Null until its first fetch is stored: what that brings is never announced. */
  readonly baselineAt: Date | null;
  /** How many items it held when it was last served whole; null until then. */
  readonly lastItems: number | null;
  /** What admins were told of it last; null while they believe it well. */
  readonly told: string | null;
}

/** A feed to be added: the facts of it, without the state of polling. */
export type NewFeed = Feed &
  Partial<
    Pick<
      StoredFeed,
      "workspaceId" | "section" | "otherUrls" | "search" | "fullText" | "paywalled" | "addedBy"
    >
  >;

const onList = isNull(feeds.removedAt);

export function createFeedStore(db: Database) {
  // Written once: the poller asks it for every feed. Without a name, so that any pool of connections will do.
  const one = db
    .select()
    .from(feeds)
    .where(and(eq(feeds.id, sql.placeholder("id")), onList))
    .prepare("");
  return {
    /** The feed, or null when the id is unknown or it was removed. */
    async get(id: string): Promise<StoredFeed | null> {
      const [row] = await one.execute({ id });
      return row ? toFeed(row) : null;
    },

    /** Every feed that a workspace sees, by outlet; without a workspace, every feed there is. */
    async list(workspaceId?: string): Promise<StoredFeed[]> {
      const seen = workspaceId === undefined ? undefined : seenBy(workspaceId);
      const rows = await db
        .select()
        .from(feeds)
        .where(and(onList, seen))
        .orderBy(asc(feeds.outlet), asc(feeds.id));
      return rows.map(toFeed);
    },

    /** Adds feeds or mends the facts of known ones; what polling learned stays. A removed one comes back. */
    async add(added: readonly NewFeed[]): Promise<void> {
      await inBatches(eachOnce(added), async (batch) => {
        const set = { ...FACTS, removedAt: null };
        await db.insert(feeds).values(batch.map(toRow)).onConflictDoUpdate({ target: feeds.id, set });
      });
    },

    /** Makes everyone's feeds the ones given: adds, mends, and removes those no longer among them. */
    async sync(catalogue: readonly NewFeed[]): Promise<void> {
      await this.add(catalogue);
      const gone = and(
        onList,
        isNull(feeds.workspaceId),
        isNull(feeds.addedBy),
        notInArray(feeds.id, ["", ...catalogue.map(({ id }) => id)]),
      );
      await db.update(feeds).set({ removedAt: sql`now()` }).where(gone);
    },

    /** Takes a feed off the list; its articles stay. @returns false when it was not on it. */
    async remove(id: string, now: Date): Promise<boolean> {
      const gone = await db
        .update(feeds)
        .set({ removedAt: now })
        .where(and(eq(feeds.id, id), onList))
        .returning({ id: feeds.id });
      return gone.length > 0;
    },

    /** Feeds whose next look is due, longest overdue first. */
    async due(now: Date, limit = 1000): Promise<StoredFeed[]> {
      const rows = await db
        .select()
        .from(feeds)
        .where(and(onList, lte(feeds.nextLookAt, now)))
        .orderBy(asc(feeds.nextLookAt))
        .limit(limit);
      return rows.map(toFeed);
    },

    saveLook: lookSaver(db),

    /**
     * Brings a feed's next look forward, but not to within `gapMs` of its last; a feed in trouble keeps its wait.
     *
     * @returns when it is due, or null when the feed is gone or in trouble.
     */
    async hurry(id: string, now: Date, gapMs: number): Promise<Date | null> {
      const soonest = sql`greatest(${now.toISOString()}::timestamptz, ${feeds.lastLookAt} + ${gapMs} * interval '1 millisecond')`;
      const [row] = await db
        .update(feeds)
        .set({ nextLookAt: sql`least(${feeds.nextLookAt}, ${soonest})` })
        .where(and(eq(feeds.id, id), onList, eq(feeds.failures, 0)))
        .returning({ dueAt: feeds.nextLookAt });
      return row?.dueAt ?? null;
    },

    ...createFeedDayStore(db),

    /**
     * Notes what admins are about to be told of a feed.
     *
     * @param before what they had been told, as read
     * @returns false when another told them in the meantime.
     */
    async claimTelling(id: string, before: string | null, told: string | null): Promise<boolean> {
      const claimed = await db
        .update(feeds)
        .set({ told })
        .where(and(eq(feeds.id, id), sql`${feeds.told} is not distinct from ${before}`))
        .returning({ id: feeds.id });
      return claimed.length > 0;
    },

    /** Feeds by id, in no order; unknown and removed ones are left out. */
    async many(ids: readonly string[]): Promise<StoredFeed[]> {
      if (ids.length === 0) return [];
      const rows = await db
        .select()
        .from(feeds)
        .where(and(onList, inArray(feeds.id, [...ids])));
      return rows.map(toFeed);
    },
  };
}

/** What a new catalogue may change of a feed that we have. */
const FACTS = {
  outlet: sql`excluded.outlet`,
  publisher: sql`excluded.publisher`,
  country: sql`excluded.country`,
  class: sql`excluded.class`,
  language: sql`excluded.language`,
  url: sql`excluded.url`,
  homepage: sql`excluded.homepage`,
  section: sql`excluded.section`,
  otherUrls: sql`excluded.other_urls`,
  search: sql`excluded.search`,
  fullText: sql`excluded.full_text`,
  paywalled: sql`excluded.paywalled`,
  // Validators belong to an address: a new one starts without them.
  etag: sql`case when feeds.url = excluded.url then feeds.etag end`,
  lastModified: sql`case when feeds.url = excluded.url then feeds.last_modified end`,
  currentUrl: sql`case when feeds.url = excluded.url then feeds.current_url end`,
} as const;

function seenBy(workspaceId: string): SQL | undefined {
  return or(isNull(feeds.workspaceId), eq(feeds.workspaceId, workspaceId));
}

function toRow({ otherUrls, ...feed }: NewFeed): typeof feeds.$inferInsert {
  // A new feed is due at once, whatever the clock.
  return { ...feed, otherUrls: [...(otherUrls ?? [])], nextLookAt: new Date(0) };
}

function toFeed({ removedAt: _, ...feed }: typeof feeds.$inferSelect): StoredFeed {
  return feed;
}
