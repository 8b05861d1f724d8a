import { beforeEach, describe, expect, test } from "vitest";
import { watchFeeds } from "../../jobs/watch-feeds.ts";
import { RateLimitedError, UnknownOutcomeError } from "../../src/chat/chat.ts";
import { renderTerminal } from "../../src/chat/terminal/render.ts";
import { openTestDatabase } from "../support/database.ts";
import { type House, makeFeed, openHouse } from "../support/house.ts";
import { crash, createRunner, type JobRunner } from "../support/job-runner.ts";
import { createMemoryChat, type MemoryChat } from "../support/memory-chat.ts";
import { DESK_NOW, openNewsDesk } from "../support/news-desk.ts";

const DAY_MS = 24 * 60 * 60 * 1000;
const ago = (days: number) => new Date(DESK_NOW.getTime() - days * DAY_MS);
const WORKSPACE = "terminal:local";

let databaseUrl: string;
let house: House;
let chat: MemoryChat;
let runner: JobRunner;

beforeEach(async () => {
  const database = await openTestDatabase();
  databaseUrl = database.url;
  chat = createMemoryChat();
  house = await openHouse(database.url, { chats: [chat], now: () => DESK_NOW });
  runner = createRunner(house.parts);
  return async () => {
    await house.close();
    await database.close();
  };
});

async function addFeed(id: string, facts = {}) {
  await house.store.feeds.add([makeFeed({ id, url: `https://${id}.example/feed`, ...facts })]);
  await house.store.feeds.saveLook(id, {
    baselineAt: ago(100),
    lastLookAt: DESK_NOW,
    lastOkAt: DESK_NOW,
    lastNewAt: DESK_NOW,
    lastItems: 20,
  });
}

/** Three whole days of failures. */
async function kill(id: string) {
  for (const day of [0, 1, 2])
    await house.store.feeds.countLook(id, { at: ago(day), failed: true, items: 0, fresh: 0 });
  await house.store.feeds.saveLook(id, { failures: 9, lastOkAt: ago(3), lastError: "not found (404)" });
}

const mend = (id: string) =>
  house.store.feeds.saveLook(id, { failures: 0, lastOkAt: DESK_NOW, lastError: null });
const watch = (parts = {}) => runner.run(watchFeeds, {}, parts);
const shown = () => chat.told.map(({ message }) => renderTerminal(message, { width: 200, ansi: false }).text);
const toldOf = async (id: string) => (await house.store.feeds.get(id))?.told ?? null;

describe("watch-feeds", () => {
  beforeEach(() => house.store.workspaces.noteAdmin(WORKSPACE, "boss"));

  test("tells the admin once of a dead feed, and once when it is well again", async () => {
    await addFeed("herald", { outlet: "The Herald" });
    await watch();
    expect(chat.told).toEqual([]);
    await kill("herald");
    await watch();
    await watch();
    expect(chat.told.map(({ userId }) => userId)).toEqual(["boss"]);
    expect(chat.told[0]?.message.summary).toBe("1 feed of 1 in trouble.");
    expect(shown()[0]).toMatch(
      /The Herald.*dead since 16 Jun 2023: it no longer answers: not found \(404\)/u,
    );
    await mend("herald");
    await watch();
    await watch();
    expect(chat.told).toHaveLength(2);
    expect(chat.told[1]?.message.summary).toBe("1 feed well again.");
    expect(shown()[1]).toMatch(/The Herald.*well again/u);
  });

  test("many feeds at once are one message, which looks to the bot itself first", async () => {
    for (let index = 0; index < 70; index += 1) {
      await addFeed(`feed-${index}`);
      await kill(`feed-${index}`);
    }
    await watch();
    expect(chat.told).toHaveLength(1);
    expect(chat.told[0]?.message.summary).toBe("70 feeds of 70 in trouble.");
    expect(shown()[0]).toMatch(/and 50 more/u);
    expect(shown()[0]).toMatch(/whether the bot itself still reaches the internet/u);
  });

  test("a private feed is told to whoever added it, and to no other workspace", async () => {
    await house.store.workspaces.noteAdmin("terminal:other", "stranger");
    await addFeed("own", { workspaceId: WORKSPACE, addedBy: "owner" });
    await kill("own");
    await watch();
    expect(chat.told.map(({ userId }) => userId)).toEqual(["owner"]);
  });

  test("what the chat refused is told later; what may have arrived is not told again", async () => {
    await addFeed("herald");
    await kill("herald");
    const failing = (error: Error) => ({
      chats: new Map([["terminal" as const, { ...chat, tell: () => Promise.reject(error) }]]),
    });
    await watch(failing(new RateLimitedError(1000)));
    expect(await toldOf("herald")).toBeNull();
    await watch();
    expect(chat.told).toHaveLength(1);
    await mend("herald");
    await watch(failing(new UnknownOutcomeError("timeout")));
    await watch();
    expect(chat.told).toHaveLength(1);
    expect(await toldOf("herald")).toBeNull();
  });

  test("a crash before the message, and nobody is told twice", async () => {
    await addFeed("herald");
    await kill("herald");
    const tell = async (...told: Parameters<NonNullable<MemoryChat["tell"]>>) => {
      await chat.tell?.(...told);
      return crash();
    };
    await watch({ chats: new Map([["terminal" as const, { ...chat, tell }]]) });
    await watch();
    expect(chat.told).toHaveLength(1);
  });

  test("two processes at once tell once", async () => {
    await addFeed("herald");
    await kill("herald");
    await Promise.all([watch(), watch()]);
    expect(chat.told).toHaveLength(1);
  });
});

test("with nobody to tell nothing is lost: the first admin to come is told", async () => {
  await addFeed("herald");
  await kill("herald");
  await watch();
  await watch({ chats: new Map() });
  expect(await toldOf("herald")).toBeNull();
  await house.store.workspaces.noteAdmin(WORKSPACE, "boss");
  await watch({ chats: new Map() });
  expect(await toldOf("herald")).toBeNull();
  await watch();
  expect(chat.told.map(({ userId }) => userId)).toEqual(["boss"]);
});

test("/feeds and /status say what is wrong, and remember the admin who asked", async () => {
  const desk = await openNewsDesk(databaseUrl, { empty: true });
  await addFeed("herald", { outlet: "The Herald" });
  await addFeed("times", { outlet: "The Times" });
  expect((await desk.ask("/status")).summary).toBe("All is well.");
  await kill("herald");
  await house.store.feeds.saveLook("times", { lastItems: 0 });
  for (const day of [0, 1, 2])
    await house.store.feeds.countLook("times", { at: ago(day), failed: false, items: 0, fresh: 0 });
  const words = /The Herald.*dead since 17 Jun 2023: it no longer answers: not found \(404\)/u;
  const feeds = await desk.read("/feeds");
  expect(feeds).toMatch(/2 of them need a look/u);
  expect(feeds.replaceAll(/\s+/gu, " ")).toMatch(words);
  expect(feeds.replaceAll(/\s+/gu, " ")).toMatch(
    /The Times.*empty since \d+ Jun 2023: it answers, but holds no items/u,
  );
  const status = (await desk.read("/status")).replaceAll(/\s+/gu, " ");
  expect(status).toMatch(/2 feeds in trouble/u);
  expect(status).toMatch(/2 feeds, 1 dead, 1 empty, the others answering/u);
  expect(status).toMatch(words);
  expect(status).toMatch(/The Times.*empty since/u);
  await expect.poll(async () => (await house.store.workspaces.get(WORKSPACE))?.adminId).toBe("local");
  await desk.close();
});
