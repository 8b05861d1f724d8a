import type { Article, Mention, Reading, Summary } from "../model.ts";
import type { Database } from "./database.ts";
import { and, inArray, ne, sql } from "./drizzle.cjs";
import { QUOTE_COLUMNS, toQuote } from "./quote-rows.ts";
import { type ReadArticle, type SavedReading, type SavingReadings, saveReadings } from "./save-readings.ts";
import { quotes, readings, storyArticles, summaries } from "./schema.ts";

/** An article's summary as shown. */
export interface ShownSummary extends Summary {
  /** "extractive", or the model's name. */
  readonly method: string;
}

export function createReadingStore(db: Database) {
  return {
    /**
     * Stores all that was found in an article, quotes and words for search included, in one transaction. A
     * second reading replaces the first. An article that is gone, or whose text is no longer the one that was
     * read, is left alone.
     *
     * @param article as it was read
     * @param version of the reader
     * @returns false when nothing was stored: the article is gone or has changed, so read it again
     */
    async save(
      article: Pick<Article, "id" | "title" | "text">,
      reading: Reading,
      version: string,
      readAt: Date,
    ): Promise<boolean> {
      const saved = await saveReadings(db, [{ article, reading }], { version, at: readAt, summarise: false });
      return saved.has(article.id);
    },

    /**
     * As `save`, of several articles in one transaction.
     *
     * @returns those that were stored; the story that each belongs to already is told when they are summarised too
     */
    saveAll(read: readonly ReadArticle[], how: SavingReadings): Promise<Map<string, SavedReading>> {
      return saveReadings(db, read, how);
    },

    /** The whole reading, quotes in their order, or null when the article was not read. */
    async get(articleId: string): Promise<Reading | null> {
      return (await this.many([articleId])).get(articleId) ?? null;
    },

    /** Whole readings by article id; articles not read are left out. */
    async many(articleIds: readonly string[]): Promise<Map<string, Reading>> {
      const found = new Map<string, Reading>();
      if (articleIds.length === 0) return found;
      const ids = [...articleIds];
      const rows = await db.select().from(readings).where(inArray(readings.articleId, ids));
      const quoteRows = await db
        .select(QUOTE_COLUMNS)
        .from(quotes)
        .where(inArray(quotes.articleId, ids))
        .orderBy(quotes.articleId, quotes.ordinal);
      const byArticle = Map.groupBy(quoteRows, ({ articleId }) => articleId);
      for (const { articleId, version: _version, readAt: _readAt, ...reading } of rows) {
        found.set(articleId, { ...reading, quotes: (byArticle.get(articleId) ?? []).map(toQuote) });
      }
      return found;
    },

    /** Relevant articles that an older reader read, to be read again. */
    async outdated(version: string, limit = 1000): Promise<string[]> {
      const rows = await db
        .select({ id: readings.articleId })
        .from(readings)
        .where(and(readings.relevant, ne(readings.version, version)))
        .limit(limit);
      return rows.map(({ id }) => id);
    },

    /** What is named in relevant articles, by article id; the others are left out. */
    async mentions(articleIds: readonly string[]): Promise<Map<string, readonly Mention[]>> {
      const rows = await db
        .select({ id: readings.articleId, mentions: readings.mentions })
        .from(readings)
        .where(and(inArray(readings.articleId, [...articleIds]), readings.relevant));
      return new Map(rows.map(({ id, mentions }) => [id, mentions]));
    },

    /**
     * Keeps the sentences that its reading found as the summary to be shown of a relevant article.
     *
     * @returns id of the story that the article belongs to, or null when it has none yet; undefined when the
     *   article is not relevant or gone
     */
    async saveExtract(articleId: string, madeAt: Date): Promise<string | null | undefined> {
      const { rows } = await db.execute<{ storyId: string | null }>(sql`
        insert into ${summaries} (article_id, text, spans, method, made_at)
        select article_id, summary->>'text', summary->'spans', 'extractive', ${madeAt.toISOString()}::timestamptz
        from ${readings} where article_id = ${articleId} and relevant
        on conflict (article_id) do update
          set text = excluded.text, spans = excluded.spans, method = excluded.method, made_at = excluded.made_at
        returning (select story_id from ${storyArticles} where article_id = ${articleId}) as "storyId"`);
      return rows[0]?.storyId;
    },

    /**
     * Keeps the summary to be shown; a later one replaces it.
     *
     * @returns id of the story that the article belongs to, or null when it has none yet
     */
    async saveSummary(articleId: string, summary: ShownSummary, madeAt: Date): Promise<string | null> {
      const made = { text: summary.text, spans: summary.spans, method: summary.method, madeAt };
      const story = sql`select story_id from ${storyArticles} where article_id = ${articleId}`;
      const [saved] = await db
        .insert(summaries)
        .values({ articleId, ...made })
        .onConflictDoUpdate({ target: summaries.articleId, set: made })
        .returning({ storyId: sql<string | null>`(${story})` });
      return saved?.storyId ?? null;
    },

    /** Summaries by article id; articles without one are left out. */
    async summaries(articleIds: readonly string[]): Promise<Map<string, ShownSummary>> {
      if (articleIds.length === 0) return new Map();
      const rows = await db
        .select()
        .from(summaries)
        .where(inArray(summaries.articleId, [...articleIds]));
      return new Map(rows.map(({ articleId, text, spans, method }) => [articleId, { text, spans, method }]));
    },
  };
}
