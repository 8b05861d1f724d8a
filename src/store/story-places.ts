import { createHash } from "node:crypto";
import { indexKeys } from "../stories/fingerprint.ts";
import {
  KEY_LIMIT,
  type Neighbourhood,
  type NewArticle,
  type PlacedArticle,
  type Placement,
  WINDOW_DAYS,
} from "../stories/model.ts";
import { chooseNeighbours } from "../stories/neighbours.ts";
import { type Database, REDONE_IF_LOST, type Transaction } from "./database.ts";
import { eq, inArray, sql } from "./drizzle.cjs";
import { articleKeys, articles, readings, stories, storyArticles } from "./schema.ts";
import { asJson, keepable } from "./texts.ts";

type ArticleRow = Pick<typeof articles.$inferSelect, "id" | "title" | "workspaceId" | "baseline"> & {
  /** Null when it was not read. */
  readonly [part in "summary" | "topics"]: (typeof readings.$inferSelect)[part] | null;
};

const DAY_MS = 24 * 60 * 60 * 1000;
/** Any number, as long as it is this one everywhere. */
const PLACING_LOCK = 4_162_003;
/** An index entry has a size limit, which an address can exceed. */
const LONGEST_KEY = 120;

export type DecidePlace = (article: NewArticle, near: Neighbourhood) => Placement;

/** Runs `work` in a transaction, alone among all processes that place articles. */
export async function placeAlone<Result>(
  db: Database,
  work: (tx: Transaction) => Promise<Result>,
): Promise<Result> {
  return db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${PLACING_LOCK}), ${REDONE_IF_LOST}`);
    return work(tx);
  });
}

/** Returns when the placing under way, if any, has ended. */
export async function untilPlaced(db: Database): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock_shared(${PLACING_LOCK})`);
  });
}

/** Places articles among their neighbours, one after the other; those that are gone are left out. Only within `placeAlone`. */
export async function placeInOrder(
  tx: Transaction,
  inOrder: readonly NewArticle[],
  decide: DecidePlace,
  now: Date,
): Promise<Placement[]> {
  const rows = await rowsOf(
    tx,
    inOrder.map(({ articleId }) => articleId),
  );
  // Articles of one batch have most of their neighbours in common.
  const known = new Map<string, PlacedArticle>();
  const placements: Placement[] = [];
  for (const article of inOrder) {
    const row = rows.get(article.articleId);
    if (!row) continue;
    const near = await neighboursOf(tx, article, row.workspaceId, known);
    const placement = decide(article, near);
    placements.push(placement);
    if (near.placed.some(({ articleId }) => articleId === row.id)) continue;
    await keepPlace(tx, row, article, placement, now);
    known.set(row.id, { ...article, storyId: placement.storyId, storylineId: placement.storylineId });
  }
  return placements;
}

async function rowsOf(tx: Transaction, ids: readonly string[]): Promise<Map<string, ArticleRow>> {
  const { id, title, workspaceId, baseline } = articles;
  const rows = await tx
    .select({ id, title, workspaceId, baseline, summary: readings.summary, topics: readings.topics })
    .from(articles)
    .leftJoin(readings, eq(readings.articleId, id))
    .where(inArray(id, [...ids]));
  return new Map(rows.map((row) => [row.id, row]));
}

/** Private articles form stories of their own: their keys never meet everyone's. */
function storedKey(key: string, workspaceId: string | null): string {
  const whole = workspaceId === null ? key : `${workspaceId}|${key}`;
  if (whole.length <= LONGEST_KEY) return whole;
  const kind = key.slice(0, Math.max(0, key.indexOf(":")));
  return `${kind}#${createHash("sha256").update(whole).digest("base64url")}`;
}

async function neighboursOf(
  tx: Transaction,
  article: NewArticle,
  workspaceId: string | null,
  known: Map<string, PlacedArticle>,
): Promise<Neighbourhood> {
  const span = WINDOW_DAYS * DAY_MS;
  const [from, until] = [-span, span].map((ms) => new Date(article.publishedAt.getTime() + ms).toISOString());
  const keys = indexKeys(article.fingerprint);
  const stored = keys.map((key) => storedKey(key, workspaceId));
  const { rows } = await tx.execute<{ key: string; articleIds: string[] | null }>(sql`
    select wanted.key, found.ids as "articleIds"
    from unnest(${sql.param(keys)}::text[], ${sql.param(stored)}::text[]) as wanted (key, stored)
    cross join lateral (
      select array_agg(article_id) as ids from (
        select article_id from article_keys
        where key = wanted.stored and published_at between ${from}::timestamptz and ${until}::timestamptz
        order by published_at desc
        limit ${KEY_LIMIT}
      ) newest
    ) found`);
  const found = new Map(rows.map(({ key, articleIds }) => [key, articleIds ?? []]));
  // The article itself is among them when it was placed before.
  const ids = [...new Set([article.articleId, ...chooseNeighbours(found)])];
  const unknown = ids.filter((id) => !known.has(id));
  for (const placed of await placedArticles(tx, unknown)) known.set(placed.articleId, placed);
  return {
    placed: ids.flatMap((id) => known.get(id) ?? []),
    counts: new Map(keys.map((key) => [key, found.get(key)?.length ?? 0])),
  };
}

async function placedArticles(tx: Transaction, ids: readonly string[]): Promise<PlacedArticle[]> {
  return tx
    .select({
      articleId: storyArticles.articleId,
      publishedAt: articles.publishedAt,
      publisher: articles.publisher,
      fingerprint: storyArticles.fingerprint,
      storyId: storyArticles.storyId,
      storylineId: stories.storylineId,
    })
    .from(storyArticles)
    .innerJoin(articles, eq(articles.id, storyArticles.articleId))
    .innerJoin(stories, eq(stories.id, storyArticles.storyId))
    .where(inArray(storyArticles.articleId, [...ids]));
}

async function keepPlace(
  tx: Transaction,
  row: ArticleRow,
  { publishedAt, fingerprint }: NewArticle,
  { storyId, storylineId, revisionOf, likeness, reasons }: Placement,
  now: Date,
): Promise<void> {
  const keys = new Set(indexKeys(fingerprint).map((key) => keepable(storedKey(key, row.workspaceId))));
  const topics = (row.topics ?? []).map(({ id }) => id);
  const at = sql`${publishedAt.toISOString()}::timestamptz`;
  const placedAt = sql`${now.toISOString()}::timestamptz`;
  // A first telling, so that a story is whole even if the bot dies before it is told properly.
  await tx.execute(sql`
    with story as (
      insert into ${stories} (id, workspace_id, headline, summary, storyline_id, first_at, last_at, placed_at, topics,
        rank, reasons, articles, publishers, baseline)
      values (${storyId}, ${row.workspaceId}, ${keepable(row.title)}, ${keepable(row.summary?.text ?? "")},
        ${storylineId}, ${at}, ${at}, ${placedAt}, ${sql.param(topics)}::text[], 0, '[]', 1, 1, ${row.baseline})
      on conflict do nothing
    ), place as (
      insert into ${storyArticles} (article_id, story_id, placed_at, revision_of, likeness, reasons, fingerprint)
      values (${row.id}, ${storyId}, ${placedAt}, ${revisionOf}, ${likeness}, ${asJson(reasons)}::jsonb,
        ${asJson(fingerprint)}::jsonb)
      on conflict do nothing
    )
    insert into ${articleKeys} (key, published_at, article_id)
    select key, ${at}, ${row.id} from unnest(${sql.param([...keys])}::text[]) as key
    on conflict do nothing`);
}
