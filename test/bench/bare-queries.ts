/** A call as typed, and the one SQL query that finds what its answer shows. */
export interface BareQuery {
  readonly name: string;
  /** When set, the call is what was typed so far into this option of /quotes. */
  readonly suggest?: "who";
  call(run: number): string;
  readonly sql: string;
  parameters(run: number): unknown[];
}

/**
 * Each query is what a person would write by hand for the same answer and nothing else: the columns that it prints or
 * decides by, as many rows as a page has and one more to know whether there is another, only what the asker may see,
 * and who else carries a statement. It is sent as text and parsed and planned each time. What an answer needs beside
 * it (the channel's time zone, what the workspace added of its own) is left out, which makes the comparison harder,
 * not easier.
 */
const SEEN = "workspace_id is null or";
const ASKER = "terminal:bench";
const CARRIERS = `(select jsonb_agg(distinct jsonb_build_array(c.publisher, c.outlet)) from quotes c
  where c.statement_id = q.statement_id and (c.${SEEN} c.workspace_id = '${ASKER}'))`;
const QUOTE = `q.id, q.article_id, q.ordinal, q.kind, q.content, q.context, q.speaker_id, q.speaker_name, q.speaker_actor,
  q.speaker_role, q.side, q.confidence, q.outlet, q.publisher, q.published_at, q.statement_id`;
const MAY_SEE = `q.leads and (q.${SEEN} q.workspace_id = '${ASKER}')`;
const NAMED = "q.speaker_id is not null and q.confidence >= 0.5";
const QUOTES = `select ${QUOTE}, a.title, a.url, ${CARRIERS} from quotes q join articles a on a.id = q.article_id
  where ${MAY_SEE}`;
const NEWEST = "order by q.published_at desc, q.id desc limit 6";
/** Walking back through time would look at every quote since. */
const NEWEST_BY_WORDS = "order by q.published_at + interval '0' desc, q.id desc limit 6";

const ABOUT = `select ${QUOTE}, a.title, a.url, ${CARRIERS} from quote_subjects s join quotes q on q.id = s.quote_id
  join articles a on a.id = q.article_id where ${MAY_SEE} and s.subject = $1`;
const NEWEST_ABOUT = "order by s.published_at desc, s.quote_id desc limit 6";

const STORY = `s.id, s.headline, s.summary, s.storyline_id, s.first_at, s.last_at, s.topics, s.actors, s.rank, s.reasons,
  s.articles, s.publishers`;
const STORIES_SEEN = `(s.${SEEN} s.workspace_id = '${ASKER}')`;

/** Summary, time line, statements with who carries them, and the texts in which its two sides are compared. */
const storyWhere = (which: string) => `
  select ${STORY},
    (select jsonb_agg(jsonb_build_array(a.id, a.outlet, a.publisher, f.country, a.url, a.title, a.published_at, a.text,
        r.topics, r.mentions, u.text) order by a.published_at, a.id)
      from story_articles p join articles a on a.id = p.article_id join feeds f on f.id = a.feed_id
      join readings r on r.article_id = a.id left join summaries u on u.article_id = a.id where p.story_id = s.id),
    (select jsonb_agg(jsonb_build_array(${QUOTE}, ${CARRIERS}) order by q.article_id, q.ordinal)
      from story_articles p join quotes q on q.article_id = p.article_id
      where p.story_id = s.id and (q.${SEEN} q.workspace_id = '${ASKER}'))
  from stories s where ${which} and ${STORIES_SEEN}`;
const TOP_STORY = `s.id = (select id from stories where last_at > '2025-12-25' and first_at <= '2026-01-01'
  order by rank desc, last_at desc, id desc limit 1)`;

const SEARCH = `select a.id, a.outlet, a.url, a.title, a.published_at, r.topics, s.text, p.story_id
  from article_words w join articles a on a.id = w.article_id
  join readings r on r.article_id = a.id left join summaries s on s.article_id = a.id
  left join story_articles p on p.article_id = a.id
  where w.words @@ websearch_to_tsquery('english', $1) and (w.${SEEN} w.workspace_id = '${ASKER}')
  order by w.published_at desc, w.article_id desc limit 7`;

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
      sql: `${QUOTES} and q.speaker_id = $1 ${NEWEST}`,
      parameters: () => ["antony-blinken"],
    },
    {
      name: "/quotes <anyone>",
      call: (run) => `quotes "${people[run % people.length]?.name}"`,
      // Nobody's name is an id: whom `knowledge` does not have is looked up by it.
      sql: `${QUOTES} and q.speaker_id = (select id from speakers where folded like $1 order by quotes desc limit 1)
        ${NEWEST}`,
      parameters: (run) => [`% ${people[run % people.length]?.name.toLowerCase()} `],
    },
    {
      name: "/quotes blinken taiwan",
      call: () => "quotes blinken taiwan",
      sql: `${ABOUT} and s.speaker_id = $2 ${NEWEST_ABOUT}`,
      parameters: () => ["topic:taiwan", "antony-blinken"],
    },
    {
      name: "/quotes wang yi, about blinken",
      call: () => "quotes wang-yi about:blinken",
      sql: `${ABOUT} and s.speaker_id = $2 ${NEWEST_ABOUT}`,
      parameters: () => ["actor:antony-blinken", "wang-yi"],
    },
    {
      name: "/quotes about blinken",
      call: () => "quotes about blinken",
      sql: `${ABOUT} and ${NAMED} ${NEWEST_ABOUT}`,
      parameters: () => ["actor:antony-blinken"],
    },
    {
      name: "/quotes qin gang (long ago only)",
      call: () => "quotes qin-gang",
      sql: `${QUOTES} and q.speaker_id = $1 ${NEWEST}`,
      parameters: () => ["qin-gang"],
    },
    {
      name: "/quotes about li shangfu (long ago only)",
      call: () => "quotes about li-shangfu",
      sql: `${ABOUT} and ${NAMED} ${NEWEST_ABOUT}`,
      parameters: () => ["actor:li-shangfu"],
    },
    {
      name: "/quotes blinken hotline (a rare word)",
      call: () => "quotes blinken hotline",
      sql: `${QUOTES} and q.speaker_id = $1 and q.words @@ to_tsquery('english', $2) ${NEWEST_BY_WORDS}`,
      parameters: () => ["antony-blinken", "hotline"],
    },
    {
      name: "/quotes about zeppelin (long ago only)",
      call: () => "quotes about zeppelin",
      sql: `${QUOTES} and ${NAMED} and q.words @@ to_tsquery('english', $1) ${NEWEST_BY_WORDS}`,
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
      sql: `select ${STORY} from stories s where ${STORIES_SEEN} order by s.last_at desc, s.id desc limit 9`,
      parameters: () => [],
    },
    {
      name: "/latest taiwan",
      call: () => "latest taiwan",
      sql: `select ${STORY} from stories s where ${STORIES_SEEN} and s.topics @> array['taiwan']
        order by s.last_at desc, s.id desc limit 9`,
      parameters: () => [],
    },
    {
      name: "/story <id>",
      call: (run) => `story ${stories(run)}`,
      sql: storyWhere("s.id = $1"),
      parameters: (run) => [stories(run)],
    },
    {
      name: "/story",
      call: () => "story",
      sql: storyWhere(TOP_STORY),
      parameters: () => [],
    },
    {
      name: "autocomplete of a speaker",
      suggest: "who",
      call: (run) => NAMES[run % NAMES.length] ?? "",
      sql: "select id, name, role from speakers where quotes > 0 and folded like $1 order by quotes desc, id limit 15",
      parameters: (run) => [`% ${NAMES[run % NAMES.length]}%`],
    },
  ];
}
