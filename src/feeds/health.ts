const DAY_MS = 24 * 60 * 60 * 1000;

/** A backoff from minutes to half a day makes this many looks in some eight hours: more than a night's repair. */
const DEAD_LOOKS = 6;
/** Whole days of failures only: a weekend's maintenance is mended on Monday, and nobody need hear of it. */
const DEAD_DAYS = 2;
/** A publisher that empties its feed while it rebuilds fills it again within the day. */
const EMPTY_DAYS = 2;
/** A week holds a weekend and a public holiday, on which a daily brings nothing. */
const STALE_LEAST_DAYS = 7;
/** Three times the longest silence of its own past: a monthly that skips one number is not stale. */
const STALE_TIMES = 3;
/** With fewer days that brought something a feed has no rhythm to compare with … */
const RHYTHM_DAYS = 4;
/** … and is stale after two months, when a quarterly would still be the only thing missed. */
const STALE_UNKNOWN_DAYS = 60;
/** Seven days are compared with seven days: each week has one weekend, so weekends need no correction. */
const WEEK_DAYS = 7;
/** A week with two days on which we did not look says nothing about the feed. */
const WEEK_LEAST_LOOKED = 6;
/** A median of fewer weeks is one week's accident. */
const QUIET_PAST_WEEKS = 3;
/** A feed of twelve a week falls to three by chance once in four hundred weeks; one of eight, six times as often. */
const QUIET_LEAST_MEDIAN = 12;
const QUIET_SHARE = 1 / 4;
/** Well again only at half: else a feed at the border would be told of every day. */
const WELL_AGAIN_SHARE = 1 / 2;

/** How much of a feed's past is asked for. */
export const PAST_DAYS = 84;

export type FeedHealth = "well" | "new" | "dead" | "empty" | "stale" | "quiet";

export interface FeedJudgement {
  readonly state: FeedHealth;
  /** Since when, to the day; null when well or new. */
  readonly since: Date | null;
  /** What is wrong, for people: a clause without a full stop; blank when well or new. */
  readonly note: string;
}

/** What is judged of a feed: see the stored one. */
export interface JudgedFeed {
  readonly addedAt: Date;
  readonly baselineAt: Date | null;
  readonly failures: number;
  readonly lastError: string | null;
  readonly lastOkAt: Date | null;
  readonly lastNewAt: Date | null;
  readonly lastItems: number | null;
  /** What admins were told last. */
  readonly told: string | null;
}

/** A day in UTC; one on which nobody looked is left out. */
export interface JudgedDay {
  readonly day: string;
  readonly looks: number;
  readonly failures: number;
  readonly items: number;
  readonly fresh: number;
}

const WELL: FeedJudgement = { state: "well", since: null, note: "" };

/**
 * Compares a feed with its own past. Days on which nobody looked never count against it: the bot was down then,
 * not the feed.
 *
 * @param days the last `PAST_DAYS`, oldest first
 */
export function judgeFeed(feed: JudgedFeed, days: readonly JudgedDay[], now: Date): FeedJudgement {
  const dead = judgeDead(feed, days);
  if (dead) return dead;
  if (feed.baselineAt === null) return { ...WELL, state: "new" };
  const looked = days.filter(({ looks, failures }) => looks > failures);
  const judged =
    judgeEmpty(feed, looked) ??
    judgeStale(feed, feed.baselineAt, looked, now) ??
    judgeQuiet(feed, looked, now);
  if (judged) return judged;
  const isYoung = now.getTime() - feed.baselineAt.getTime() < STALE_LEAST_DAYS * DAY_MS;
  return isYoung ? { ...WELL, state: "new" } : WELL;
}

function judgeDead(feed: JudgedFeed, days: readonly JudgedDay[]): FeedJudgement | null {
  const { failures, lastError, lastOkAt, addedAt } = feed;
  const lastGood = lastOkAt === null ? "" : dayOf(lastOkAt);
  const failing = days.filter((day) => day.day > lastGood && day.looks > 0 && day.failures === day.looks);
  if (failures < DEAD_LOOKS || failing.length < DEAD_DAYS) return null;
  const note = lastOkAt === null ? "it has never answered" : "it no longer answers";
  return {
    state: "dead",
    since: lastOkAt ?? addedAt,
    note: lastError === null ? note : `${note}: ${lastError}`,
  };
}

/** A search may well find nothing for days: what was empty before, off and on, is not news. */
function judgeEmpty({ lastItems }: JudgedFeed, looked: readonly JudgedDay[]): FeedJudgement | null {
  if (lastItems !== 0) return null;
  const lastFull = looked.findLastIndex(({ items }) => items > 0);
  const empty = looked.slice(lastFull + 1);
  const first = empty[0];
  if (
    !first ||
    empty.length < Math.max(EMPTY_DAYS, STALE_TIMES * longestRun(looked, ({ items }) => items > 0))
  )
    return null;
  return { state: "empty", since: startOf(first.day), note: "it answers, but holds no items" };
}

function judgeStale(
  { lastNewAt }: JudgedFeed,
  baselineAt: Date,
  looked: readonly JudgedDay[],
  now: Date,
): FeedJudgement | null {
  const since = lastNewAt ?? baselineAt;
  const silent = looked.filter(({ day }) => day > dayOf(since) && day < dayOf(now)).length;
  // What the first fetch brought is no rhythm.
  const past = looked.filter(({ day }) => day > dayOf(baselineAt) && day <= dayOf(since));
  const bringing = past.filter(({ fresh }) => fresh > 0).length;
  const usual = longestRun(past, ({ fresh }) => fresh > 0) + 1;
  const most = bringing < RHYTHM_DAYS ? STALE_UNKNOWN_DAYS : Math.max(STALE_LEAST_DAYS, STALE_TIMES * usual);
  if (silent < most) return null;
  const rhythm = usual === 1 ? "every day" : `at least every ${usual} days`;
  const usually = bringing < RHYTHM_DAYS ? "" : `, though it used to bring something ${rhythm}`;
  return { state: "stale", since, note: `nothing new${usually}` };
}

function judgeQuiet(feed: JudgedFeed, looked: readonly JudgedDay[], now: Date): FeedJudgement | null {
  const firstDay = feed.baselineAt === null ? "" : dayOf(feed.baselineAt);
  // Up to yesterday: today is not over.
  const [latest, ...past] = Array.from({ length: PAST_DAYS / WEEK_DAYS }, (_, week) => {
    const until = new Date(now.getTime() - week * WEEK_DAYS * DAY_MS);
    const from = new Date(until.getTime() - WEEK_DAYS * DAY_MS);
    const days = looked.filter(({ day }) => day > firstDay && day >= dayOf(from) && day < dayOf(until));
    const fresh = days.reduce((sum, day) => sum + day.fresh, 0);
    return days.length < WEEK_LEAST_LOOKED ? null : { from, fresh };
  });
  const weeks = past.filter((week) => week !== null).map(({ fresh }) => fresh);
  if (!latest || weeks.length < QUIET_PAST_WEEKS) return null;
  const usual = median(weeks);
  const share = feed.told === "quiet" ? WELL_AGAIN_SHARE : QUIET_SHARE;
  if (usual < QUIET_LEAST_MEDIAN || latest.fresh > usual * share) return null;
  const note = `${latest.fresh} new in a week, where about ${Math.round(usual)} are usual`;
  return { state: "quiet", since: startOf(dayOf(latest.from)), note };
}

/** The longest run of days without something, between days with it. */
function longestRun(days: readonly JudgedDay[], has: (day: JudgedDay) => boolean): number {
  const at = days.flatMap((day, index) => (has(day) ? [index] : []));
  return at.reduce((longest, index, nth) => Math.max(longest, index - (at[nth - 1] ?? index - 1) - 1), 0);
}

function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((one, other) => one - other);
  const middle = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(middle)] ?? 0) + (sorted[Math.ceil(middle)] ?? 0)) / 2;
}

const dayOf = (instant: Date) => instant.toISOString().slice(0, 10);
const startOf = (day: string) => new Date(`${day}T00:00:00Z`);
