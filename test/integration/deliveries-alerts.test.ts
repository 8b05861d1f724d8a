import fc from "fast-check";
import { beforeEach, expect, test } from "vitest";
import { announceStory } from "../../jobs/announce-story.ts";
import { deliver } from "../../jobs/deliver.ts";
import { UnknownOutcomeError, UnreachableError } from "../../src/chat/chat.ts";
import { TemporaryError } from "../../src/errors.ts";
import type { Delivery } from "../../src/store/deliveries.ts";
import { joinStory, placeStory } from "../soak/news.ts";
import { openTestDatabase, type TestDatabase } from "../support/database.ts";
import { type House, openHouse } from "../support/house.ts";
import { Crash, crash, createRunner, type JobRunner } from "../support/job-runner.ts";
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

test("whoever asked for alerts, where nobody set a digest, is told that they no longer arrive", async () => {
  const wish = { kind: "topic", value: "trade", when: "now", addedBy: "bob", addedAt: now } as const;
  await house.store.subscriptions.add({ channelId, ...wish });
  await announce();
  chat.failNext(new UnreachableError("not-allowed", "50013"), "before");
  await sendLast();
  expect(chat.told).toMatchObject([
    {
      userId: "bob",
      message: { summary: expect.stringContaining("The alerts you asked for no longer arrive") },
    },
  ]);
});

test("a channel that could not be reached is tried again after an hour, by the next alert", async () => {
  const tell = async (id: string) => {
    await placeStory(database.db, id, now);
    await runner.run(announceStory, { storyId: id, workspaceId: null });
    const [alert] = await house.store.deliveries.alertsOf(channelId, id);
    if (alert) await runner.run(deliver, { deliveryId: alert.id });
    return alert !== undefined;
  };
  chat.failNext(new UnreachableError("not-allowed", "50013"), "before");
  expect(await tell("first")).toBe(true);
  later(59);
  expect(await tell("soon")).toBe(false);
  later(2);
  expect(await tell("later")).toBe(true);
  expect(await house.store.channels.get(channelId)).toMatchObject({ brokenReason: null });
  expect(await tell("last")).toBe(true);
  expect(chat.posts).toHaveLength(2);
});

test("one that follows and fails does not end the thread, and what it told is not told again", async () => {
  await announce();
  await sendLast();
  await join("second");
  later(31);
  await announce();
  chat.failNext(new UnreachableError("message-refused", "invalid_blocks"), "before");
  await sendLast();
  expect(await lastAlert()).toMatchObject({ state: "failed", articleIds: ["second"] });
  await announce();
  expect(await alerts()).toHaveLength(2);
  await join("third");
  await announce();
  await sendLast();
  expect(await lastAlert()).toMatchObject({ period: `${storyId}/3`, articleIds: ["third"] });
  expect(chat.posts).toHaveLength(2);
});

/** One story on its way, and what may happen to it. */
function tellStory(id: string) {
  const { store } = house;
  let articles = 1;
  const tell = () => runner.run(announceStory, { storyId: id, workspaceId: null });
  const told = () => store.deliveries.alertsOf(channelId, id);
  const deliverOpen = async (parts = {}) => {
    for (const { id: deliveryId, state } of await told()) {
      if (state !== "claimed" && state !== "sent") continue;
      await runner.run(deliver, { deliveryId }, parts).catch((error: unknown) => {
        if (!(error instanceof TemporaryError || error instanceof Crash)) throw error;
      });
    }
  };
  const fail = async (when: "before" | "after") => {
    chat.failNext(new UnknownOutcomeError("timeout"), when);
    await deliverOpen();
    later(20);
  };
  const happenings = {
    async join() {
      articles += 1;
      await joinStory(database.db, id, `${id}-${articles}`, now);
      await tell();
    },
    announce: tell,
    announceTwice: () => Promise.all([tell(), tell()]),
    deliver: deliverOpen,
    deliverTwice: () => Promise.all([deliverOpen(), deliverOpen()]),
    notPosted: () => fail("before"),
    postedInSilence: () => fail("after"),
    async die() {
      const deliveries = { ...store.deliveries, confirm: crash };
      await deliverOpen({ store: { ...store, deliveries } });
      later(5);
    },
    wait: async () => later(31),
  };
  return { happenings, told, articles: () => articles };
}

test("whatever happens in whatever order, each article is told once and no alert is posted twice", async () => {
  let run = 0;
  const names = Object.keys(tellStory("none").happenings);
  const given = fc.array(fc.constantFrom(...names), { minLength: 10, maxLength: 30 });
  const check = async (steps: readonly string[]) => {
    run += 1;
    const { happenings, told, articles } = tellStory(`story-${run}`);
    const before = chat.posts.length;
    await placeStory(database.db, `story-${run}`, now);
    // However it went, it comes to rest.
    const rest = Array.from({ length: 6 }, () => ["wait", "announce", "deliver"]).flat();
    for (const step of [...steps, ...rest])
      for (const [name, happen] of Object.entries(happenings)) if (name === step) await happen();
    const posted = chat.posts.slice(before).map(({ deliveryId }) => deliveryId);
    expect(posted).toEqual([...new Set(posted)]);
    const alerts = await told();
    expect(alerts.map(({ state }) => state)).toEqual(alerts.map(() => "confirmed"));
    const articleIds = alerts.flatMap((each) => each.articleIds);
    expect(articleIds).toEqual([...new Set(articleIds)]);
    // A story of more than six alerts is for the digest.
    if (alerts.length < 6) expect(articleIds).toHaveLength(articles());
  };
  await fc.assert(fc.asyncProperty(given, check), { numRuns: 4 });
});
