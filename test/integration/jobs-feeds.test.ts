import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { fetchArticles } from "../../jobs/fetch-articles.ts";
import { fetchFeed } from "../../jobs/fetch-feed.ts";
import { pollFeeds } from "../../jobs/poll-feeds.ts";
import { articleId, canonicalUrl } from "../../src/articles/identity.ts";
import { TemporaryError } from "../../src/errors.ts";
import { openTestDatabase, type TestDatabase } from "../support/database.ts";
import { type House, openHouse } from "../support/house.ts";
import { crash, createRunner, type JobRunner } from "../support/job-runner.ts";
import { makeFeed, makeReading } from "../support/records.ts";
import { rssOf, type Site, startSite } from "../support/site.ts";

const MINUTE_MS = 60_000;
const START = new Date("2023-06-17T12:00:00Z");
const TEXT = "Mr Blinken told reporters in Beijing that the channels must reopen.";

let site: Site;
let database: TestDatabase;
let house: House;
let runner: JobRunner;
let now = START;

beforeAll(async () => {
  site = await startSite();
});
afterAll(() => site.stop());

beforeEach(async () => {
  now = START;
  database = await openTestDatabase();
  house = await openHouse(database.url, { hosts: [site.host], now: () => now });
  runner = createRunner(house.parts);
  return async () => {
    await house.close();
    await database.close();
  };
});

const items = (...slugs: string[]) =>
  slugs.map((slug) => ({ path: `/${slug}`, title: `Talks: ${slug}`, text: TEXT }));
const idOf = (slug: string) => articleId(canonicalUrl(site.url(`/${slug}`)) ?? "");
const later = (minutes: number) => {
  now = new Date(now.getTime() + minutes * MINUTE_MS);
};

async function addFeed(id = "feed", facts = {}) {
  await house.store.feeds.add([makeFeed(id, { url: site.url(`/${id}.xml`), ...facts })]);
  await house.store.feeds.saveLook(id, { nextLookAt: START });
}

describe("poll-feeds", () => {
  test("asks for the feeds that are due, however often it runs", async () => {
    await addFeed("due");
    await addFeed("later");
    await house.store.feeds.saveLook("later", { nextLookAt: new Date(START.getTime() + 1) });
    await runner.run(pollFeeds, {});
    expect(runner.of("fetch-feed")).toEqual([{ feedId: "due" }]);
    await runner.run(pollFeeds, {});
    expect(runner.of("fetch-feed")).toEqual([{ feedId: "due" }, { feedId: "due" }]);
  });
});

describe("fetch-feed", () => {
  beforeEach(() => addFeed());

  test("stores a silent baseline at first, and news afterwards", async () => {
    site.set("/feed.xml", rssOf(site, items("one", "two")));
    await runner.run(fetchFeed, { feedId: "feed" });
    expect(runner.of("fetch-articles")).toEqual([{ articleIds: [idOf("one"), idOf("two")] }]);
    expect(await house.store.articles.get(idOf("one"))).toMatchObject({ baseline: true, feedId: "feed" });

    later(60);
    site.set("/feed.xml", rssOf(site, items("three", "one", "two")));
    await runner.run(fetchFeed, { feedId: "feed" });
    expect(await house.store.articles.get(idOf("three"))).toMatchObject({ baseline: false });
    expect(await house.store.articles.get(idOf("one"))).toMatchObject({ baseline: true });
  });

  test("a host that wants to be left alone is no fault of its other feeds", async () => {
    await addFeed("other");
    site.set("/feed.xml", { status: 429, body: "", headers: { "retry-after": "1800" } });
    site.set("/other.xml", rssOf(site, items("one")));
    await runner.run(fetchFeed, { feedId: "feed" });
    await runner.run(fetchFeed, { feedId: "other" });
    expect(await house.store.feeds.get("feed")).toMatchObject({ failures: 1 });
    const other = await house.store.feeds.get("other");
    expect(other).toMatchObject({ failures: 0, lastLookAt: null });
    expect(other?.nextLookAt.getTime()).toBeGreaterThan(now.getTime() + 25 * MINUTE_MS);
    expect(site.asked.filter((path) => path === "/other.xml")).toEqual([]);
  });

  test("run twice it looks once", async () => {
    site.set("/feed.xml", rssOf(site, items("one")));
    await runner.run(fetchFeed, { feedId: "feed" });
    const looked = site.asked.length;
    await runner.run(fetchFeed, { feedId: "feed" });
    expect(site.asked.length).toBe(looked);
    expect(runner.of("fetch-articles")).toHaveLength(1);
  });

  test("crashed before its bookmark moved, it asks for the same articles again", async () => {
    site.set("/feed.xml", rssOf(site, items("one", "two")));
    const { store } = house;
    await runner.crash(
      fetchFeed,
      { feedId: "feed" },
      {
        store: { ...store, feeds: { ...store.feeds, saveLook: crash } },
      },
    );
    await runner.run(fetchFeed, { feedId: "feed" });
    const [asked, again, ...others] = runner.of("fetch-articles");
    expect(asked).toEqual({ articleIds: [idOf("one"), idOf("two")] });
    expect(again).toEqual(asked);
    expect(others).toEqual([]);
    expect(await store.articles.get(idOf("one"))).toMatchObject({ baseline: true });
    expect(await store.feeds.get("feed")).toMatchObject({ failures: 0, baselineAt: now });
  });

  test("crashed between storing and asking, it loses no article", async () => {
    site.set("/feed.xml", rssOf(site, items("one", "two")));
    await runner.crash(fetchFeed, { feedId: "feed" }, { ...house.parts, ...{ enqueue: crash } });
    expect(runner.asked).toEqual([]);
    await runner.run(fetchFeed, { feedId: "feed" });
    expect(runner.of("fetch-articles")).toEqual([{ articleIds: [idOf("one"), idOf("two")] }]);
  });

  test("an article whose wording its feed changed is read again", async () => {
    site.set("/feed.xml", rssOf(site, items("one")));
    await runner.run(fetchFeed, { feedId: "feed" });
    later(60);
    site.set("/feed.xml", rssOf(site, [{ path: "/one", title: "Talks collapse", text: TEXT }]));
    await runner.run(fetchFeed, { feedId: "feed" });
    expect(await house.store.articles.get(idOf("one"))).toMatchObject({ title: "Talks collapse" });
    expect(runner.of("fetch-articles")).toEqual([
      { articleIds: [idOf("one")] },
      { articleIds: [idOf("one")] },
    ]);
  });

  test("asks for what a new feed had before us as for what has time, the oldest first", async () => {
    const dated = ["2023-06-16", "2023-06-14", "2023-06-15"].map((day, index) => ({
      path: `/${index}`,
      title: `Talks: ${day}`,
      text: TEXT,
      published: new Date(`${day}T00:00:00Z`),
    }));
    site.set(
      "/feed.xml",
      rssOf(
        site,
        dated.map((item) => ({ ...item, published: item.published.toUTCString() })),
      ),
    );
    await runner.run(fetchFeed, { feedId: "feed" });
    const asked = runner.asked.filter(({ job }) => job === "fetch-articles");
    expect(asked).toEqual([
      {
        job: "fetch-articles",
        data: { articleIds: ["1", "2", "0"].map(idOf) },
        options: { backlog: [dated[1]?.published] },
      },
    ]);

    later(60);
    site.set("/feed.xml", rssOf(site, items("new")));
    await runner.run(fetchFeed, { feedId: "feed" });
    expect(runner.asked.findLast(({ job }) => job === "fetch-articles")?.options).toBeUndefined();
  });

  test("crashed between storing a revision and asking for it, it asks at the next run", async () => {
    site.set("/feed.xml", rssOf(site, items("one")));
    await runner.run(fetchFeed, { feedId: "feed" });
    const { store } = house;
    const article = await store.articles.get(idOf("one"));
    if (!article) throw new Error("it was just stored");
    await store.readings.save(article, makeReading(), "1", now);
    expect(await store.articles.unread([article.id])).toEqual([]);
    runner.asked.length = 0;
    later(60);
    site.set("/feed.xml", rssOf(site, [{ path: "/one", title: "Talks collapse", text: TEXT }]));
    await runner.crash(fetchFeed, { feedId: "feed" }, { ...house.parts, ...{ enqueue: crash } });
    expect(await store.articles.unfinished(START, new Date(now.getTime() + 1))).toEqual([
      { id: article.id, step: "tag", publishedAt: article.publishedAt, baseline: true },
    ]);
    await runner.run(fetchFeed, { feedId: "feed" });
    expect(runner.of("fetch-articles")).toEqual([{ articleIds: [article.id] }]);
  });

  test("a private feed's copy does not stand in the way of everyone's", async () => {
    await house.store.workspaces.save({ id: "slack:T1" });
    await addFeed("private", { workspaceId: "slack:T1" });
    for (const path of ["/feed.xml", "/private.xml"]) site.set(path, rssOf(site, items("one")));
    await runner.run(fetchFeed, { feedId: "private" });
    await runner.run(fetchFeed, { feedId: "feed" });
    expect(await house.store.articles.get(idOf("one"))).toMatchObject({ workspaceId: null, feedId: "feed" });
    const own = articleId(canonicalUrl(site.url("/one")) ?? "", "slack:T1");
    expect(await house.store.articles.get(own)).toMatchObject({ workspaceId: "slack:T1" });
  });

  test("an unchanged feed costs one short question", async () => {
    site.set("/feed.xml", { ...rssOf(site, items("one")), headers: { etag: '"1"' } });
    await runner.run(fetchFeed, { feedId: "feed" });
    later(60);
    await runner.run(fetchFeed, { feedId: "feed" });
    expect(runner.of("fetch-articles")).toHaveLength(1);
    expect(await house.store.feeds.get("feed")).toMatchObject({ etag: '"1"', lastOkAt: now, failures: 0 });
  });

  test("bad items cost only themselves", async () => {
    const bad = "<item><title>no link</title></item><item></item>";
    site.set("/feed.xml", rssOf(site, items("one"), bad));
    await runner.run(fetchFeed, { feedId: "feed" });
    expect(runner.of("fetch-articles")).toEqual([{ articleIds: [idOf("one")] }]);
    expect(await house.store.feeds.get("feed")).toMatchObject({ failures: 0 });
  });

  test.each([
    {
      name: "a page where XML should be",
      page: { body: "<!doctype html><html><body>Back soon</body></html>" },
    },
    { name: "an empty answer", page: { body: "" } },
    { name: "a server error", page: { body: "", status: 503 } },
    { name: "a feed that is gone", page: { body: "", status: 410 } },
  ])("$name is noted, waited for, and no failure of the job", async ({ page }) => {
    site.set("/feed.xml", page);
    await runner.run(fetchFeed, { feedId: "feed" });
    const feed = await house.store.feeds.get("feed");
    expect(feed).toMatchObject({ failures: 1, lastLookAt: now, lastOkAt: null, baselineAt: null });
    expect(feed?.lastError).toMatch(/\S/u);
    expect(feed?.nextLookAt.getTime()).toBeGreaterThan(now.getTime());
    expect(runner.asked).toEqual([]);
  });

  test("while its address fails, its other addresses are tried", async () => {
    await addFeed("feed", { otherUrls: [site.url("/mirror.xml")] });
    site.set("/feed.xml", { body: "", status: 500 });
    site.set("/mirror.xml", rssOf(site, items("one")));
    await runner.run(fetchFeed, { feedId: "feed" });
    later(24 * 60);
    await runner.run(fetchFeed, { feedId: "feed" });
    expect(runner.of("fetch-articles")).toEqual([{ articleIds: [idOf("one")] }]);
    expect(await house.store.feeds.get("feed")).toMatchObject({
      failures: 0,
      currentUrl: site.url("/mirror.xml"),
    });
  });

  test("a queue in trouble is no fault of the feed", async () => {
    site.set("/feed.xml", rssOf(site, items("one")));
    const enqueue = async () => {
      throw new TemporaryError("job not queued");
    };
    const trouble = { ...house.parts, ...{ enqueue } };
    await expect(runner.run(fetchFeed, { feedId: "feed" }, trouble)).rejects.toThrow("job not queued");
    expect(await house.store.feeds.get("feed")).toMatchObject({ failures: 0, lastLookAt: null });
  });

  test("a feed that gives whole articles needs no pages", async () => {
    await addFeed("feed", { fullText: true });
    site.set("/feed.xml", rssOf(site, items("one")));
    await runner.run(fetchFeed, { feedId: "feed" });
    expect(runner.of("tag-articles")).toEqual([{ articleIds: [idOf("one")] }]);
    expect(runner.of("fetch-articles")).toEqual([]);
  });

  test("a feed removed while the job waited is left alone", async () => {
    await house.store.feeds.remove("feed", now);
    const looked = site.asked.length;
    await runner.run(fetchFeed, { feedId: "feed" });
    expect(site.asked.length).toBe(looked);
  });
});

describe("fetch-articles", () => {
  const paragraphs = Array.from(
    { length: 8 },
    (_, index) =>
      `<p>Paragraph ${index} of the report: officials of both governments met for several hours, and each side said afterwards that the talks, however hard, had been candid and of use to both.</p>`,
  ).join("\n");
  const page = {
    body: `<!doctype html><html><head><title>Talks: one</title></head><body><nav>Home</nav><article><h1>Talks: one</h1>${paragraphs}</article></body></html>`,
  };
  const job = () => ({ articleIds: [idOf("one")] });

  beforeEach(async () => {
    await addFeed();
    site.set("/feed.xml", rssOf(site, items("one")));
    await runner.run(fetchFeed, { feedId: "feed" });
  });

  test("puts the page's text in the place of the feed's, once", async () => {
    site.set("/one", page);
    await runner.run(fetchArticles, job());
    const read = await house.store.articles.get(idOf("one"));
    expect(read).toMatchObject({ textFrom: "page" });
    expect(read?.text).toContain("Paragraph 7");
    await runner.run(fetchArticles, job());
    expect(await house.store.articles.get(idOf("one"))).toEqual(read);
    expect(await house.store.articles.revisions(idOf("one"))).toEqual([]);
  });

  test("crashed before asking for the reading, it asks at the next run", async () => {
    site.set("/one", page);
    await runner.crash(fetchArticles, job(), { ...house.parts, ...{ enqueue: crash } });
    await runner.run(fetchArticles, job());
    expect(runner.of("tag-articles")).toEqual([job()]);
    expect(await house.store.articles.get(idOf("one"))).toMatchObject({ textFrom: "page" });
  });

  test.each([
    { name: "is gone", page: { body: "gone", status: 404 } },
    { name: "is a picture", page: { body: "GIF89a", type: "image/gif" } },
    { name: "has no article", page: { body: "<html><body></body></html>" } },
  ])("an article whose page $name is read as the feed gave it", async ({ page }) => {
    site.set("/one", page);
    await runner.run(fetchArticles, job());
    expect(runner.of("tag-articles")).toEqual([job()]);
    expect(await house.store.articles.get(idOf("one"))).toMatchObject({ text: TEXT, textFrom: "feed" });
  });

  test("a page that fails holds up none of the others, and is tried again by itself", async () => {
    later(60);
    const slugs = ["busy", "well", "gone"];
    site.set("/feed.xml", rssOf(site, items(...slugs)));
    await runner.run(fetchFeed, { feedId: "feed" });
    site.set("/busy", { body: "", status: 503 });
    site.set("/well", page);
    site.set("/gone", { body: "gone", status: 404 });
    runner.asked.length = 0;
    await runner.run(fetchArticles, { articleIds: slugs.map(idOf) });
    expect(runner.asked.filter(({ job }) => job === "fetch-articles")).toEqual([
      {
        job: "fetch-articles",
        data: { articleIds: [idOf("busy")] },
        options: { delayMs: expect.any(Number) },
      },
    ]);
    const read = z.array(z.object({ articleIds: z.array(z.string()) })).parse(runner.of("tag-articles"));
    expect(read.flatMap(({ articleIds }) => articleIds).toSorted()).toEqual(slugs.map(idOf).toSorted());
    expect(await house.store.articles.get(idOf("well"))).toMatchObject({ textFrom: "page" });
    expect(await house.store.articles.get(idOf("busy"))).toMatchObject({ textFrom: "feed" });
  });

  test("a page that cannot be read at all fails its own job, and its article is read as the feed gave it", async () => {
    site.set("/one", page);
    const readers = {
      ...house.parts.readers,
      extractArticle: async () => {
        throw new Error("a fault of ours");
      },
    };
    await expect(runner.run(fetchArticles, job(), { readers })).rejects.toThrow("a fault of ours");
    expect(runner.of("tag-articles")).toEqual([job()]);
  });

  test("a server that is busy is asked again, and the article read meanwhile", async () => {
    site.set("/one", { body: "", status: 503 });
    await expect(runner.run(fetchArticles, job())).rejects.toThrow(TemporaryError);
    expect(runner.of("tag-articles")).toEqual([job()]);
  });
});
