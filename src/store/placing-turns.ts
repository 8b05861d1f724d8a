import type { Database } from "./database.ts";
import { sql } from "./drizzle.cjs";
import { articles, feeds, readings, storyArticles, summaries } from "./schema.ts";

/** Whose turn it is to be placed. */
export interface PlacingTurn {
  /** Articles to place now, in the order of the news. */
  readonly ids: readonly string[];
  /** Whether others are ready but wait for older ones that are still being read. */
  readonly waiting: boolean;
}

export interface PlacingQuestion {
  readonly now: Date;
  /** Tried in this round. */
  readonly except: readonly string[];
  readonly limit: number;
}

/** What came with a feed's first fetch is announced to nobody: it has time. */
const BASELINE_PATIENCE_MS = 60_000;
/** An alert is to be out within two seconds. */
const FRESH_PATIENCE_MS = 1_000;
/** Older ones have been asked for hundreds of times: their failed jobs tell why. */
const OLDEST_MS = 2 * 24 * 60 * 60 * 1000;

/**
 * Which story an article joins depends on those placed before it, so articles are placed in the order of their
 * dates, not in the order in which they happen to be read: one that is ready waits, within its patience, while an
 * older one seen lately is not ready, and one of a first fetch also while other feeds have never been looked at.
 */
export async function nextToPlace(
  db: Database,
  { now, except, limit }: PlacingQuestion,
): Promise<PlacingTurn> {
  const before = (ms: number) => sql`${new Date(now.getTime() - ms).toISOString()}::timestamptz`;
  const { rows } = await db.execute<{ id: string | null; waiting: boolean }>(sql`
    with unplaced as (
      select a.id, a.published_at, a.seen_at, a.baseline, s.article_id is not null and r.relevant as ready
      from ${articles} a
      left join ${readings} r on r.article_id = a.id
      left join ${summaries} s on s.article_id = a.id
      left join ${storyArticles} p on p.article_id = a.id
      where a.seen_at > ${before(OLDEST_MS)} and p.article_id is null
        and (r.article_id is null or r.relevant) and a.id <> all(${sql.param([...except])}::text[])
    ), oldest as (
      select published_at, id from unplaced
      where not ready and seen_at > ${before(BASELINE_PATIENCE_MS)}
      order by published_at, id limit 1
    ), new_feeds as (
      select exists (
        select from ${feeds} where last_look_at is null and removed_at is null and next_look_at <= ${before(0)}
      ) as some
    ), turns as (
      select u.id, u.published_at,
        u.seen_at <= ${before(BASELINE_PATIENCE_MS)}
        or (not u.baseline and u.seen_at <= ${before(FRESH_PATIENCE_MS)})
        or (not (u.baseline and new_feeds.some)
          and not exists (select from oldest where (oldest.published_at, oldest.id) < (u.published_at, u.id))) as due
      from unplaced u, new_feeds where u.ready
    )
    select whole.waiting, due.id
    from (select exists (select from turns where not due) as waiting) whole
    left join (select id, published_at from turns where due order by published_at, id limit ${limit}) due on true
    order by due.published_at, due.id`);
  return { ids: rows.flatMap(({ id }) => id ?? []), waiting: rows[0]?.waiting ?? false };
}
