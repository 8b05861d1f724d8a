import { expect, test } from "vitest";
import { toArticles } from "../../src/feeds/articles.ts";
import type { ParsedFeed, ParsedItem } from "../../src/feeds/parsed.ts";
import type { Feed } from "../../src/model.ts";

const SEEN_AT = new Date("2023-06-19T12:00:00Z");

const feed: Feed = {
  id: "example-world",
  outlet: "Example Wire",
  publisher: "Example Group",
  country: "US",
  class: "wire",
  language: "en",
  url: "https://wire.example/rss",
  homepage: "https://wire.example",
};

function read(...items: Partial<ParsedItem>[]) {
  const parsed: ParsedFeed = {
    kind: "rss",
    encoding: "utf-8",
    title: "Example Wire",
    link: null,
    language: null,
    waitMs: null,
    hub: null,
    self: null,
    items: items.map((item) => ({
      id: null,
      link: "https://wire.example/1",
      title: "Talks resume",
      author: null,
      published: new Date("2023-06-19T08:00:00Z"),
      updated: null,
      summary: null,
      content: null,
      source: null,
      ...item,
    })),
  };
  return toArticles(parsed, feed, SEEN_AT);
}

test("makes an item ours", () => {
  const link = "http://www.wire.example/1/?utm_source=rss";
  const { articles, skipped } = read({
    link,
    summary: "Short.",
    content: "A longer text of the article.",
    author: "Ann Lee",
  });
  expect(skipped).toEqual([]);
  expect(articles).toMatchObject([
    {
      feedId: "example-world",
      outlet: "Example Wire",
      publisher: "Example Group",
      url: "https://wire.example/1",
      pageUrl: link,
      title: "Talks resume",
      author: "Ann Lee",
      language: "en",
      publishedAt: new Date("2023-06-19T08:00:00Z"),
      seenAt: SEEN_AT,
      text: "A longer text of the article.",
    },
  ]);
});

test("skips a bad item, says why and keeps the others", () => {
  const { articles, skipped } = read(
    { link: null, id: "17" },
    { link: "https://wire.example/2", title: null },
    { link: "https://wire.example/3" },
    { link: "https://wire.example/3?utm_source=rss" },
  );
  expect(articles.map(({ url }) => url)).toEqual(["https://wire.example/3"]);
  expect(skipped).toEqual([
    { index: 0, reason: "no address" },
    { index: 1, reason: "nothing to read" },
    { index: 3, reason: "twice in the feed" },
  ]);
});

test.each([
  { name: "none", published: null },
  { name: "one to come", published: new Date("2024-01-01T00:00:00Z") },
  { name: "the year 1970", published: new Date(0) },
])("dates an article by when it was seen when its date is $name", ({ published }) => {
  expect(read({ published }).articles[0]?.publishedAt).toEqual(SEEN_AT);
});

test("takes the date of change for an article without its own", () => {
  const updated = new Date("2023-06-19T09:00:00Z");
  expect(read({ published: null, updated }).articles[0]?.publishedAt).toEqual(updated);
});

test("makes a title of the first sentence where there is none", () => {
  const { articles } = read({ title: null, summary: "Talks resume on Monday. Both sides agreed." });
  expect(articles[0]?.title).toBe("Talks resume on Monday.");
});

test("keeps apart items that share an address", () => {
  const { articles } = read(
    { link: "https://wire.example/live#post-1", title: "Plane lands" },
    { link: "https://wire.example/live#post-2", title: "Talks begin" },
    { link: "https://wire.example/", id: "a", title: "One" },
    { link: "https://wire.example/", id: "b", title: "Two" },
  );
  expect(new Set(articles.map(({ id }) => id)).size).toBe(4);
  expect(articles[0]?.url).toBe("https://wire.example/live#post-1");
});

test("an edited title, another guid and a tracked link leave the id as it is", () => {
  const [before] = read({ id: "1", title: "Talks resume" }).articles;
  const [after] = read({
    id: "2",
    title: "Talks resume in Beijing",
    link: "http://m.wire.example/1?at_medium=rss",
  }).articles;
  expect(after?.id).toBe(before?.id);
});

test("gives an item of a news search to the outlet that it names", () => {
  const source = { name: "Example Post", url: "https://www.post.example" };
  const { articles } = read({ title: "Talks resume - Example Post", source });
  expect(articles).toMatchObject([
    { title: "Talks resume", outlet: "Example Post", publisher: "Example Post" },
  ]);
});

test("keeps its own items when they name themselves as the source", () => {
  const source = { name: "Wire", url: "https://news.wire.example" };
  expect(read({ source }).articles).toMatchObject([{ outlet: "Example Wire", publisher: "Example Group" }]);
});

test("knows the language of an item whatever its feed's", () => {
  const { articles } = read({ title: "中美高层会谈在北京举行", summary: "双方就经贸和安全问题交换意见。" });
  expect(articles[0]?.language).toBe("zh");
});
