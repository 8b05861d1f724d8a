import { and, desc, eq, isNull, lt, or, type SQL, sql } from "drizzle-orm";
import type { Article, TopicScore } from "../model.ts";
import type { Database } from "./database.ts";
import { articles, articleWords, readings, storyArticles, summaries } from "./schema.ts";
import { keepable, spacedSearch } from "./texts.ts";

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
      const asked = sql`websearch_to_tsquery('english', ${spacedSearch(keepable(question.words))})`;
      const rows = await db
        .select(COLUMNS)
        .from(articleWords)
        .innerJoin(articles, eq(articles.id, articleWords.articleId))
        .innerJoin(readings, eq(readings.articleId, articleWords.articleId))
        .leftJoin(summaries, eq(summaries.articleId, articleWords.articleId))
        .leftJoin(storyArticles, eq(storyArticles.articleId, articleWords.articleId))
        .where(and(sql`${articleWords.words} @@ ${asked}`, matches(question)))
        .orderBy(desc(articleWords.publishedAt), desc(articleWords.articleId))
        .limit(question.limit);
      return rows.map(({ shown, extract, ...found }) => ({
        ...found,
        summary: shown ?? extract.text,
        cursor: `${found.publishedAt.getTime()}.${found.id}`,
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

function matches({ workspaceId, since, until, outlet, after }: SearchQuestion): SQL | undefined {
  return and(
    or(isNull(articles.workspaceId), eq(articles.workspaceId, workspaceId)),
    since === undefined ? undefined : sql`${articleWords.publishedAt} >= ${since.toISOString()}`,
    until === undefined ? undefined : lt(articleWords.publishedAt, until),
    outlet === undefined ? undefined : eq(articles.outlet, outlet),
    pageOf(after),
  );
}

function pageOf(after: string | undefined): SQL | undefined {
  const [, atMs, id] = /^(\d+)\.(.+)$/u.exec(after ?? "") ?? [];
  if (atMs === undefined || id === undefined || !Number.isSafeInteger(Number(atMs))) return undefined;
  return sql`(${articleWords.publishedAt}, ${articleWords.articleId}) < (${new Date(Number(atMs)).toISOString()}::timestamptz, ${keepable(id)})`;
}
