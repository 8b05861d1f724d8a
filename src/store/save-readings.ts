import { createHash } from "node:crypto";
import type { Article, Reading } from "../model.ts";
import { type Database, REDONE_IF_LOST, type Transaction } from "./database.ts";
import { getTableColumns, inArray, sql } from "./drizzle.cjs";
import { addQuotes, removeQuotes } from "./quote-rows.ts";
import { articles, articleWords, readings, storyArticles, summaries } from "./schema.ts";
import { asJson, keepable, spaced } from "./texts.ts";

/** An article as it was read, and what was found in it. */
export interface ReadArticle {
  readonly article: Pick<Article, "id" | "title" | "text">;
  readonly reading: Reading;
}

export interface SavingReadings {
  /** Of the reader. */
  readonly version: string;
  readonly at: Date;
  /** Whether the sentences found are the summary that is shown: no model is to write another. */
  readonly summarise: boolean;
}

export interface SavedReading {
  /** The story that the article belongs to already; null when it has none. */
  readonly storyId: string | null;
}

type ArticleRow = typeof articles.$inferSelect;

interface ReadRow {
  readonly article: ArticleRow;
  readonly reading: Reading;
}

/** PostgreSQL takes vectors of 1 MB at most, and no reader looks for words beyond this. */
const LONGEST_INDEXED = 200_000;
const { text: _text, ...ARTICLE_COLUMNS } = getTableColumns(articles);

/**
 * Stores all that was found in articles, quotes, words for search and summaries included, in one transaction. A
 * second reading replaces the first. An article that is gone, or whose text is no longer the one that was read,
 * is left out.
 */
export async function saveReadings(
  db: Database,
  read: readonly ReadArticle[],
  how: SavingReadings,
): Promise<Map<string, SavedReading>> {
  return db.transaction(async (tx) => {
    const rows = await lockUnchanged(tx, read);
    const known = await saveFindings(tx, rows, how);
    const relevant = rows.filter(({ reading }) => reading.relevant);
    const gone = await removeQuotes(tx, known);
    const irrelevant = rows.filter(({ article, reading }) => !reading.relevant && known.includes(article.id));
    await removeWords(
      tx,
      irrelevant.map(({ article }) => article.id),
    );
    await saveWords(tx, relevant);
    const stories = how.summarise
      ? await saveExtracts(tx, relevant, how.at)
      : new Map<string, string | null>();
    // The speakers come last: other batches wait for them.
    await addQuotes(
      tx,
      relevant.map(({ article, reading }) => ({ article, quotes: reading.quotes })),
      gone,
    );
    return new Map(rows.map(({ article: { id } }) => [id, { storyId: stories.get(id) ?? null }]));
  });
}

/** In the order of their ids, so that two batches never wait for each other in a ring. */
async function lockUnchanged(tx: Transaction, read: readonly ReadArticle[]): Promise<ReadRow[]> {
  const byId = new Map(read.map((each) => [each.article.id, each]));
  const stored = await tx
    .select({
      ...ARTICLE_COLUMNS,
      hash: sql<string>`encode(sha256(convert_to(${articles.text}, 'UTF8')), 'hex')`,
      redone: REDONE_IF_LOST,
    })
    .from(articles)
    .where(inArray(articles.id, [...byId.keys()]))
    .orderBy(articles.id)
    .for("no key update");
  return stored.flatMap(({ hash, redone: _redone, ...row }) => {
    const own = byId.get(row.id);
    if (!own) return [];
    const text = keepable(own.article.text);
    if (createHash("sha256").update(text).digest("hex") !== hash) return [];
    return [{ article: { ...row, text }, reading: own.reading }];
  });
}

/** Returns ids of the articles that were read before. */
async function saveFindings(
  tx: Transaction,
  rows: readonly ReadRow[],
  { version, at }: SavingReadings,
): Promise<string[]> {
  if (rows.length === 0) return [];
  const found = rows.map(
    ({ article, reading: { relevant, relevance, reasons, topics, mentions, summary } }) => ({
      article_id: article.id,
      version,
      read_at: at,
      relevant,
      relevance,
      reasons,
      // What is not relevant is never asked for again: its verdict and the reasons are enough.
      topics: relevant ? topics : [],
      mentions: relevant ? mentions : [],
      summary,
    }),
  );
  const saved = await tx.execute<{ id: string; isFirst: boolean }>(sql`
    insert into ${readings}
    select * from jsonb_populate_recordset(null::${readings}, ${asJson(found)}::jsonb)
    on conflict (article_id) do update set version = excluded.version, read_at = excluded.read_at,
      relevant = excluded.relevant, relevance = excluded.relevance, reasons = excluded.reasons,
      topics = excluded.topics, mentions = excluded.mentions, summary = excluded.summary
    -- No transaction has ever replaced a row just inserted.
    returning article_id as id, ${readings}.xmax = 0 as "isFirst"`);
  return saved.rows.flatMap(({ id, isFirst }) => (isFirst ? [] : id));
}

async function removeWords(tx: Transaction, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await tx.delete(articleWords).where(inArray(articleWords.articleId, [...ids]));
}

/** The title weighs more than the text. Only relevant articles are searched. */
async function saveWords(tx: Transaction, rows: readonly ReadRow[]): Promise<void> {
  if (rows.length === 0) return;
  const texts = rows.map(({ article: { id, title, text } }) => ({
    id,
    title: spaced(title),
    text: spaced(text).slice(0, LONGEST_INDEXED),
  }));
  await tx.execute(sql`
    insert into ${articleWords} (article_id, workspace_id, outlet, published_at, words)
    select a.id, a.workspace_id, a.outlet, a.published_at,
      setweight(to_tsvector('english', new.title), 'A') || to_tsvector('english', new.text)
    from jsonb_to_recordset(${asJson(texts)}::jsonb) as new (id text, title text, text text)
    join ${articles} a on a.id = new.id
    on conflict (article_id) do update set published_at = excluded.published_at, words = excluded.words`);
}

/** Returns the story of each, or null. */
async function saveExtracts(
  tx: Transaction,
  rows: readonly ReadRow[],
  madeAt: Date,
): Promise<Map<string, string | null>> {
  if (rows.length === 0) return new Map();
  const made = rows.map(({ article, reading: { summary } }) => ({ id: article.id, ...summary }));
  const saved = await tx.execute<{ id: string; storyId: string | null }>(sql`
    insert into ${summaries} (article_id, text, spans, method, made_at)
    select id, text, spans, 'extractive', ${madeAt.toISOString()}::timestamptz
    from jsonb_to_recordset(${asJson(made)}::jsonb) as new (id text, text text, spans jsonb)
    on conflict (article_id) do update
      set text = excluded.text, spans = excluded.spans, method = excluded.method, made_at = excluded.made_at
    returning article_id as id,
      (select story_id from ${storyArticles} placed where placed.article_id = ${summaries}.article_id) as "storyId"`);
  return new Map(saved.rows.map(({ id, storyId }) => [id, storyId]));
}
