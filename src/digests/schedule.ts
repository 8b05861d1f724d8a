import { DateTime } from "luxon";

/** When a channel wants its digest, in its own time. */
export interface Schedule {
  readonly cadence: "daily" | "weekly";
  /** 1 is Monday, 7 Sunday; null for daily. */
  readonly weekday: number | null;
  /** As the wall clock shows it: "08:00". */
  readonly localTime: string;
  /** IANA name. */
  readonly timeZone: string;
  /** When somebody asked for it: what was due earlier is nobody's. */
  readonly setAt: Date;
}

/** One digest that is due, or will be. */
export interface DueDigest {
  /** Local date, such as "2026-03-08": with the channel it is the key of the one delivery. */
  readonly period: string;
  readonly dueAt: Date;
  /** What it covers: from the digest before it until it was due, so that no moment falls between two. */
  readonly from: Date;
}

const DAY_LIMIT = 15;

/**
 * The digest to send now, or null. It is the last one due: an older one that was missed is more than its own
 * period late, and its time is gone.
 *
 * @param lastPeriod the local date last sent to this channel under any schedule, or null.
 */
export function digestDue(schedule: Schedule, now: Date, lastPeriod: string | null): DueDigest | null {
  const due = lastDue(schedule, now);
  if (due === null || due.dueAt < schedule.setAt) return null;
  if (lastPeriod !== null && due.period <= lastPeriod) return null;
  return due;
}

/** The first digest due after `now`; local days that have had theirs are passed over. */
export function nextDigest(schedule: Schedule, now: Date, lastPeriod: string | null): DueDigest {
  const today = localDay(schedule, now);
  for (let days = 0; days <= DAY_LIMIT; days += 1) {
    const due = dueOn(schedule, today.plus({ days }));
    if (due === null || due.dueAt <= now) continue;
    if (lastPeriod === null || due.period > lastPeriod) return due;
  }
  // Only a clock that went back by weeks comes here; the day after the one last sent is then the next.
  const after = DateTime.fromISO(lastPeriod ?? "", { zone: "utc" });
  for (let days = 1; days <= DAY_LIMIT; days += 1) {
    const due = dueOn(schedule, after.plus({ days }));
    if (due !== null) return due;
  }
  throw new RangeError("a schedule without a next time");
}

/** The last digest due at or before `now`, sent or not. */
function lastDue(schedule: Schedule, now: Date): DueDigest | null {
  const today = localDay(schedule, now);
  // From tomorrow: a time that the clock skips before midnight is due after it.
  for (let days = -1; days <= DAY_LIMIT; days += 1) {
    const due = dueOn(schedule, today.minus({ days }));
    if (due !== null && due.dueAt <= now) return due;
  }
  return null;
}

function dueOn(schedule: Schedule, day: DateTime): DueDigest | null {
  const dueAt = instantOn(schedule, day);
  if (dueAt === null) return null;
  const step = schedule.cadence === "weekly" ? 7 : 1;
  // A zone may have struck out the day before: go further back then.
  const before =
    instantOn(schedule, day.minus({ days: step })) ?? instantOn(schedule, day.minus({ days: step * 2 }));
  return {
    period: day.toISODate() ?? "",
    dueAt,
    from: before ?? new Date(dueAt.getTime() - step * 86_400_000),
  };
}

/**
 * When the wall clock shows the schedule's time on a calendar day (given in UTC): the first time when it does
 * so twice, and as long after midnight as usual when the clock jumps over it. Null on other weekdays, and
 * for a day that the zone left out (Samoa had no 30 December 2011).
 */
function instantOn(schedule: Schedule, day: DateTime): Date | null {
  if (schedule.cadence === "weekly" && day.weekday !== schedule.weekday) return null;
  const { year, month, day: date } = day;
  const at = (hour: number, minute: number) =>
    DateTime.fromObject({ year, month, day: date, hour, minute }, { zone: schedule.timeZone });
  if (at(12, 0).day !== date) return null;
  const [hour, minute] = schedule.localTime.split(":").map(Number);
  const shown = at(hour ?? 0, minute ?? 0);
  return new Date(Math.min(...shown.getPossibleOffsets().map((possible) => possible.toMillis())));
}

/** The calendar day in the schedule's zone, as that day in UTC, where every day has 24 hours. */
function localDay(schedule: Schedule, now: Date): DateTime {
  const { year, month, day } = DateTime.fromJSDate(now, { zone: schedule.timeZone });
  return DateTime.utc(year, month, day);
}
