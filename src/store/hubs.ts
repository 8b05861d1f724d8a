import type { Database } from "./database.ts";
import { and, eq, gt, inArray, isNotNull, lte, ne } from "./drizzle.cjs";
import { feedHubs, feeds } from "./schema.ts";

/** A hub that was asked, or is to be asked, to tell us of changes to a feed (WebSub). */
export type StoredHub = typeof feedHubs.$inferSelect;

export type NewHub = Pick<
  StoredHub,
  "id" | "feedId" | "hub" | "topic" | "callback" | "token" | "secret" | "nextTryAt"
>;

/** What a question to a hub, or its answer, changed; anything left out stays. */
export type HubChange = Partial<
  Pick<StoredHub, "asked" | "askedAt" | "leasedUntil" | "nextTryAt" | "failures" | "lastError" | "pushedAt">
>;

export function createHubStore(db: Database) {
  return {
    /** By the secret part of its callback; null when unknown. */
    async byToken(token: string): Promise<StoredHub | null> {
      const [row] = await db.select().from(feedHubs).where(eq(feedHubs.token, token));
      return row ?? null;
    },

    /** The hubs of some feeds that are wanted, whether they push yet or not. */
    async ofFeeds(feedIds: readonly string[]): Promise<StoredHub[]> {
      if (feedIds.length === 0) return [];
      return db
        .select()
        .from(feedHubs)
        .where(and(inArray(feedHubs.feedId, [...feedIds]), feedHubs.wanted));
    },

    /** Makes this the one hub wanted for its feed; what is known of it stays. */
    async want(hub: NewHub): Promise<void> {
      await db
        .insert(feedHubs)
        .values(hub)
        .onConflictDoUpdate({ target: feedHubs.id, set: { wanted: true } });
      await this.leave(hub.feedId, hub.nextTryAt, hub.id);
    },

    /** No hub of the feed is wanted any longer, but for the one named. */
    async leave(feedId: string, now: Date, except = ""): Promise<void> {
      await db
        .update(feedHubs)
        .set({ wanted: false, nextTryAt: now, failures: 0 })
        .where(and(eq(feedHubs.feedId, feedId), feedHubs.wanted, ne(feedHubs.id, except)));
    },

    /** Those to be asked now; the hubs of removed feeds are among them, and no longer wanted. */
    async due(now: Date, limit = 500): Promise<StoredHub[]> {
      const gone = db.select({ id: feeds.id }).from(feeds).where(isNotNull(feeds.removedAt));
      await db
        .update(feedHubs)
        .set({ wanted: false, nextTryAt: now, failures: 0 })
        .where(and(feedHubs.wanted, inArray(feedHubs.feedId, gone)));
      return db
        .select()
        .from(feedHubs)
        .where(lte(feedHubs.nextTryAt, now))
        .orderBy(feedHubs.nextTryAt)
        .limit(limit);
    },

    async save(id: string, change: HubChange): Promise<void> {
      await db.update(feedHubs).set(change).where(eq(feedHubs.id, id));
    },

    async forget(id: string): Promise<void> {
      await db.delete(feedHubs).where(eq(feedHubs.id, id));
    },

    /** The hub that pushes a feed now, or null. */
    async livingOf(feedId: string, now: Date): Promise<StoredHub | null> {
      const [row] = await db
        .select()
        .from(feedHubs)
        .where(and(eq(feedHubs.feedId, feedId), feedHubs.wanted, gt(feedHubs.leasedUntil, now)));
      return row ?? null;
    },
  };
}
