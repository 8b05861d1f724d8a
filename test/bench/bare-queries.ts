/** A call as typed, and the one SQL query that finds what its answer shows. */
export interface BareQuery {
  readonly name: string;
  /** When set, the call is what was typed so far into this option of /quotes. */
  readonly suggest?: "who";
  call(run: number): string;
  readonly sql: string;
  parameters(run: number): unknown[];
}

/** Every answer shows who else carries a statement. */
const CARRIERS =
  "(select jsonb_agg(distinct jsonb_build_array(c.publisher, c.outlet)) from quotes c where c.statement_id = q.statement_id)";
const QUOTES = `select q.*, a.title, a.url, ${CARRIERS} from quotes q join articles a on a.id = q.article_id`;
const NEWEST = "order by q.published_at desc, q.id desc limit 7";

const ABOUT = `select q.*, a.title, a.url, ${CARRIERS} from quote_subjects s join quotes q on q.id = s.quote_id
  join articles a on a.id = q.article_id where s.subject = $1`;
const NEWEST_ABOUT = "order by s.published_at desc, s.quote_id desc limit 7";

const NAMES = ["b", "ba", "bla", "ant", "blin", "blinken", "wa", "wang y", "si", "qin"];
const WORDS = ["w1f0e3d", "wc4ca42", "w98f137"];

/**
 * The queries that a person waits for most.
 *
 * @param articles how many there are
 * @param people speakers that `knowledge` does not have
 */
export function bareQueries(articles: number, people: readonly { id: string; name: string }[]): BareQuery[] {
  const stories = (run: number) => `article-${1 + 3 * ((run * 7919) % Math.floor(articles / 3))}`;
  return [
    {
      name: "/quotes blinken",
      call: () => "quotes blinken",
      sql: `${QUOTES} where q.speaker_id = $1 and q.leads ${NEWEST}`,
      parameters: () => ["antony-blinken"],
    },
    {
      name: "/quotes <anyone>",
      call: (run) => `quotes "${people[run % people.length]?.name}"`,
      sql: `${QUOTES} where q.speaker_id = $1 and q.leads ${NEWEST}`,
      parameters: (run) => [people[run % people.length]?.id],
    },
    {
      name: "/quotes blinken taiwan",
      call: () => "quotes blinken taiwan",
      sql: `${ABOUT} and s.speaker_id = $2 and q.leads ${NEWEST_ABOUT}`,
      parameters: () => ["topic:taiwan", "antony-blinken"],
    },
    {
      name: "/quotes wang yi, about blinken",
      call: () => "quotes wang-yi about:blinken",
      sql: `${ABOUT} and s.speaker_id = $2 and q.leads ${NEWEST_ABOUT}`,
      parameters: () => ["actor:antony-blinken", "wang-yi"],
    },
    {
      name: "/quotes about blinken",
      call: () => "quotes about blinken",
      sql: `${ABOUT} and q.leads ${NEWEST_ABOUT}`,
      parameters: () => ["actor:antony-blinken"],
    },
    {
      name: "/quotes qin gang (long ago only)",
      call: () => "quotes qin-gang",
      sql: `${QUOTES} where q.speaker_id = $1 and q.leads ${NEWEST}`,
      parameters: () => ["qin-gang"],
    },
    {
      name: "/quotes about li shangfu (long ago only)",
      call: () => "quotes about li-shangfu",
      sql: `${ABOUT} and q.leads ${NEWEST_ABOUT}`,
      parameters: () => ["actor:li-shangfu"],
    },
    {
      name: "/quotes blinken hotline (a rare word)",
      call: () => "quotes blinken hotline",
      sql: `${QUOTES} where q.speaker_id = $1 and q.leads and q.words @@ to_tsquery('english', $2)
        order by q.published_at + interval '0' desc, q.id desc limit 7`,
      parameters: () => ["antony-blinken", "hotline"],
    },
    {
      name: "/quotes about zeppelin (long ago only)",
      call: () => "quotes about zeppelin",
      sql: `${QUOTES} where q.leads and q.words @@ to_tsquery('english', $1)
        order by q.published_at + interval '0' desc, q.id desc limit 7`,
      parameters: () => ["zeppelin"],
    },
    {
      name: "/search zeppelin (long ago only)",
      call: () => "search zeppelin",
      sql: SEARCH.replace("w.published_at desc", "w.published_at + interval '0' desc"),
      parameters: () => ["zeppelin"],
    },
    {
      name: '/search "export controls"',
      call: () => 'search "export controls"',
      sql: SEARCH,
      parameters: () => ['"export controls"'],
    },
    {
      name: "/search export controls",
      call: () => "search export controls",
      sql: SEARCH,
      parameters: () => ["export controls"],
    },
    {
      name: "/search <a word>",
      call: (run) => `search ${WORDS[run % WORDS.length]}`,
      sql: SEARCH,
      parameters: (run) => [WORDS[run % WORDS.length]],
    },
    {
      name: "/latest",
      call: () => "latest",
      sql: "select * from stories order by last_at desc, id desc limit 7",
      parameters: () => [],
    },
    {
      name: "/latest taiwan",
      call: () => "latest taiwan",
      sql: "select * from stories where topics @> array['taiwan'] order by last_at desc, id desc limit 7",
      parameters: () => [],
    },
    {
      name: "/story <id>",
      call: (run) => `story ${stories(run)}`,
      sql: `select s.*, a.*, r.*, q.*, ${CARRIERS} from stories s join story_articles p on p.story_id = s.id
        join articles a on a.id = p.article_id join readings r on r.article_id = a.id
        left join quotes q on q.article_id = a.id where s.id = $1`,
      parameters: (run) => [stories(run)],
    },
    {
      name: "/story",
      call: () => "story",
      sql: `select * from stories where last_at > '2025-12-25' and first_at <= '2026-01-01'
        order by rank desc, last_at desc, id desc limit 10`,
      parameters: () => [],
    },
    {
      name: "autocomplete of a speaker",
      suggest: "who",
      call: (run) => NAMES[run % NAMES.length] ?? "",
      sql: "select * from speakers where folded like $1 order by quotes desc, id limit 15",
      parameters: (run) => [`% ${NAMES[run % NAMES.length]}%`],
    },
  ];
}

const SEARCH = `select a.*, r.topics, s.text, p.story_id from article_words w join articles a on a.id = w.article_id
  join readings r on r.article_id = a.id left join summaries s on s.article_id = a.id
  left join story_articles p on p.article_id = a.id
  where w.words @@ websearch_to_tsquery('english', $1) order by w.published_at desc, w.article_id desc limit 7`;
