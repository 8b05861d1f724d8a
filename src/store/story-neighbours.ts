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
import type { Transaction } from "./database.ts";
import { eq, inArray, sql } from "./drizzle.cjs";
import { articleKeys, articles, stories, storyArticles } from "./schema.ts";

/** An article that is to be placed, and the keys by which its neighbours are found. */
export interface Comer {
  readonly article: NewArticle;
  readonly keys: readonly StoredKey[];
}

interface StoredKey {
  readonly key: string;
  /** As the index holds it. */
  readonly stored: string;
}

/** What the index holds around articles that are placed one after the other. */
export interface Neighbours {
  /** Of a comer, as if those before it stood in the index already. */
  near(comer: Comer): Promise<Neighbourhood>;
  /** Says that a comer has its place. */
  add(comer: Comer, placement: Placement): void;
}

const WINDOW_MS = WINDOW_DAYS * 24 * 60 * 60 * 1000;
/** An index entry has a size limit, which an address can exceed. */
const LONGEST_KEY = 120;

export function readComer(article: NewArticle, workspaceId: string | null): Comer {
  const keys = indexKeys(article.fingerprint);
  return { article, keys: keys.map((key) => ({ key, stored: storedKey(key, workspaceId) })) };
}

/** Private articles form stories of their own: their keys never meet everyone's. */
function storedKey(key: string, workspaceId: string | null): string {
  const whole = workspaceId === null ? key : `${workspaceId}|${key}`;
  if (whole.length <= LONGEST_KEY) return whole;
  const kind = key.slice(0, Math.max(0, key.indexOf(":")));
  return `${kind}#${createHash("sha256").update(whole).digest("base64url")}`;
}

/** Asks the index once for all comers, and for their neighbours' own facts: most have many in common. */
export async function openNeighbours(tx: Transaction, comers: readonly Comer[]): Promise<Neighbours> {
  const stored = await lookUp(tx, comers);
  const known = new Map<string, PlacedArticle>();
  const added = new Map<string, NewArticle[]>();
  const learn = async (ids: Iterable<string>) => {
    const unknown = [...new Set(ids)].filter((id) => !known.has(id));
    for (const placed of await placedArticles(tx, unknown)) known.set(placed.articleId, placed);
  };
  await learn(comers.flatMap((comer) => chosenFor(comer, found(comer))));

  function found(comer: Comer): Map<string, readonly string[]> {
    const entries = stored.get(comer) ?? [];
    return new Map(
      comer.keys.map(({ key, stored }, at) => [
        key,
        newest(entries[at] ?? NOTHING, added.get(stored) ?? [], comer),
      ]),
    );
  }

  return {
    async near(comer) {
      const byKey = found(comer);
      const ids = chosenFor(comer, byKey);
      await learn(ids);
      return {
        placed: ids.flatMap((id) => known.get(id) ?? []),
        counts: new Map([...byKey].map(([key, some]) => [key, some.length])),
      };
    },
    add({ article, keys }, { storyId, storylineId }) {
      known.set(article.articleId, { ...article, storyId, storylineId });
      for (const stored of new Set(keys.map((key) => key.stored))) {
        const others = added.get(stored);
        if (others) others.push(article);
        else added.set(stored, [article]);
      }
    },
  };
}

/** The article itself is among them when it was placed before. */
function chosenFor({ article }: Comer, found: ReadonlyMap<string, readonly string[]>): string[] {
  return [...new Set([article.articleId, ...chooseNeighbours(found)])];
}

/** What the index has under one key, newest first. */
interface Entries {
  readonly ids: readonly string[];
  /** Milliseconds since 1970, in the same order; left out where all comers together cannot exceed the limit. */
  readonly times: readonly number[] | null;
}

const NOTHING: Entries = { ids: [], times: null };

/** Ids of the stored ones and of those added since, at most as many as one key may have. */
function newest(
  { ids, times }: Entries,
  added: readonly NewArticle[],
  { article }: Comer,
): readonly string[] {
  const near = added.filter(
    ({ publishedAt }) => Math.abs(publishedAt.getTime() - article.publishedAt.getTime()) <= WINDOW_MS,
  );
  if (near.length === 0) return ids;
  const all = [
    ...ids.map((id, at) => ({ id, time: times?.[at] ?? 0 })),
    ...near.map(({ articleId, publishedAt }) => ({ id: articleId, time: publishedAt.getTime() })),
  ];
  if (all.length > KEY_LIMIT) all.sort((a, b) => b.time - a.time || (a.id < b.id ? 1 : -1));
  return all.slice(0, KEY_LIMIT).map(({ id }) => id);
}

async function lookUp(tx: Transaction, comers: readonly Comer[]): Promise<Map<Comer, Entries[]>> {
  const wanted = comers.flatMap(({ keys }, turn) => keys.map(({ stored }) => ({ turn, stored })));
  const times = comers.map(({ article }) => article.publishedAt.getTime());
  const instants = (ms: number) => sql.param(times.map((time) => new Date(time + ms).toISOString()));
  const { rows } = await tx.execute<{ turn: number; found: [ids: string[], times: number[] | null][] }>(sql`
    with comer as (
      select turn - 1 as turn, from_at, until_at
      from unnest(${instants(-WINDOW_MS)}::timestamptz[], ${instants(WINDOW_MS)}::timestamptz[])
        with ordinality as one (from_at, until_at, turn)
    ), wanted as (
      select turn, stored, at
      from unnest(${sql.param(wanted.map(({ turn }) => turn))}::int[],
        ${sql.param(wanted.map(({ stored }) => stored))}::text[]) with ordinality as one (turn, stored, at)
    )
    select wanted.turn, json_agg(json_build_array(found.ids, found.times) order by wanted.at) as found
    from wanted join comer using (turn)
    cross join lateral (
      select coalesce(json_agg(article_id), '[]') as ids,
        case when count(*) > ${KEY_LIMIT - comers.length}
          then json_agg((extract(epoch from published_at) * 1000)::bigint) end as times
      from (
        select article_id, published_at from ${articleKeys}
        where key = wanted.stored and published_at between comer.from_at and comer.until_at
        order by published_at desc, article_id desc
        limit ${KEY_LIMIT}
      ) newest
    ) found
    group by wanted.turn`);
  const byTurn = new Map(rows.map(({ turn, found }) => [turn, found]));
  return new Map(
    comers.map((comer, turn) => [comer, (byTurn.get(turn) ?? []).map(([ids, times]) => ({ ids, times }))]),
  );
}

async function placedArticles(tx: Transaction, ids: readonly string[]): Promise<PlacedArticle[]> {
  if (ids.length === 0) return [];
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
