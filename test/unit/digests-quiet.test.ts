import { describe, expect, test } from "vitest";
import { dayWords, endOfQuiet, quietWords, readDays } from "../../src/digests/quiet.ts";

const HOURS = { quietFrom: "22:00", quietTo: "07:00", quietDays: [] };
const WEEKEND = { quietFrom: null, quietTo: null, quietDays: [6, 7] };

describe("the end of quiet", () => {
  test.each([
    { name: "before", now: "2026-03-07T20:59:00Z", ends: null },
    { name: "at the start", now: "2026-03-07T21:00:00Z", ends: "2026-03-08T06:00:00.000Z" },
    { name: "past midnight", now: "2026-03-08T03:17:42Z", ends: "2026-03-08T06:00:00.000Z" },
    { name: "at the end", now: "2026-03-08T06:00:00Z", ends: null },
    { name: "the clock jumps forward", now: "2026-03-28T22:00:00Z", ends: "2026-03-29T05:00:00.000Z" },
    { name: "the clock goes back", now: "2026-10-24T21:00:00Z", ends: "2026-10-25T06:00:00.000Z" },
  ])("from 22:00 to 07:00 in Paris: $name", ({ now, ends }) => {
    expect(endOfQuiet(HOURS, new Date(now), "Europe/Paris")?.toISOString() ?? null).toBe(ends);
  });

  test.each([
    { name: "Friday evening", now: "2026-03-06T15:59:59Z", ends: null },
    { name: "Saturday has begun", now: "2026-03-06T16:00:00Z", ends: "2026-03-08T16:00:00.000Z" },
    { name: "Sunday", now: "2026-03-08T09:00:00Z", ends: "2026-03-08T16:00:00.000Z" },
    { name: "Monday has begun", now: "2026-03-08T16:00:00Z", ends: null },
  ])("on weekends in Singapore: $name", ({ now, ends }) => {
    expect(endOfQuiet(WEEKEND, new Date(now), "Asia/Singapore")?.toISOString() ?? null).toBe(ends);
  });

  test.each([
    { name: "hours run into quiet days", now: "2026-03-06T23:00:00Z", ends: "2026-03-09T07:00:00.000Z" },
    { name: "days run into quiet hours", now: "2026-03-08T12:00:00Z", ends: "2026-03-09T07:00:00.000Z" },
    { name: "a day in between", now: "2026-03-05T23:00:00Z", ends: "2026-03-06T07:00:00.000Z" },
  ])("days and hours together: $name", ({ now, ends }) => {
    const both = { ...HOURS, quietDays: [6, 7] };
    expect(endOfQuiet(both, new Date(now), "UTC")?.toISOString() ?? null).toBe(ends);
  });

  test.each([
    { name: "within a day", from: "12:00", to: "13:30", ends: "2026-03-07T13:30:00.000Z" },
    { name: "none", from: null, to: null, ends: null },
    { name: "from and to alike", from: "12:00", to: "12:00", ends: null },
  ])("hours: $name", ({ from, to, ends }) => {
    const quiet = { quietFrom: from, quietTo: to, quietDays: [] };
    expect(endOfQuiet(quiet, new Date("2026-03-07T12:45:00Z"), "UTC")?.toISOString() ?? null).toBe(ends);
  });

  test("an hour that comes twice is quiet until it has come the second time", () => {
    const quiet = { quietFrom: "01:00", quietTo: "02:30", quietDays: [] };
    const secondHour = new Date("2026-10-25T01:10:00Z");
    expect(endOfQuiet(quiet, secondHour, "Europe/Paris")?.toISOString()).toBe("2026-10-25T01:30:00.000Z");
  });
});

test.each([
  { typed: "mon-fri", days: [1, 2, 3, 4, 5] },
  { typed: "Weekdays", days: [1, 2, 3, 4, 5] },
  { typed: "Monday to Friday", days: [1, 2, 3, 4, 5] },
  { typed: "sat, sun", days: [6, 7] },
  { typed: "weekends and wed", days: [3, 6, 7] },
  { typed: "fri - mon", days: [1, 5, 6, 7] },
  { typed: "tuesdays", days: [2] },
  { typed: "all", days: [1, 2, 3, 4, 5, 6, 7] },
  { typed: "", days: null },
  { typed: "m", days: null },
  { typed: "mon-tue-wed", days: null },
  { typed: "mon-", days: null },
  { typed: "monthly", days: null },
])("days as typed: $typed", ({ typed, days }) => {
  expect(readDays(typed)).toEqual(days);
});

test.each([
  { days: [1, 2, 3, 4, 5], words: "Monday to Friday" },
  { days: [6, 7], words: "Saturday and Sunday" },
  { days: [1, 3, 5], words: "Monday, Wednesday and Friday" },
  { days: [2], words: "Tuesday" },
])("days in words: $words", ({ days, words }) => {
  expect(dayWords(days)).toBe(words);
});

test.each([
  { quiet: { quietFrom: null, quietTo: null, quietDays: [] }, words: "Alerts come at any hour." },
  { quiet: HOURS, words: "No alerts from 22:00 to 07:00; what comes then waits until after." },
  { quiet: WEEKEND, words: "Alerts come on Monday to Friday only; what comes on other days waits." },
  {
    quiet: { ...HOURS, quietDays: [6, 7] },
    words:
      "Alerts come on Monday to Friday only, and none from 22:00 to 07:00; what comes at other times waits.",
  },
])("quiet in words: $words", ({ quiet, words }) => {
  expect(quietWords(quiet)).toBe(words);
});
