import { endOfQuiet } from "../src/digests/quiet.ts";
import type { Channel } from "../src/store/channels.ts";
import type { Delivery } from "../src/store/deliveries.ts";

const DAY_MS = 24 * 60 * 60 * 1000;
const ALERT_MOST_MS = DAY_MS;

/**
 * A digest may be as late as the period it covers is long; an alert a day, from when the channel would first have it:
 * one of Saturday is still of use on Monday where weekends are quiet.
 */
export function isTooLate(
  { kind, fromAt, toAt, claimedAt }: Delivery,
  channel: Channel,
  now: Date,
  defaultTimeZone: string,
): boolean {
  if (kind === "alert" || !fromAt || !toAt) {
    const wantedAt = endOfQuiet(channel, claimedAt, channel.timeZone ?? defaultTimeZone) ?? claimedAt;
    return now.getTime() - wantedAt.getTime() > ALERT_MOST_MS;
  }
  const length = Math.max(DAY_MS, toAt.getTime() - fromAt.getTime());
  return now.getTime() - toAt.getTime() > length;
}
