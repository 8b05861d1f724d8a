import type { Pool } from "pg";
import { drizzleOver } from "../../src/store/database.ts";
import { stories, storyArticles } from "../../src/store/schema.ts";
import { createStore } from "../../src/store/store.ts";
import { readFingerprint } from "../../src/stories/fingerprint.ts";
import { addRead, makeArticle } from "../support/records.ts";

const STORIES = 10;
const WORDS =
  "Officials of both sides said the talks would go on next month, though neither expects an agreement soon.";

/** Stories that came in before `at`: more than one digest holds, long enough for several parts. */
export async function placeNews(pool: Pool, at: Date): Promise<void> {
  const db = drizzleOver(pool);
  const store = createStore(db);
  for (let number = 1; number <= STORIES; number += 1) {
    const title = `Round ${number} of the talks ends in Geneva`;
    const url = `https://outlet.example/${number}`;
    const article = makeArticle(`soak-${number}`, {
      title,
      url,
      text: `${title}. ${WORDS}`,
      publishedAt: at,
      seenAt: at,
    });
    await addRead(store, article, { relevant: true });
    const story = { id: `soak-${number}`, storylineId: `soak-${number}`, headline: title };
    const told = { summary: WORDS.repeat(4), topics: ["taiwan"], actors: [], reasons: [], rank: number };
    const times = { firstAt: at, lastAt: at, placedAt: at };
    const counts = { articles: 1, publishers: 1, baseline: false };
    await db.insert(stories).values({ ...story, ...told, ...times, ...counts });
    const fingerprint = readFingerprint({ title, text: article.text, url, mentions: [] });
    const place = { storyId: story.id, articleId: article.id, placedAt: at, likeness: 1, reasons: [] };
    await db.insert(storyArticles).values({ ...place, fingerprint });
  }
}
