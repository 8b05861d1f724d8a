import { expect } from "vitest";
import { readDemoNews } from "../../src/demo/news.ts";
import { loadKnowledge } from "../../src/knowledge/knowledge.ts";
import { findMentions } from "../../src/reading/entities/find-mentions.ts";
import type { Store } from "../../src/store/store.ts";
import { readFingerprint } from "../../src/stories/fingerprint.ts";
import type { Neighbourhood, Placement } from "../../src/stories/model.ts";
import { placeArticle } from "../../src/stories/place.ts";
import { createStoryIndex, placeInIndex } from "../../src/stories/story-index.ts";
import { readDocument } from "../../src/text/document.ts";
import { openTestDatabase, test } from "../support/database.ts";
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

const WORDS =
  "talks tariffs hotline balloon chips envoy visit drills strait summit sanctions export border".split(" ");

/** Twice as many articles as one key may have, over more days than its window, several at one instant; not of the demo's year. */
function manyAlike() {
  return Array.from({ length: 130 }, (_, number) => {
    const publishedAt = new Date(Date.UTC(2024, 5, 1) + Math.floor(number / 3) * 8 * 60 * 60 * 1000);
    const word = (step: number) => WORDS[(number * step + step) % WORDS.length] ?? "";
    const title = `Washington ${word(1)} and Beijing ${word(5)}`;
    const text = `The ${word(2)} went on in Beijing while the ${word(3)} of ${word(7)} did not. Blinken spoke.`;
    const record = makeArticle(`a${String(number).padStart(3, "0")}`, { title, text, publishedAt });
    const fingerprint = readFingerprint({ title, text, url: record.url, mentions: [] });
    return {
      record,
      article: { articleId: record.id, publishedAt, publisher: record.publisher, fingerprint },
    };
  });
}

/** What each article met, and its place, when they are placed so many at a time. */
async function placeBy(sizes: readonly number[], store: Store) {
  const all = manyAlike();
  await addArticles(store, ...all.map(({ record }) => record));
  // The later half first, as when a feed with older articles is added.
  const inTurn = [...all.slice(65), ...all.slice(0, 65)].map(({ article }) => article);
  const met: { neighbours: Neighbourhood; placement: Placement }[] = [];
  const placing = {
    decide(...[article, neighbours]: Parameters<typeof placeArticle>) {
      const placement = placeArticle(article, neighbours);
      met.push({ neighbours, placement });
      return placement;
    },
    tell: () => ({ headline: "", summary: "", topics: [], actors: [], rank: 0, reasons: [] }),
    announce: async () => {},
  };
  for (let at = 0, turn = 0; at < inTurn.length; turn += 1) {
    const size = sizes[turn % sizes.length] ?? 1;
    await store.stories.placeAll(inTurn.slice(at, at + size), placing, new Date("2024-07-20T00:00:00Z"));
    at += size;
  }
  return met;
}

test("older articles placed together after newer ones meet what they would have met one by one", async () => {
  const [one, other] = await Promise.all([openTestDatabase(), openTestDatabase()]);
  expect(await placeBy([50, 15, 40, 25], other.store)).toEqual(await placeBy([1], one.store));
  await Promise.all([one.close(), other.close()]);
});

test("articles placed together meet what they would have met one by one", async ({ store }) => {
  const index = createStoryIndex();
  // As the job takes them.
  const all = manyAlike().toSorted(
    ({ article: a }, { article: b }) =>
      a.publishedAt.getTime() - b.publishedAt.getTime() || (a.articleId < b.articleId ? -1 : 1),
  );
  await addArticles(store, ...all.map(({ record }) => record));
  const seen: Neighbourhood[] = [];
  const placing = {
    decide(...[article, near]: Parameters<typeof placeArticle>) {
      seen.push(near);
      return placeArticle(article, near);
    },
    tell: () => ({ headline: "", summary: "", topics: [], actors: [], rank: 0, reasons: [] }),
    announce: async () => {},
  };
  for (const size of [1, 50, 2, 40, 37]) {
    const batch = all.splice(0, size).map(({ article }) => article);
    const near = batch.map((article) => {
      const neighbourhood = index.near(article);
      return { neighbourhood, placement: placeInIndex(article, index) };
    });
    const placements = await store.stories.placeAll(batch, placing, new Date("2024-07-20T00:00:00Z"));
    expect(placements).toEqual(near.map(({ placement }) => placement));
    const met = seen.splice(0);
    expect(met.map(({ counts }) => counts)).toEqual(near.map(({ neighbourhood }) => neighbourhood.counts));
    expect(met.map(({ placed }) => placed)).toEqual(near.map(({ neighbourhood }) => neighbourhood.placed));
  }
  expect(all).toEqual([]);
});
