import type { Side } from "../model.ts";
import { type Database, REDONE_IF_LOST } from "./database.ts";
import { and, asc, desc, eq, gte, inArray, isNull, lt, lte, sql } from "./drizzle.cjs";
import { preparedQueries } from "./prepared.ts";
import {
  type AtColumn,
  columnsFor,
  createQuoteFinder,
  type FoundQuote,
  type QuoteQuestion,
  type QuoteRows,
  saidBy,
  seenBy,
  splitId,
  subjectsOf,
  toFound,
} from "./quote-queries.ts";
import { articles, quoteSubjects, quotes, storyArticles } from "./schema.ts";
import { askedWords, searchedWords } from "./word-search.ts";

export type { FoundQuote, QuoteQuestion } from "./quote-queries.ts";

export function createQuoteStore(db: Database) {
  const findRows = createQuoteFinder(db);
  const findInStory = preparedQueries<"storyId" | "workspaceId", QuoteRows>(() =>
    db
      .select(columnsFor(sql.placeholder("workspaceId")))
      .from(storyArticles)
      .innerJoin(quotes, eq(quotes.articleId, storyArticles.articleId))
      .innerJoin(articles, eq(articles.id, quotes.articleId))
      .where(
        and(eq(storyArticles.storyId, sql.placeholder("storyId")), seenBy(sql.placeholder("workspaceId"))),
      )
      .orderBy(asc(quotes.articleId), asc(quotes.ordinal)),
  );
  return {
    /** Quotes that answer a question, newest first, each statement once. */
    async find(question: QuoteQuestion): Promise<FoundQuote[]> {
      return (await findRows(question)).map(toFound);
    },

    /** The quote with this id, or null when it is unknown, gone, or another workspace's. */
    async get(id: string, workspaceId: string): Promise<FoundQuote | null> {
      const [articleId, ordinal] = splitId(id);
      const rows = await db
        .select(columnsFor(workspaceId))
        .from(quotes)
        .innerJoin(articles, eq(articles.id, quotes.articleId))
        .where(and(eq(quotes.articleId, articleId), eq(quotes.ordinal, ordinal), seenBy(workspaceId)));
      const [quote] = rows.map(toFound);
      return quote ?? null;
    },

    /** Every quote of some articles, in the articles' own order, such as those of a story. */
    async ofArticles(articleIds: readonly string[], workspaceId: string): Promise<FoundQuote[]> {
      if (articleIds.length === 0) return [];
      const rows = await db
        .select(columnsFor(workspaceId))
        .from(quotes)
        .innerJoin(articles, eq(articles.id, quotes.articleId))
        .where(and(inArray(quotes.articleId, [...articleIds]), seenBy(workspaceId)))
        .orderBy(asc(quotes.articleId), asc(quotes.ordinal));
      return rows.map(toFound);
    },

    /** Every quote of a story, in its articles' own order. */
    async ofStory(storyId: string, workspaceId: string): Promise<FoundQuote[]> {
      return (await findInStory({ storyId, workspaceId })).map(toFound);
    },

    /** What a speaker talks about and who quotes them; each statement counts once. */
    async profile(speakerId: string | readonly string[], workspaceId: string): Promise<SpeakerProfile> {
      const rows = await db
        .select({ topics: quotes.aboutTopics, outlet: quotes.outlet, at: quotes.publishedAt })
        .from(quotes)
        .where(and(saidBy({ speakerId }), quotes.leads, seenBy(workspaceId)))
        .orderBy(desc(quotes.publishedAt), desc(quotes.id))
        .limit(MOST_PROFILED);
      return {
        statements: rows.length,
        firstAt: rows.at(-1)?.at ?? null,
        lastAt: rows[0]?.at ?? null,
        topics: ranked(rows.flatMap(({ topics }) => topics)).map(([id, count]) => ({ id, count })),
        outlets: ranked(rows.map(({ outlet }) => outlet)).map(([outlet, count]) => ({ outlet, count })),
      };
    },

    /** Statements a day, by side, on a subject, with some words or by a speaker; days without any are left out. */
    async byDay(
      question: Pick<QuoteQuestion, "workspaceId" | "speakerId" | "aboutActor" | "aboutTopic" | "words"> & {
        readonly since: Date;
        readonly until: Date;
        readonly timeZone: string;
      },
    ): Promise<SideDay[]> {
      const { workspaceId, words, since, until, timeZone } = question;
      const [subject] = subjectsOf({ ...question, limit: 0 });
      const day = sql<string>`to_char(${quotes.publishedAt} at time zone ${timeZone}, 'YYYY-MM-DD')`;
      const inTime = (at: AtColumn) => and(gte(at, since), lt(at, until));
      const onSubject = db
        .select({ id: quoteSubjects.quoteId })
        .from(quoteSubjects)
        .where(and(eq(quoteSubjects.subject, subject ?? ""), inTime(quoteSubjects.publishedAt)));
      return db
        .select({ day: day.as("day"), side: quotes.side, count: sql<number>`count(*)::int` })
        .from(quotes)
        .where(
          and(
            inTime(quotes.publishedAt),
            quotes.leads,
            seenBy(workspaceId),
            saidBy(question),
            words === undefined ? undefined : sql`${quotes.words} @@ ${askedWords(searchedWords(words))}`,
            subject === undefined ? undefined : inArray(quotes.id, onSubject),
          ),
        )
        .groupBy(sql`1`, quotes.side)
        .orderBy(sql`1`, quotes.side);
    },

    /** What a speaker said around a time in other articles, one quote for each statement: it may be the same. */
    async near(quote: FoundQuote, withinMs: number, limit = 200): Promise<FoundQuote[]> {
      if (quote.speakerId === null) return [];
      const [from, until] = [-withinMs, withinMs].map((ms) => new Date(quote.publishedAt.getTime() + ms));
      const rows = await db
        .select(columnsFor(null))
        .from(quotes)
        .innerJoin(articles, eq(articles.id, quotes.articleId))
        .where(
          and(
            eq(quotes.speakerId, quote.speakerId),
            from && gte(quotes.publishedAt, from),
            until && lte(quotes.publishedAt, until),
            quotes.leads,
            // A private quote may follow everyone's statement, never lead it.
            isNull(quotes.workspaceId),
            sql`${quotes.articleId} <> ${quote.articleId}`,
          ),
        )
        .orderBy(asc(quotes.publishedAt), asc(quotes.id))
        .limit(limit);
      return rows.map(toFound);
    },

    /**
     * What the speakers of some articles' quotes said, in them and around their time in others, one quote for each
     * statement, earliest first: it may be the same. Left out are quotes of nobody known, and of later articles
     * that still wait for their stories.
     */
    async likes(articleIds: readonly string[], withinMs: number): Promise<LikeQuote[]> {
      const within = sql`${withinMs} * interval '1 millisecond'`;
      const { rows } = await db.execute<Omit<LikeQuote, "publishedAt"> & { publishedAt: string }>(sql`
        with own as (
          select speaker_id, min(published_at) as from_at, max(published_at) as until_at
          from ${quotes}
          where article_id = any(${sql.param([...articleIds])}::text[]) and leads and speaker_id is not null
          group by speaker_id
        )
        select q.article_id as "articleId", q.article_id || '.' || q.ordinal as id, q.statement_id as "statementId",
          q.speaker_id as "speakerId", array_to_string(q.content, ' ') as words, q.workspace_id is null as "isPublic",
          q.published_at as "publishedAt", placed.article_id is not null as "isPlaced"
        from own
        join ${quotes} q on q.speaker_id = own.speaker_id and q.leads
          and q.published_at between own.from_at - ${within} and own.until_at + ${within}
        left join ${storyArticles} placed on placed.article_id = q.article_id
        where q.article_id = any(${sql.param([...articleIds])}::text[])
          -- A private quote may follow everyone's statement, never lead it.
          or (q.workspace_id is null and (placed.article_id is not null or q.published_at <= own.until_at))
        order by q.published_at, q.id
        limit ${MOST_LIKES}`);
      return rows.map((row) => ({ ...row, publishedAt: new Date(row.publishedAt) }));
    },

    /**
     * Says that quotes of different statements, and all that follow them, report the statements that other quotes
     * lead. One joining at a time in all processes: two that would join each other never leave a statement
     * without a leader.
     */
    async join(joinings: readonly Joining[]): Promise<void> {
      if (joinings.length === 0) return;
      const places = joinings.map(({ id }) => splitId(id));
      const wanted = sql`unnest(
        ${sql.param(places.map(([articleId]) => articleId))}::text[],
        ${sql.param(places.map(([, ordinal]) => ordinal))}::int[],
        ${sql.param(joinings.map(({ statementId }) => statementId))}::text[])`;
      await db.transaction(async (tx) => {
        await tx.execute(sql`select pg_advisory_xact_lock(${JOINING_LOCK}), ${REDONE_IF_LOST}`);
        await tx.execute(sql`
          update ${quotes} as moved set statement_id = wanted.statement_id, leads = false
          from ${wanted} as wanted (article_id, ordinal, statement_id), ${quotes} as own
          where own.article_id = wanted.article_id and own.ordinal = wanted.ordinal and own.leads
            and own.statement_id <> wanted.statement_id and moved.statement_id = own.statement_id
            and exists (select from ${quotes} as leader where leader.statement_id = wanted.statement_id and leader.leads)`);
      });
    },
  };
}

/** A quote, and the statement that it reports too. */
export interface Joining {
  readonly id: string;
  readonly statementId: string;
}

/** A quote that leads its statement, to be compared with others. */
export interface LikeQuote {
  readonly id: string;
  readonly articleId: string;
  readonly statementId: string;
  readonly speakerId: string;
  readonly words: string;
  readonly publishedAt: Date;
  readonly isPublic: boolean;
  /** Its article has its story; one that has not is still to be joined itself. */
  readonly isPlaced: boolean;
}

/** All the speakers of a batch of articles do not say more in some days. */
const MOST_LIKES = 20_000;
/** Any number, as long as it is this one everywhere. */
const JOINING_LOCK = 4_162_004;

/** What somebody talks about and who quotes them, over their latest statements. */
export interface SpeakerProfile {
  readonly statements: number;
  /** Of the oldest and the newest statement counted; null when there is none. */
  readonly firstAt: Date | null;
  readonly lastAt: Date | null;
  /** Most first. */
  readonly topics: readonly { readonly id: string; readonly count: number }[];
  readonly outlets: readonly { readonly outlet: string; readonly count: number }[];
}

/** How many statements on a subject were reported on one day, by whose voice. */
export interface SideDay {
  /** Local date in the zone asked for. */
  readonly day: string;
  readonly side: Side;
  readonly count: number;
}

/** Enough to know somebody by, and bounded however much they say. */
const MOST_PROFILED = 2_000;

/** How often each occurs, most often first. */
function ranked(values: readonly string[]): [value: string, count: number][] {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].toSorted(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
}
