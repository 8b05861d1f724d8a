import type { Pool } from "pg";
import { type Database, drizzleOver } from "../../src/store/database.ts";
import { stories, storyArticles } from "../../src/store/schema.ts";
import { createStore } from "../../src/store/store.ts";
import { readFingerprint } from "../../src/stories/fingerprint.ts";
import { addRead, makeArticle } from "../support/records.ts";

const STORIES = 10;
const WORDS =
  "Officials of both sides said the talks would go on next month, though neither expects an agreement soon.";

/** Stories that came in before `at`: more than one digest holds, long enough for several parts. */
export async function placeNews(pool: Pool, at: Date): Promise<void> {
  for (let number = 1; number <= STORIES; number += 1)
    await placeStory(drizzleOver(pool), `soak-${number}`, at);
}

/** A story of one article, which has the story's id. */
export async function placeStory(db: Database, id: string, at: Date): Promise<void> {
  const story = { id, storylineId: id, headline: headlineOf(id) };
  const told = { summary: WORDS.repeat(4), topics: ["taiwan"], actors: [], reasons: [], rank: 1 };
  const times = { firstAt: at, lastAt: at, placedAt: at };
  const counts = { articles: 1, publishers: 1, baseline: false };
  await db.insert(stories).values({ ...story, ...told, ...times, ...counts });
  await joinStory(db, id, id, at);
}

/** One more article of a story. */
export async function joinStory(db: Database, storyId: string, id: string, at: Date): Promise<void> {
  const url = `https://outlet.example/${id}`;
  const title = headlineOf(id);
  const words = { title, text: `${title}. ${WORDS}` };
  const article = makeArticle(id, { id, ...words, url, publishedAt: at, seenAt: at });
  await addRead(createStore(db), article, { relevant: true });
  const fingerprint = readFingerprint({ ...words, url, mentions: [] });
  const place = { storyId, articleId: article.id, placedAt: at, likeness: 1, reasons: [], fingerprint };
  await db.insert(storyArticles).values(place);
}

const headlineOf = (id: string) => `Round ${id} of the talks ends in Geneva`;
