import { expect, test } from "vitest";
import { FinalError, TemporaryError } from "../../src/errors.ts";
import { askedWaitMs, nextLook, nextLookAfterFailure } from "../../src/feeds/due.ts";

const NOW = new Date("2023-06-19T08:00:00Z");
const MINUTE_MS = 60_000;
const settings = { pollMs: 15 * MINUTE_MS };

const minutes = (look: Date) => (look.getTime() - NOW.getTime()) / MINUTE_MS;

test.each([
  { name: "as set, for a feed without a past", meanGapMs: null, askedMs: null, wait: 15 },
  { name: "as set, for a busy feed", meanGapMs: 2 * MINUTE_MS, askedMs: null, wait: 15 },
  { name: "twice for every new item", meanGapMs: 80 * MINUTE_MS, askedMs: null, wait: 40 },
  { name: "within two hours, for a quiet feed", meanGapMs: 9e9, askedMs: null, wait: 120 },
  { name: "as the feed asks", meanGapMs: null, askedMs: 60 * MINUTE_MS, wait: 60 },
  { name: "within a day, whatever the feed asks", meanGapMs: null, askedMs: 9e9, wait: 1440 },
  { name: "no sooner than set, whatever the feed asks", meanGapMs: null, askedMs: MINUTE_MS, wait: 15 },
])("looks $name", ({ meanGapMs, askedMs, wait }) => {
  expect(minutes(nextLook(NOW, { failures: 0, meanGapMs }, askedMs, settings, 0.5))).toBe(wait);
});

test.each([
  { name: "four times as seldom", meanGapMs: null, askedMs: null, leaseMinutes: 9e9, wait: 60 },
  { name: "every six hours, for a quiet feed", meanGapMs: 9e9, askedMs: null, leaseMinutes: 9e9, wait: 360 },
  {
    name: "as the feed asks, for one that asks for more",
    meanGapMs: null,
    askedMs: 90 * MINUTE_MS,
    leaseMinutes: 9e9,
    wait: 90,
  },
  { name: "when the hub falls silent", meanGapMs: null, askedMs: null, leaseMinutes: 40, wait: 40 },
  { name: "as usual, for a lease about to end", meanGapMs: null, askedMs: null, leaseMinutes: 1, wait: 15 },
])("looks at a feed that is pushed $name", ({ meanGapMs, askedMs, leaseMinutes, wait }) => {
  const pushedUntil = new Date(Math.min(8.64e15, NOW.getTime() + leaseMinutes * MINUTE_MS));
  const past = { failures: 0, meanGapMs, pushedUntil };
  expect(minutes(nextLook(NOW, past, askedMs, settings, 0.5))).toBe(wait);
});

test("waits longer after each failure, and at most half a day", () => {
  const error = new TemporaryError("server not reached");
  const wait = (failures: number) =>
    minutes(nextLookAfterFailure(NOW, { failures, meanGapMs: null }, error, settings, 0.5));
  expect([1, 2, 3, 20].map(wait)).toEqual([30, 60, 120, 720]);
});

test("waits as long as the server asks, but at most a day", () => {
  const wait = (retryAfterMs: number) =>
    minutes(
      nextLookAfterFailure(
        NOW,
        { failures: 1, meanGapMs: null },
        new TemporaryError("busy", { retryAfterMs }),
        settings,
        0.5,
      ),
    );
  expect(wait(90 * MINUTE_MS)).toBe(90);
  expect(wait(9e12)).toBe(1440);
  expect(
    minutes(
      nextLookAfterFailure(NOW, { failures: 1, meanGapMs: null }, new FinalError("gone"), settings, 0.5),
    ),
  ).toBe(30);
});

test("reads what feed and server ask for", () => {
  const page = (cacheControl: string) => ({ headers: { "cache-control": cacheControl } });
  expect(askedWaitMs(null, page("public, max-age=3600"))).toBe(3_600_000);
  expect(askedWaitMs(7_200_000, page("max-age=60"))).toBe(7_200_000);
  expect(askedWaitMs(null, page("no-cache, s-maxage=60"))).toBeNull();
  expect(askedWaitMs(null, null)).toBeNull();
});
