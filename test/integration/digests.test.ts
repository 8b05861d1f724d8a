import { beforeEach, describe, expect } from "vitest";
import { type DigestRequest, gatherDigest } from "../../src/messages/gather-digest.ts";
import type { Message } from "../../src/messages/message.ts";
import { test as base } from "../support/database.ts";
import { DESK_NOW, type NewsDesk, openNewsDesk } from "../support/news-desk.ts";

const CHANNEL = "terminal:local:main";
const DAY_MS = 86_400_000;

const test = base.extend("desk", { scope: "file" }, async ({ database }, { onCleanup }) => {
  const desk: NewsDesk = await openNewsDesk(database.url);
  onCleanup(() => desk.close());
  return desk;
});

beforeEach<{ desk: NewsDesk }>(async ({ desk }) => {
  await desk.house.store.channels.remove(CHANNEL);
});

function gather(desk: NewsDesk, change: Partial<DigestRequest> = {}) {
  return gatherDigest(desk.house.parts, {
    channelId: CHANNEL,
    workspaceId: "terminal:local",
    cadence: "daily",
    from: new Date(DESK_NOW.getTime() - DAY_MS),
    to: DESK_NOW,
    timeZone: "Asia/Singapore",
    ...change,
  });
}

function words(message: Message): string {
  return JSON.stringify(message.blocks);
}

describe("a channel's digest", () => {
  test("without subscriptions has all topics, and each story its links, topics and summary", async ({
    desk,
  }) => {
    const { message, storyIds } = await gather(desk);
    expect(storyIds.length).toBeGreaterThan(2);
    const links = message.blocks.flatMap((block) =>
      block.kind === "smallPrint" ? block.text.flatMap(({ href }) => href ?? []) : [],
    );
    expect(links.length).toBeGreaterThanOrEqual(storyIds.length);
    expect(message.blocks.filter(({ kind }) => kind === "quote").length).toBeGreaterThan(1);
    expect(message.summary).toMatch(/^US–China digest, 20 Jun 2023: .+ and \d+ more stories$/u);
  });

  test("with a subscription has only stories it asks for", async ({ desk }) => {
    const { store } = desk.house;
    await desk.ask("/subscribe fentanyl");
    const { storyIds } = await gather(desk);
    expect(storyIds.length).toBeGreaterThan(0);
    for (const story of await store.stories.many(storyIds, "terminal:local")) {
      expect(story.topics).toContain("fentanyl");
    }
  });

  test("a person's, a phrase's, and what is muted", async ({ desk }) => {
    const all = await gather(desk);
    await desk.ask("/topics mute leader-diplomacy");
    const muted = await gather(desk);
    expect(muted.storyIds).not.toEqual(all.storyIds);
    for (const story of await desk.house.store.stories.many(muted.storyIds, "terminal:local")) {
      expect(story.topics[0]).not.toBe("leader-diplomacy");
    }
    await desk.press({ command: "subscribe", options: { what: "airlines", as: "phrase" } });
    expect((await gather(desk)).message.summary).toMatch(/airlines/iu);
  });

  test("sent a second time with the stories chosen first, it is the very same", async ({ desk }) => {
    const first = await gather(desk);
    const again = await gather(desk, { storyIds: first.storyIds });
    expect(again.storyIds).toEqual(first.storyIds);
    const stories = (message: Message) =>
      message.blocks.filter(({ kind }) => kind === "paragraph" || kind === "quote");
    expect(stories(again.message)).toEqual(stories(first.message));
  });

  test("weekly shows who spoke on which day, with the figures in words", async ({ desk }) => {
    const { message } = await gather(desk, {
      cadence: "weekly",
      from: new Date(DESK_NOW.getTime() - 7 * DAY_MS),
    });
    const image = message.blocks.find((block) => block.kind === "image");
    expect(image?.kind === "image" ? image.alt : "").toMatch(
      /^Statements by day and side, 13 – 20 Jun 2023\. By side: .*US \d+/u,
    );
  });

  test("an empty period says so in one line, with what was read", async ({ desk }) => {
    await desk.press({ command: "subscribe", options: { what: "zebra crossing", as: "phrase" } });
    const { message, storyIds } = await gather(desk);
    expect(storyIds).toEqual([]);
    expect(message.blocks).toHaveLength(1);
    expect(message.summary).toMatch(
      /^No news on “zebra crossing” from .* \(\d+ articles from \d+ feeds, \d+ on US–China relations\)\.$/u,
    );
  });

  test("never has another workspace's private news", async ({ desk }) => {
    const { store } = desk.house;
    const { storyIds } = await gather(desk, { workspaceId: "slack:T9" });
    for (const story of await store.stories.many(storyIds, "slack:T9")) expect(story.workspaceId).toBeNull();
  });
});

test("what is read into a digest stands word for word in the articles", async ({ desk }) => {
  const { message } = await gather(desk);
  const { store } = desk.house;
  const all = await store.quotes.find({ workspaceId: "terminal:local", limit: 500 });
  for (const block of message.blocks) {
    if (block.kind !== "quote") continue;
    const said = all.some(({ content }) =>
      content.every((part) => block.text.includes(part.replace(/^that /u, "").replace(/\s+/gu, " "))),
    );
    expect(said).toBe(true);
  }
  expect(words(message)).toContain("Who spoke: ");
});
