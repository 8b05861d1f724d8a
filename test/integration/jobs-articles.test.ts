import { beforeEach, describe, expect, test } from "vitest";
import { announceStory } from "../../jobs/announce-story.ts";
import type { JobParts } from "../../jobs/job.ts";
import { placeArticles } from "../../jobs/place-articles.ts";
import { prune } from "../../jobs/prune.ts";
import { resumeArticles } from "../../jobs/resume-articles.ts";
import { summariseArticle } from "../../jobs/summarise-article.ts";
import { tagArticles } from "../../jobs/tag-articles.ts";
import { retellStory } from "../../jobs/tell-story.ts";
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

/** The data of the job that reads these. */
const batch = (...each: readonly { readonly articleId: string }[]) => ({
  articleIds: each.map(({ articleId }) => articleId),
});

/** With a model, summaries have a job of their own. */
const WITH_MODEL: Partial<JobParts> = {
  writeSummary: async () => {
    throw new Error("not asked here");
  },
};

async function addArticle(slug: string, facts: Partial<NewArticle>): Promise<{ articleId: string }> {
  const article = makeArticle(slug, { publishedAt: START, seenAt: START, ...facts });
  await addArticles(house.store, article);
  return { articleId: article.id };
}

/** As far as its story. */
async function readThrough(slug: string, facts: Partial<NewArticle> = {}): Promise<{ articleId: string }> {
  const data = await addArticle(slug, { ...RELEVANT, ...facts });
  await runner.run(tagArticles, batch(data));
  await runner.run(summariseArticle, data);
  await runner.run(placeArticles, {});
  return data;
}

describe("tag-articles", () => {
  test("an article that is not relevant goes no further", async () => {
    const data = await addArticle("bread", IRRELEVANT);
    await runner.run(tagArticles, batch(data));
    expect(await house.store.readings.get(data.articleId)).toMatchObject({ relevant: false });
    expect(runner.asked).toEqual([]);
  });

  test("run twice it finds the same, once", async () => {
    const data = await addArticle("talks", RELEVANT);
    await runner.run(tagArticles, batch(data));
    const found = await house.store.readings.get(data.articleId);
    const speakers = await house.store.speakers.top(10);
    await runner.run(tagArticles, batch(data));
    expect(found).toMatchObject({ relevant: true });
    expect(found?.quotes.length).toBeGreaterThan(0);
    expect(await house.store.readings.get(data.articleId)).toEqual(found);
    expect(await house.store.speakers.top(10)).toEqual(speakers);
    expect(runner.asked).toEqual([
      { job: "place-articles", data: {} },
      { job: "place-articles", data: {} },
    ]);
  });

  test("crashed before asking for the next step, it asks at the next run", async () => {
    const data = await addArticle("talks", RELEVANT);
    await runner.crash(tagArticles, batch(data), { ...house.parts, ...{ enqueue: crash } });
    await runner.run(tagArticles, batch(data));
    expect(runner.asked).toEqual([{ job: "place-articles", data: {} }]);
  });

  test("keeps the sentences found as the summary, or asks the model for one", async () => {
    const [data, written] = [await addArticle("talks", RELEVANT), await addArticle("written", RELEVANT)];
    await runner.run(tagArticles, batch(data));
    await runner.run(tagArticles, batch(written), WITH_MODEL);
    const summaries = await house.store.readings.summaries([data.articleId, written.articleId]);
    expect([...summaries.keys()]).toEqual([data.articleId]);
    expect(summaries.get(data.articleId)).toMatchObject({ method: "extractive" });
    expect(runner.of("summarise-article")).toEqual([written]);
  });

  test("one article that cannot be read fails none of the others of its batch", async () => {
    const [good, bad] = [await addArticle("talks", RELEVANT), await addArticle("bad", RELEVANT)];
    const { store } = house;
    const saveAll: typeof store.readings.saveAll = async (read, how) => {
      if (read.some(({ article }) => article.id === bad.articleId)) throw new Error("cannot be stored");
      return store.readings.saveAll(read, how);
    };
    const parts = { store: { ...store, readings: { ...store.readings, saveAll } } };
    await runner.run(tagArticles, batch(good, bad), parts);
    const asked = runner.of("tag-articles");
    expect(asked).toHaveLength(2);
    for (const data of asked) await runner.run(tagArticles, data, parts).catch(() => {});
    expect(await store.readings.get(good.articleId)).toMatchObject({ relevant: true });
    expect(await store.readings.get(bad.articleId)).toBeNull();
    await expect(runner.run(tagArticles, batch(bad), parts)).rejects.toThrow("cannot be stored");
  });

  test("an article that changes while it is read is read again", async () => {
    const data = await addArticle("talks", RELEVANT);
    const { store } = house;
    const stored = await store.articles.get(data.articleId);
    if (!stored) throw new Error("no article");
    const many = async () => [{ ...stored, text: "An earlier wording." }];
    const changing = { store: { ...store, articles: { ...store.articles, many } } };
    await expect(runner.run(tagArticles, batch(data), changing)).rejects.toThrow("changed");
    expect(await store.readings.get(data.articleId)).toBeNull();
  });

  test("an article that was pruned is nothing", async () => {
    await runner.run(tagArticles, { articleIds: ["gone"] });
    expect(runner.asked).toEqual([]);
  });
});

describe("summarise-article", () => {
  test("keeps one summary however often it runs", async () => {
    const data = await addArticle("talks", RELEVANT);
    await runner.run(tagArticles, batch(data), WITH_MODEL);
    await runner.crash(summariseArticle, data, { ...house.parts, ...{ enqueue: crash } });
    await runner.run(summariseArticle, data);
    const summaries = await house.store.readings.summaries([data.articleId]);
    expect(summaries.get(data.articleId)).toMatchObject({ method: "extractive" });
    expect(RELEVANT.text).toContain(summaries.get(data.articleId)?.text.slice(0, 40));
    expect(runner.of("place-articles")).toEqual([{}]);
  });
});

describe("place-articles", () => {
  /** As far as the last step before its story. */
  async function summarise(slug: string, facts: Partial<NewArticle> = {}): Promise<string> {
    const data = await addArticle(slug, { ...RELEVANT, ...facts });
    await runner.run(tagArticles, batch(data));
    await runner.run(summariseArticle, data);
    return data.articleId;
  }

  const storyOf = (id: string) => house.store.stories.ofArticle(id, "");
  const later = (ms: number) => new Date(START.getTime() + ms);

  test("run twice it makes one story and announces it once", async () => {
    const { articleId } = await readThrough("talks");
    const story = await storyOf(articleId);
    expect(story).toMatchObject({ headline: RELEVANT.title, articles: 1, publishers: 1, baseline: false });
    await runner.run(placeArticles, {});
    expect(await storyOf(articleId)).toEqual(story);
    expect(runner.of("announce-story")).toEqual([{ storyId: story?.id, workspaceId: null }]);
  });

  test("crashed before announcing, it places and announces at the next run", async () => {
    const id = await summarise("talks");
    await expect(runner.run(placeArticles, {}, { ...house.parts, ...{ enqueue: crash } })).rejects.toThrow();
    expect(await storyOf(id)).toBeNull();
    await runner.run(placeArticles, {});
    const story = await storyOf(id);
    expect(story).toMatchObject({ headline: RELEVANT.title, articles: 1 });
    expect(runner.of("announce-story")).toEqual([{ storyId: story?.id, workspaceId: null }]);
  });

  test("one event in two outlets is one story of two publishers, begun by the earlier", async () => {
    const second = await summarise("talks");
    const other = { publisher: "Other Press", outlet: "The Other" };
    const first = await summarise("also", { ...other, publishedAt: later(-MINUTE_MS) });
    await runner.run(placeArticles, {});
    expect(await storyOf(second)).toMatchObject({ id: first, articles: 2, publishers: 2 });
    expect(runner.of("announce-story")).toHaveLength(1);
  });

  test.each([
    { name: "a second", baseline: false, patienceMs: 1_000 },
    { name: "a minute, when it is of a baseline,", baseline: true, patienceMs: MINUTE_MS },
  ])("an article waits $name for older ones that are still unread", async ({ baseline, patienceMs }) => {
    await addArticle("unread", { ...RELEVANT, publishedAt: later(-MINUTE_MS), baseline });
    const id = await summarise("talks", { baseline });
    now = later(patienceMs - 1);
    await runner.run(placeArticles, {});
    expect(await storyOf(id)).toBeNull();
    expect(runner.asked.at(-1)).toMatchObject({ job: "place-articles", options: { delayMs: 200 } });
    now = later(patienceMs);
    await runner.run(placeArticles, {});
    expect(await storyOf(id)).not.toBeNull();
  });

  test("an article of a baseline waits for feeds that were never looked at, a fresh one does not", async () => {
    now = new Date();
    await house.store.feeds.add([makeFeed("never", { url: "https://never.example/feed" })]);
    now = new Date();
    const times = { publishedAt: now, seenAt: now };
    const old = await summarise("old", { ...times, baseline: true });
    const fresh = await summarise("fresh", {
      ...times,
      title: "China sanctions two US arms makers over Taiwan",
    });
    await runner.run(placeArticles, {});
    expect(await storyOf(old)).toBeNull();
    expect(await storyOf(fresh)).not.toBeNull();
    for (const id of ["feed", "never"]) await house.store.feeds.saveLook(id, { lastLookAt: now });
    await runner.run(placeArticles, {});
    expect(await storyOf(old)).not.toBeNull();
  });

  test("one that cannot be placed keeps no other from its story, and is seen as a failure", async () => {
    const bad = await summarise("bad", { publishedAt: later(-MINUTE_MS) });
    const good = await summarise("good");
    const { store } = house;
    const mentions = async (ids: readonly string[]) => {
      if (ids.includes(bad)) throw new Error("cannot be understood");
      return store.readings.mentions(ids);
    };
    const parts = { store: { ...store, readings: { ...store.readings, mentions } } };
    await expect(runner.run(placeArticles, {}, parts)).rejects.toThrow(`not placed: ${bad}`);
    expect(await storyOf(bad)).toBeNull();
    expect(await storyOf(good)).toMatchObject({ articles: 1 });
  });

  test("a story of the baseline is never announced", async () => {
    now = later(MINUTE_MS);
    const { articleId } = await readThrough("talks", { baseline: true });
    expect(await storyOf(articleId)).toMatchObject({ baseline: true });
    expect(runner.of("announce-story")).toEqual([]);
  });
});

describe("tell-story", () => {
  test("tells a story anew when one of its articles was read again", async () => {
    const data = await readThrough("talks");
    const title = "Blinken and Xi agree to keep talking about military channels";
    await house.store.articles.savePage(data.articleId, { text: RELEVANT.text, title }, now);
    await runner.run(tagArticles, batch(data));
    await runner.run(summariseArticle, data);
    const [asked = {}] = runner.of("tell-story");
    await runner.run(retellStory, asked);
    expect(await house.store.stories.ofArticle(data.articleId, "")).toMatchObject({ headline: title });
    expect(runner.of("announce-story")).toHaveLength(2);
  });

  test("a story that was pruned is nothing", async () => {
    await runner.run(retellStory, { storyId: "gone" });
    expect(runner.asked).toEqual([]);
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
    await runner.run(tagArticles, { articleIds: [article.id] });
    await runner.run(summariseArticle, { articleId: article.id });
    await runner.run(placeArticles, {});
    await announce();
    expect(await house.store.deliveries.ofChannel("terminal:t:c")).toEqual([]);
    expect(await house.store.deliveries.ofChannel("terminal:u:c")).toHaveLength(1);
  });
});

describe("resume-articles", () => {
  test("asks for the step that each unfinished article waits for, once it is old enough", async () => {
    const untagged = await addArticle("untagged", RELEVANT);
    const tagged = await addArticle("tagged", { ...RELEVANT });
    await runner.run(tagArticles, batch(tagged), WITH_MODEL);
    const summarised = await addArticle("summarised", RELEVANT);
    await runner.run(tagArticles, batch(summarised));
    await runner.run(summariseArticle, summarised);
    await readThrough("done");
    const done = await addArticle("bread", IRRELEVANT);
    await runner.run(tagArticles, batch(done));
    runner.asked.length = 0;

    await runner.run(resumeArticles, {});
    expect(runner.asked).toEqual([]);
    now = new Date(START.getTime() + 11 * MINUTE_MS);
    await runner.run(resumeArticles, {});
    expect(runner.of("tag-articles")).toEqual([batch(untagged)]);
    expect(runner.of("summarise-article")).toEqual([tagged]);
    expect(runner.of("place-articles")).toEqual([{}]);
  });
});

describe("prune", () => {
  test("forgets old articles, and irrelevant ones after a month", async () => {
    const relevant = await addArticle("talks", RELEVANT);
    const irrelevant = await addArticle("bread", IRRELEVANT);
    await runner.run(tagArticles, batch(relevant));
    await runner.run(tagArticles, batch(irrelevant));
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
