import { setImmediate as letOthersRun } from "node:timers/promises";
import type { Neighbourhood, NewArticle, Placement } from "../stories/model.ts";
import { type Database, REDONE_IF_LOST, type Transaction } from "./database.ts";
import { eq, inArray, sql } from "./drizzle.cjs";
import { articleKeys, articles, readings, stories, storyArticles } from "./schema.ts";
import { type Comer, openNeighbours, readComer } from "./story-neighbours.ts";
import { asJson } from "./texts.ts";

type ArticleRow = Pick<typeof articles.$inferSelect, "id" | "title" | "workspaceId" | "baseline"> & {
  /** Null when it was not read. */
  readonly [part in "summary" | "topics"]: (typeof readings.$inferSelect)[part] | null;
};

/** Any number, as long as it is this one everywhere. */
const PLACING_LOCK = 4_162_003;

interface Kept extends Comer {
  readonly row: ArticleRow;
  readonly placement: Placement;
}

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

/**
 * Places articles among their neighbours, one after the other, as if each came alone; those that are gone are left
 * out. What it asks and what it keeps are asked and kept for all of them at once. Only within `placeAlone`.
 */
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
  const comers = inOrder.flatMap((article) => {
    const row = rows.get(article.articleId);
    return row ? [{ ...readComer(article, row.workspaceId), row }] : [];
  });
  const around = await openNeighbours(tx, comers);
  const kept: Kept[] = [];
  const placements: Placement[] = [];
  for (const comer of comers) {
    const near = await around.near(comer);
    // Comparing takes some milliseconds each: somebody may be waiting for an answer.
    await letOthersRun();
    const placement = decide(comer.article, near);
    placements.push(placement);
    if (near.placed.some(({ articleId }) => articleId === comer.row.id)) continue;
    kept.push({ ...comer, placement });
    around.add(comer, placement);
  }
  await keepPlaces(tx, kept, now);
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

async function keepPlaces(tx: Transaction, kept: readonly Kept[], now: Date): Promise<void> {
  if (kept.length === 0) return;
  const places = kept.map(({ article, row, placement }, turn) => ({
    turn,
    id: row.id,
    workspace_id: row.workspaceId,
    title: row.title,
    summary: row.summary?.text ?? "",
    topics: (row.topics ?? []).map(({ id }) => id),
    baseline: row.baseline,
    published_at: article.publishedAt,
    fingerprint: article.fingerprint,
    story_id: placement.storyId,
    storyline_id: placement.storylineId,
    revision_of: placement.revisionOf,
    likeness: placement.likeness,
    reasons: placement.reasons,
  }));
  const keys = kept.flatMap(({ article, row, keys }) =>
    [...new Set(keys.map(({ stored }) => stored))].map((key) => ({
      key,
      published_at: article.publishedAt,
      article_id: row.id,
    })),
  );
  const placedAt = sql`${now.toISOString()}::timestamptz`;
  // A first telling, so that a story is whole even if the bot dies before it is told properly: by its first article.
  await tx.execute(sql`
    with placed as materialized (
      select * from jsonb_to_recordset(${asJson(places)}::jsonb) as one (turn int, id text, workspace_id text,
        title text, summary text, topics text[], baseline boolean, published_at timestamptz, fingerprint jsonb,
        story_id text, storyline_id text, revision_of text, likeness real, reasons jsonb)
    ), story as (
      insert into ${stories} (id, workspace_id, headline, summary, storyline_id, first_at, last_at, placed_at, topics,
        rank, reasons, articles, publishers, baseline)
      select distinct on (story_id) story_id, workspace_id, title, summary, storyline_id, published_at, published_at,
        ${placedAt}, topics, 0, '[]'::jsonb, 1, 1, baseline
      from placed order by story_id, turn
      on conflict do nothing
    ), place as (
      insert into ${storyArticles} (article_id, story_id, placed_at, revision_of, likeness, reasons, fingerprint)
      select id, story_id, ${placedAt}, revision_of, likeness, reasons, fingerprint from placed
      on conflict do nothing
    )
    insert into ${articleKeys} (key, published_at, article_id)
    select key, published_at, article_id
    from jsonb_to_recordset(${asJson(keys)}::jsonb) as one (key text, published_at timestamptz, article_id text)
    on conflict do nothing`);
}
