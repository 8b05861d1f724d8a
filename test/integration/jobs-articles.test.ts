import { beforeEach, describe, expect, test } from "vitest";
import { announceStory } from "../../jobs/announce-story.ts";
import { placeArticle } from "../../jobs/place-article.ts";
import { prune } from "../../jobs/prune.ts";
import { resumeArticles } from "../../jobs/resume-articles.ts";
import { summariseArticle } from "../../jobs/summarise-article.ts";
import { tagArticle } from "../../jobs/tag-article.ts";
import type { NewArticle } from "../../src/store/articles.ts";
import { openTestDatabase, type TestDatabase } from "../support/database.ts";
import { type House, openHouse } from "../support/house.ts";
import { crash, createRunner, type JobRunner } from "../support/job-runner.ts";
import { addArticles, makeArticle, makeFeed } from "../support/records.ts";

const MINUTE_MS = 60_000;
const START = new Date("2023-06-19T12:00:00Z");
const RELEVANT = {
  title: "Blinken and Xi agree to steady ties between the United States and China",
  text: [
    "U.S. Secretary of State Antony Blinken met Chinese President Xi Jinping in Beijing on Monday, and both governments said they wanted to steady relations between the United States and China.",
    "“It is in the interest of the United States, in the interest of China and in the interest of the world that we manage this relationship responsibly,” Mr Blinken told reporters.",
    "China's foreign ministry said that the two sides had agreed to keep talking about Taiwan, export controls and military channels.",
  ].join("\n\n"),
};
const IRRELEVANT = {
  title: "Local bakery wins a prize for its bread",
  text: "A bakery in a small town won first prize for its rye bread on Monday.\n\nThe baker said she would celebrate with her family.",
};

let database: TestDatabase;
let house: House;
let runner: JobRunner;
let now = START;

beforeEach(async () => {
  now = START;
  database = await openTestDatabase();
  house = await openHouse(database.url, { now: () => now });
  runner = createRunner(house.parts);
  return async () => {
    await house.close();
    await database.close();
  };
});

async function addArticle(slug: string, facts: Partial<NewArticle>): Promise<{ articleId: string }> {
  const article = makeArticle(slug, { publishedAt: START, seenAt: START, ...facts });
  await addArticles(house.store, article);
  return { articleId: article.id };
}

/** As far as its story. */
async function readThrough(slug: string, facts: Partial<NewArticle> = {}): Promise<{ articleId: string }> {
  const data = await addArticle(slug, { ...RELEVANT, ...facts });
  await runner.run(tagArticle, data);
  await runner.run(summariseArticle, data);
  await runner.run(placeArticle, data);
  return data;
}

describe("tag-article", () => {
  test("an article that is not relevant goes no further", async () => {
    const data = await addArticle("bread", IRRELEVANT);
    await runner.run(tagArticle, data);
    expect(await house.store.readings.get(data.articleId)).toMatchObject({ relevant: false });
    expect(runner.asked).toEqual([]);
  });

  test("run twice it finds the same, once", async () => {
    const data = await addArticle("talks", RELEVANT);
    await runner.run(tagArticle, data);
    const found = await house.store.readings.get(data.articleId);
    const speakers = await house.store.speakers.top(10);
    await runner.run(tagArticle, data);
    expect(found).toMatchObject({ relevant: true });
    expect(found?.quotes.length).toBeGreaterThan(0);
    expect(await house.store.readings.get(data.articleId)).toEqual(found);
    expect(await house.store.speakers.top(10)).toEqual(speakers);
    expect(runner.asked).toEqual([
      { job: "summarise-article", data },
      { job: "summarise-article", data },
    ]);
  });

  test("crashed before asking for the summary, it asks at the next run", async () => {
    const data = await addArticle("talks", RELEVANT);
    await runner.crash(tagArticle, data, { ...house.parts, ...{ enqueue: crash } });
    await runner.run(tagArticle, data);
    expect(runner.asked).toEqual([{ job: "summarise-article", data }]);
  });

  test("an article that changes while it is read is read again", async () => {
    const data = await addArticle("talks", RELEVANT);
    const { store } = house;
    const stored = await store.articles.get(data.articleId);
    if (!stored) throw new Error("no article");
    const get = async () => ({ ...stored, text: "An earlier wording." });
    const changing = { store: { ...store, articles: { ...store.articles, get } } };
    await expect(runner.run(tagArticle, data, changing)).rejects.toThrow("changed");
    expect(await store.readings.get(data.articleId)).toBeNull();
  });

  test("an article that was pruned is nothing", async () => {
    await runner.run(tagArticle, { articleId: "gone" });
    expect(runner.asked).toEqual([]);
  });
});

describe("summarise-article", () => {
  test("keeps one summary however often it runs", async () => {
    const data = await addArticle("talks", RELEVANT);
    await runner.run(tagArticle, data);
    await runner.crash(summariseArticle, data, { ...house.parts, ...{ enqueue: crash } });
    await runner.run(summariseArticle, data);
    const summaries = await house.store.readings.summaries([data.articleId]);
    expect(summaries.get(data.articleId)).toMatchObject({ method: "extractive" });
    expect(RELEVANT.text).toContain(summaries.get(data.articleId)?.text.slice(0, 40));
    expect(runner.of("place-article")).toEqual([data]);
  });
});

describe("place-article", () => {
  test("run twice it makes one story and tells it alike", async () => {
    const data = await readThrough("talks");
    const story = await house.store.stories.ofArticle(data.articleId, "");
    expect(story).toMatchObject({ headline: RELEVANT.title, articles: 1, publishers: 1, baseline: false });
    await runner.run(placeArticle, data);
    expect(await house.store.stories.ofArticle(data.articleId, "")).toEqual(story);
    expect(runner.of("announce-story")).toHaveLength(2);
  });

  test("crashed between placing and telling, it tells at the next run", async () => {
    const data = await addArticle("talks", RELEVANT);
    await runner.run(tagArticle, data);
    await runner.run(summariseArticle, data);
    const { store } = house;
    await runner.crash(placeArticle, data, {
      store: { ...store, stories: { ...store.stories, tell: crash } },
    });
    expect(runner.of("announce-story")).toEqual([]);
    await runner.run(placeArticle, data);
    const story = await store.stories.ofArticle(data.articleId, "");
    expect(story).toMatchObject({ headline: RELEVANT.title, articles: 1 });
    expect(runner.of("announce-story")).toEqual([{ storyId: story?.id, workspaceId: null }]);
  });

  test("one event in two outlets is one story of two publishers", async () => {
    await readThrough("talks");
    const data = await readThrough("also", { publisher: "Other Press", outlet: "The Other" });
    const story = await house.store.stories.ofArticle(data.articleId, "");
    expect(story).toMatchObject({ articles: 2, publishers: 2 });
  });

  test("a story of the baseline is never announced", async () => {
    await readThrough("talks", { baseline: true });
    expect(runner.of("announce-story")).toEqual([]);
  });
});

describe("announce-story", () => {
  const channelId = "terminal:t:c";

  async function subscribe(channel: string, workspaceId: string): Promise<void> {
    await house.store.channels.ensure({ id: channel, workspaceId });
    const subscription = { channelId: channel, kind: "phrase" as const, value: "steady ties" };
    await house.store.subscriptions.add({ ...subscription, when: "now", addedBy: null, addedAt: now });
  }

  async function announce(): Promise<void> {
    const [asked = {}] = runner.of("announce-story");
    await runner.run(announceStory, asked);
  }

  test("claims one alert for a channel that follows it, however often it runs", async () => {
    await subscribe(channelId, "terminal:t");
    const data = await readThrough("talks");
    await announce();
    await announce();
    const [delivery, ...others] = await house.store.deliveries.ofChannel(channelId);
    expect(others).toEqual([]);
    expect(delivery).toMatchObject({ kind: "alert", period: data.articleId, storyIds: [data.articleId] });
    expect(runner.of("deliver")[0]).toEqual({ deliveryId: delivery?.id });
  });

  test("crashed after the claim, it asks for the delivery at the next run", async () => {
    await subscribe(channelId, "terminal:t");
    await readThrough("talks");
    const [asked = {}] = runner.of("announce-story");
    await runner.crash(announceStory, asked, { ...house.parts, ...{ enqueue: crash } });
    await announce();
    expect(runner.of("deliver")).toHaveLength(1);
  });

  test("says nothing where the main topic is muted or nothing arrives", async () => {
    await subscribe(channelId, "terminal:t");
    await readThrough("talks");
    await house.store.channels.markBroken(channelId, "channel-archived", now);
    await announce();
    expect(runner.of("deliver")).toEqual([]);
  });

  test("a private feed's story is told in its own workspace only", async () => {
    await subscribe("terminal:t:c", "terminal:t");
    await subscribe("terminal:u:c", "terminal:u");
    await house.store.workspaces.save({ id: "terminal:u" });
    await house.store.feeds.add([makeFeed("private", { workspaceId: "terminal:u" })]);
    const article = makeArticle("secret", {
      ...RELEVANT,
      feedId: "private",
      seenAt: START,
      publishedAt: START,
    });
    await house.store.articles.add([article]);
    for (const job of [tagArticle, summariseArticle, placeArticle]) {
      await runner.run(job, { articleId: article.id });
    }
    await announce();
    expect(await house.store.deliveries.ofChannel("terminal:t:c")).toEqual([]);
    expect(await house.store.deliveries.ofChannel("terminal:u:c")).toHaveLength(1);
  });
});

describe("resume-articles", () => {
  test("asks for the step that each unfinished article waits for, once it is old enough", async () => {
    const untagged = await addArticle("untagged", RELEVANT);
    const tagged = await addArticle("tagged", { ...RELEVANT });
    await runner.run(tagArticle, tagged);
    const summarised = await addArticle("summarised", RELEVANT);
    await runner.run(tagArticle, summarised);
    await runner.run(summariseArticle, summarised);
    await readThrough("done");
    const done = await addArticle("bread", IRRELEVANT);
    await runner.run(tagArticle, done);
    runner.asked.length = 0;

    await runner.run(resumeArticles, {});
    expect(runner.asked).toEqual([]);
    now = new Date(START.getTime() + 11 * MINUTE_MS);
    await runner.run(resumeArticles, {});
    expect(runner.of("tag-article")).toEqual([untagged]);
    expect(runner.of("summarise-article")).toEqual([tagged]);
    expect(runner.of("place-article")).toEqual([summarised]);
  });
});

describe("prune", () => {
  test("forgets old articles, and irrelevant ones after a month", async () => {
    const relevant = await addArticle("talks", RELEVANT);
    const irrelevant = await addArticle("bread", IRRELEVANT);
    await runner.run(tagArticle, relevant);
    await runner.run(tagArticle, irrelevant);
    now = new Date(START.getTime() + 31 * 24 * 60 * MINUTE_MS);
    await runner.run(prune, {});
    await runner.run(prune, {});
    expect(await house.store.articles.get(relevant.articleId)).not.toBeNull();
    expect(await house.store.articles.get(irrelevant.articleId)).toBeNull();
    now = new Date(START.getTime() + 3651 * 24 * 60 * MINUTE_MS);
    await runner.run(prune, {});
    expect(await house.store.articles.get(relevant.articleId)).toBeNull();
  });
});
