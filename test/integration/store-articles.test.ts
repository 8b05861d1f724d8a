import { expect } from "vitest";
import { test } from "../support/database.ts";
import { addArticles, addRead, makeArticle, makeFeed, makeReading } from "../support/records.ts";

const now = new Date("2023-06-18T00:00:00Z");

test("says what is new, and stores an article added twice once", async ({ store }) => {
  const article = makeArticle("twice");
  await store.feeds.add([makeFeed("feed")]);
  expect(await store.articles.add([article, article])).toEqual({ fresh: [article.id], changed: [] });
  expect(await store.articles.add([article])).toEqual({ fresh: [], changed: [] });
  expect(await store.articles.get(article.id)).toMatchObject({ title: article.title, textFrom: "feed" });
});

test("keeps the old wording when its feed revises an article", async ({ store }) => {
  const article = makeArticle("revised", { title: "Talks resume" });
  await addArticles(store, article);
  const revised = { ...article, title: "Talks collapse", seenAt: now };
  expect(await store.articles.add([revised])).toEqual({ fresh: [], changed: [article.id] });
  expect(await store.articles.add([revised])).toEqual({ fresh: [], changed: [] });
  expect(await store.articles.get(article.id)).toMatchObject({
    title: "Talks collapse",
    seenAt: article.seenAt,
  });
  expect(await store.articles.revisions(article.id)).toEqual([
    { title: "Talks resume", text: article.text, textFrom: "feed", replacedAt: now },
  ]);
});

test("lets no other feed's wording replace an article's own", async ({ store }) => {
  const article = makeArticle("carried", { title: "Talks resume" });
  await addArticles(store, article);
  await store.feeds.add([makeFeed("other-feed")]);
  const copy = { ...article, feedId: "other-feed", title: "Talks to resume, says report" };
  expect(await store.articles.add([copy])).toEqual({ fresh: [], changed: [] });
  expect(await store.articles.get(article.id)).toMatchObject({ title: "Talks resume", feedId: "feed" });
});

test("puts a page's text in place of the feed's, and keeps it when the feed changes", async ({ store }) => {
  const article = makeArticle("full", { text: "A teaser." });
  await addArticles(store, article);
  await store.articles.savePage(article.id, { text: "The whole text.", author: "A. Writer" }, now);
  await store.articles.savePage(article.id, { text: "The whole text." }, now);
  expect(await store.articles.revisions(article.id)).toEqual([]);
  await store.articles.savePage(article.id, { text: "The whole text, corrected." }, now);
  await store.articles.add([{ ...article, text: "Another teaser." }]);
  expect(await store.articles.get(article.id)).toMatchObject({
    text: "The whole text, corrected.",
    textFrom: "page",
    author: "A. Writer",
  });
  const revisions = await store.articles.revisions(article.id);
  expect(revisions.map(({ text }) => text)).toEqual(["The whole text."]);
});

test("stores ten thousand items of one feed, each once", async ({ store }) => {
  const items = Array.from({ length: 10_000 }, (_, index) => makeArticle(`bulk-${index}`));
  await store.feeds.add([makeFeed("feed")]);
  const { fresh } = await store.articles.add([...items, ...items.slice(0, 500)]);
  expect(new Set(fresh).size).toBe(10_000);
  expect(fresh).toHaveLength(10_000);
  expect(await store.articles.add(items)).toEqual({ fresh: [], changed: [] });
  expect(await store.articles.unread(items.map(({ id }) => id))).toHaveLength(10_000);
});

test("keeps any text, whatever it is made of, without moving an offset", async ({ store }) => {
  const title = "a\0b \ud800 c";
  const article = makeArticle("odd", { title, text: `${"x".repeat(10)}\0\udfff\u202e 😀 “q”` });
  await addArticles(store, article);
  const stored = await store.articles.get(article.id);
  expect(stored?.title).toBe("a b \ufffd c");
  expect(stored?.text).toHaveLength(article.text.length);
  expect(await store.readings.save(article, makeReading({ reasons: ["\0\ud800"] }), "1", now)).toBe(true);
  expect((await store.readings.get(article.id))?.reasons).toEqual([" \ufffd"]);
});

test("tells which step an article stopped at", async ({ store }) => {
  const at = new Date("2021-01-01T00:00:00Z");
  const seen = (slug: string) => makeArticle(slug, { seenAt: at, publishedAt: at });
  const [untagged, irrelevant, tagged, summarised] = ["untagged", "irrelevant", "tagged", "summarised"].map(
    seen,
  );
  if (!untagged || !irrelevant || !tagged || !summarised) throw new Error("four were made");
  await addArticles(store, untagged);
  await addRead(store, irrelevant, { relevant: false });
  await addRead(store, tagged);
  await addRead(store, summarised);
  const summary = { text: "They talked.", spans: [], method: "extractive" };
  await store.readings.saveSummary(summarised.id, summary, at);
  const since = new Date("2020-12-31T00:00:00Z");
  const until = new Date("2021-01-02T00:00:00Z");
  const steps = await store.articles.unfinished(since, until);
  expect(new Map(steps.map(({ id, step }) => [id, step]))).toEqual(
    new Map([
      [untagged.id, "tag"],
      [tagged.id, "summarise"],
      [summarised.id, "place"],
    ]),
  );
  expect(await store.articles.unfinished(since, at)).toEqual([]);
  expect(await store.articles.count({ from: since, until })).toEqual({ articles: 4, relevant: 2, feeds: 1 });
});

test("prunes what is old, and sooner what is not relevant, with all that hangs on it", async ({ store }) => {
  const at = (year: number) => new Date(Date.UTC(year, 0, 1));
  const made = (slug: string, year: number) => makeArticle(slug, { seenAt: at(year), publishedAt: at(year) });
  await addRead(store, made("prune-old", 2001));
  await addRead(store, made("prune-kept", 2005));
  await addRead(store, made("prune-irrelevant", 2005), { relevant: false });
  await addRead(store, made("prune-irrelevant-new", 2012), { relevant: false });
  expect(await store.articles.prune(at(2002), at(2010))).toBe(2);
  expect(await store.articles.prune(at(2002), at(2010))).toBe(0);
  const ids = ["prune-old", "prune-kept", "prune-irrelevant", "prune-irrelevant-new"].map(
    (slug) => makeArticle(slug).id,
  );
  const left = (await store.articles.many(ids)).map(({ id }) => ids.indexOf(id));
  expect(left).toEqual([3, 1]);
});
