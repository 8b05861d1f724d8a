import type { Side } from "../model.ts";
import { type Database, REDONE_IF_LOST } from "./database.ts";
import { alias, and, asc, desc, eq, gte, inArray, isNull, lt, lte, sql } from "./drizzle.cjs";
import {
  type AtColumn,
  columnsFor,
  createQuoteFinder,
  type FoundQuote,
  type QuoteQuestion,
  saidBy,
  seenBy,
  splitId,
  subjectsOf,
  toFound,
} from "./quote-queries.ts";
import { articles, quoteSubjects, quotes, storyArticles } from "./schema.ts";

export type { FoundQuote, QuoteQuestion } from "./quote-queries.ts";

export function createQuoteStore(db: Database) {
  const findRows = createQuoteFinder(db);
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

    /** Statements a day, by side, on a subject or by a speaker; days without any are left out. */
    async byDay(
      question: Pick<QuoteQuestion, "workspaceId" | "speakerId" | "aboutActor" | "aboutTopic"> & {
        readonly since: Date;
        readonly until: Date;
        readonly timeZone: string;
      },
    ): Promise<SideDay[]> {
      const { workspaceId, since, until, timeZone } = question;
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
     * For each quote of an article, what its speaker said around that time in others, one for each statement:
     * it may be the same. Quotes of nobody known are left out.
     */
    async likes(articleId: string, withinMs: number): Promise<StatementPair[]> {
      const other = alias(quotes, "other");
      const within = sql`${withinMs} * interval '1 millisecond'`;
      return db
        .select({
          id: sql<string>`${quotes.articleId} || '.' || ${quotes.ordinal}`,
          speakerId: sql<string>`${quotes.speakerId}`,
          content: quotes.content,
          publishedAt: quotes.publishedAt,
          other: {
            statementId: other.statementId,
            content: other.content,
            publishedAt: other.publishedAt,
            isEarlier: sql<boolean>`(${other.publishedAt}, ${other.articleId}) < (${quotes.publishedAt}, ${quotes.articleId})`,
            isPlaced: sql<boolean>`exists (select from ${storyArticles} placed where placed.article_id = ${other.articleId})`,
          },
        })
        .from(quotes)
        .innerJoin(
          other,
          and(
            eq(other.speakerId, quotes.speakerId),
            sql`${other.publishedAt} between ${quotes.publishedAt} - ${within} and ${quotes.publishedAt} + ${within}`,
            other.leads,
            // A private quote may follow everyone's statement, never lead it.
            isNull(other.workspaceId),
            sql`${other.articleId} <> ${quotes.articleId}`,
          ),
        )
        .where(and(eq(quotes.articleId, articleId), quotes.leads))
        .orderBy(asc(quotes.ordinal), asc(other.publishedAt), asc(other.id))
        .limit(MOST_LIKES);
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

/** A quote, and one that may report the same statement. */
export interface StatementPair {
  readonly id: string;
  readonly speakerId: string;
  readonly content: readonly string[];
  readonly publishedAt: Date;
  readonly other: {
    readonly statementId: string;
    readonly content: readonly string[];
    readonly publishedAt: Date;
    /** Its article comes before this one in the order of the news. */
    readonly isEarlier: boolean;
    /** Its article has its story; one that has not is still to be joined itself. */
    readonly isPlaced: boolean;
  };
}

/** Nobody says more in a few days that an article could repeat. */
const MOST_LIKES = 5_000;
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
