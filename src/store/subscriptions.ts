import type { Database } from "./database.ts";
import { and, asc, eq, inArray, like, or, type SQL } from "./drizzle.cjs";
import { subscriptions } from "./schema.ts";

export type SubscriptionKind = "topic" | "person" | "phrase";

/** What a channel asked for. */
export interface Subscription {
  readonly channelId: string;
  readonly kind: SubscriptionKind;
  /** A topic's id, an actor's id, or the words. */
  readonly value: string;
  /** Collected in the digest, or told as soon as a story is placed. */
  readonly when: "digest" | "now";
  /** The chat's id of who asked, or null. */
  readonly addedBy: string | null;
  readonly addedAt: Date;
}

export function createSubscriptionStore(db: Database) {
  return {
    /** What a channel asked for, oldest first. */
    async ofChannel(channelId: string): Promise<Subscription[]> {
      return db
        .select()
        .from(subscriptions)
        .where(eq(subscriptions.channelId, channelId))
        .orderBy(asc(subscriptions.addedAt), asc(subscriptions.kind), asc(subscriptions.value));
    },

    /** What several channels asked for, by channel; channels without any are left out. */
    async ofChannels(channelIds: readonly string[]): Promise<Map<string, Subscription[]>> {
      if (channelIds.length === 0) return new Map();
      const rows = await db
        .select()
        .from(subscriptions)
        .where(inArray(subscriptions.channelId, [...channelIds]));
      return Map.groupBy(rows, ({ channelId }) => channelId);
    },

    /**
     * Adds a subscription, or changes when an existing one is told. The channel must be known (`channels.ensure`).
     *
     * @returns false when the channel had it already, just so.
     */
    async add(subscription: Subscription): Promise<boolean> {
      const { when } = subscription;
      const changed = await db
        .insert(subscriptions)
        .values(subscription)
        .onConflictDoUpdate({
          target: [subscriptions.channelId, subscriptions.kind, subscriptions.value],
          set: { when },
          setWhere: differs(when),
        })
        .returning({ value: subscriptions.value });
      return changed.length > 0;
    },

    /** @returns false when the channel had no such subscription. */
    async remove(channelId: string, kind: SubscriptionKind, value: string): Promise<boolean> {
      const gone = await db
        .delete(subscriptions)
        .where(
          and(
            eq(subscriptions.channelId, channelId),
            eq(subscriptions.kind, kind),
            eq(subscriptions.value, value),
          ),
        )
        .returning({ value: subscriptions.value });
      return gone.length > 0;
    },

    /** Removes all of a channel's subscriptions. @returns how many there were. */
    async clear(channelId: string): Promise<number> {
      const gone = await db
        .delete(subscriptions)
        .where(eq(subscriptions.channelId, channelId))
        .returning({ value: subscriptions.value });
      return gone.length;
    },

    /**
     * Subscriptions to be told now of a story with these topics and actors; phrases, and people only the news knows,
     * are the caller's to match.
     */
    async alerting(topics: readonly string[], actors: readonly string[]): Promise<Subscription[]> {
      const asked: (SQL | undefined)[] = [
        eq(subscriptions.kind, "phrase"),
        and(eq(subscriptions.kind, "person"), like(subscriptions.value, "name:%")),
      ];
      if (topics.length > 0) {
        asked.push(and(eq(subscriptions.kind, "topic"), inArray(subscriptions.value, [...topics])));
      }
      if (actors.length > 0) {
        asked.push(and(eq(subscriptions.kind, "person"), inArray(subscriptions.value, [...actors])));
      }
      return db
        .select()
        .from(subscriptions)
        .where(and(eq(subscriptions.when, "now"), or(...asked)))
        .orderBy(asc(subscriptions.channelId));
    },
  };
}

function differs(when: Subscription["when"]): SQL {
  return eq(subscriptions.when, when === "now" ? "digest" : "now");
}
