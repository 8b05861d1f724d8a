// npm run bench:place [-- 1000 100000 1000000]: articles placed a second, by how many are stored already.
// On the embedded database in a folder of its own, or on DATABASE_URL, an empty database that it fills and empties.
import type { Pool } from "pg";
import { createLog } from "../../src/log.ts";
import { openDatabase } from "../../src/store/open.ts";
import { createStore, type Store } from "../../src/store/store.ts";
import { readFingerprint } from "../../src/stories/fingerprint.ts";
import { placeArticle } from "../../src/stories/place.ts";
import { makeDataDir } from "../support/data-dir.ts";

const sizes = process.argv.slice(2).map(Number).filter(Number.isInteger);
const SIZES = sizes.length > 0 ? sizes : [1_000, 100_000, 1_000_000];
const PLACED = 200;
const WARM_UPS = 40;
const KEYS_EACH = 16;
/** Some 290 articles a day, as many as the field brings on a busy day. */
const MINUTES_APART = 5;
const END = new Date("2026-01-01T00:00:00Z");
const VOCABULARY = 20_000;

const { dataDir, remove } = await makeDataDir();
const database = await openDatabase({ url: process.env.DATABASE_URL ?? null, dataDir }, createLog("error"));
try {
  const store = createStore(database.db);
  const rates: number[] = [];
  for (const size of SIZES) {
    await fill(database.pool, size);
    const { rate, blocks } = await measure(database.pool, store);
    rates.push(rate);
    console.log(
      `${String(size).padStart(9)} stored: ${rate.toFixed(0)} articles a second, ${blocks.toFixed(0)} pages each`,
    );
  }
  const slowest = (rates[0] ?? 0) / Math.max(1e-9, rates.at(-1) ?? 0);
  console.log(`from the first to the last: ${slowest.toFixed(2)} times slower (at most 2)`);
  await empty(database.pool);
} finally {
  await database.close();
  await remove();
}

/** Words of consonants alone, which have no endings to lose. */
function word(rank: string): string {
  return `'w' || translate(substr(md5((${rank})::text), 1, 7), '0123456789abcdef', 'bcdfghjklmnpqrtv')`;
}

async function fill(pool: Pool, size: number): Promise<void> {
  await empty(pool);
  const client = await pool.connect();
  const at = `timestamptz '${END.toISOString()}' - (${size} - n) * interval '${MINUTES_APART} minutes'`;
  const zipf = `floor(${VOCABULARY} * power(random(), 3))::int + n * 0 + k * 0`;
  try {
    await client.query("set synchronous_commit = off");
    await client.query("select setseed(0.42)");
    await client.query(
      "insert into feeds (id, outlet, publisher, country, class, language, url) values ('f', 'Outlet', 'Publisher', 'SG', 'newspaper', 'en', 'https://example.org')",
    );
    await client.query(`
      insert into articles (id, feed_id, outlet, publisher, url, page_url, title, language, published_at, seen_at, text, item_hash)
      select 'a' || n, 'f', 'Outlet', 'Publisher ' || n % 90, 'https://example.org/' || n, '', 'Headline', 'en', ${at}, ${at}, '', ''
      from generate_series(1, ${size + PLACED + WARM_UPS}) n`);
    await client.query(`
      insert into stories (id, headline, summary, storyline_id, first_at, last_at, placed_at, topics, actors, rank, reasons, articles, publishers, baseline)
      select 'a' || n, 'Headline', '', 'a' || n, ${at}, ${at}, ${at}, '{}', '{}', 1, '[]', 1, 1, false from generate_series(1, ${size}) n`);
    // Made from the keys below, so that what the index finds can be compared.
    await client.query(`
      create temporary table made as
        select n, k, ${word(zipf)} as word from generate_series(1, ${size}) n, generate_series(1, ${KEYS_EACH}) k`);
    await client.query(`
      insert into story_articles (article_id, story_id, placed_at, likeness, reasons, fingerprint)
      select 'a' || n, 'a' || n, ${at}, 1, '[]', jsonb_build_object(
        'title', jsonb_agg(word) filter (where k <= 8), 'lead', jsonb_agg(word) filter (where k > 8), 'names', '[]'::jsonb,
        'subject', null, 'who', '[]'::jsonb, 'what', '[]'::jsonb, 'when', '[]'::jsonb, 'numbers', '[]'::jsonb,
        'isAhead', false, 'isReaction', false, 'bands', '[]'::jsonb, 'url', null)
      from made group by n`);
    await client.query(
      "alter table article_keys drop constraint article_keys_article_id_story_articles_article_id_fk",
    );
    await client.query(
      `insert into article_keys (key, published_at, article_id) select distinct 'word:' || word, ${at}, 'a' || n from made order by 1, 2`,
    );
    await client.query(
      "alter table article_keys add constraint article_keys_article_id_story_articles_article_id_fk foreign key (article_id) references story_articles (article_id) on delete cascade not valid",
    );
    await client.query("drop table made");
    await client.query("vacuum analyze article_keys, story_articles, articles, stories");
  } finally {
    client.release(true);
  }
}

async function measure(pool: Pool, store: Store): Promise<{ rate: number; blocks: number }> {
  const { rows } = await pool.query<{ id: string }>(
    "select id from articles order by published_at desc limit $1",
    [PLACED + WARM_UPS],
  );
  const { rows: words } = await pool.query<{ word: string }>(
    `select ${word(`floor(${VOCABULARY} * power(random(), 3))::int + n * 0`)} as word from generate_series(1, ${rows.length * 40}) n`,
  );
  let seconds = 0;
  let blocksBefore = 0;
  for (const [index, { id }] of rows.toReversed().entries()) {
    const own = words.slice(index * 40, index * 40 + 40).map((row) => row.word);
    const fingerprint = readFingerprint({
      title: own.slice(0, 8).join(" "),
      text: own.slice(8).join(" "),
      url: `https://example.org/${id}`,
      mentions: [],
    });
    if (index === WARM_UPS) blocksBefore = await blocksTouched(pool);
    const start = performance.now();
    await store.stories.place(
      { articleId: id, publishedAt: END, publisher: "Publisher 1", fingerprint },
      placeArticle,
      END,
    );
    if (index >= WARM_UPS) seconds += (performance.now() - start) / 1000;
  }
  return { rate: PLACED / seconds, blocks: ((await blocksTouched(pool)) - blocksBefore) / PLACED };
}

/** Pages of 8 kB that the database has looked at: a measure of work that a busy machine does not change. */
async function blocksTouched(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ blocks: number }>(
    "select pg_stat_force_next_flush(), (select sum(blks_hit + blks_read)::float8 from pg_stat_database) as blocks",
  );
  return rows[0]?.blocks ?? 0;
}

async function empty(pool: Pool): Promise<void> {
  await pool.query("truncate feeds, articles, stories, story_articles, article_keys cascade");
}
