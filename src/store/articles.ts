import { createHash } from "node:crypto";
import type { Article } from "../model.ts";
import { eachOnce, inBatches } from "./batches.ts";
import type { Database, Transaction } from "./database.ts";
import { and, asc, desc, eq, gt, gte, inArray, isNull, lt, or, type SQL, sql } from "./drizzle.cjs";
import { insertArticles } from "./insert-articles.ts";
import { pruneArticles } from "./prune-articles.ts";
import { articleRevisions, articles, readings, storyArticles, summaries } from "./schema.ts";
import { asJson } from "./texts.ts";

/** An article as a feed brought it. */
export interface NewArticle extends Article {
  /** The address as served, to be fetched; `url` is a name. */
  readonly pageUrl: string;
  /** Present at its feed's first fetch: searchable, never announced. */
  readonly baseline: boolean;
}

export interface StoredArticle extends NewArticle {
  /** Whose private feed brought it; null is everyone's. */
  readonly workspaceId: string | null;
  readonly textFrom: "feed" | "page";
}

/** An earlier wording of an article. */
export interface Revision {
  readonly title: string;
  readonly text: string;
  readonly textFrom: "feed" | "page";
  readonly replacedAt: Date;
}

/** What a page told of its article; what is left out stays. */
export interface PageText {
  readonly text: string;
  readonly title?: string;
  readonly author?: string;
}

export interface ArticlePage {
  readonly id: string;
  readonly page: PageText;
}

/** The job that an article still waits for. */
export type Step = "tag" | "summarise" | "place";

export interface UnfinishedArticle extends Pick<NewArticle, "id" | "publishedAt" | "baseline"> {
  readonly step: Step;
}

export interface Period {
  readonly from: Date;
  readonly until: Date;
}

/** The version of a reading whose article was revised since. */
const STALE = "";

export function createArticleStore(db: Database) {
  const knownAmong = prepareKnown(db);
  const unreadAmong = prepareUnread(db);
  return {
    /**
     * Stores what a feed brought. A known article keeps its first date and feed; a title or text that its own
     * feed now serves differently replaces the old one, which is kept as a revision.
     *
     * @returns ids of the articles that are new, and of those that changed: both are to be read.
     */
    async add(added: readonly NewArticle[]): Promise<{ fresh: string[]; changed: string[] }> {
      const fresh: string[] = [];
      const changed: string[] = [];
      await inBatches(eachOnce(added), async (batch) => {
        const known = await knownAmong(batch);
        const unknown = batch.filter(({ id }) => !known.has(id));
        const rows = unknown.map((article) => ({ ...article, itemHash: hashOf(article) }));
        // Another job may have stored one in the meantime: then that one counted it.
        fresh.push(...(await insertArticles(db, rows)));
        changed.push(...(await reviseChanged(db, batch, known)));
      });
      return { fresh, changed };
    },

    /** The article, or null when the id is unknown or was pruned. */
    async get(id: string): Promise<StoredArticle | null> {
      const [row] = await db.select().from(articles).where(eq(articles.id, id));
      return row ? toArticle(row) : null;
    },

    /** Articles by id, newest first; unknown ids are left out. */
    async many(ids: readonly string[]): Promise<StoredArticle[]> {
      if (ids.length === 0) return [];
      const rows = await db
        .select()
        .from(articles)
        .where(inArray(articles.id, [...ids]))
        .orderBy(desc(articles.publishedAt), desc(articles.id));
      return rows.map(toArticle);
    },

    /** As `savePage`, of several articles. */
    async savePages(pages: readonly ArticlePage[], now: Date): Promise<void> {
      const first = new Set(await replaceFeedTexts(db, pages));
      for (const { id, page } of pages) if (!first.has(id)) await replacePage(db, id, page, now);
    },

    /** Puts the page's text in the place of the feed's; the old wording is kept when it was a page's too. */
    savePage(id: string, page: PageText, now: Date): Promise<void> {
      return this.savePages([{ id, page }], now);
    },

    /** Earlier wordings, latest first. */
    async revisions(id: string): Promise<Revision[]> {
      const { title, text, textFrom, replacedAt } = articleRevisions;
      return db
        .select({ title, text, textFrom, replacedAt })
        .from(articleRevisions)
        .where(eq(articleRevisions.articleId, id))
        .orderBy(desc(replacedAt), desc(articleRevisions.id));
    },

    /** How a story's articles read before they were changed; without their texts. */
    async earlierWordings(
      storyId: string,
    ): Promise<(Pick<Revision, "title" | "replacedAt"> & { articleId: string })[]> {
      const { articleId, title, replacedAt } = articleRevisions;
      return db
        .select({ articleId, title, replacedAt })
        .from(articleRevisions)
        .innerJoin(storyArticles, eq(storyArticles.articleId, articleId))
        .where(eq(storyArticles.storyId, storyId));
    },

    /** Those of the ids that no reader has read yet as they are now. */
    async unread(ids: readonly string[]): Promise<string[]> {
      if (ids.length === 0) return [];
      const rows = await unreadAmong.execute({ ids: [...ids] });
      return rows.map(({ id }) => id);
    },

    /**
     * Articles whose way stopped short, such as after a crash, with the step that each waits for.
     *
     * @param since when they were first seen, at the earliest.
     * @param before when they were first seen, at the latest: later ones may still be on their way.
     */
    async unfinished(since: Date, before: Date, limit = 1000): Promise<UnfinishedArticle[]> {
      const rows = await db
        .select({
          id: articles.id,
          publishedAt: articles.publishedAt,
          baseline: articles.baseline,
          unread: sql<boolean>`${unread}`,
          summarised: summaries.articleId,
        })
        .from(articles)
        .leftJoin(readings, eq(readings.articleId, articles.id))
        .leftJoin(summaries, eq(summaries.articleId, articles.id))
        .leftJoin(storyArticles, eq(storyArticles.articleId, articles.id))
        .where(and(gte(articles.seenAt, since), lt(articles.seenAt, before), stopped))
        .orderBy(asc(articles.seenAt))
        .limit(limit);
      return rows.map(({ unread, summarised, ...article }) => ({
        ...article,
        step: stepFor(unread, summarised),
      }));
    },

    /** How many articles, and relevant ones, were first seen in a period, and from how many feeds. */
    async count({ from, until }: Period): Promise<{ articles: number; relevant: number; feeds: number }> {
      const [row] = await db
        .select({
          articles: sql<number>`count(*)::int`,
          relevant: sql<number>`(count(*) filter (where ${readings.relevant}))::int`,
          feeds: sql<number>`count(distinct ${articles.feedId})::int`,
        })
        .from(articles)
        .leftJoin(readings, eq(readings.articleId, articles.id))
        .where(and(gt(articles.seenAt, from), sql`${articles.seenAt} <= ${until.toISOString()}`));
      return row ?? { articles: 0, relevant: 0, feeds: 0 };
    },

    /**
     * Deletes a batch of old articles with all that hangs on them.
     *
     * @param before seen earlier than this, any article goes
     * @param irrelevantBefore seen earlier than this, one that is not relevant goes
     * @returns how many went; ask again while it is `limit`
     */
    async prune(before: Date, irrelevantBefore: Date, limit = 1000): Promise<number> {
      return pruneArticles(db, before, irrelevantBefore, limit);
    },
  };
}

const unread: SQL | undefined = or(isNull(readings.articleId), eq(readings.version, STALE));

const isAmong = sql`${articles.id} = any(${sql.placeholder("ids")})`;

const stopped: SQL | undefined = or(
  unread,
  and(readings.relevant, or(isNull(summaries.articleId), isNull(storyArticles.articleId))),
);

function stepFor(unread: boolean, summarised: string | null): Step {
  if (unread) return "tag";
  return summarised === null ? "summarise" : "place";
}

/** Of pages read for the first time, all in one statement; returns their articles' ids. */
async function replaceFeedTexts(db: Database, pages: readonly ArticlePage[]): Promise<string[]> {
  if (pages.length === 0) return [];
  const rows = pages.map(({ id, page: { text, title, author } }) => ({ id, text, title, author }));
  const replaced = await db.execute<{ id: string }>(sql`
    update ${articles} a set text = new.text, text_from = 'page', title = coalesce(nullif(new.title, ''), a.title),
      author = coalesce(nullif(new.author, ''), a.author)
    from jsonb_to_recordset(${asJson(rows)}::jsonb) as new (id text, text text, title text, author text)
    where a.id = new.id and a.text_from = 'feed'
    returning a.id`);
  return replaced.rows.map(({ id }) => id);
}

async function replacePage(db: Database, id: string, page: PageText, now: Date): Promise<void> {
  await db.transaction(async (tx) => {
    const [before] = await tx.select().from(articles).where(eq(articles.id, id)).for("update");
    if (!before) return;
    const title = page.title ?? before.title;
    const same = before.title === title && before.text === page.text;
    if (before.textFrom === "page" && !same) await keepRevision(tx, before, now);
    const author = page.author ?? before.author;
    await tx
      .update(articles)
      .set({ title, text: page.text, textFrom: "page", author })
      .where(eq(articles.id, id));
  });
}

/** Whose feeds those of the articles are. */
interface KnownItem {
  readonly feedId: string;
  readonly itemHash: string;
}

// Written once, as every feed asks them, and without a name, so that any pool of connections will do.

function prepareKnown(db: Database) {
  const { id, feedId, itemHash } = articles;
  const known = db.select({ id, feedId, itemHash }).from(articles).where(isAmong).prepare("");
  return async (batch: readonly NewArticle[]): Promise<ReadonlyMap<string, KnownItem>> => {
    const rows = await known.execute({ ids: batch.map((article) => article.id) });
    return new Map(rows.map((row) => [row.id, row]));
  };
}

function prepareUnread(db: Database) {
  return db
    .select({ id: articles.id })
    .from(articles)
    .leftJoin(readings, eq(readings.articleId, articles.id))
    .where(and(isAmong, unread))
    .prepare("");
}

/** Of known articles, revises those that their own feed now serves differently; returns their ids. */
async function reviseChanged(
  db: Database,
  batch: readonly NewArticle[],
  known: ReadonlyMap<string, KnownItem>,
): Promise<string[]> {
  const changed = batch.filter((article) => {
    const row = known.get(article.id);
    // Another feed's copy may be worded otherwise: only its own feed can revise an article.
    return row?.feedId === article.feedId && row.itemHash !== hashOf(article);
  });
  for (const article of changed) await revise(db, article);
  return changed.map((article) => article.id);
}

async function revise(db: Database, article: NewArticle): Promise<void> {
  await db.transaction(async (tx) => {
    const [before] = await tx.select().from(articles).where(eq(articles.id, article.id)).for("update");
    if (!before) return;
    // A page's text is fuller than the feed's: it stays until the page is read again.
    const text = before.textFrom === "page" ? before.text : article.text;
    if (before.title !== article.title || before.text !== text) {
      await keepRevision(tx, before, article.seenAt);
    }
    await tx
      .update(articles)
      .set({ title: article.title, text, itemHash: hashOf(article) })
      .where(eq(articles.id, article.id));
    // With the change itself: after a crash before it is asked for, the article is still known to be unread.
    await tx.update(readings).set({ version: STALE }).where(eq(readings.articleId, article.id));
  });
}

async function keepRevision(
  tx: Transaction,
  { id, title, text, textFrom }: typeof articles.$inferSelect,
  replacedAt: Date,
): Promise<void> {
  await tx.insert(articleRevisions).values({ articleId: id, title, text, textFrom, replacedAt });
}

function toArticle({ itemHash: _, ...article }: typeof articles.$inferSelect): StoredArticle {
  return article;
}

function hashOf({ title, text }: Pick<Article, "title" | "text">): string {
  return createHash("sha256").update(title).update("\0").update(text).digest("base64url").slice(0, 22);
}
