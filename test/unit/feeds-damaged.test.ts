import { expect, test } from "vitest";
import { extractArticle } from "../../src/articles/extract.ts";
import { FinalError } from "../../src/errors.ts";
import { toArticles } from "../../src/feeds/articles.ts";
import { parseFeed } from "../../src/feeds/parse.ts";
import type { Feed } from "../../src/model.ts";
import { mutate, randomNumbers } from "../support/mutate.ts";
import { SAMPLE_FEEDS, SAMPLE_PAGE } from "../support/sample-feeds.ts";

const feed: Feed = {
  id: "wire",
  outlet: "Example Wire",
  publisher: "Example Group",
  country: "US",
  class: "wire",
  language: "en",
  url: "https://wire.example/rss",
  homepage: null,
};

test.each(SAMPLE_FEEDS.map((sample, index) => ({ sample: Buffer.from(sample), index })))(
  "reads or refuses 150 damaged copies of feed $index",
  async ({ sample, index }) => {
    const random = randomNumbers(index + 1);
    for (let round = 0; round < 150; round += 1) {
      const bytes = mutate(sample, random);
      const parsed = await parseFeed(bytes, {}, feed.url).catch((error: unknown) => error);
      if (parsed instanceof FinalError) continue;
      if (parsed instanceof Error || typeof parsed !== "object" || parsed === null || !("items" in parsed)) {
        expect.fail(`round ${round}: ${String(parsed)}`);
      }
    }
  },
);

test("makes good articles of whatever a damaged feed holds", async () => {
  const random = randomNumbers(7);
  for (let round = 0; round < 100; round += 1) {
    const bytes = mutate(Buffer.from(SAMPLE_FEEDS[0] ?? ""), random);
    const parsed = await parseFeed(bytes, {}, feed.url).catch(() => null);
    for (const article of parsed ? toArticles(parsed, feed, new Date("2023-06-20T00:00:00Z")).articles : []) {
      expect(article.url).toMatch(/^https:\/\//u);
      expect(article.title).not.toBe("");
      expect(Number.isNaN(article.publishedAt.getTime())).toBe(false);
    }
  }
});

test("reads 150 damaged copies of a page", () => {
  const random = randomNumbers(11);
  for (let round = 0; round < 150; round += 1) {
    const { text } = extractArticle(mutate(Buffer.from(SAMPLE_PAGE), random).toString("utf8"), feed.url);
    expect(typeof text).toBe("string");
  }
});
