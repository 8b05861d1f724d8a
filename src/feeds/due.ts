import { NewsError } from "../errors.ts";
import type { FeedPage } from "./fetch.ts";

const MINUTE_MS = 60_000;

export interface DueSettings {
  /** How often a feed is looked at when nothing else is known (FEED_POLL_MINUTES). */
  readonly pollMs: number;
}

/** What a feed's past says about its next look. */
export interface FeedPast {
  /** Looks in a row that failed. */
  readonly failures: number;
  /** Mean time between new items lately; null when not known. */
  readonly meanGapMs: number | null;
  /** How long a hub tells of its changes; null when none does. */
  readonly pushedUntil?: Date | null;
}

/** Half the usual interval at least, a day at most: a feed that asks for a year is still read daily. */
const MOST_MS = 24 * 60 * MINUTE_MS;
/** A feed whose hub tells of changes is looked at for what the hub forgets. */
const PUSHED_TIMES = 4;
const MOST_PUSHED_MS = 6 * 60 * MINUTE_MS;
const MOST_BACKOFF_MS = 12 * 60 * MINUTE_MS;

/**
 * When to look at a feed that answered.
 *
 * @param askedMs what the feed and its server ask for: see `askedWaitMs`
 * @param random 0 to 1: spreads the looks, so that feeds added together are not asked together for ever
 */
export function nextLook(
  now: Date,
  past: FeedPast,
  askedMs: number | null,
  settings: DueSettings,
  random: number,
): Date {
  // Two looks for every new item: a feed that changes hourly is asked half-hourly, within the bounds.
  const natural = past.meanGapMs === null ? settings.pollMs : past.meanGapMs / 2;
  const often = clamp(natural, settings.pollMs, settings.pollMs * 8);
  const spread = 0.95 + random * 0.1;
  const spreadWait = (waitMs: number) =>
    clamp(Math.max(waitMs, askedMs ?? 0), settings.pollMs, MOST_MS) * spread;
  const usual = now.getTime() + spreadWait(often);
  const { pushedUntil } = past;
  if (!pushedUntil) return new Date(usual);
  const pushed = now.getTime() + spreadWait(Math.max(often, Math.min(often * PUSHED_TIMES, MOST_PUSHED_MS)));
  // When its hub falls silent it is polled as if it had never been pushed.
  return new Date(Math.min(pushed, Math.max(usual, pushedUntil.getTime())));
}

/** When to look again at a feed that failed: later each time, and never before the server said. */
export function nextLookAfterFailure(
  now: Date,
  past: FeedPast,
  error: unknown,
  settings: DueSettings,
  random: number,
): Date {
  const backoff = Math.min(MOST_BACKOFF_MS, settings.pollMs * 2 ** Math.min(past.failures, 16));
  const told = error instanceof NewsError ? error.facts.retryAfterMs : null;
  const least = typeof told === "number" ? Math.min(told, MOST_MS) : 0;
  return new Date(now.getTime() + Math.max(least, backoff * (0.75 + random * 0.5)));
}

/** The longest wait that the feed (`ttl`, `sy:updatePeriod`) or its server (`Cache-Control`) asks for, or null. */
export function askedWaitMs(
  feedWaitMs: number | null,
  page: Pick<FeedPage, "headers"> | null,
): number | null {
  const maxAge = /(?:^|,)\s*max-age\s*=\s*"?(\d{1,9})/iu.exec(page?.headers["cache-control"] ?? "")?.[1];
  const serverMs = maxAge === undefined ? 0 : Number(maxAge) * 1000;
  const longest = Math.max(feedWaitMs ?? 0, serverMs);
  return longest > 0 ? longest : null;
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}
