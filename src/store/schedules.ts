import type { Schedule } from "../digests/schedule.ts";
import type { Database } from "./database.ts";
import { and, asc, eq, inArray, lte, sql } from "./drizzle.cjs";
import { digestSchedules } from "./schema.ts";

/** When a channel gets its digest. */
export interface ChannelSchedule extends Schedule {
  readonly channelId: string;
  /** The chat's id of who set it, or null. */
  readonly setBy: string | null;
  readonly nextDueAt: Date;
}

export function createScheduleStore(db: Database) {
  return {
    /** The channel's schedule, or null when it gets no digest. */
    async get(channelId: string): Promise<ChannelSchedule | null> {
      const [row] = await db.select().from(digestSchedules).where(eq(digestSchedules.channelId, channelId));
      return row ?? null;
    },

    /** Schedules of several channels, in no order; channels without one are left out. */
    async many(channelIds: readonly string[]): Promise<ChannelSchedule[]> {
      if (channelIds.length === 0) return [];
      return db
        .select()
        .from(digestSchedules)
        .where(inArray(digestSchedules.channelId, [...channelIds]));
    },

    /** Sets a channel's schedule in place of any it had. The channel must be known (`channels.ensure`). */
    async set(schedule: ChannelSchedule): Promise<void> {
      const { channelId, ...set } = schedule;
      await db
        .insert(digestSchedules)
        .values(schedule)
        .onConflictDoUpdate({ target: digestSchedules.channelId, set });
    },

    /** No more digests. @returns false when there was no schedule. */
    async off(channelId: string): Promise<boolean> {
      const gone = await db
        .delete(digestSchedules)
        .where(eq(digestSchedules.channelId, channelId))
        .returning({ channelId: digestSchedules.channelId });
      return gone.length > 0;
    },

    /**
     * Schedules that are due, longest overdue first: each stays due until it is moved on.
     *
     * @param after the last one of the page before.
     */
    async due(now: Date, limit = 1000, after?: ChannelSchedule): Promise<ChannelSchedule[]> {
      const { nextDueAt, channelId } = digestSchedules;
      const further =
        after &&
        sql`(${nextDueAt}, ${channelId}) > (${after.nextDueAt.toISOString()}::timestamptz, ${after.channelId})`;
      return db
        .select()
        .from(digestSchedules)
        .where(and(lte(nextDueAt, now), further))
        .orderBy(asc(nextDueAt), asc(channelId))
        .limit(limit);
    },

    /**
     * Moves a schedule on, last of all that its digest needs.
     *
     * @param from the time it was due, as read: a schedule changed in the meantime is left alone
     * @returns false when it was changed, moved on or turned off in the meantime.
     */
    async moveOn(channelId: string, from: Date, nextDueAt: Date): Promise<boolean> {
      const moved = await db
        .update(digestSchedules)
        .set({ nextDueAt })
        .where(and(eq(digestSchedules.channelId, channelId), eq(digestSchedules.nextDueAt, from)))
        .returning({ channelId: digestSchedules.channelId });
      return moved.length > 0;
    },
  };
}
