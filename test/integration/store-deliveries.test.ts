import { expect } from "vitest";
import { deliveryId } from "../../src/store/deliveries.ts";
import type { Store } from "../../src/store/store.ts";
import { test } from "../support/database.ts";

const at = (second: number) => new Date(Date.UTC(2026, 2, 8, 8, 0, second));
const LEASE_MS = 10_000;

async function channel(store: Store, name: string): Promise<string> {
  const id = `slack:T1:${name}`;
  await store.channels.ensure({ id, workspaceId: "slack:T1", name });
  return id;
}

async function claim(store: Store, name: string, storyIds = ["s1", "s2"]) {
  const channelId = await channel(store, name);
  return store.deliveries.claim({ channelId, kind: "digest", period: "2026-03-08", storyIds }, at(0));
}

test("gives a second claim the first one's delivery, with what the first one chose", async ({ store }) => {
  const [first, second] = await Promise.all([claim(store, "twice"), claim(store, "twice", ["other"])]);
  expect(second).toEqual(first);
  expect((await claim(store, "twice", ["third"])).storyIds).toEqual(first.storyIds);
  const { channelId } = first;
  const alert = await store.deliveries.claim(
    { channelId, kind: "alert", period: "2026-03-08", storyIds: [] },
    at(0),
  );
  expect(alert.id).not.toBe(first.id);
  expect(deliveryId(first).length).toBeLessThanOrEqual(25);
});

test("goes from claimed to sent to confirmed, and stays there", async ({ store }) => {
  const { id } = await claim(store, "way");
  expect(await store.deliveries.begin(id, LEASE_MS, at(1))).toMatchObject({ state: "claimed", attempts: 1 });
  expect(await store.deliveries.get(id)).toMatchObject({ state: "sent", sentAt: at(1), attempts: 1 });
  await store.deliveries.confirm(id, "1700000000.000100", at(2));
  await store.deliveries.fail(id, "too late", { now: at(99) });
  await store.deliveries.confirm(id, "another", at(3));
  expect(await store.deliveries.begin(id, LEASE_MS, at(99))).toBeNull();
  expect(await store.deliveries.get(id)).toMatchObject({
    state: "confirmed",
    messageId: "1700000000.000100",
    confirmedAt: at(2),
    lastError: null,
  });
});

test("lets one worker at a time send, and another look once the first one's lease is over", async ({
  store,
}) => {
  const { id } = await claim(store, "leased");
  const begun = await Promise.all([1, 2, 3, 4].map(() => store.deliveries.begin(id, LEASE_MS, at(1))));
  expect(begun.filter(Boolean)).toHaveLength(1);
  expect(await store.deliveries.begin(id, LEASE_MS, at(5))).toBeNull();
  expect(await store.deliveries.begin(id, LEASE_MS, at(12))).toMatchObject({
    state: "sent",
    sentAt: at(1),
    attempts: 2,
  });
});

test("a slow worker whose lease has run out changes nothing of what another has taken up", async ({
  store,
}) => {
  const { id } = await claim(store, "fenced");
  const slow = await store.deliveries.begin(id, LEASE_MS, at(1));
  const other = await store.deliveries.begin(id, LEASE_MS, at(12));
  const by = { attempt: slow?.attempts ?? 0 };
  const put = { error: "timed out", nextTryAt: at(13), nothingPosted: true };
  await store.deliveries.postpone(id, put, by);
  await store.deliveries.fail(id, "gone", by);
  await store.deliveries.fail(id, "too late", { now: at(13) });
  expect(await store.deliveries.begin(id, LEASE_MS, at(14))).toBeNull();
  expect(await store.deliveries.get(id)).toMatchObject({ state: "sent", lastError: null });
  await store.deliveries.postpone(id, put, { attempt: other?.attempts ?? 0 });
  expect(await store.deliveries.get(id)).toMatchObject({ state: "claimed", lastError: "timed out" });
});

test("what may be out is not given up by a worker that never had it", async ({ store }) => {
  const { id } = await claim(store, "begun");
  const begun = await store.deliveries.begin(id, LEASE_MS, at(1));
  const put = { error: "timed out", nextTryAt: at(2), nothingPosted: false };
  await store.deliveries.postpone(id, put, { attempt: begun?.attempts ?? 0 });
  await store.deliveries.fail(id, "too late", { now: at(3) });
  expect(await store.deliveries.get(id)).toMatchObject({ state: "sent", lastError: "timed out" });
});

test("keeps what was first posted until it is confirmed", async ({ store }) => {
  const { id } = await claim(store, "kept");
  await store.deliveries.begin(id, LEASE_MS, at(1), { message: "as it was", articleIds: ["a1"] });
  const again = await store.deliveries.begin(id, LEASE_MS, at(12), { message: "anew", articleIds: ["a2"] });
  expect(again).toMatchObject({ state: "sent", message: "as it was", articleIds: ["a1"] });
  await store.deliveries.confirm(id, "m", at(13));
  expect(await store.deliveries.get(id)).toMatchObject({ message: null, articleIds: ["a1"] });
});

test("hands out what waits page by page", async ({ store }) => {
  const claims = await Promise.all(["p1", "p2", "p3"].map((name) => claim(store, name)));
  const pages: string[] = [];
  let after: Awaited<ReturnType<typeof store.deliveries.unfinished>>[number] | undefined;
  do {
    const page = await store.deliveries.unfinished(at(0), 2, after);
    pages.push(...page.map(({ id }) => id));
    after = page.at(-1);
  } while (after);
  expect(pages).toEqual(expect.arrayContaining(claims.map(({ id }) => id)));
  expect(new Set(pages).size).toBe(pages.length);
});

test("tries again when told to: to post when nothing was posted, else to look first", async ({ store }) => {
  const { id } = await claim(store, "again");
  await store.deliveries.begin(id, LEASE_MS, at(1));
  await store.deliveries.postpone(
    id,
    { error: "rate limited", nextTryAt: at(9), nothingPosted: true },
    { attempt: 1 },
  );
  const due = async (second: number) =>
    (await store.deliveries.unfinished(at(second))).some((one) => one.id === id);
  expect([await due(8), await due(9)]).toEqual([false, true]);
  expect(await store.deliveries.begin(id, LEASE_MS, at(9))).toMatchObject({
    state: "claimed",
    lastError: "rate limited",
  });
  expect(await due(10)).toBe(false);
  await store.deliveries.postpone(
    id,
    { error: "timed out", nextTryAt: at(20), nothingPosted: false },
    { attempt: 2 },
  );
  expect(await store.deliveries.begin(id, LEASE_MS, at(20))).toMatchObject({ state: "sent", sentAt: at(9) });
  await store.deliveries.fail(id, "The channel is archived.", { attempt: 3 });
  expect(await due(60)).toBe(false);
});

test("shows a channel's deliveries and counts them by state", async ({ store }) => {
  const { id, channelId } = await claim(store, "shown");
  await store.deliveries.begin(id, LEASE_MS, at(1));
  await store.deliveries.fail(id, "The bot was removed.", { attempt: 1 });
  const alert = { channelId, kind: "alert", period: "s9", storyIds: ["s9"] } as const;
  const later = await store.deliveries.claim(alert, at(5));
  expect((await store.deliveries.ofChannel(channelId)).map((one) => one.id)).toEqual([later.id, id]);
  expect(await store.deliveries.lastDigestPeriod(channelId)).toBe("2026-03-08");
  expect(await store.deliveries.lastDigestPeriod("slack:T1:none")).toBeNull();
  expect(await store.deliveries.count(at(5))).toMatchObject({ claimed: 1, failed: 0 });
});

test("forgets only finished deliveries", async ({ store }) => {
  const done = await claim(store, "forget-done");
  const open = await claim(store, "forget-open");
  await store.deliveries.begin(done.id, LEASE_MS, at(1));
  await store.deliveries.confirm(done.id, "m", at(2));
  expect(await store.deliveries.prune(at(0))).toBe(0);
  await store.deliveries.prune(at(1));
  expect(await store.deliveries.get(done.id)).toBeNull();
  expect(await store.deliveries.get(open.id)).not.toBeNull();
});

test("takes a channel's subscriptions, schedule and deliveries away with it", async ({ store }) => {
  const { id, channelId } = await claim(store, "gone");
  const subscription = {
    channelId,
    kind: "topic",
    value: "taiwan",
    when: "now",
    addedBy: "U1",
    addedAt: at(0),
  } as const;
  await store.subscriptions.add(subscription);
  await store.channels.remove(channelId);
  expect(await store.deliveries.get(id)).toBeNull();
  expect(await store.subscriptions.ofChannel(channelId)).toEqual([]);
  await expect(
    store.deliveries.claim({ channelId, kind: "digest", period: "2026-03-09", storyIds: [] }, at(0)),
  ).rejects.toThrow();
});

test("subscribes once, and changes when a subscription is told", async ({ store }) => {
  const channelId = await channel(store, "subscriber");
  const topic = {
    channelId,
    kind: "topic",
    value: "taiwan",
    when: "digest",
    addedBy: null,
    addedAt: at(0),
  } as const;
  expect(await store.subscriptions.add(topic)).toBe(true);
  expect(await store.subscriptions.add(topic)).toBe(false);
  expect(await store.subscriptions.add({ ...topic, when: "now" })).toBe(true);
  await store.subscriptions.add({ ...topic, kind: "phrase", value: "hotline", when: "now" });
  await store.subscriptions.add({ ...topic, kind: "person", value: "wang-yi" });
  await store.subscriptions.add({ ...topic, kind: "person", value: "name:jane doe", when: "now" });
  const alerting = async (topics: string[], actors: string[]) =>
    (await store.subscriptions.alerting(topics, actors))
      .filter((one) => one.channelId === channelId)
      .map(({ value }) => value)
      .sort();
  expect(await alerting(["taiwan", "climate"], ["wang-yi"])).toEqual(["hotline", "name:jane doe", "taiwan"]);
  expect(await alerting([], [])).toEqual(["hotline", "name:jane doe"]);
  expect((await store.subscriptions.ofChannels([channelId])).get(channelId)).toHaveLength(4);
  expect(await store.subscriptions.remove(channelId, "topic", "taiwan")).toBe(true);
  expect(await store.subscriptions.remove(channelId, "topic", "taiwan")).toBe(false);
  expect(await store.subscriptions.clear(channelId)).toBe(3);
});

test("moves a schedule on only while it is as it was read", async ({ store }) => {
  const channelId = await channel(store, "scheduled");
  const schedule = {
    channelId,
    cadence: "weekly",
    weekday: 1,
    localTime: "08:00",
    timeZone: "Asia/Singapore",
    setBy: "U1",
    setAt: at(0),
    nextDueAt: at(10),
  } as const;
  await store.schedules.set(schedule);
  await store.schedules.set(schedule);
  expect(await store.schedules.get(channelId)).toEqual(schedule);
  expect(await store.schedules.due(at(9))).toEqual([]);
  expect(await store.schedules.due(at(10))).toEqual([schedule]);
  expect(await store.schedules.moveOn(channelId, at(10), at(50))).toBe(true);
  expect(await store.schedules.moveOn(channelId, at(10), at(50))).toBe(false);
  expect(await store.schedules.due(at(10))).toEqual([]);
  expect(await store.schedules.off(channelId)).toBe(true);
  expect(await store.schedules.off(channelId)).toBe(false);
});

test("tells once that a channel is broken, until it is well again", async ({ store }) => {
  const id = await channel(store, "broken");
  expect(await store.channels.markBroken(id, "channel-archived", at(1))).toBe(true);
  expect(await store.channels.markBroken(id, "channel-archived", at(2))).toBe(false);
  expect(await store.channels.get(id)).toMatchObject({ brokenReason: "channel-archived", brokenAt: at(1) });
  await store.channels.markWell(id);
  expect(await store.channels.markBroken(id, "channel-archived", at(3))).toBe(true);
});

test("keeps what was set of a channel when it is met again", async ({ store }) => {
  const id = await channel(store, "met");
  await store.channels.change(id, { timeZone: "Asia/Tokyo", mutedTopics: ["climate"] });
  await store.channels.ensure({ id, workspaceId: "slack:T1" });
  await store.channels.ensure({ id, workspaceId: "slack:T1", name: "renamed" });
  expect(await store.channels.get(id)).toMatchObject({
    name: "renamed",
    timeZone: "Asia/Tokyo",
    mutedTopics: ["climate"],
  });
});

test("drops a workspace's tokens when the bot is removed, and takes it back", async ({ store }) => {
  await store.workspaces.save({ id: "slack:T9", name: "Nine", installation: "sealed" });
  await store.workspaces.remove("slack:T9", at(0));
  expect(await store.workspaces.get("slack:T9")).toBeNull();
  await store.workspaces.save({ id: "slack:T9" });
  expect(await store.workspaces.get("slack:T9")).toEqual({
    id: "slack:T9",
    name: "Nine",
    installation: null,
    adminsOnly: false,
    adminId: null,
  });
});
