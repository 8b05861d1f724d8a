import type { Article, TopicScore } from "../model.ts";
import type { Database } from "./database.ts";
import { and, desc, eq, isNull, lt, or, type SQL, sql } from "./drizzle.cjs";
import { articles, articleWords, readings, storyArticles, summaries } from "./schema.ts";
import { keepable } from "./texts.ts";
import { askedWords, byNoIndex, LOOKED_AT_FIRST, newestThenAll } from "./word-search.ts";

/** A relevant article that has the words. */
export interface FoundArticle extends Omit<Article, "text"> {
  readonly topics: readonly TopicScore[];
  readonly summary: string;
  readonly storyId: string | null;
  /** Where the next page of a list begins. */
  readonly cursor: string;
}

export interface SearchQuestion {
  /** Whose private feeds may be seen beside everyone's. */
  readonly workspaceId: string;
  /** As typed: words are all wanted, "quoted words" as a phrase, -word is not; "or" between two is either. */
  readonly words: string;
  readonly since?: Date;
  readonly until?: Date;
  readonly outlet?: string;
  /** `cursor` of the last article already shown. */
  readonly after?: string;
  readonly limit: number;
}

export function createSearchStore(db: Database) {
  return {
    /** Relevant articles with the words in title or text, newest first. */
    async articles(question: SearchQuestion): Promise<FoundArticle[]> {
      const rows = await newestThenAll(
        question.limit,
        () => detailed(db, amongNewest(db, question)),
        () => detailed(db, amongAll(db, question)),
      );
      return rows.map(({ shown, extract, ...article }) => ({
        ...article,
        summary: shown ?? extract.text,
        cursor: `${article.publishedAt.getTime()}.${article.id}`,
      }));
    },
  };
}

const COLUMNS = {
  id: articles.id,
  feedId: articles.feedId,
  outlet: articles.outlet,
  publisher: articles.publisher,
  url: articles.url,
  title: articles.title,
  author: articles.author,
  language: articles.language,
  publishedAt: articles.publishedAt,
  seenAt: articles.seenAt,
  topics: readings.topics,
  shown: summaries.text,
  extract: readings.summary,
  storyId: storyArticles.storyId,
};

/** Hits among the newest articles, walked through until the page is full. */
function amongNewest(db: Database, question: SearchQuestion) {
  const newest = db
    .select({ id: articleWords.articleId, at: articleWords.publishedAt, words: articleWords.words })
    .from(articleWords)
    .where(narrowed(question))
    .orderBy(desc(articleWords.publishedAt), desc(articleWords.articleId))
    .limit(LOOKED_AT_FIRST)
    .as("newest");
  return db
    .select({ id: newest.id, at: newest.at })
    .from(newest)
    .where(sql`${newest.words} @@ ${askedWords(question.words)}`)
    .orderBy(desc(newest.at), desc(newest.id))
    .limit(question.limit)
    .as("hits");
}

/** Hits among all articles, sorted. */
function amongAll(db: Database, question: SearchQuestion) {
  return db
    .select({ id: articleWords.articleId, at: articleWords.publishedAt })
    .from(articleWords)
    .where(and(sql`${articleWords.words} @@ ${askedWords(question.words)}`, narrowed(question)))
    .orderBy(desc(byNoIndex(articleWords.publishedAt)), desc(articleWords.articleId))
    .limit(question.limit)
    .as("hits");
}

/** What is shown of the hits: looked up for those alone. */
function detailed(db: Database, hits: ReturnType<typeof amongNewest> | ReturnType<typeof amongAll>) {
  return db
    .select(COLUMNS)
    .from(hits)
    .innerJoin(articles, eq(articles.id, hits.id))
    .innerJoin(readings, eq(readings.articleId, articles.id))
    .leftJoin(summaries, eq(summaries.articleId, articles.id))
    .leftJoin(storyArticles, eq(storyArticles.articleId, articles.id))
    .orderBy(desc(hits.at), desc(hits.id));
}

function narrowed({ workspaceId, outlet, since, until, after }: SearchQuestion): SQL | undefined {
  return and(
    or(isNull(articleWords.workspaceId), eq(articleWords.workspaceId, workspaceId)),
    outlet === undefined ? undefined : eq(articleWords.outlet, outlet),
    since === undefined ? undefined : sql`${articleWords.publishedAt} >= ${since.toISOString()}`,
    until === undefined ? undefined : lt(articleWords.publishedAt, until),
    pageOf(after),
  );
}

function pageOf(after: string | undefined): SQL | undefined {
  const [, atMs, id] = /^(\d+)\.(.+)$/u.exec(after ?? "") ?? [];
  if (atMs === undefined || id === undefined || !Number.isSafeInteger(Number(atMs))) return undefined;
  return sql`(${articleWords.publishedAt}, ${articleWords.articleId}) < (${new Date(Number(atMs)).toISOString()}::timestamptz, ${keepable(id)})`;
}
