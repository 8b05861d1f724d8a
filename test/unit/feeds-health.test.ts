import { describe, expect, test } from "vitest";
import { type JudgedDay, type JudgedFeed, judgeFeed } from "../../src/feeds/health.ts";

const DAY_MS = 24 * 60 * 60 * 1000;
/** A Saturday. */
const NOW = new Date("2023-06-17T12:00:00Z");
const ago = (days: number) => new Date(NOW.getTime() - days * DAY_MS);
const dayOf = (at: Date) => at.toISOString().slice(0, 10);

const FEED: JudgedFeed = {
  addedAt: ago(100),
  baselineAt: ago(100),
  failures: 0,
  lastError: null,
  lastOkAt: NOW,
  lastNewAt: NOW,
  lastItems: 20,
  told: null,
};

/** One number of fresh items for each day up to yesterday, oldest first; null when nobody looked. */
function pastOf(fresh: readonly (number | null)[], facts: Partial<JudgedDay> = {}): JudgedDay[] {
  return fresh.flatMap((each, index) =>
    each === null
      ? []
      : [
          {
            day: dayOf(ago(fresh.length - index)),
            looks: 10,
            failures: 0,
            items: 200,
            fresh: each,
            ...facts,
          },
        ],
  );
}

const repeat = (times: number, ...numbers: readonly (number | null)[]) =>
  Array.from({ length: times }, () => numbers).flat();
/** Sunday to Friday, and the Saturday before: as `NOW` is a Saturday, a week ends with a Friday. */
const WORK_WEEK = [0, 0, 10, 10, 10, 10, 10];
const failing = (days: number) => pastOf(repeat(days, 0), { failures: 10, items: 0 });

describe("dead", () => {
  const dead = { failures: 9, lastError: "answers 404", lastOkAt: ago(3.2) };
  test.each([
    { name: "whole days of failures", feed: dead, days: failing(3), state: "dead" },
    {
      name: "many failures within a day",
      feed: { ...dead, lastOkAt: ago(0.5) },
      days: failing(1),
      state: "well",
    },
    { name: "few looks, though over days", feed: { ...dead, failures: 3 }, days: failing(3), state: "well" },
    { name: "good looks in between", feed: dead, days: pastOf([0, 0, 0], { failures: 9 }), state: "well" },
    {
      name: "the bot was down most of the time",
      feed: { ...dead, lastOkAt: ago(9) },
      days: failing(1),
      state: "well",
    },
    {
      name: "never answered",
      feed: { ...dead, lastOkAt: null, baselineAt: null },
      days: failing(3),
      state: "dead",
    },
  ])("$name: $state", ({ feed, days, state }) => {
    expect(judgeFeed({ ...FEED, ...feed }, days, NOW).state).toBe(state);
  });

  test("says since when, and the last error in words", () => {
    expect(judgeFeed({ ...FEED, ...dead }, failing(3), NOW)).toEqual({
      state: "dead",
      since: dead.lastOkAt,
      note: "it no longer answers: answers 404",
    });
    const never = judgeFeed({ ...FEED, ...dead, lastOkAt: null }, failing(3), NOW);
    expect(never).toMatchObject({ since: FEED.addedAt, note: "it has never answered: answers 404" });
  });
});

describe("empty", () => {
  const full = pastOf(repeat(30, 5)).slice(0, -3);
  const none = pastOf([0, 0, 0], { items: 0 });
  test.each([
    { name: "answers without items for days", lastItems: 0, days: [...full, ...none], state: "empty" },
    { name: "empty since yesterday", lastItems: 0, days: [...full, ...none.slice(0, 1)], state: "well" },
    { name: "unchanged for days, and not empty", lastItems: 20, days: [...full, ...none], state: "well" },
    { name: "never had any", lastItems: 0, days: none, state: "empty" },
    {
      name: "often empty for days",
      lastItems: 0,
      days: [
        ...pastOf([5, 0, 0, 5, 5, 5, 5])
          .map((day) => ({ ...day, items: day.fresh }))
          .slice(0, 4),
        ...none,
      ],
      state: "well",
    },
  ])("$name: $state", ({ lastItems, days, state }) => {
    const feed = { ...FEED, lastItems, lastNewAt: ago(3) };
    expect(judgeFeed(feed, days, NOW).state).toBe(state);
  });

  test("since the first empty day", () => {
    const { since, note } = judgeFeed({ ...FEED, lastItems: 0 }, [...full, ...none], NOW);
    expect(since).toEqual(new Date("2023-06-14T00:00:00Z"));
    expect(note).toBe("it answers, but holds no items");
  });
});

describe("stale", () => {
  const silent = (days: number) => repeat(days, 0);
  const weekly = repeat(7, 3, 0, 0, 0, 0, 0, 0);
  test.each([
    {
      name: "a daily silent for a week",
      fresh: [...repeat(50, 1), ...silent(7)],
      quietDays: 7,
      state: "stale",
    },
    {
      name: "a daily silent over a long weekend",
      fresh: [...repeat(50, 1), ...silent(4)],
      quietDays: 4,
      state: "well",
    },
    {
      name: "a weekly silent for two weeks",
      fresh: [...weekly, 3, ...silent(13)],
      quietDays: 13,
      state: "well",
    },
    {
      name: "a weekly silent for a month",
      fresh: [...weekly, 3, ...silent(30)],
      quietDays: 30,
      state: "stale",
    },
    { name: "no rhythm known, silent for a month", fresh: silent(30), quietDays: 30, state: "well" },
    { name: "no rhythm known, silent for two months", fresh: silent(62), quietDays: 62, state: "stale" },
    {
      name: "the bot was down in the silence",
      fresh: [...repeat(50, 1), ...repeat(20, null), 0],
      quietDays: 21,
      state: "well",
    },
  ])("$name: $state", ({ fresh, quietDays, state }) => {
    const feed = { ...FEED, lastNewAt: ago(quietDays + 1) };
    expect(judgeFeed(feed, pastOf(fresh), NOW).state).toBe(state);
  });

  test("names its own rhythm", () => {
    const feed = { ...FEED, lastNewAt: ago(8) };
    const { note, since } = judgeFeed(feed, pastOf([...repeat(50, 1), ...silent(7)]), NOW);
    expect(note).toBe("nothing new, though it used to bring something every day");
    expect(since).toEqual(feed.lastNewAt);
  });
});

describe("quiet", () => {
  const usual = repeat(6, ...WORK_WEEK);
  test.each([
    { name: "as ever, weekends off", last: WORK_WEEK, told: null, state: "well" },
    { name: "a fifth of its own median", last: [0, 0, 2, 2, 2, 2, 2], told: null, state: "quiet" },
    { name: "a third of it", last: [0, 0, 4, 3, 3, 3, 3], told: null, state: "well" },
    {
      name: "a third of it, called quiet before",
      last: [0, 0, 4, 3, 3, 3, 3],
      told: "quiet",
      state: "quiet",
    },
    { name: "more than half again", last: [0, 0, 6, 6, 6, 6, 6], told: "quiet", state: "well" },
    { name: "a week we missed most of", last: [null, null, null, 2, 2, 2, 2], told: null, state: "well" },
  ])("$name: $state", ({ last, told, state }) => {
    expect(judgeFeed({ ...FEED, told }, pastOf([...usual, ...last]), NOW).state).toBe(state);
  });

  test.each([
    { name: "a feed of few items", fresh: [...repeat(6, 1, 0, 1, 0, 1, 0, 1), 0, 0, 0, 0, 0, 0, 1] },
    { name: "a feed of two known weeks", fresh: [...repeat(2, ...WORK_WEEK), 0, 0, 2, 2, 2, 2, 2] },
    {
      name: "one week of a great event before",
      fresh: [...repeat(42, 2), ...repeat(7, 90), ...repeat(21, 2)],
    },
  ])("$name is not called quiet", ({ fresh }) => {
    expect(judgeFeed(FEED, pastOf(fresh), NOW).state).toBe("well");
  });

  test("says how few, and how many are usual", () => {
    const { note, since } = judgeFeed(FEED, pastOf([...usual, 0, 0, 2, 2, 2, 2, 2]), NOW);
    expect(note).toBe("10 new in a week, where about 50 are usual");
    expect(since).toEqual(new Date("2023-06-10T00:00:00Z"));
  });
});

test("a stale feed that fails for an hour is stale still", () => {
  const feed = { ...FEED, lastNewAt: ago(8), failures: 2 };
  expect(judgeFeed(feed, pastOf([...repeat(50, 1), ...repeat(7, 0)]), NOW).state).toBe("stale");
});

test.each([
  { name: "never looked at", feed: { baselineAt: null, lastOkAt: null }, state: "new" },
  { name: "three days old", feed: { baselineAt: ago(3) }, state: "new" },
  { name: "failing since an hour ago", feed: { failures: 3 }, state: "well" },
])("a feed $name is $state", ({ feed, state }) => {
  expect(judgeFeed({ ...FEED, ...feed }, [], NOW).state).toBe(state);
});
