import { articleId } from "../../src/articles/identity.ts";
import type { Quote, Reading } from "../../src/model.ts";
import type { NewArticle } from "../../src/store/articles.ts";
import type { NewFeed } from "../../src/store/feeds.ts";
import type { Store } from "../../src/store/store.ts";

/** Records for tests, whole and dull: a test names only what matters to it. */

export function makeFeed(id: string, facts: Partial<NewFeed> = {}): NewFeed {
  return {
    id,
    outlet: "The Example Times",
    publisher: "Example Press",
    country: "SG",
    class: "newspaper",
    language: "en",
    url: `https://${id}.example/feed.xml`,
    homepage: null,
    ...facts,
  };
}

/** An article of feed "feed" (see `addArticles`), named by `slug` and published at noon of 17 June 2023. */
export function makeArticle(slug: string, facts: Partial<NewArticle> = {}): NewArticle {
  const url = `https://times.example/${slug}`;
  const at = new Date("2023-06-17T12:00:00Z");
  return {
    id: articleId(url),
    feedId: "feed",
    outlet: "The Example Times",
    publisher: "Example Press",
    url,
    pageUrl: url,
    title: `Talks resume: ${slug}`,
    author: null,
    language: "en",
    publishedAt: at,
    seenAt: at,
    text: "Mr Blinken said the channels must reopen.\n\nChina gave no answer.",
    baseline: false,
    ...facts,
  };
}

/** Antony Blinken on military channels, by default: the first sentence of `makeArticle`'s text. */
export function makeQuote(facts: Partial<Quote> = {}): Quote {
  return {
    kind: "indirect",
    spans: [[16, 40]],
    cue: [11, 15],
    speaker: [0, 10],
    speakerName: "Antony Blinken",
    speakerActor: "antony-blinken",
    speakerRole: "US Secretary of State",
    passesOn: null,
    side: "US",
    confidence: 0.9,
    aboutActors: [],
    aboutTopics: ["military-channels"],
    rules: ["clause after the cue"],
    ...facts,
  };
}

/** Relevant, on military channels, with no quotes. */
export function makeReading(facts: Partial<Reading> = {}): Reading {
  return {
    relevant: true,
    relevance: 0.9,
    reasons: ["names both governments"],
    topics: [{ id: "military-channels", score: 0.8, words: ["channels"] }],
    mentions: [],
    quotes: [],
    summary: { text: "Mr Blinken said the channels must reopen.", spans: [[0, 41]] },
    ...facts,
  };
}

/** Adds feed "feed" and articles of it. */
export async function addArticles(store: Store, ...articles: readonly NewArticle[]): Promise<void> {
  await store.feeds.add([makeFeed("feed")]);
  await store.articles.add(articles);
}

/** Adds an article and its reading. */
export async function addRead(
  store: Store,
  article: NewArticle,
  reading: Partial<Reading> = {},
): Promise<void> {
  await addArticles(store, article);
  await store.readings.save(article, makeReading(reading), "1", article.seenAt);
}
