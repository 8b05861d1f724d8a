import { and, desc, eq, inArray, isNull, lt, or, type SQL, sql } from "drizzle-orm";
import type { Article, TopicScore } from "../model.ts";
import type { Database } from "./database.ts";
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
      const { publishedAt, articleId } = articleWords;
      const rows = await newestThenAll(
        question.limit,
        () =>
          found(db, question, [desc(publishedAt), desc(articleId)], inArray(articleId, newest(db, question))),
        () => found(db, question, [desc(byNoIndex(publishedAt)), desc(articleId)]),
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

function found(db: Database, question: SearchQuestion, order: SQL[], among?: SQL) {
  const { workspaceId, outlet, words } = question;
  return db
    .select(COLUMNS)
    .from(articleWords)
    .innerJoin(articles, eq(articles.id, articleWords.articleId))
    .innerJoin(readings, eq(readings.articleId, articleWords.articleId))
    .leftJoin(summaries, eq(summaries.articleId, articleWords.articleId))
    .leftJoin(storyArticles, eq(storyArticles.articleId, articleWords.articleId))
    .where(
      and(
        sql`${articleWords.words} @@ ${askedWords(words)}`,
        or(isNull(articles.workspaceId), eq(articles.workspaceId, workspaceId)),
        outlet === undefined ? undefined : eq(articles.outlet, outlet),
        inTime(question),
        among,
      ),
    )
    .orderBy(...order)
    .limit(question.limit);
}

/** The newest articles that a search looks through first. */
function newest(db: Database, question: SearchQuestion) {
  return db
    .select({ id: articleWords.articleId })
    .from(articleWords)
    .where(inTime(question))
    .orderBy(desc(articleWords.publishedAt), desc(articleWords.articleId))
    .limit(LOOKED_AT_FIRST);
}

function inTime({ since, until, after }: SearchQuestion): SQL | undefined {
  return and(
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
