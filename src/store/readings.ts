import type { Article, Mention, Reading, Summary } from "../model.ts";
import { type Database, REDONE_IF_LOST, type Transaction } from "./database.ts";
import { and, eq, inArray, ne, sql } from "./drizzle.cjs";
import { addQuotes, QUOTE_COLUMNS, removeQuotes, toQuote } from "./quote-rows.ts";
import { articles, articleWords, quotes, readings, storyArticles, summaries } from "./schema.ts";
import { keepable, spaced } from "./texts.ts";

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
      return db.transaction(async (tx) => {
        const [row] = await tx
          .select({ stored: articles, redone: REDONE_IF_LOST })
          .from(articles)
          .where(eq(articles.id, article.id))
          .for("no key update");
        if (row?.stored.text !== keepable(article.text)) return false;
        const isFirst = await saveFindings(tx, article.id, reading, version, readAt);
        // The first reading of what is not relevant has nothing to store or to replace.
        if (isFirst && !reading.relevant) return true;
        await saveWords(tx, row.stored, reading.relevant);
        const gone = isFirst ? [] : await removeQuotes(tx, article.id);
        await addQuotes(tx, row.stored, reading.relevant ? reading.quotes : [], gone);
        return true;
      });
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

/** Returns whether it is the first reading of the article. */
async function saveFindings(
  tx: Transaction,
  articleId: string,
  reading: Reading,
  version: string,
  readAt: Date,
): Promise<boolean> {
  const { relevant, relevance, reasons, summary } = reading;
  // What is not relevant is never asked for again: its verdict and the reasons are enough.
  const topics = relevant ? reading.topics : [];
  const mentions = relevant ? reading.mentions : [];
  const row = { version, readAt, relevant, relevance, reasons, topics, mentions, summary };
  const [saved] = await tx
    .insert(readings)
    .values({ articleId, ...row })
    .onConflictDoUpdate({ target: readings.articleId, set: row })
    // No transaction has ever replaced a row just inserted.
    .returning({ isFirst: sql<boolean>`${readings}.xmax = 0` });
  return saved?.isFirst ?? false;
}

/** The title weighs more than the text. Only relevant articles are searched. */
async function saveWords(
  tx: Transaction,
  { id, title, text, publishedAt, workspaceId, outlet }: typeof articles.$inferSelect,
  relevant: boolean,
): Promise<void> {
  if (!relevant) {
    await tx.delete(articleWords).where(eq(articleWords.articleId, id));
    return;
  }
  const words = sql`setweight(to_tsvector('english', ${spaced(title)}), 'A') || to_tsvector('english', left(${spaced(text)}, ${LONGEST_INDEXED}))`;
  await tx
    .insert(articleWords)
    .values({ articleId: id, workspaceId, outlet, publishedAt, words })
    .onConflictDoUpdate({ target: articleWords.articleId, set: { publishedAt, words: sql`excluded.words` } });
}

/** PostgreSQL takes vectors of 1 MB at most, and no reader looks for words beyond this. */
const LONGEST_INDEXED = 200_000;
