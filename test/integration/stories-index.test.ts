import { expect } from "vitest";
import { readDemoNews } from "../../src/demo/news.ts";
import { loadKnowledge } from "../../src/knowledge/knowledge.ts";
import { findMentions } from "../../src/reading/entities/find-mentions.ts";
import { readFingerprint } from "../../src/stories/fingerprint.ts";
import { placeArticle } from "../../src/stories/place.ts";
import { createStoryIndex, placeInIndex } from "../../src/stories/story-index.ts";
import { readDocument } from "../../src/text/document.ts";
import { test } from "../support/database.ts";
import { addArticles, makeArticle } from "../support/records.ts";

test("the store finds the same neighbours, and so makes the same stories, as the index in memory", async ({
  store,
}) => {
  const knowledge = loadKnowledge();
  const index = createStoryIndex();
  const news = readDemoNews().articles.toSorted(
    (one, other) => one.published.getTime() - other.published.getTime(),
  );
  for (const [number, { title, text, published: publishedAt }] of news.entries()) {
    const record = makeArticle(`n${number}`, { title, text, publishedAt });
    await addArticles(store, record);
    const mentions = findMentions(readDocument(text), knowledge, publishedAt);
    const article = {
      articleId: record.id,
      publishedAt,
      publisher: `p${number % 7}`,
      fingerprint: readFingerprint({ title, text, url: record.url, mentions }),
    };
    const stored = await store.stories.place(
      { ...article, publisher: record.publisher },
      placeArticle,
      publishedAt,
    );
    const remembered = placeInIndex({ ...article, publisher: record.publisher }, index);
    expect(stored).toEqual(remembered);
  }
  expect(news.length).toBeGreaterThan(20);
});
