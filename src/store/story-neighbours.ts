import { createHash } from "node:crypto";
import { appendTo } from "../knowledge/append-to.ts";
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
/** Articles of a batch mostly come within hours: their windows are nearly one. */
const GROUP_MS = 2 * 24 * 60 * 60 * 1000;
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
  const index = await readIndex(tx, comers);
  const known = new Map<string, PlacedArticle>();
  const asked = new Set<string>();
  const added = new Map<string, NewArticle[]>();

  async function learn(ids: readonly string[]): Promise<void> {
    const unknown = ids.filter((id) => !known.has(id) && !asked.has(id));
    for (const id of unknown) asked.add(id);
    for (const placed of await placedArticles(tx, unknown)) known.set(placed.articleId, placed);
  }

  function found(comer: Comer): Map<string, readonly string[]> {
    return new Map(
      comer.keys.map(({ key, stored }) => [
        key,
        newest(index.get(comer)?.get(stored) ?? NOTHING, added.get(stored) ?? [], comer),
      ]),
    );
  }

  await learn([...new Set(comers.flatMap((comer) => chosenFor(comer, found(comer))))]);
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
      for (const stored of new Set(keys.map((key) => key.stored))) appendTo(added, stored, article);
    },
  };
}

/** The article itself is among them when it was placed before. */
function chosenFor({ article }: Comer, found: ReadonlyMap<string, readonly string[]>): string[] {
  return [...new Set([article.articleId, ...chooseNeighbours(found)])];
}

/** The articles under one key in a window of time, newest first, `KEY_LIMIT` at most. */
interface Entries {
  readonly ids: readonly string[];
  /** Milliseconds since 1970, in the same order. */
  readonly times: readonly number[];
}

type ByKey = ReadonlyMap<string, Entries>;

const NOTHING: Entries = { ids: [], times: [] };

/** Of those in the comer's own window, stored or added since, the newest. */
function newest({ ids, times }: Entries, added: readonly NewArticle[], { article }: Comer): string[] {
  const at = article.publishedAt.getTime();
  const all = [
    ...ids.map((id, index) => ({ id, time: times[index] ?? 0 })),
    ...added.map(({ articleId, publishedAt }) => ({ id: articleId, time: publishedAt.getTime() })),
  ].filter(({ time }) => Math.abs(time - at) <= WINDOW_MS);
  if (all.length > KEY_LIMIT) all.sort((a, b) => b.time - a.time || (a.id < b.id ? 1 : -1));
  return all.slice(0, KEY_LIMIT).map(({ id }) => id);
}

/**
 * What the index has for each comer. Those near in time are asked for together, each key once, over all of their
 * windows; where such an answer was cut short and begins after a comer's own window, that comer is asked for alone.
 */
async function readIndex(tx: Transaction, comers: readonly Comer[]): Promise<Map<Comer, ByKey>> {
  const groups = groupsOf(comers);
  const found = await lookUp(tx, groups);
  const index = new Map(groups.flatMap((group, at) => group.map((comer) => [comer, found[at] ?? new Map()])));
  const alone = comers.filter((comer) => isCutShort(comer, index.get(comer) ?? new Map()));
  const again = await lookUp(
    tx,
    alone.map((comer) => [comer]),
  );
  for (const [at, comer] of alone.entries()) index.set(comer, again[at] ?? new Map());
  return index;
}

function groupsOf(comers: readonly Comer[]): Comer[][] {
  const groups: Comer[][] = [];
  for (const comer of comers) {
    const group = groups.at(-1);
    const gapMs = Math.abs(timeOf(comer) - timeOf(group?.[0] ?? comer));
    if (group && gapMs <= GROUP_MS) group.push(comer);
    else groups.push([comer]);
  }
  return groups;
}

function isCutShort(comer: Comer, byKey: ByKey): boolean {
  const last = timeOf(comer) + WINDOW_MS;
  return comer.keys.some(({ stored }) => {
    const times = byKey.get(stored)?.times ?? [];
    return times.length === KEY_LIMIT && (times[0] ?? 0) > last;
  });
}

const timeOf = ({ article }: Comer) => article.publishedAt.getTime();

/** What each group's keys have in its comers' windows. */
async function lookUp(
  tx: Transaction,
  groups: readonly (readonly Comer[])[],
): Promise<Map<string, Entries>[]> {
  if (groups.length === 0) return [];
  const keys = groups.map((group) => [
    ...new Set(group.flatMap((comer) => comer.keys.map(({ stored }) => stored))),
  ]);
  const wanted = keys.flatMap((own, turn) => own.map((stored) => ({ turn, stored })));
  const instant = (ms: number) => new Date(ms).toISOString();
  const from = groups.map((group) => instant(Math.min(...group.map(timeOf)) - WINDOW_MS));
  const until = groups.map((group) => instant(Math.max(...group.map(timeOf)) + WINDOW_MS));
  const { rows } = await tx.execute<{ turn: number; found: [ids: string[], times: number[]][] }>(sql`
    with span as (
      select turn - 1 as turn, from_at, until_at
      from unnest(${sql.param(from)}::timestamptz[], ${sql.param(until)}::timestamptz[])
        with ordinality as one (from_at, until_at, turn)
    ), wanted as (
      select turn, stored, at
      from unnest(${sql.param(wanted.map(({ turn }) => turn))}::int[],
        ${sql.param(wanted.map(({ stored }) => stored))}::text[]) with ordinality as one (turn, stored, at)
    )
    select wanted.turn, json_agg(json_build_array(found.ids, found.times) order by wanted.at) as found
    from wanted join span using (turn)
    cross join lateral (
      select coalesce(json_agg(article_id), '[]') as ids,
        coalesce(json_agg((extract(epoch from published_at) * 1000)::bigint), '[]') as times
      from (
        select article_id, published_at from ${articleKeys}
        where key = wanted.stored and published_at between span.from_at and span.until_at
        order by published_at desc, article_id desc
        limit ${KEY_LIMIT}
      ) newest
    ) found
    group by wanted.turn`);
  const byTurn = new Map(rows.map(({ turn, found }) => [turn, found]));
  return keys.map(
    (own, turn) =>
      new Map(
        own.map((stored, at) => {
          const [ids, times] = byTurn.get(turn)?.[at] ?? [[], []];
          return [stored, { ids, times }];
        }),
      ),
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
