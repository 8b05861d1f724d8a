import type { Article, Summary, TopicScore } from "../model.ts";
import type { Database } from "./database.ts";
import { and, desc, eq, gte, isNull, lt, or, type SQL, sql } from "./drizzle.cjs";
import { type Given, preparedQueries, upTo } from "./prepared.ts";
import { articles, articleWords, readings, storyArticles, summaries } from "./schema.ts";
import { askedWords, byNoIndex, LOOKED_AT_FIRST, newestElseAll, searchedWords } from "./word-search.ts";

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
  // How rare the words are decides what is quickest: each time is planned anew.
  const find = preparedQueries<Part, Row[]>(
    (given, limit) => newestHits(db, given, limit),
    () => false,
  );
  return {
    /** Relevant articles with the words in title or text, newest first. */
    async articles(question: SearchQuestion): Promise<FoundArticle[]> {
      const rows = await find(valuesOf(question), question.limit);
      return rows.map(({ shown, extract, ...article }) => ({
        ...article,
        summary: shown ?? extract.text,
        cursor: `${article.publishedAt.getTime()}.${article.id}`,
      }));
    },
  };
}

type Row = Omit<FoundArticle, "summary" | "cursor"> & {
  readonly shown: string | null;
  readonly extract: Summary;
};

/** What of a question changes its answer; each is a placeholder of that name. */
type Part = "workspaceId" | "words" | "outlet" | "since" | "until" | "afterAt" | "afterId";

const value = (part: Part) => sql.placeholder(part);

function valuesOf({ workspaceId, words, outlet, since, until, after }: SearchQuestion) {
  const [, atMs, afterId] = /^(\d+)\.(.+)$/u.exec(after ?? "") ?? [];
  const begins = atMs !== undefined && afterId !== undefined && Number.isSafeInteger(Number(atMs));
  return {
    workspaceId,
    words: searchedWords(words),
    outlet,
    since: since?.toISOString(),
    until: until?.toISOString(),
    ...(begins ? { afterAt: new Date(Number(atMs)).toISOString(), afterId } : {}),
  } satisfies Partial<Record<Part, unknown>>;
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
function amongNewest(db: Database, given: Given<Part>, limit: number) {
  const newest = db
    .select({ id: articleWords.articleId, at: articleWords.publishedAt, words: articleWords.words })
    .from(articleWords)
    .where(narrowed(given))
    .orderBy(desc(articleWords.publishedAt), upTo(LOOKED_AT_FIRST, desc(articleWords.articleId)))
    .as("newest");
  return db
    .select({ id: sql`${newest.id}`.as("id") })
    .from(newest)
    .where(sql`${newest.words} @@ ${askedWords(value("words"))}`)
    .orderBy(desc(newest.at), upTo(limit, desc(newest.id)));
}

/** Hits among all articles, sorted. */
function amongAll(db: Database, given: Given<Part>, limit: number) {
  return db
    .select({ id: sql`${articleWords.articleId}`.as("id") })
    .from(articleWords)
    .where(and(sql`${articleWords.words} @@ ${askedWords(value("words"))}`, narrowed(given)))
    .orderBy(desc(byNoIndex(articleWords.publishedAt)), upTo(limit, desc(articleWords.articleId)));
}

/** What is shown of the hits: looked up for those alone. */
function newestHits(db: Database, given: Given<Part>, limit: number) {
  const hits = newestElseAll(amongNewest(db, given, limit), amongAll(db, given, limit), limit);
  return db
    .select(COLUMNS)
    .from(articleWords)
    .innerJoin(articles, eq(articles.id, articleWords.articleId))
    .innerJoin(readings, eq(readings.articleId, articles.id))
    .leftJoin(summaries, eq(summaries.articleId, articles.id))
    .leftJoin(storyArticles, eq(storyArticles.articleId, articles.id))
    .where(sql`${articleWords.articleId} = any(${hits})`)
    .orderBy(desc(articleWords.publishedAt), upTo(limit, desc(articleWords.articleId)));
}

function narrowed(given: Given<Part>): SQL | undefined {
  return and(
    or(isNull(articleWords.workspaceId), eq(articleWords.workspaceId, value("workspaceId"))),
    given("outlet") ? eq(articleWords.outlet, value("outlet")) : undefined,
    given("since") ? gte(articleWords.publishedAt, value("since")) : undefined,
    given("until") ? lt(articleWords.publishedAt, value("until")) : undefined,
    given("afterAt")
      ? sql`(${articleWords.publishedAt}, ${articleWords.articleId}) < (${value("afterAt")}::timestamptz, ${value("afterId")})`
      : undefined,
  );
}
