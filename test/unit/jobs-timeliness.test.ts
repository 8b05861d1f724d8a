import { expect, test } from "vitest";
import { endOfQuiet, isTooLate } from "../../jobs/timeliness.ts";
import type { Delivery } from "../../src/store/deliveries.ts";

const at = (text: string) => new Date(text);

test.each([
  { name: "before", now: "2026-03-07T20:59:00Z", ends: null },
  { name: "at the start", now: "2026-03-07T21:00:00Z", ends: "2026-03-08T06:00:00.000Z" },
  { name: "past midnight", now: "2026-03-08T03:17:42Z", ends: "2026-03-08T06:00:00.000Z" },
  { name: "at the end", now: "2026-03-08T06:00:00Z", ends: null },
])("quiet from 22:00 to 07:00 in Paris: $name", ({ now, ends }) => {
  const channel = { quietFrom: "22:00", quietTo: "07:00", timeZone: "Europe/Paris" };
  expect(endOfQuiet(channel, at(now), "UTC")?.toISOString() ?? null).toBe(ends);
});

test.each([
  {
    name: "within a day",
    from: "12:00",
    to: "13:30",
    now: "2026-03-07T12:45:00Z",
    ends: "2026-03-07T13:30:00.000Z",
  },
  { name: "none", from: null, to: null, now: "2026-03-07T12:45:00Z", ends: null },
  { name: "from and to alike", from: "12:00", to: "12:00", now: "2026-03-07T12:00:00Z", ends: null },
])("quiet hours in the default zone: $name", ({ from, to, now, ends }) => {
  const channel = { quietFrom: from, quietTo: to, timeZone: null };
  expect(endOfQuiet(channel, at(now), "UTC")?.toISOString() ?? null).toBe(ends);
});

function delivery(facts: Partial<Delivery>): Delivery {
  return {
    id: "d",
    channelId: "terminal:t:c",
    kind: "digest",
    period: "2026-03-07",
    state: "claimed",
    storyIds: [],
    articleIds: [],
    message: null,
    fromAt: at("2026-03-06T08:00:00Z"),
    toAt: at("2026-03-07T08:00:00Z"),
    messageId: null,
    attempts: 0,
    lastError: null,
    claimedAt: at("2026-03-07T08:00:00Z"),
    nextTryAt: at("2026-03-07T08:00:00Z"),
    sentAt: null,
    confirmedAt: null,
    ...facts,
  };
}

test.each([
  { name: "a daily digest, 23 hours", facts: {}, now: "2026-03-08T07:00:00Z", late: false },
  { name: "a daily digest, 25 hours", facts: {}, now: "2026-03-08T09:00:00Z", late: true },
  {
    name: "a weekly digest, three days",
    facts: { fromAt: at("2026-02-28T08:00:00Z") },
    now: "2026-03-10T08:00:00Z",
    late: false,
  },
  {
    name: "an alert, 25 hours",
    facts: { kind: "alert" as const, fromAt: null, toAt: null },
    now: "2026-03-08T09:00:00Z",
    late: true,
  },
])("too late: $name is $late", ({ facts, now, late }) => {
  expect(isTooLate(delivery(facts), at(now))).toBe(late);
});
