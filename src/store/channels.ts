import type { QuietTimes } from "../digests/quiet.ts";
import type { Database } from "./database.ts";
import { asc, eq, inArray, isNull, sql } from "./drizzle.cjs";
import { preparedQueries } from "./prepared.ts";
import { channels, workspaces } from "./schema.ts";

/** A place where the bot posts or answers. */
export interface Channel extends QuietTimes {
  /** Such as "slack:T012:C345". */
  readonly id: string;
  readonly workspaceId: string;
  readonly name: string | null;
  /** IANA name, or null: the asker's or the setting's then. */
  readonly timeZone: string | null;
  readonly mutedTopics: readonly string[];
  /** Why nothing can be delivered, such as "channel-archived"; null while all is well. */
  readonly brokenReason: string | null;
  readonly brokenAt: Date | null;
}

/** What may be changed of a channel; anything left out stays. */
export type ChannelChange = Partial<Omit<Channel, "id" | "workspaceId">>;

export function createChannelStore(db: Database) {
  const byId = preparedQueries<"id", Channel[]>(() =>
    db
      .select(COLUMNS)
      .from(channels)
      .where(eq(channels.id, sql.placeholder("id"))),
  );
  return {
    /** Makes sure that a channel, and its workspace, are known; a name given replaces the one we had. */
    async ensure({
      id,
      workspaceId,
      name,
    }: {
      id: string;
      workspaceId: string;
      name?: string;
    }): Promise<void> {
      await db.insert(workspaces).values({ id: workspaceId }).onConflictDoNothing();
      const insert = db.insert(channels).values({ id, workspaceId, name });
      if (name === undefined) await insert.onConflictDoNothing();
      else await insert.onConflictDoUpdate({ target: channels.id, set: { name } });
    },

    /** The channel, or null when nothing was ever asked in it. */
    async get(id: string): Promise<Channel | null> {
      return (await byId({ id }))[0] ?? null;
    },

    /** Channels by id, in no order; unknown ids are left out. */
    async many(ids: readonly string[]): Promise<Channel[]> {
      if (ids.length === 0) return [];
      return db
        .select(COLUMNS)
        .from(channels)
        .where(inArray(channels.id, [...ids]));
    },

    async ofWorkspace(workspaceId: string): Promise<Channel[]> {
      return db
        .select(COLUMNS)
        .from(channels)
        .where(eq(channels.workspaceId, workspaceId))
        .orderBy(asc(channels.id));
    },

    async change(id: string, { mutedTopics, quietDays, ...change }: ChannelChange): Promise<void> {
      const set = {
        ...change,
        ...(mutedTopics === undefined ? {} : { mutedTopics: [...mutedTopics] }),
        ...(quietDays === undefined ? {} : { quietDays: [...quietDays] }),
      };
      if (Object.keys(set).length === 0) return;
      await db.update(channels).set(set).where(eq(channels.id, id));
    },

    /** Notes that nothing can be delivered to a channel. @returns true the first time: tell somebody then. */
    async markBroken(id: string, reason: string, now: Date): Promise<boolean> {
      const [before] = await db
        .select({ brokenReason: channels.brokenReason })
        .from(channels)
        .where(eq(channels.id, id));
      if (!before || before.brokenReason === reason) return false;
      const changed = await db
        .update(channels)
        .set({ brokenReason: reason, brokenAt: now })
        .where(sql`${channels.id} = ${id} and ${channels.brokenReason} is distinct from ${reason}`)
        .returning({ id: channels.id });
      return changed.length > 0;
    },

    /** Notes that a message arrived in a channel: it is well again. */
    async markWell(id: string): Promise<void> {
      await db
        .update(channels)
        .set({ brokenReason: null, brokenAt: null })
        .where(sql`${channels.id} = ${id} and ${channels.brokenReason} is not null`);
    },

    /** Forgets a channel with its subscriptions, schedule and deliveries. */
    async remove(id: string): Promise<void> {
      await db.delete(channels).where(eq(channels.id, id));
    },

    /** How many channels there are, and how many of them nothing reaches. */
    async count(): Promise<{ all: number; broken: number }> {
      const all = await db.$count(channels);
      return { all, broken: all - (await db.$count(channels, isNull(channels.brokenReason))) };
    },
  };
}

const COLUMNS = {
  id: channels.id,
  workspaceId: channels.workspaceId,
  name: channels.name,
  timeZone: channels.timeZone,
  mutedTopics: channels.mutedTopics,
  quietFrom: channels.quietFrom,
  quietTo: channels.quietTo,
  quietDays: channels.quietDays,
  brokenReason: channels.brokenReason,
  brokenAt: channels.brokenAt,
};
