import { createHash } from "node:crypto";
import type { Database } from "./database.ts";
import { and, asc, desc, eq, gte, inArray, isNull, lte, or, sql } from "./drizzle.cjs";
import { deliveries } from "./schema.ts";

export type DeliveryKind = "digest" | "alert";
export type DeliveryState = "claimed" | "sent" | "confirmed" | "failed";

/** One sending to one channel, of which there is never a second. */
export interface Delivery {
  /** At most 25 characters: Discord's nonce carries it. */
  readonly id: string;
  readonly channelId: string;
  readonly kind: DeliveryKind;
  /** The channel's local date for a digest; for an alert the story's id, and "/2", "/3" for what follows it. */
  readonly period: string;
  /** claimed: not posted yet. sent: posting began, so look before posting again. */
  readonly state: DeliveryState;
  /** What was chosen, so that a second try sends the very same. */
  readonly storyIds: readonly string[];
  /** The articles that an alert tells of its story, once posting began. */
  readonly articleIds: readonly string[];
  /**
   * The message as text (see `messages/keep.ts`) until it is confirmed: a digest's from the claim on, an
   * alert's from when posting began.
   */
  readonly message: string | null;
  /** The span of time a digest covers; null for an alert. */
  readonly fromAt: Date | null;
  readonly toAt: Date | null;
  /** The chat's own id of the message, once confirmed. */
  readonly messageId: string | null;
  readonly attempts: number;
  /** One line for people, or null. */
  readonly lastError: string | null;
  readonly claimedAt: Date;
  readonly nextTryAt: Date;
  /** When posting first began; look for the message from then on. */
  readonly sentAt: Date | null;
  readonly confirmedAt: Date | null;
}

/** What a delivery is to bring, and to whom. */
export type Claim = Pick<Delivery, "channelId" | "kind" | "period" | "storyIds"> &
  Partial<Pick<Delivery, "fromAt" | "toAt" | "nextTryAt" | "message">>;

/** What is kept when posting begins. */
export type Contents = Pick<Delivery, "articleIds"> & { readonly message: string };

/**
 * Who may end or put off a delivery: the worker whose attempt is the latest, or, for one that is in nobody's
 * hands, anybody. A slow worker whose lease has run out changes nothing of what another one has taken up.
 */
export type By = { readonly attempt: number } | { readonly now: Date };

/** Every worker names a delivery alike, so that a message names the one it belongs to. */
export function deliveryId({
  channelId,
  kind,
  period,
}: Pick<Claim, "channelId" | "kind" | "period">): string {
  return createHash("sha256")
    .update(JSON.stringify([channelId, kind, period]))
    .digest("base64url")
    .slice(0, 22);
}

export function createDeliveryStore(db: Database) {
  return {
    /**
     * Claims a delivery. Whoever comes second gets the first one's, with what the first one chose.
     *
     * @returns the delivery, which may be on its way or done already: see its `state`.
     */
    async claim(claim: Claim, now: Date): Promise<Delivery> {
      const id = deliveryId(claim);
      const storyIds = [...claim.storyIds];
      const [fresh] = await db
        .insert(deliveries)
        .values({ nextTryAt: now, ...claim, id, storyIds, state: "claimed", claimedAt: now })
        .onConflictDoNothing()
        .returning(COLUMNS);
      if (fresh) return fresh;
      const [row] = await db.select(COLUMNS).from(deliveries).where(eq(deliveries.id, id));
      if (!row) throw new Error("the channel of a delivery was removed while it was claimed");
      return row;
    },

    /** The delivery, or null when it is unknown. */
    async get(id: string): Promise<Delivery | null> {
      const [row] = await db.select(COLUMNS).from(deliveries).where(eq(deliveries.id, id));
      return row ?? null;
    },

    /** The delivery of this channel, kind and period, or null. */
    find(claim: Pick<Claim, "channelId" | "kind" | "period">): Promise<Delivery | null> {
      return this.get(deliveryId(claim));
    },

    /**
     * Takes a delivery for sending: for the length of the lease no other worker gets it. Its state becomes
     * "sent", for from now on the message may be out.
     *
     * @param contents kept at the first attempt; a later one gets what the first one kept.
     * @returns the delivery with this attempt counted; null when it is done, unknown, or another worker's.
     *   Its state is still the one it had before: "claimed" is to be posted, "sent" to be looked for first.
     */
    async begin(id: string, leaseMs: number, now: Date, contents?: Contents): Promise<Delivery | null> {
      const lease = {
        state: "sent" as const,
        leasedUntil: new Date(now.getTime() + leaseMs),
        attempts: sql`${deliveries.attempts} + 1`,
      };
      const take = async (state: "claimed" | "sent", set: object) => {
        const free = and(eq(deliveries.id, id), eq(deliveries.state, state), isFree(now));
        const [row] = await db
          .update(deliveries)
          .set({ ...lease, ...set })
          .where(free)
          .returning(COLUMNS);
        return row && { ...row, state };
      };
      const first = await take("claimed", { sentAt: now, ...contents });
      return first ?? (await take("sent", {})) ?? null;
    },

    /** The message is in the channel. */
    async confirm(id: string, messageId: string, now: Date): Promise<void> {
      await db
        .update(deliveries)
        .set({ state: "confirmed", messageId, confirmedAt: now, ...RESTING, lastError: null })
        .where(isOpen(id));
    },

    /**
     * This try came to nothing; the next is due at `nextTryAt`.
     *
     * @param nothingPosted true when the chat said so: then nobody need look before posting again.
     */
    async postpone(
      id: string,
      { error, nextTryAt, nothingPosted }: { error: string; nextTryAt: Date; nothingPosted: boolean },
      by: By,
    ): Promise<void> {
      await db
        .update(deliveries)
        .set({
          lastError: error,
          nextTryAt,
          leasedUntil: null,
          ...(nothingPosted ? { state: "claimed", sentAt: null } : {}),
        })
        .where(and(isOpen(id), isOf(by)));
    },

    /** No try can help any more. Whoever has no attempt of it ends only what nobody began to post. */
    async fail(id: string, error: string, by: By): Promise<void> {
      const unbegun = "attempt" in by ? undefined : eq(deliveries.state, "claimed");
      await db
        .update(deliveries)
        .set({ state: "failed", lastError: error, ...RESTING })
        .where(and(isOpen(id), isOf(by), unbegun));
    },

    /**
     * Deliveries neither done nor in anyone's hands, whose next try is due, the longest due first.
     *
     * @param after the last one of the page before.
     */
    async unfinished(now: Date, limit = 1000, after?: Waiting): Promise<Waiting[]> {
      const { id, nextTryAt, state } = deliveries;
      const further =
        after && sql`(${nextTryAt}, ${id}) > (${after.nextTryAt.toISOString()}::timestamptz, ${after.id})`;
      return db
        .select({ id, nextTryAt })
        .from(deliveries)
        .where(and(inArray(state, ["claimed", "sent"]), lte(nextTryAt, now), isFree(now), further))
        .orderBy(asc(nextTryAt), asc(id))
        .limit(limit);
    },

    /** The alerts that tell a channel of a story: the first one, then what follows it, in their order. */
    async alertsOf(channelId: string, storyId: string): Promise<Delivery[]> {
      return db
        .select(COLUMNS)
        .from(deliveries)
        .where(
          and(
            eq(deliveries.channelId, channelId),
            eq(deliveries.kind, "alert"),
            or(eq(deliveries.period, storyId), sql`starts_with(${deliveries.period}, ${`${storyId}/`})`),
          ),
        )
        .orderBy(sql`length(${deliveries.period})`, asc(deliveries.period));
    },

    /** A channel's latest deliveries, newest first, for `/why`. */
    async ofChannel(channelId: string, limit = 10): Promise<Delivery[]> {
      return db
        .select(COLUMNS)
        .from(deliveries)
        .where(eq(deliveries.channelId, channelId))
        .orderBy(desc(deliveries.claimedAt), desc(deliveries.id))
        .limit(limit);
    },

    /** The latest local date for which a channel had a digest, sent or on its way; null when it had none. */
    async lastDigestPeriod(channelId: string): Promise<string | null> {
      const [row] = await db
        .select({ period: sql<string | null>`max(${deliveries.period})` })
        .from(deliveries)
        .where(and(eq(deliveries.channelId, channelId), eq(deliveries.kind, "digest")));
      return row?.period ?? null;
    },

    /** How many deliveries claimed since a time are in each state, for `/status`. */
    async count(since: Date): Promise<Record<DeliveryState, number>> {
      const rows = await db
        .select({ state: deliveries.state, count: sql<number>`count(*)::int` })
        .from(deliveries)
        .where(gte(deliveries.claimedAt, since))
        .groupBy(deliveries.state);
      const counts = { claimed: 0, sent: 0, confirmed: 0, failed: 0 };
      for (const { state, count } of rows) counts[state] = count;
      return counts;
    },

    /** Forgets finished deliveries claimed before a time: it must lie longer ago than any period. */
    async prune(before: Date): Promise<number> {
      const gone = await db
        .delete(deliveries)
        .where(
          and(
            inArray(deliveries.state, ["confirmed", "failed"]),
            sql`${deliveries.claimedAt} < ${before.toISOString()}`,
          ),
        )
        .returning({ id: deliveries.id });
      return gone.length;
    },
  };
}

/** A delivery that waits for its next try. */
export type Waiting = Pick<Delivery, "id" | "nextTryAt">;

/** In nobody's hands, and nothing more to be posted. */
const RESTING = { leasedUntil: null, message: null };

const isFree = (now: Date) => or(isNull(deliveries.leasedUntil), lte(deliveries.leasedUntil, now));
const isOpen = (id: string) => and(eq(deliveries.id, id), inArray(deliveries.state, ["claimed", "sent"]));
const isOf = (by: By) => ("attempt" in by ? eq(deliveries.attempts, by.attempt) : isFree(by.now));

const COLUMNS = {
  id: deliveries.id,
  channelId: deliveries.channelId,
  kind: deliveries.kind,
  period: deliveries.period,
  state: deliveries.state,
  storyIds: deliveries.storyIds,
  articleIds: deliveries.articleIds,
  message: deliveries.message,
  fromAt: deliveries.fromAt,
  toAt: deliveries.toAt,
  messageId: deliveries.messageId,
  attempts: deliveries.attempts,
  lastError: deliveries.lastError,
  claimedAt: deliveries.claimedAt,
  nextTryAt: deliveries.nextTryAt,
  sentAt: deliveries.sentAt,
  confirmedAt: deliveries.confirmedAt,
};
