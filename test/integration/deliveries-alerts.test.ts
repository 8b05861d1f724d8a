import { beforeEach, expect, test } from "vitest";
import { announceStory } from "../../jobs/announce-story.ts";
import { deliver } from "../../jobs/deliver.ts";
import { UnknownOutcomeError } from "../../src/chat/chat.ts";
import type { Delivery } from "../../src/store/deliveries.ts";
import { joinStory, placeStory } from "../soak/news.ts";
import { openTestDatabase, type TestDatabase } from "../support/database.ts";
import { type House, openHouse } from "../support/house.ts";
import { crash, createRunner, type JobRunner } from "../support/job-runner.ts";
import { createMemoryChat, type MemoryChat } from "../support/memory-chat.ts";

const MINUTE_MS = 60_000;
const START = new Date("2026-03-07T08:00:00Z");
const channelId = "terminal:t:c";
const storyId = "talks";

let database: TestDatabase;
let house: House;
let runner: JobRunner;
let chat: MemoryChat;
let now = START;

beforeEach(async () => {
  now = START;
  chat = createMemoryChat();
  database = await openTestDatabase();
  house = await openHouse(database.url, { now: () => now, chats: [chat] });
  runner = createRunner(house.parts);
  const { channels, subscriptions } = house.store;
  await channels.ensure({ id: channelId, workspaceId: "terminal:t" });
  const wish = { kind: "topic", value: "taiwan", when: "now", addedBy: null, addedAt: now } as const;
  await subscriptions.add({ channelId, ...wish });
  await placeStory(database.db, storyId, now);
  return async () => {
    await house.close();
    await database.close();
  };
});

const announce = () => runner.run(announceStory, { storyId, workspaceId: null });
const join = (articleId: string) => joinStory(database.db, storyId, articleId, now);
const alerts = () => house.store.deliveries.alertsOf(channelId, storyId);
const later = (minutes: number) => {
  now = new Date(now.getTime() + minutes * MINUTE_MS);
};

async function lastAlert(): Promise<Delivery> {
  const last = (await alerts()).at(-1);
  if (!last) throw new Error("no alert");
  return last;
}

async function sendLast(): Promise<void> {
  await runner.run(deliver, { deliveryId: (await lastAlert()).id });
}

test("one story is one message, however often it is announced", async () => {
  await Promise.all([announce(), announce()]);
  await sendLast();
  await announce();
  later(60);
  await announce();
  await sendLast();
  expect(chat.posts).toHaveLength(1);
  expect(await lastAlert()).toMatchObject({ period: storyId, state: "confirmed", articleIds: ["talks"] });
});

test("later articles follow in its thread, gathered, each once", async () => {
  await announce();
  await sendLast();
  await join("second");
  later(1);
  await announce();
  const waiting = await lastAlert();
  expect(waiting).toMatchObject({
    period: `${storyId}/2`,
    nextTryAt: new Date(START.getTime() + 30 * MINUTE_MS),
  });
  expect(runner.asked.at(-1)).toMatchObject({ job: "deliver", options: { delayMs: 29 * MINUTE_MS } });
  await join("third");
  await announce();
  expect(await alerts()).toHaveLength(2);
  later(29);
  await sendLast();
  later(60);
  await announce();
  expect(chat.posts).toHaveLength(2);
  expect(chat.posts[1]).toMatchObject({ deliveryId: waiting.id, options: { replyTo: "message-1" } });
  expect(JSON.stringify(chat.posts[1]?.message)).toMatch(/2 more reports.*second.*third/u);
  expect(await alerts()).toHaveLength(2);
});

test("an article that came while its alert was on the way is told next", async () => {
  await announce();
  await sendLast();
  expect(runner.asked.at(-1)).toMatchObject({ job: "announce-story", data: { storyId, workspaceId: null } });
  await join("second");
  later(31);
  await announce();
  chat.failNext(new UnknownOutcomeError("timeout"), "after");
  await expect(sendLast()).rejects.toThrow("put off");
  // It came after the second message was made, so it is not in it, though that is posted again.
  await join("third");
  await announce();
  later(2);
  await sendLast();
  expect(await lastAlert()).toMatchObject({ state: "confirmed", articleIds: ["second"] });
  later(31);
  await announce();
  await sendLast();
  expect(chat.posts.map(({ options }) => options.replyTo)).toEqual([undefined, "message-1", "message-1"]);
  expect(await lastAlert()).toMatchObject({ period: `${storyId}/3`, articleIds: ["third"] });
});

test("crashed between posting and confirming, it asks for what came later and posts no second", async () => {
  await announce();
  const { id } = await lastAlert();
  const { store } = house;
  const deliveries = { ...store.deliveries, confirm: crash };
  await runner.crash(deliver, { deliveryId: id }, { store: { ...store, deliveries } });
  later(60);
  await sendLast();
  expect(chat.posts).toHaveLength(1);
  expect(runner.of("announce-story").length).toBeGreaterThan(0);
});

test("what follows waits until the first has arrived, and never comes when it has not", async () => {
  await announce();
  await join("second");
  await announce();
  expect(await alerts()).toHaveLength(1);
  await house.store.deliveries.fail((await lastAlert()).id, "The channel is archived.", { now });
  await announce();
  expect(await alerts()).toHaveLength(1);
});
