import { expect } from "vitest";
import type { Store } from "../../src/store/store.ts";
import { storyCursor } from "../../src/store/stories.ts";
import { readFingerprint } from "../../src/stories/fingerprint.ts";
import type { NewArticle as ToPlace } from "../../src/stories/model.ts";
import { placeArticle } from "../../src/stories/place.ts";
import { test } from "../support/database.ts";
import { addArticles, addRead, makeArticle, makeFeed, makeReading } from "../support/records.ts";

const now = new Date("2023-06-18T00:00:00Z");
const workspaceId = "slack:T1";
const day = (count: number) => new Date(Date.UTC(2023, 5, count));

function toPlace({ id, title, text, url, publishedAt, publisher }: ReturnType<typeof makeArticle>): ToPlace {
  const fingerprint = readFingerprint({ title, text, url, mentions: [] });
  return { articleId: id, publishedAt, publisher, fingerprint };
}

/** An article that tells of nothing but what its title does. */
function tell(slug: string, title: string, facts: Parameters<typeof makeArticle>[1] = {}) {
  return makeArticle(slug, { title, text: `${title}, officials said.`, ...facts });
}

/** Adds an article, reads it, and places it; returns its id and the story's. */
async function place(store: Store, article: ReturnType<typeof makeArticle>, topics = ["military-channels"]) {
  const scored = topics.map((id) => ({ id, score: 1, words: [] }));
  await addRead(store, article, { topics: scored });
  const placement = await store.stories.place(toPlace(article), placeArticle, now);
  return { id: article.id, storyId: placement?.storyId ?? "" };
}

const telling = {
  headline: "Told",
  summary: "As told.",
  topics: ["taiwan"],
  actors: ["qin-gang"],
  rank: 2,
  reasons: ["two publishers"],
};

test("places an article once, however often it is asked to", async ({ store }) => {
  const article = tell("placed-once", "Blinken flies to Beijing for talks");
  const first = await place(store, article);
  expect(first.storyId).toBe(article.id);
  const decideElsewhere = () => ({
    storyId: "elsewhere",
    storylineId: "elsewhere",
    isNew: true,
    revisionOf: null,
    likeness: 0,
    reasons: [],
  });
  await store.stories.place(toPlace(article), decideElsewhere, now);
  expect(await store.stories.get("elsewhere", workspaceId)).toBeNull();
  expect(await store.stories.ofArticle(article.id, workspaceId)).toMatchObject({
    id: article.id,
    headline: article.title,
    articles: 1,
    baseline: false,
  });
});

test("begins one story when two tellings of one event come at once", async ({ store }) => {
  const text =
    "The Chinese balloon was shot down off South Carolina on Saturday by an F-22 jet.\n\nIt had flown for days.";
  const title = "US jet shoots down Chinese balloon off South Carolina";
  const tellings = ["a", "b", "c", "d"].map((slug) =>
    makeArticle(`balloon-${slug}`, { title, text, publisher: `Publisher ${slug}` }),
  );
  const places = await Promise.all(tellings.map((article) => place(store, article)));
  expect(new Set(places.map(({ storyId }) => storyId)).size).toBe(1);
  const named = await Promise.all(tellings.map(({ id }) => store.stories.named(id, workspaceId)));
  expect(named.map((story) => story?.id)).toEqual(places.map(({ storyId }) => storyId));
  const told = await store.stories.tell(places[0]?.storyId ?? "", (articles) => ({
    ...telling,
    headline: articles.map(({ publisher }) => publisher).join(),
  }));
  expect(told).toMatchObject({
    articles: 4,
    publishers: 4,
    topics: ["taiwan"],
    actors: ["qin-gang"],
    rank: 2,
  });
  expect(told?.headline.split(",")).toHaveLength(4);
});

test("finds a placed article's neighbours among those near it in time", async ({ store }) => {
  const title = "Yellen and He Lifeng meet in Guangzhou over overcapacity";
  const near = await place(store, tell("yellen-1", title, { publishedAt: day(10) }));
  await place(store, tell("yellen-2", title, { publishedAt: new Date("2022-01-01T00:00:00Z") }));
  const article = tell("yellen-3", title, { publishedAt: day(11) });
  await addRead(store, article);
  let found: string[] = [];
  await store.stories.place(
    toPlace(article),
    (asked, neighbourhood) => {
      found = neighbourhood.placed.map(({ articleId }) => articleId);
      expect(Math.max(...neighbourhood.counts.values())).toBeGreaterThan(0);
      return placeArticle(asked, neighbourhood);
    },
    now,
  );
  expect(found).toContain(near.id);
  expect(found).not.toContain(makeArticle("yellen-2").id);
});

test("says of a pruned article that there is nothing to place", async ({ store }) => {
  expect(await store.stories.place(toPlace(makeArticle("never-stored")), placeArticle, now)).toBeNull();
  expect(await store.stories.tell("never-stored", () => telling)).toBeNull();
});

test("keeps private articles out of everyone's stories", async ({ store }) => {
  await store.workspaces.save({ id: workspaceId });
  await store.feeds.add([makeFeed("private-feed", { workspaceId })]);
  const title = "Raimondo and Wang Wentao set up a working group on commerce";
  const everyones = await place(store, tell("commerce-1", title));
  const article = tell("commerce-2", title, { feedId: "private-feed" });
  await store.articles.add([article]);
  await store.readings.save(article, makeReading(), "1", now);
  const placement = await store.stories.place(toPlace(article), placeArticle, now);
  expect(placement?.storyId).not.toBe(everyones.storyId);
  expect(await store.stories.get(article.id, workspaceId)).toMatchObject({ workspaceId });
  expect(await store.stories.get(article.id, "slack:T2")).toBeNull();
  const headlines = await store.stories.search("raimondo", { workspaceId: "slack:T2", limit: 5 });
  expect(headlines.map(({ id }) => id)).toEqual([everyones.storyId]);
});

test("lists stories newest first, by topic and page", async ({ store }) => {
  const topic = ["critical-minerals"];
  const titles = ["Gallium exports halted", "Rare earth magnets rule announced", "Graphite permits reviewed"];
  const ids: string[] = [];
  for (const [index, title] of titles.entries()) {
    const article = makeArticle(`minerals-${index}`, {
      title,
      text: `${title}.`,
      publishedAt: day(index + 1),
    });
    ids.push((await place(store, article, topic)).storyId);
  }
  const newestFirst = ids.toReversed();
  const list = async (more: object) =>
    (await store.stories.latest({ workspaceId, topic: "critical-minerals", limit: 10, ...more })).map(
      ({ id }) => id,
    );
  expect(await list({})).toEqual(newestFirst);
  const [first] = await store.stories.many(newestFirst, workspaceId);
  if (!first) throw new Error("it was just placed");
  expect(await list({ after: storyCursor(first) })).toEqual(newestFirst.slice(1));
  expect(await list({ since: day(2), until: day(3) })).toEqual([ids[1]]);
  expect(await list({ topic: "climate" })).toEqual([]);
  expect((await store.stories.search("magnets", { workspaceId, limit: 5 })).map(({ id }) => id)).toEqual([
    ids[1],
  ]);
});

test("shows an article's part in its story, with the summary as shown", async ({ store }) => {
  const { id, storyId } = await place(store, tell("part", "Sullivan meets Wang Yi in Malta"));
  expect(await store.stories.articles(storyId)).toMatchObject([
    { id, class: "newspaper", summary: makeReading().summary, revisionOf: null },
  ]);
  await store.readings.saveSummary(id, { text: "They met.", spans: [], method: "some-model" }, now);
  const parts = await store.stories.articlesOfMany([storyId]);
  expect(parts.get(storyId)).toMatchObject([{ id, summary: { text: "They met." } }]);
});

test("calls a story a baseline only while all its articles are", async ({ store }) => {
  const title = "Panda bears leave Washington's National Zoo for Chengdu";
  const old = await place(store, tell("panda-1", title, { baseline: true }));
  expect((await store.stories.get(old.storyId, workspaceId))?.baseline).toBe(true);
  const fresh = await place(store, tell("panda-2", title));
  expect(fresh.storyId).toBe(old.storyId);
  expect((await store.stories.tell(old.storyId, () => telling))?.baseline).toBe(false);
});

test("removes an article's keys and place with it", async ({ store, db }) => {
  const longAgo = new Date("1999-01-01T00:00:00Z");
  const article = makeArticle("pruned-story", { seenAt: longAgo, publishedAt: longAgo });
  await addArticles(store, article);
  await place(store, article);
  expect(await store.articles.prune(new Date("2000-01-01T00:00:00Z"), longAgo)).toBe(1);
  const { rows } = await db.execute(`select 1 from article_keys where article_id = '${article.id}'`);
  expect(rows).toEqual([]);
  expect(await store.stories.get(article.id, workspaceId)).toBeNull();
});
