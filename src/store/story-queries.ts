import type { Summary } from "../model.ts";
import type { Database } from "./database.ts";
import {
  and,
  arrayContains,
  asc,
  desc,
  eq,
  gt,
  gte,
  isNull,
  lt,
  lte,
  or,
  type Placeholder,
  type SQL,
  sql,
} from "./drizzle.cjs";
import { type Given, preparedQueries, upTo } from "./prepared.ts";
import { articles, feeds, readings, stories, storyArticles, summaries } from "./schema.ts";
import type { Story, StoryArticle, StoryQuestion } from "./stories.ts";
import { askedWords, searchedWords } from "./word-search.ts";

/** What is ever read of a story: its words for search stay in the database. */
export const STORY_COLUMNS = {
  id: stories.id,
  workspaceId: stories.workspaceId,
  headline: stories.headline,
  summary: sql<string>`coalesce(${stories.writtenSummary}, ${stories.summary})`,
  summaryBy: stories.writtenBy,
  storylineId: stories.storylineId,
  firstAt: stories.firstAt,
  lastAt: stories.lastAt,
  placedAt: stories.placedAt,
  topics: stories.topics,
  actors: stories.actors,
  rank: stories.rank,
  reasons: stories.reasons,
  articles: stories.articles,
  publishers: stories.publishers,
  baseline: stories.baseline,
};

type Part =
  | "workspaceId"
  | "id"
  | "from"
  | "topic"
  | "actor"
  | "storylineId"
  | "since"
  | "until"
  | "afterAt"
  | "afterId"
  | "words";
type Has = Given<Part>;

const value = (part: Part) => sql.placeholder(part);

/** Look-ups that a person waits for. */
export function createStoryFinders(db: Database) {
  const latest = preparedQueries<Part, Story[]>(
    (given, limit) =>
      db
        .select(STORY_COLUMNS)
        .from(stories)
        .where(matches(given))
        .orderBy(desc(stories.lastAt), upTo(limit, desc(stories.id))),
    // Back through time or by its own index: what is quick depends on how often a topic or actor is in the news.
    (given) => !given("topic") && !given("actor"),
  );
  const search = preparedQueries<Part, Story[]>(
    (given, limit) =>
      db
        .select(STORY_COLUMNS)
        .from(stories)
        .where(and(sql`${stories.words} @@ ${askedWords(value("words"))}`, matches(given)))
        .orderBy(desc(stories.lastAt), upTo(limit, desc(stories.id))),
    () => false,
  );
  const top = preparedQueries<Part, Story[]>((_given, limit) =>
    db
      .select(STORY_COLUMNS)
      .from(stories)
      .where(
        and(
          gt(stories.lastAt, value("from")),
          lte(stories.firstAt, value("until")),
          storiesSeenBy(value("workspaceId")),
        ),
      )
      .orderBy(desc(stories.rank), desc(stories.lastAt), upTo(limit, desc(stories.id))),
  );
  const named = preparedQueries<Part, Story[]>((_given, limit) => {
    const place = sql`select story_id from ${storyArticles} where article_id = ${value("id")}`;
    return db
      .select(STORY_COLUMNS)
      .from(stories)
      .where(
        and(
          sql`${stories.id} = any(array[${value("id")}::text, (${place})])`,
          storiesSeenBy(value("workspaceId")),
        ),
      )
      .orderBy(upTo(limit, desc(sql`${stories.id} = ${value("id")}`)));
  });
  const parts = preparedQueries<Part, PartRow[]>(() =>
    selectParts(db, eq(storyArticles.storyId, value("id"))),
  );
  return {
    latest: (question: StoryQuestion): Promise<Story[]> => latest(valuesOf(question), question.limit),

    search(words: string, question: StoryQuestion): Promise<Story[]> {
      return search({ ...valuesOf(question), words: searchedWords(words) }, question.limit);
    },

    async named(id: string, workspaceId: string): Promise<Story | null> {
      return (await named({ workspaceId, id }, 1))[0] ?? null;
    },

    publishedBetween(from: Date, until: Date, workspaceId: string, limit: number): Promise<Story[]> {
      return top({ workspaceId, from: from.toISOString(), until: until.toISOString() }, limit);
    },

    async articles(id: string): Promise<StoryArticle[]> {
      return (await parts({ id })).map((row) => toPart(row).part);
    },
  };
}

function valuesOf({ workspaceId, topic, actor, storylineId, since, until, after }: StoryQuestion) {
  return {
    workspaceId,
    topic: topic && [topic],
    actor: actor && [actor],
    storylineId,
    since: since?.toISOString(),
    until: until?.toISOString(),
    ...placeOf(after),
  } satisfies Partial<Record<Part, unknown>>;
}

function placeOf(after: string | undefined) {
  const [, atMs, id] = /^(\d+)\.(.+)$/u.exec(after ?? "") ?? [];
  if (atMs === undefined || id === undefined || !Number.isSafeInteger(Number(atMs))) return {};
  return { afterAt: new Date(Number(atMs)).toISOString(), afterId: id };
}

function matches(given: Has): SQL | undefined {
  return and(
    storiesSeenBy(value("workspaceId")),
    given("topic") ? arrayContains(stories.topics, value("topic")) : undefined,
    given("actor") ? arrayContains(stories.actors, value("actor")) : undefined,
    given("storylineId") ? eq(stories.storylineId, value("storylineId")) : undefined,
    given("since") ? gte(stories.lastAt, value("since")) : undefined,
    given("until") ? lt(stories.lastAt, value("until")) : undefined,
    given("afterAt")
      ? sql`(${stories.lastAt}, ${stories.id}) < (${value("afterAt")}::timestamptz, ${value("afterId")})`
      : undefined,
  );
}

type PartRow = {
  readonly storyId: string;
  readonly extract: Summary;
  readonly shown: Summary | null;
  readonly part: Omit<StoryArticle, "summary">;
};

/** Articles as parts of their stories, earliest first. */
export async function partsOf(db: Pick<Database, "select">, which: SQL) {
  return (await selectParts(db, which)).map(toPart);
}

function toPart({ storyId, extract, shown, part }: PartRow): { storyId: string; part: StoryArticle } {
  return { storyId, part: { ...part, summary: shown ?? extract } };
}

function selectParts(db: Pick<Database, "select">, which: SQL) {
  return db
    .select({
      storyId: storyArticles.storyId,
      extract: readings.summary,
      shown: { text: summaries.text, spans: summaries.spans },
      part: {
        id: articles.id,
        feedId: articles.feedId,
        outlet: articles.outlet,
        publisher: articles.publisher,
        class: feeds.class,
        country: feeds.country,
        url: articles.url,
        title: articles.title,
        language: articles.language,
        publishedAt: articles.publishedAt,
        seenAt: articles.seenAt,
        baseline: articles.baseline,
        relevance: readings.relevance,
        topics: readings.topics,
        placedAt: storyArticles.placedAt,
        revisionOf: storyArticles.revisionOf,
        likeness: storyArticles.likeness,
        reasons: storyArticles.reasons,
      },
    })
    .from(storyArticles)
    .innerJoin(articles, eq(articles.id, storyArticles.articleId))
    .innerJoin(feeds, eq(feeds.id, articles.feedId))
    .innerJoin(readings, eq(readings.articleId, articles.id))
    .leftJoin(summaries, eq(summaries.articleId, articles.id))
    .where(which)
    .orderBy(asc(articles.publishedAt), asc(articles.id));
}

export function storiesSeenBy(workspaceId: string | Placeholder): SQL | undefined {
  return or(isNull(stories.workspaceId), eq(stories.workspaceId, workspaceId));
}
