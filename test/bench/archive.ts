import type { Pool } from "pg";

export interface ArchiveSize {
  readonly articles: number;
  /** A multiple of `articles`. */
  readonly quotes: number;
  readonly speakers: number;
}

/** Of what `fillArchive` makes: a folder filled by another one is not the same archive. */
export const ARCHIVE_VERSION = 2;

/** Six years of news end here: whoever asks in the benchmark asks then. */
export const ARCHIVE_END = new Date("2026-01-01T00:00:00Z");

/**
 * Fills an empty store with made-up records by SQL, spread as news spreads: few speakers say most, some topics are
 * everywhere and some rare, and one minister spoke for half a year only. Words of the articles follow Zipf's law, and
 * one in twelve speaks of "export controls"; a zeppelin flew long ago. Half of the stories have outlets of both sides,
 * and rows lie in the order of the news, as a running bot writes them.
 */
export async function fillArchive(pool: Pool, size: ArchiveSize, say: (line: string) => void): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query("set synchronous_commit = off");
    // The same archive every time.
    await client.query("select setseed(0.42)");
    for (const { what, sql } of steps(size)) {
      const start = performance.now();
      await client.query(sql);
      say(`${what}: ${((performance.now() - start) / 1000).toFixed(1)} s`);
    }
  } finally {
    client.release(true);
  }
}

/** Is the archive there already, whole? */
export async function hasArchive(pool: Pool, { articles }: ArchiveSize): Promise<boolean> {
  const { rows } = await pool.query<{ count: number }>("select count(*)::int as count from stories");
  return rows[0]?.count === storyCount(articles);
}

const ARTICLES_A_STORY = 3;
const storyCount = (articles: number) => Math.ceil(articles / ARTICLES_A_STORY);
/** Half an hour and a bit between two articles: 100,000 of them are six years. */
const at = (column: string, articles: number) =>
  `timestamptz '${ARCHIVE_END.toISOString()}' - (${articles} - ${column}) * interval '31.5 minutes'`;

/** Whole numbers from 0 below `count`, the small ones far more often. */
const skewed = (count: number, power: number) => `floor(${count} * power(random(), ${power}))::int`;

/** A word that was in the news for some months, years ago. */
const LONG_AGO = (articles: number) =>
  `case when n between ${articles} * 0.40 and ${articles} * 0.46 then 'A zeppelin was seen. ' else '' end`;

/** One of 20,000 made-up words, for the place `w` of a text. */
const WORD = `'w' || substr(md5((${skewed(20_000, 3)} + w * 0)::text), 1, 6)`;

function steps({ articles, quotes, speakers }: ArchiveSize): { what: string; sql: string }[] {
  const each = quotes / articles;
  return [
    {
      what: "feeds and names",
      sql: `
        insert into feeds (id, outlet, publisher, country, class, language, url)
        select 'feed-' || n, 'Outlet ' || n, 'Publisher ' || n / 2, (array['US', 'CN', 'SG', 'GB'])[1 + n % 4], 'newspaper', 'en', 'https://' || n || '.example'
        from generate_series(0, 199) n;
        create temporary table people as
          select n as speaker, case n when 0 then 'antony-blinken' when 1 then 'wang-yi' when 2 then 'qin-gang'
            else 'person-' || n end as id,
            case n when 0 then 'Antony Blinken' when 1 then 'Wang Yi' when 2 then 'Qin Gang'
            else initcap(translate(substr(md5(n::text), 1, 6), '0123456789', 'aeiouaeiou') || ' '
              || translate(substr(md5(n::text), 7, 8), '0123456789', 'lrnstkmeio')) end as name
          from generate_series(0, ${speakers - 1}) n;
        alter table people add primary key (speaker);
        analyze people;`,
    },
    {
      what: "articles",
      sql: `
        insert into articles (id, feed_id, outlet, publisher, url, page_url, title, language, published_at, seen_at,
          text, item_hash)
        select 'article-' || n, 'feed-' || n % 200, 'Outlet ' || n % 200, 'Publisher ' || n % 200 / 2,
          'https://' || n % 200 || '.example/' || n, 'https://' || n % 200 || '.example/' || n,
          'Headline ' || (select string_agg(${WORD}, ' ') from generate_series(1 + n * 0, 9) w),
          'en', ${at("n", articles)}, ${at("n", articles)},
          case when n % 12 = 0 then 'New export controls were announced. ' else '' end || ${LONG_AGO(articles)}
          || (select string_agg(${WORD}
            || case when w % 150 = 0 then ' export' when w % 170 = 0 then ' controls' else '' end, ' ')
            from generate_series(1 + n % 7, 450 + n % 7) w)
        , 'hash'
        from generate_series(1, ${articles}) n`,
    },
    {
      what: "readings",
      sql: `
        insert into readings (article_id, version, read_at, relevant, relevance, reasons, topics, mentions, summary)
        select id, '1', seen_at, true, 0.9, '["names both governments"]', '[{"id": "taiwan", "score": 0.8, "words": ["Taiwan"]}]',
          (select jsonb_agg(jsonb_build_object('start', 40 * m, 'end', 40 * m + 9, 'kind', 'person',
            'actor', id, 'name', name, 'wikidata', null)) from generate_series(1, 12) m
            join people on speaker = (hashtext(articles.id) % 500 + 500 + m * m) % 500),
          jsonb_build_object('text', left(text, 240), 'spans', '[[0, 240]]'::jsonb)
        from articles order by published_at;
        insert into summaries (article_id, text, spans, method, made_at)
        select article_id, summary->>'text', summary->'spans', 'extractive', read_at from readings order by read_at`,
    },
    {
      what: "words",
      sql: `
        insert into article_words (article_id, outlet, published_at, words)
        select id, outlet, published_at, setweight(to_tsvector('english', title), 'A') || to_tsvector('english', text)
        from articles order by published_at`,
    },
    {
      what: "quotes",
      sql: `
        insert into quotes (article_id, ordinal, outlet, publisher, published_at, kind, spans, content, context, speaker_id,
          speaker_name, speaker_actor, speaker_role, side, confidence, about_actors, about_topics, rules, statement_id, leads, words)
        select 'article-' || n, q, 'Outlet ' || n % 200, 'Publisher ' || n % 200 / 2, ${at("n", articles)},
          case when q % 3 = 0 then 'indirect' else 'direct' end, '[[100, 260]]',
          array[repeat('said words ', 14) || n || ' ' || q], repeat('before it ', 8), id, name, id, 'Some Office', 'US', 0.9,
          array['person-' || 3 + ${skewed(2_000, 3)}, case when random() < 0.05 then 'antony-blinken' else 'person-' || 3 + ${skewed(2_000, 3)} end],
          array['topic-' || ${skewed(26, 2)}, case when random() < 0.06 then 'taiwan' else 'topic-' || ${skewed(26, 2)} end],
          '{clause after the cue}', 'article-' || n || '.' || q, true,
          to_tsvector('english', 'said words ' || case when (n + q) % 997 = 0 then 'hotline ' else '' end || ${LONG_AGO(articles)})
        from generate_series(1, ${articles}) n
        cross join lateral (select q, ${skewed(speakers, 5)} + n * 0 as speaker from generate_series(0, ${each - 1}) q) said
        join lateral (
          -- The minister who spoke for half a year only.
          select case when said.speaker = 2 and n not between ${articles} / 2 and ${articles} / 2 + ${articles} / 12 then 1
            else said.speaker end as speaker
        ) held on true
        join people on people.speaker = held.speaker
        order by n, q`,
    },
    {
      what: "subjects",
      sql: `
        insert into quote_subjects (subject, published_at, quote_id, speaker_id)
        select distinct subject, published_at, id, speaker_id from quotes, unnest(
          array(select 'actor:' || a from unnest(about_actors) a) || array(select 'topic:' || t from unnest(about_topics) t)
          || case when speaker_id = 'qin-gang' then array['actor:li-shangfu'] else '{}' end
        ) subject
        order by published_at, id`,
    },
    {
      what: "speakers",
      sql: `
        insert into speakers (id, actor, name, role, side, quotes, last_at, folded)
        select id, id, name, 'Some Office', 'US', coalesce(said, 0) + 1, coalesce(last_at, '2020-01-01'), ' ' || lower(name) || ' '
        from people left join (
          select speaker_id, count(*) as said, max(published_at) as last_at from quotes group by speaker_id
        ) counted on speaker_id = id`,
    },
    {
      what: "stories",
      sql: `
        insert into stories (id, headline, summary, storyline_id, first_at, last_at, placed_at, topics, actors, rank, reasons,
          articles, publishers, baseline)
        select 'article-' || n, title, left(text, 240), 'article-' || n, published_at, published_at + interval '1 hour',
          published_at, array['topic-' || ${skewed(26, 2)}, case when random() < 0.06 then 'taiwan' else 'topic-0' end],
          array['person-' || 3 + ${skewed(2_000, 3)}], random(), '["two publishers"]', ${ARTICLES_A_STORY}, 2, false
        from generate_series(1, ${articles}, ${ARTICLES_A_STORY}) n join articles on id = 'article-' || n;
        insert into story_articles (article_id, story_id, placed_at, likeness, reasons, fingerprint)
        select 'article-' || n, 'article-' || n - (n - 1) % ${ARTICLES_A_STORY}, now(), 0.9, '[]', '{}'
        from generate_series(1, ${articles}) n`,
    },
    { what: "statistics", sql: "vacuum analyze" },
  ];
}
