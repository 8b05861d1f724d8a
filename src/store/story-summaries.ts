import type { Database } from "./database.ts";
import { eq } from "./drizzle.cjs";
import { stories } from "./schema.ts";

/** What a language model wrote of a story. */
export interface WrittenSummary {
  readonly text: string;
  /** The model's name. */
  readonly method: string;
  /** How many articles the story had when it was written. */
  readonly articles: number;
}

export function createStorySummaryStore(db: Database) {
  return {
    /** What a model wrote of a story, or null when none has, or the story is gone. */
    async get(storyId: string): Promise<WrittenSummary | null> {
      const { writtenSummary: text, writtenBy: method, writtenFrom: articles } = stories;
      const [row] = await db.select({ text, method, articles }).from(stories).where(eq(stories.id, storyId));
      if (!row || row.text === null || row.method === null || row.articles === null) return null;
      return { text: row.text, method: row.method, articles: row.articles };
    },

    /** Shows this summary of a story from now on; with null the sentences of its articles again. */
    async save(storyId: string, written: WrittenSummary | null): Promise<void> {
      await db
        .update(stories)
        .set({
          writtenSummary: written?.text ?? null,
          writtenBy: written?.method ?? null,
          writtenFrom: written?.articles ?? null,
        })
        .where(eq(stories.id, storyId));
    },
  };
}
