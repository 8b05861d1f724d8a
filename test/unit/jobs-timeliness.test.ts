import { expect, test } from "vitest";
import { isTooLate } from "../../jobs/timeliness.ts";
import type { Delivery } from "../../src/store/deliveries.ts";

const at = (text: string) => new Date(text);

const CHANNEL = {
  id: "terminal:t:c",
  workspaceId: "terminal:t",
  name: null,
  timeZone: null,
  mutedTopics: [],
  quietFrom: null,
  quietTo: null,
  quietDays: [],
  brokenReason: null,
  brokenAt: null,
};

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

const ALERT: Partial<Delivery> = { kind: "alert", fromAt: null, toAt: null };

interface Case {
  readonly name: string;
  readonly facts: Partial<Delivery>;
  /** On which the channel is quiet. */
  readonly days?: readonly number[];
  readonly now: string;
  readonly late: boolean;
}

test.each<Case>([
  { name: "a daily digest, 23 hours", facts: {}, now: "2026-03-08T07:00:00Z", late: false },
  { name: "a daily digest, 25 hours", facts: {}, now: "2026-03-08T09:00:00Z", late: true },
  {
    name: "a weekly digest, three days",
    facts: { fromAt: at("2026-02-28T08:00:00Z") },
    now: "2026-03-10T08:00:00Z",
    late: false,
  },
  { name: "an alert, 25 hours", facts: ALERT, now: "2026-03-08T09:00:00Z", late: true },
  // Claimed on a Saturday.
  {
    name: "an alert, quiet until Monday",
    facts: ALERT,
    days: [6, 7],
    now: "2026-03-09T23:00:00Z",
    late: false,
  },
  { name: "an alert, a day after that", facts: ALERT, days: [6, 7], now: "2026-03-10T00:00:01Z", late: true },
])("too late: $name is $late", ({ facts, days, now, late }) => {
  const channel = { ...CHANNEL, quietDays: days ?? [] };
  expect(isTooLate(delivery(facts), channel, at(now), "UTC")).toBe(late);
});
