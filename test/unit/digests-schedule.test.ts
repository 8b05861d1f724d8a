import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { digestDue, nextDigest, type Schedule } from "../../src/digests/schedule.ts";

const LONG_AGO = new Date("2010-01-01T00:00:00Z");
const HOUR_MS = 3_600_000;

function daily(localTime: string, timeZone: string, setAt = LONG_AGO): Schedule {
  return { cadence: "daily", weekday: null, localTime, timeZone, setAt };
}

function weekly(weekday: number, localTime: string, timeZone: string): Schedule {
  return { cadence: "weekly", weekday, localTime, timeZone, setAt: LONG_AGO };
}

/** Runs the clock from one instant to another and keeps what is sent, as the planner does. */
function runClock(schedule: Schedule, from: string, to: string, stepMs: number) {
  const sent: { period: string; at: string }[] = [];
  for (let now = Date.parse(from); now <= Date.parse(to); now += stepMs) {
    const due = digestDue(schedule, new Date(now), sent.at(-1)?.period ?? null);
    if (due) sent.push({ period: due.period, at: new Date(now).toISOString() });
  }
  return sent;
}

test("is due at the very minute, and not one before", () => {
  const schedule = daily("08:00", "Asia/Singapore");
  expect(digestDue(schedule, new Date("2023-06-19T23:59:59.999Z"), "2023-06-19")).toBeNull();
  expect(digestDue(schedule, new Date("2023-06-20T00:00:00Z"), "2023-06-19")).toEqual({
    period: "2023-06-20",
    dueAt: new Date("2023-06-20T00:00:00Z"),
    from: new Date("2023-06-19T00:00:00Z"),
  });
});

test("is not due twice for one local day", () => {
  const schedule = daily("08:00", "Asia/Singapore");
  expect(digestDue(schedule, new Date("2023-06-20T03:00:00Z"), "2023-06-20")).toBeNull();
});

test("nothing is due from before the schedule was set", () => {
  const schedule = daily("08:00", "Asia/Singapore", new Date("2023-06-20T01:00:00Z"));
  expect(digestDue(schedule, new Date("2023-06-20T02:00:00Z"), null)).toBeNull();
  expect(nextDigest(schedule, new Date("2023-06-20T02:00:00Z"), null).dueAt).toEqual(
    new Date("2023-06-21T00:00:00Z"),
  );
});

describe("clocks forward", () => {
  // New York skips 02:00 to 03:00 on 12 March 2023, at 07:00 UTC.
  test.each([
    { localTime: "01:59", at: "2023-03-12T06:59:00.000Z" },
    { localTime: "02:00", at: "2023-03-12T07:00:00.000Z" },
    { localTime: "02:30", at: "2023-03-12T07:30:00.000Z" },
    { localTime: "03:00", at: "2023-03-12T07:00:00.000Z" },
  ])("a digest of $localTime is sent once, at $at", ({ localTime, at }) => {
    const schedule = daily(localTime, "America/New_York");
    const sent = runClock(schedule, "2023-03-12T05:00:00Z", "2023-03-13T04:00:00Z", 60_000).slice(1);
    expect(sent).toEqual([{ period: "2023-03-12", at }]);
  });

  test("a time that the clock skips before midnight still belongs to its own day", () => {
    // Nuuk goes from 22:00 on Saturday 25 March 2023 to 23:00.
    const schedule = daily("22:30", "America/Nuuk");
    const periods = runClock(schedule, "2023-03-24T00:00:00Z", "2023-03-29T00:00:00Z", 10 * 60_000);
    expect(periods.map(({ period }) => period)).toEqual([
      "2023-03-22",
      "2023-03-23",
      "2023-03-24",
      "2023-03-25",
      "2023-03-26",
      "2023-03-27",
    ]);
  });
});

describe("clocks back", () => {
  // New York has 01:00 to 02:00 twice on 5 November 2023: from 05:00 and from 06:00 UTC.
  test.each([
    { localTime: "00:59", at: "2023-11-05T04:59:00.000Z" },
    { localTime: "01:00", at: "2023-11-05T05:00:00.000Z" },
    { localTime: "01:30", at: "2023-11-05T05:30:00.000Z" },
    { localTime: "02:00", at: "2023-11-05T07:00:00.000Z" },
  ])("a digest of $localTime is sent once, the first time, at $at", ({ localTime, at }) => {
    const schedule = daily(localTime, "America/New_York");
    const sent = runClock(schedule, "2023-11-05T04:10:00Z", "2023-11-06T03:00:00Z", 60_000).slice(1);
    expect(sent).toEqual([{ period: "2023-11-05", at }]);
  });

  test("a half-hour change counts as well", () => {
    const schedule = daily("01:45", "Australia/Lord_Howe");
    const sent = runClock(schedule, "2023-04-01T12:00:00Z", "2023-04-02T12:00:00Z", 60_000).slice(1);
    expect(sent).toEqual([{ period: "2023-04-02", at: "2023-04-01T14:45:00.000Z" }]);
  });
});

test("a day that a zone struck out has no digest, and the days around it have one each", () => {
  const sent = runClock(
    daily("08:00", "Pacific/Apia"),
    "2011-12-28T20:00:00Z",
    "2012-01-01T00:00:00Z",
    HOUR_MS,
  );
  expect(sent.map(({ period }) => period)).toEqual(["2011-12-28", "2011-12-29", "2011-12-31", "2012-01-01"]);
});

describe("the bot was down", () => {
  test("over the due time: late, once", () => {
    const schedule = daily("08:00", "Asia/Singapore");
    const due = digestDue(schedule, new Date("2023-06-20T23:59:00Z"), "2023-06-19");
    expect(due?.period).toBe("2023-06-20");
    expect(digestDue(schedule, new Date("2023-06-20T23:59:30Z"), "2023-06-20")).toBeNull();
  });

  test("for days: only the last one due is sent", () => {
    const schedule = daily("08:00", "Asia/Singapore");
    const back = new Date("2023-06-23T10:00:00Z");
    expect(digestDue(schedule, back, "2023-06-19")?.period).toBe("2023-06-23");
  });

  test("for less than a week: the weekly digest is still sent", () => {
    const schedule = weekly(1, "08:00", "Europe/London");
    const due = digestDue(schedule, new Date("2023-06-25T20:00:00Z"), "2023-06-12");
    expect(due).toEqual({
      period: "2023-06-19",
      dueAt: new Date("2023-06-19T07:00:00Z"),
      from: new Date("2023-06-12T07:00:00Z"),
    });
  });
});

describe("the schedule was changed between due and sent", () => {
  test("to a later hour: the day has one digest, at the later hour", () => {
    const changed = daily("18:00", "Asia/Singapore", new Date("2023-06-20T00:05:00Z"));
    expect(digestDue(changed, new Date("2023-06-20T00:06:00Z"), "2023-06-19")).toBeNull();
    expect(digestDue(changed, new Date("2023-06-20T10:00:00Z"), "2023-06-19")?.period).toBe("2023-06-20");
  });

  test("after it was sent: the next is tomorrow's", () => {
    const changed = daily("18:00", "Asia/Singapore", new Date("2023-06-20T00:05:00Z"));
    expect(digestDue(changed, new Date("2023-06-20T10:00:00Z"), "2023-06-20")).toBeNull();
    expect(nextDigest(changed, new Date("2023-06-20T00:05:00Z"), "2023-06-20")).toMatchObject({
      period: "2023-06-21",
      dueAt: new Date("2023-06-21T10:00:00Z"),
    });
  });

  test("to a zone further west, where it is yesterday: no second digest for that day", () => {
    const changed = daily("20:00", "America/Los_Angeles", new Date("2023-06-20T01:00:00Z"));
    expect(digestDue(changed, new Date("2023-06-20T03:00:00Z"), "2023-06-20")).toBeNull();
    expect(nextDigest(changed, new Date("2023-06-20T02:00:00Z"), "2023-06-20").period).toBe("2023-06-21");
  });
});

test("weekly: only on its day, from a week before", () => {
  const sent = runClock(
    weekly(1, "08:00", "America/New_York"),
    "2023-03-01T00:00:00Z",
    "2023-03-31T00:00:00Z",
    HOUR_MS,
  );
  expect(sent.map(({ period }) => period)).toEqual([
    "2023-02-27",
    "2023-03-06",
    "2023-03-13",
    "2023-03-20",
    "2023-03-27",
  ]);
});

const zones = fc.constantFrom(
  "Asia/Singapore",
  "America/New_York",
  "Europe/London",
  "Australia/Lord_Howe",
  "America/Nuuk",
  "Asia/Kathmandu",
  "Pacific/Chatham",
  "America/Havana",
  "Africa/Casablanca",
);
const times = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map(([hour, minute]) => `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`);
const instants = fc
  .integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2026, 11, 31) })
  .map((ms) => new Date(ms));

test("any zone, time and day: what is next becomes due then, and periods join without gap", () => {
  fc.assert(
    fc.property(zones, times, instants, (timeZone, localTime, now) => {
      const schedule = daily(localTime, timeZone);
      const next = nextDigest(schedule, now, null);
      expect(next.dueAt.getTime()).toBeGreaterThan(now.getTime());
      expect(digestDue(schedule, next.dueAt, null)).toEqual(next);
      const before = digestDue(schedule, new Date(next.dueAt.getTime() - 1), null);
      expect(before?.dueAt).toEqual(next.from);
      expect(before?.period).not.toBe(next.period);
    }),
    { numRuns: 500 },
  );
});

test("any year: every local day has one digest, whatever the hour of looking", () => {
  fc.assert(
    fc.property(zones, times, fc.integer({ min: 20, max: 240 }), (timeZone, localTime, stepMinutes) => {
      const sent = runClock(
        daily(localTime, timeZone),
        "2023-03-01T00:00:00Z",
        "2023-04-10T00:00:00Z",
        stepMinutes * 60_000,
      );
      const days = sent.map(({ period }) => Date.parse(period) / 86_400_000);
      days.slice(1).forEach((day, index) => {
        expect(day - (days[index] ?? 0)).toBe(1);
      });
      expect(sent.length).toBeGreaterThanOrEqual(39);
    }),
    { numRuns: 25 },
  );
});
