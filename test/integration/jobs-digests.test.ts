import { beforeEach, describe, expect, test } from "vitest";
import { buildDigest } from "../../jobs/build-digest.ts";
import { deliver } from "../../jobs/deliver.ts";
import { planDigests } from "../../jobs/plan-digests.ts";
import { resumeDeliveries } from "../../jobs/resume-deliveries.ts";
import { RateLimitedError, UnknownOutcomeError, UnreachableError } from "../../src/chat/chat.ts";
import { TemporaryError } from "../../src/errors.ts";
import type { Delivery } from "../../src/store/deliveries.ts";
import { openTestDatabase, type TestDatabase } from "../support/database.ts";
import { type House, openHouse } from "../support/house.ts";
import { crash, createRunner, type JobRunner } from "../support/job-runner.ts";
import { createMemoryChat, type MemoryChat } from "../support/memory-chat.ts";

const HOUR_MS = 60 * 60 * 1000;
const DUE = new Date("2026-03-07T08:00:00Z");
const channelId = "terminal:t:c";

let database: TestDatabase;
let house: House;
let runner: JobRunner;
let chat: MemoryChat;
let now = DUE;

beforeEach(async () => {
  now = DUE;
  chat = createMemoryChat();
  database = await openTestDatabase();
  house = await openHouse(database.url, { now: () => now, chats: [chat] });
  runner = createRunner(house.parts);
  await house.store.channels.ensure({ id: channelId, workspaceId: "terminal:t" });
  return async () => {
    await house.close();
    await database.close();
  };
});

async function schedule(facts: { setAt?: Date; nextDueAt?: Date; setBy?: string } = {}): Promise<void> {
  const setAt = new Date(DUE.getTime() - 48 * HOUR_MS);
  const daily = { cadence: "daily" as const, weekday: null, localTime: "08:00", timeZone: "UTC" };
  await house.store.schedules.set({ channelId, setBy: null, ...daily, setAt, nextDueAt: DUE, ...facts });
}

async function onlyDelivery(): Promise<Delivery> {
  const [delivery, ...others] = await house.store.deliveries.ofChannel(channelId);
  expect(others).toEqual([]);
  if (!delivery) throw new Error("no delivery");
  return delivery;
}

const build = () => runner.run(buildDigest, { channelId });
const later = (ms: number) => {
  now = new Date(now.getTime() + ms);
};

describe("plan-digests and build-digest", () => {
  test("a digest that is due is claimed once, and the schedule moves on", async () => {
    await schedule();
    await runner.run(planDigests, {});
    expect(runner.of("build-digest")).toEqual([{ channelId }]);
    await build();
    await build();
    expect(await onlyDelivery()).toMatchObject({
      kind: "digest",
      period: "2026-03-07",
      state: "claimed",
      fromAt: new Date("2026-03-06T08:00:00Z"),
      toAt: DUE,
    });
    expect(runner.of("deliver")).toHaveLength(1);
    expect(await house.store.schedules.get(channelId)).toMatchObject({
      nextDueAt: new Date("2026-03-08T08:00:00Z"),
    });
    await runner.run(planDigests, {});
    expect(runner.of("build-digest")).toHaveLength(1);
  });

  test("nothing is asked for before its time, or when it was turned off", async () => {
    await schedule();
    later(-1);
    await runner.run(planDigests, {});
    expect(runner.asked).toEqual([]);
    later(1);
    await house.store.schedules.off(channelId);
    await build();
    expect(runner.asked).toEqual([]);
  });

  test("crashed after the claim, the next run claims no second and the delivery is resumed", async () => {
    await schedule();
    await runner.crash(buildDigest, { channelId }, { ...house.parts, ...{ enqueue: crash } });
    await build();
    const { id } = await onlyDelivery();
    expect(runner.of("deliver")).toEqual([]);
    await runner.run(resumeDeliveries, {});
    expect(runner.of("deliver")).toEqual([{ deliveryId: id }]);
  });

  test("crashed before the schedule moved on, the next run moves it", async () => {
    await schedule();
    const { store } = house;
    await runner.crash(
      buildDigest,
      { channelId },
      {
        store: { ...store, schedules: { ...store.schedules, moveOn: crash } },
      },
    );
    await build();
    await onlyDelivery();
    expect((await store.schedules.get(channelId))?.nextDueAt).toEqual(new Date("2026-03-08T08:00:00Z"));
  });

  test("one missed while the bot was down goes out late, once; an older one not at all", async () => {
    await schedule({ nextDueAt: new Date(DUE.getTime() - 24 * HOUR_MS) });
    later(5 * HOUR_MS);
    await build();
    expect(await onlyDelivery()).toMatchObject({ period: "2026-03-07" });
    later(30 * HOUR_MS);
    await build();
    const periods = (await house.store.deliveries.ofChannel(channelId)).map(({ period }) => period);
    expect(periods).toEqual(["2026-03-08", "2026-03-07"]);
  });
});

describe("deliver", () => {
  let deliveryId = "";
  const send = () => runner.run(deliver, { deliveryId });

  beforeEach(async () => {
    await schedule();
    await build();
    deliveryId = (await onlyDelivery()).id;
  });

  test("posts once and keeps the chat's own id", async () => {
    await send();
    await send();
    expect(chat.posts).toMatchObject([{ channelId, deliveryId }]);
    expect(chat.looks).toEqual([]);
    expect(await onlyDelivery()).toMatchObject({ state: "confirmed", messageId: "message-1", attempts: 1 });
  });

  test("crashed between posting and confirming, it looks and posts no second", async () => {
    const { store } = house;
    await runner.crash(
      deliver,
      { deliveryId },
      {
        store: { ...store, deliveries: { ...store.deliveries, confirm: crash } },
      },
    );
    await expect(send()).rejects.toThrow("in other hands");
    later(HOUR_MS);
    await send();
    expect(chat.posts).toHaveLength(1);
    expect(chat.looks).toEqual([deliveryId]);
    expect(await onlyDelivery()).toMatchObject({ state: "confirmed", messageId: "message-1" });
  });

  test("crashed between beginning and posting, it looks and posts", async () => {
    const dead = { ...chat, send: crash };
    await runner.crash(deliver, { deliveryId }, { chats: new Map([["terminal", dead]]) });
    later(HOUR_MS);
    await send();
    expect(chat.looks).toEqual([deliveryId]);
    expect(chat.posts).toHaveLength(1);
  });

  test("posted, though the chat did not say so: it looks and posts no second", async () => {
    chat.failNext(new UnknownOutcomeError("timeout"), "after");
    await expect(send()).rejects.toThrow(TemporaryError);
    expect(await onlyDelivery()).toMatchObject({ state: "sent", lastError: expect.stringMatching(/\S/u) });
    await send();
    expect(chat.posts).toHaveLength(1);
    expect(await onlyDelivery()).toMatchObject({
      state: "confirmed",
      messageId: "message-1",
      lastError: null,
    });
  });

  test("of a message in parts only the missing ones are posted", async () => {
    chat.failNext(new UnknownOutcomeError("timeout"), "before");
    await expect(send()).rejects.toThrow(TemporaryError);
    chat.findNext({ messageId: "first-part", parts: [1, 2], complete: false });
    await send();
    expect(chat.posts).toMatchObject([{ options: { skip: [1, 2] } }]);
    expect(await onlyDelivery()).toMatchObject({ state: "confirmed", messageId: "first-part" });
  });

  test("a chat that asks us to wait is waited for as long as it says", async () => {
    chat.failNext(new RateLimitedError(42_000), "before");
    const failure = await send().catch((error: unknown) => error);
    expect(failure).toMatchObject({ facts: { retryAfterMs: 42_000 } });
    expect(await onlyDelivery()).toMatchObject({ nextTryAt: new Date(DUE.getTime() + 42_000) });
    await send();
    expect(chat.posts).toHaveLength(1);
  });

  test("a channel that is gone is noted, and the delivery given up", async () => {
    chat.failNext(new UnreachableError("channel-archived", "is_archived"), "before");
    await send();
    await send();
    expect(chat.posts).toEqual([]);
    expect(await onlyDelivery()).toMatchObject({ state: "failed", lastError: "The channel is archived." });
    expect(await house.store.channels.get(channelId)).toMatchObject({ brokenReason: "channel-archived" });
  });

  test("whoever set the digest is told once that it no longer arrives", async () => {
    await schedule({ setBy: "alice" });
    chat.failNext(new UnreachableError("not-allowed", "50013"), "before");
    await send();
    later(24 * HOUR_MS);
    await build();
    const next = (await house.store.deliveries.ofChannel(channelId)).find(({ id }) => id !== deliveryId);
    chat.failNext(new UnreachableError("not-allowed", "50013"), "before");
    await runner.run(deliver, { deliveryId: next?.id ?? "" });
    expect(next).toBeDefined();
    expect(chat.told).toMatchObject([
      { userId: "alice", message: { summary: expect.stringContaining("may not post") } },
    ]);
  });

  test("a message that is refused says nothing against its channel", async () => {
    chat.failNext(new UnreachableError("message-refused", "invalid_blocks"), "before");
    await send();
    expect(await onlyDelivery()).toMatchObject({ state: "failed" });
    expect(await house.store.channels.get(channelId)).toMatchObject({ brokenReason: null });
  });

  test("a channel that works again is well again", async () => {
    await house.store.channels.markBroken(channelId, "not-allowed", now);
    await send();
    expect(await house.store.channels.get(channelId)).toMatchObject({ brokenReason: null });
  });

  test("while its chat is not connected it waits", async () => {
    await expect(runner.run(deliver, { deliveryId }, { chats: new Map() })).rejects.toThrow("not connected");
    expect(await onlyDelivery()).toMatchObject({ state: "claimed", attempts: 0 });
    await send();
    expect(chat.posts).toHaveLength(1);
  });

  test("a digest later than its own period is dropped, and says why", async () => {
    later(25 * HOUR_MS);
    await send();
    expect(chat.posts).toEqual([]);
    expect(await onlyDelivery()).toMatchObject({ state: "failed", lastError: "too late to be of use" });
  });

  test("two workers at once post once", async () => {
    const both = await Promise.allSettled([send(), send()]);
    expect(both.filter(({ status }) => status === "fulfilled").length).toBeGreaterThanOrEqual(1);
    expect(chat.posts).toHaveLength(1);
  });

  test("an alert waits for the end of the quiet hours", async () => {
    await house.store.channels.change(channelId, { quietFrom: "22:00", quietTo: "09:30" });
    const claim = { channelId, kind: "alert" as const, period: "story", storyIds: ["story"] };
    const alert = await house.store.deliveries.claim(claim, now);
    const failure = await runner.run(deliver, { deliveryId: alert.id }).catch((error: unknown) => error);
    expect(failure).toMatchObject({ message: "quiet hours", facts: { retryAfterMs: 1.5 * HOUR_MS } });
    expect(await house.store.deliveries.get(alert.id)).toMatchObject({
      state: "claimed",
      nextTryAt: new Date(DUE.getTime() + 1.5 * HOUR_MS),
    });
  });

  test("an alert waits for the next day that is not quiet", async () => {
    await house.store.channels.change(channelId, { quietDays: [6] });
    const claim = { channelId, kind: "alert" as const, period: "story", storyIds: ["story"] };
    const alert = await house.store.deliveries.claim(claim, now);
    const failure = await runner.run(deliver, { deliveryId: alert.id }).catch((error: unknown) => error);
    expect(failure).toMatchObject({ message: "quiet hours", facts: { retryAfterMs: 16 * HOUR_MS } });
  });

  test("an alert whose story is gone is given up", async () => {
    const claim = { channelId, kind: "alert" as const, period: "story", storyIds: ["story"] };
    const alert = await house.store.deliveries.claim(claim, now);
    await runner.run(deliver, { deliveryId: alert.id });
    expect(await house.store.deliveries.get(alert.id)).toMatchObject({ state: "failed" });
  });
});
