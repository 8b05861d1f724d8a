import type { Channel } from "../src/store/channels.ts";
import type { Delivery } from "../src/store/deliveries.ts";

const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;
const ALERT_MOST_MS = 24 * HOUR_MS;

/** A digest may be as late as the period it covers is long; an alert a day. */
export function isTooLate({ kind, fromAt, toAt, claimedAt }: Delivery, now: Date): boolean {
  if (kind === "alert" || !fromAt || !toAt) return now.getTime() - claimedAt.getTime() > ALERT_MOST_MS;
  const length = Math.max(DAY_MS, toAt.getTime() - fromAt.getTime());
  return now.getTime() - toAt.getTime() > length;
}

/** When a channel's quiet hours end, or null when they are not on. */
export function endOfQuiet(
  { quietFrom, quietTo, timeZone }: Pick<Channel, "quietFrom" | "quietTo" | "timeZone">,
  now: Date,
  defaultTimeZone: string,
): Date | null {
  if (quietFrom === null || quietTo === null || quietFrom === quietTo) return null;
  const minute = localMinute(now, timeZone ?? defaultTimeZone);
  const [from, to] = [minuteOf(quietFrom), minuteOf(quietTo)];
  const isQuiet = from < to ? minute >= from && minute < to : minute >= from || minute < to;
  if (!isQuiet) return null;
  const left = (to - minute + 24 * 60) % (24 * 60);
  return new Date(Math.floor(now.getTime() / 60_000) * 60_000 + left * 60_000);
}

/** Minutes since midnight that the wall clock shows. */
function localMinute(instant: Date, timeZone: string): number {
  const format = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  });
  return minuteOf(format.format(instant));
}

function minuteOf(time: string): number {
  const [hour = 0, minute = 0] = time.split(":").map(Number);
  return hour * 60 + minute;
}
