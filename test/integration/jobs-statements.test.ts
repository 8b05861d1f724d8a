import { expect } from "vitest";
import type { JobContext } from "../../jobs/job.ts";
import { placeArticles } from "../../jobs/place-articles.ts";
import { tagArticles } from "../../jobs/tag-articles.ts";
import { createLog } from "../../src/log.ts";
import { test as base } from "../support/database.ts";
import { type House, makeFeed, openHouse } from "../support/house.ts";

const test = base.extend("house", { scope: "file" }, async ({ database }, { onCleanup }) => {
  const house = await openHouse(database.url, { now: () => new Date(AT + 24 * 3_600_000) });
  onCleanup(() => house.close());
  return house;
});

const AT = Date.parse("2023-06-19T10:00:00Z");
const WORDS =
  "“We do not support Taiwan independence, and we remain opposed to any unilateral change to the status quo,”";

function contextOf(house: House): JobContext {
  return { ...house.parts, enqueue: async () => {}, log: createLog("silent") };
}

/** Reads articles, all at once, as far as their stories. */
async function readAll(house: House, ...articleIds: string[]): Promise<void> {
  const context = contextOf(house);
  await Promise.all(articleIds.map((articleId) => tagArticles.run({ articleIds: [articleId] }, context)));
  await placeArticles.run({}, context);
}

/** An article of an outlet of its own, stored and not read yet. */
async function publish({ store }: House, id: string, text: string, hours = 0): Promise<void> {
  await store.feeds.add([
    makeFeed({ id, url: `https://${id}.example/feed`, outlet: `Outlet ${id}`, publisher: id }),
  ]);
  const at = new Date(AT + hours * 3_600_000);
  const article = {
    id,
    feedId: id,
    outlet: `Outlet ${id}`,
    publisher: id,
    url: `https://${id}.example/1`,
    pageUrl: `https://${id}.example/1`,
    title: "Blinken says US does not support Taiwan independence after talks in Beijing",
    author: null,
    language: "en",
    publishedAt: at,
    seenAt: at,
    text: `${text}\n\nUS Secretary of State Antony Blinken was in Beijing for talks with China's leaders.`,
    baseline: false,
  };
  await store.articles.add([article]);
}

async function shown({ store }: House) {
  const found = await store.quotes.find({ workspaceId: "", speakerId: "antony-blinken", limit: 50 });
  return found.map(({ articleId, publishers, otherOutlets, content }) => ({
    articleId,
    publishers,
    otherOutlets,
    text: content.join(" "),
  }));
}

test("a statement that several outlets carry is one, however they are read", async ({ house }) => {
  await publish(house, "one", `${WORDS} US Secretary of State Antony Blinken said on Monday.`);
  await publish(
    house,
    "two",
    `${WORDS.replace("do not", "don’t")} US Secretary of State Antony Blinken told reporters.`,
    2,
  );
  await publish(
    house,
    "four",
    `“We will go on talking with Beijing about fentanyl and its makers,” US Secretary of State Antony Blinken said.`,
    3,
  );
  await readAll(house, "two", "one", "four");
  const quotes = (await shown(house)).filter(({ text }) => text.includes("Taiwan independence"));
  expect(quotes).toHaveLength(1);
  expect(quotes[0]).toMatchObject({ articleId: "one", publishers: 2, otherOutlets: ["Outlet two"] });
  expect((await shown(house)).filter(({ text }) => text.includes("fentanyl"))).toMatchObject([
    { publishers: 1 },
  ]);
});

test("reading an article again changes nothing", async ({ house }) => {
  const before = await shown(house);
  for (const articleId of ["one", "two", "four", "one"]) await readAll(house, articleId);
  expect(await shown(house)).toEqual(before);
});

test("the same words after weeks are another statement", async ({ house }) => {
  await publish(house, "late", `${WORDS} US Secretary of State Antony Blinken said again.`, 24 * 30);
  await readAll(house, "late");
  const quotes = (await shown(house)).filter(({ text }) => text.includes("Taiwan independence"));
  expect(quotes.map(({ articleId }) => articleId)).toContain("late");
  expect(quotes).toHaveLength(2);
});
