import { expect } from "vitest";
import { test } from "../support/database.ts";
import { addArticles, addRead, makeArticle, makeFeed, makeQuote, makeReading } from "../support/records.ts";

const now = new Date("2023-06-18T00:00:00Z");
const workspaceId = "slack:T1";

test("gives back the whole reading as it was found", async ({ store }) => {
  const article = makeArticle("whole");
  await addArticles(store, article);
  const reading = makeReading({
    mentions: [
      { start: 3, end: 10, kind: "person", actor: "antony-blinken", name: "Antony Blinken", wikidata: null },
    ],
    quotes: [makeQuote(), makeQuote({ speaker: null, cue: null, speakerName: null, speakerActor: null })],
    relevance: 0.5,
  });
  await store.readings.save(article, reading, "1", now);
  expect(await store.readings.get(article.id)).toEqual({
    ...reading,
    quotes: reading.quotes.map((quote) => ({ ...quote, confidence: expect.closeTo(0.9) })),
  });
  expect(await store.readings.get("unknown")).toBeNull();
});

test("replaces an article's quotes when it is read again", async ({ store }) => {
  const article = makeArticle("again");
  await addRead(store, article, {
    quotes: [makeQuote(), makeQuote({ speakerActor: "qin-gang", speakerName: "Qin Gang" })],
  });
  const before = await store.speakers.many(["qin-gang"]);
  await store.readings.save(article, makeReading({ quotes: [makeQuote()] }), "2", now);
  await store.readings.save(article, makeReading({ quotes: [makeQuote()] }), "2", now);
  expect((await store.readings.get(article.id))?.quotes).toHaveLength(1);
  expect(await store.quotes.find({ workspaceId, speakerId: "qin-gang", limit: 10 })).toEqual([]);
  expect([before[0]?.quotes, (await store.speakers.get("qin-gang"))?.quotes]).toEqual([1, 0]);
});

test("takes back the quotes of an article that turns out not to be relevant", async ({ store }) => {
  const article = makeArticle("irrelevant-after-all");
  await addRead(store, article, { quotes: [makeQuote()] });
  await store.readings.save(article, makeReading({ relevant: false, quotes: [makeQuote()] }), "2", now);
  expect(await store.quotes.ofArticles([article.id], workspaceId)).toEqual([]);
  expect(await store.search.articles({ workspaceId, words: "irrelevant-after-all", limit: 5 })).toEqual([]);
});

test("stores nothing for an article that is gone or was reworded since", async ({ store }) => {
  const article = makeArticle("reworded");
  expect(await store.readings.save(article, makeReading(), "1", now)).toBe(false);
  await addArticles(store, article);
  await store.articles.savePage(article.id, { text: "Another text." }, now);
  expect(await store.readings.save(article, makeReading(), "1", now)).toBe(false);
  expect(await store.readings.get(article.id)).toBeNull();
});

test("lists relevant articles that an older reader read", async ({ store }) => {
  const article = makeArticle("outdated");
  await addArticles(store, article);
  await store.readings.save(article, makeReading(), "0", now);
  expect(await store.readings.outdated("1")).toContain(article.id);
  await store.readings.save(article, makeReading(), "1", now);
  expect(await store.readings.outdated("1")).not.toContain(article.id);
});

test("counts a speaker once for each quote, whoever reads at the same time", async ({ store }) => {
  const articles = Array.from({ length: 12 }, (_, index) => makeArticle(`at-once-${index}`));
  await addArticles(store, ...articles);
  const speakers = ["speaker-b", "speaker-a", "speaker-c"];
  const orders = [speakers, speakers.toReversed()];
  await Promise.all(
    articles.map((article, index) => {
      const quotes = (orders[index % 2] ?? []).map((id) => makeQuote({ speakerActor: id, speakerName: id }));
      return store.readings.save(article, makeReading({ quotes }), "1", now);
    }),
  );
  const counted = await store.speakers.many(speakers);
  expect(counted.map(({ quotes }) => quotes)).toEqual([12, 12, 12]);
});

test("keeps the summary that is shown apart from the one that was extracted", async ({ store }) => {
  const article = makeArticle("summarised-twice");
  await addRead(store, article);
  await store.readings.saveSummary(article.id, { text: "First.", spans: [], method: "extractive" }, now);
  await store.readings.saveSummary(
    article.id,
    { text: "Second.", spans: [[0, 3]], method: "some-model" },
    now,
  );
  expect((await store.readings.summaries([article.id, "unknown"])).get(article.id)).toEqual({
    text: "Second.",
    spans: [[0, 3]],
    method: "some-model",
  });
  expect((await store.readings.get(article.id))?.summary.text).toMatch(/^Mr Blinken/u);
});

test("finds articles by words of title and text, in Chinese too, newest first", async ({ store }) => {
  const at = (day: number) => new Date(Date.UTC(2024, 0, day));
  const older = makeArticle("s1", { title: "New “export controls” on chips", publishedAt: at(1) });
  const newer = makeArticle("s2", { text: "Analysts see export controls tightening.", publishedAt: at(2) });
  const apart = makeArticle("s3", { text: "Controls on what China may export.", publishedAt: at(3) });
  const chinese = makeArticle("s4", { title: "外交部发言人谈出口管制", language: "zh", publishedAt: at(4) });
  for (const article of [older, newer, apart, chinese]) await addRead(store, article);
  const find = async (words: string, more = {}) =>
    (await store.search.articles({ workspaceId, words, limit: 10, ...more })).map(({ id }) => id);
  expect(await find('"export controls"')).toEqual([newer.id, older.id]);
  expect(await find("export controls")).toEqual([apart.id, newer.id, older.id]);
  expect(await find("export -analysts")).toEqual([apart.id, older.id]);
  expect(await find("出口管制")).toEqual([chinese.id]);
  expect(await find("口出")).toEqual([]);
  expect(await find('"')).toEqual([]);
  expect(await find("& | !(<->) :* \0")).toEqual([]);
  const [first] = await store.search.articles({ workspaceId, words: "export controls", limit: 1 });
  expect(await find("export controls", { after: first?.cursor })).toEqual([newer.id, older.id]);
  expect(await find("export", { since: at(2), until: at(3) })).toEqual([newer.id]);
});

test("shows a private feed's article, quotes and words to its own workspace alone", async ({ store }) => {
  await store.workspaces.save({ id: "slack:T1" });
  await store.feeds.add([makeFeed("private", { workspaceId: "slack:T1" })]);
  const article = makeArticle("secret", { feedId: "private", title: "Zanzibar memorandum" });
  await store.articles.add([article]);
  const quotes = [makeQuote({ speakerActor: "insider", speakerName: "Insider" })];
  await store.readings.save(article, makeReading({ quotes }), "1", now);
  const seen = async (asker: string) => [
    ...(await store.search.articles({ workspaceId: asker, words: "zanzibar", limit: 5 })),
    ...(await store.quotes.find({ workspaceId: asker, speakerId: "insider", limit: 5 })),
    ...(await store.quotes.ofArticles([article.id], asker)),
    await store.quotes.get(`${article.id}.0`, asker),
  ];
  expect((await seen("slack:T1")).filter(Boolean)).toHaveLength(4);
  expect((await seen("slack:T2")).filter(Boolean)).toHaveLength(0);
  expect(await store.speakers.suggest("insider", 5)).toEqual([]);
});
