import { and, asc, desc, eq, gte, inArray, isNotNull, isNull, lt, lte, or, type SQL, sql } from "drizzle-orm";
import type { Quote, QuoteKind, Side } from "../model.ts";
import type { Database } from "./database.ts";
import { actorSubject, topicSubject, toQuote } from "./quote-rows.ts";
import { articles, quoteSubjects, quotes } from "./schema.ts";
import { keepable, spacedSearch } from "./texts.ts";

/** A quote as it is shown: the words themselves, and where they stand. */
export interface FoundQuote extends Quote {
  /** "article.ordinal": the same after the article is read again, as long as its quotes are. */
  readonly id: string;
  readonly articleId: string;
  /** The exact words, one entry a span. */
  readonly content: readonly string[];
  /** The sentence before, or null. */
  readonly context: string | null;
  /** `speakers` id: the actor's, or "name:…" for a person we do not know; null when nobody knows. */
  readonly speakerId: string | null;
  readonly outlet: string;
  readonly publisher: string;
  readonly publishedAt: Date;
  readonly title: string;
  readonly url: string;
  readonly statementId: string;
  /** How many independent publishers carry the statement, this one included. */
  readonly publishers: number;
  /** Other outlets that carry it, by name. */
  readonly otherOutlets: readonly string[];
  /** Where the next page of a list begins. */
  readonly cursor: string;
}

/** What quotes are asked for; every part narrows. */
export interface QuoteQuestion {
  /** Whose private feeds may be seen beside everyone's. */
  readonly workspaceId: string;
  readonly speakerId?: string;
  readonly aboutActor?: string;
  readonly aboutTopic?: string;
  /** Words that stand in the statement or in the sentence before it, all of them. */
  readonly words?: string;
  readonly since?: Date;
  readonly until?: Date;
  readonly outlet?: string;
  readonly side?: Side;
  readonly kinds?: readonly QuoteKind[];
  readonly leastConfidence?: number;
  /** Only those whose speaker is known. */
  readonly named?: boolean;
  /** `cursor` of the last quote already shown. */
  readonly after?: string;
  readonly limit: number;
}

export function createQuoteStore(db: Database) {
  return {
    /** Quotes that answer a question, newest first, each statement once. */
    async find(question: QuoteQuestion): Promise<FoundQuote[]> {
      const found = await foundBy(db, question);
      return withCarriers(db, question.workspaceId, found);
    },

    /** The quote with this id, or null when it is unknown, gone, or another workspace's. */
    async get(id: string, workspaceId: string): Promise<FoundQuote | null> {
      const [articleId, ordinal] = splitId(id);
      const rows = await db
        .select(COLUMNS)
        .from(quotes)
        .innerJoin(articles, eq(articles.id, quotes.articleId))
        .where(and(eq(quotes.articleId, articleId), eq(quotes.ordinal, ordinal), seenBy(workspaceId)));
      const [quote] = await withCarriers(db, workspaceId, rows);
      return quote ?? null;
    },

    /** Every quote of some articles, in the articles' own order, such as those of a story. */
    async ofArticles(articleIds: readonly string[], workspaceId: string): Promise<FoundQuote[]> {
      if (articleIds.length === 0) return [];
      const rows = await db
        .select(COLUMNS)
        .from(quotes)
        .innerJoin(articles, eq(articles.id, quotes.articleId))
        .where(and(inArray(quotes.articleId, [...articleIds]), seenBy(workspaceId)))
        .orderBy(asc(quotes.articleId), asc(quotes.ordinal));
      return withCarriers(db, workspaceId, rows);
    },

    /** What a speaker talks about and who quotes them; each statement counts once. */
    async profile(speakerId: string, workspaceId: string): Promise<SpeakerProfile> {
      const rows = await db
        .select({ topics: quotes.aboutTopics, outlet: quotes.outlet, at: quotes.publishedAt })
        .from(quotes)
        .where(and(eq(quotes.speakerId, speakerId), quotes.leads, seenBy(workspaceId)))
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
      const { workspaceId, speakerId, since, until, timeZone } = question;
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
            speakerId === undefined ? undefined : eq(quotes.speakerId, speakerId),
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
        .select(COLUMNS)
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
      return rows.map((row) => toFound(row, null));
    },

    /** Says that a quote is one more report of a statement, which another quote leads. */
    async join(id: string, statementId: string): Promise<void> {
      const [articleId, ordinal] = splitId(id);
      await db
        .update(quotes)
        .set({ statementId, leads: false })
        .where(
          and(
            eq(quotes.articleId, articleId),
            eq(quotes.ordinal, ordinal),
            sql`${quotes.statementId} <> ${statementId}`,
          ),
        );
    },
  };
}

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

const COLUMNS = { quote: quotes, title: articles.title, url: articles.url };
type Row = { quote: typeof quotes.$inferSelect; title: string; url: string };
type Carriers = { statementId: string; publishers: number; outlets: string[] };

function foundBy(db: Database, question: QuoteQuestion): Promise<Row[]> {
  const subjects = subjectsOf(question);
  const [subject, ...others] = subjects;
  if (subject === undefined) {
    return db
      .select(COLUMNS)
      .from(quotes)
      .innerJoin(articles, eq(articles.id, quotes.articleId))
      .where(
        and(
          matches(question),
          question.speakerId ? eq(quotes.speakerId, question.speakerId) : undefined,
          pageOf(question, quotes.publishedAt, quotes.id),
        ),
      )
      .orderBy(desc(quotes.publishedAt), desc(quotes.id))
      .limit(question.limit);
  }
  // The subject's own index is in the order asked for: only what is shown is ever looked at.
  return db
    .select(COLUMNS)
    .from(quoteSubjects)
    .innerJoin(quotes, eq(quotes.id, quoteSubjects.quoteId))
    .innerJoin(articles, eq(articles.id, quotes.articleId))
    .where(
      and(
        eq(quoteSubjects.subject, subject),
        question.speakerId ? eq(quoteSubjects.speakerId, question.speakerId) : undefined,
        pageOf(question, quoteSubjects.publishedAt, quoteSubjects.quoteId),
        matches(question),
        ...others.map(
          (other) =>
            sql`exists (select from quote_subjects o where o.subject = ${other} and o.published_at = ${quoteSubjects.publishedAt} and o.quote_id = ${quoteSubjects.quoteId})`,
        ),
      ),
    )
    .orderBy(desc(quoteSubjects.publishedAt), desc(quoteSubjects.quoteId))
    .limit(question.limit);
}

function subjectsOf({ aboutActor, aboutTopic }: QuoteQuestion): string[] {
  return [
    ...(aboutActor === undefined ? [] : [actorSubject(aboutActor)]),
    ...(aboutTopic === undefined ? [] : [topicSubject(aboutTopic)]),
  ];
}

function matches(question: QuoteQuestion): SQL | undefined {
  const { workspaceId, outlet, side, kinds, leastConfidence } = question;
  return and(
    seenBy(workspaceId),
    question.words === undefined ? undefined : holdsWords(question.words, question.speakerId !== undefined),
    // Asked for one outlet, a statement is shown as that outlet has it.
    outlet === undefined ? quotes.leads.getSQL() : eq(quotes.outlet, outlet),
    side === undefined ? undefined : eq(quotes.side, side),
    kinds === undefined ? undefined : inArray(quotes.kind, [...kinds]),
    leastConfidence === undefined ? undefined : gte(quotes.confidence, leastConfidence),
    question.named ? isNotNull(quotes.speakerId) : undefined,
  );
}

/** Of all speakers, only articles that the index finds are looked through, the newest of them. */
const MOST_ARTICLES = 2_000;

function holdsWords(words: string, speakerKnown: boolean): SQL | undefined {
  const said = sql`(array_to_string(${quotes.content}, ' ') || ' ' || coalesce(${quotes.context}, ''))`;
  const parts = keepable(words).split(/\s+/u).filter(Boolean).slice(0, 12);
  const each = parts.map((word) => sql`${said} ilike ${`%${word.replace(/[\\%_]/gu, "\\$&")}%`}`);
  if (speakerKnown) return and(...each);
  const asked = sql`websearch_to_tsquery('english', ${spacedSearch(parts.join(" "))})`;
  return and(
    sql`${quotes.articleId} in (select w.article_id from article_words w where w.words @@ ${asked} order by w.published_at desc limit ${MOST_ARTICLES})`,
    ...each,
  );
}

type AtColumn = typeof quotes.publishedAt | typeof quoteSubjects.publishedAt;
type IdColumn = typeof quotes.id | typeof quoteSubjects.quoteId;

function pageOf({ since, until, after }: QuoteQuestion, at: AtColumn, id: IdColumn): SQL | undefined {
  const [atMs, last] = (after ?? "").split(".").map(Number);
  const begins = atMs !== undefined && last !== undefined && Number.isSafeInteger(atMs + last);
  return and(
    since === undefined ? undefined : gte(at, since),
    until === undefined ? undefined : lt(at, until),
    begins
      ? sql`(${at}, ${id}) < (${new Date(atMs).toISOString()}::timestamptz, ${last}::bigint)`
      : undefined,
  );
}

/** With how many publishers carry each statement, and where else. */
async function withCarriers(db: Database, workspaceId: string, rows: readonly Row[]): Promise<FoundQuote[]> {
  if (rows.length === 0) return [];
  const carriers: Carriers[] = await db
    .select({
      statementId: quotes.statementId,
      publishers: sql<number>`count(distinct ${quotes.publisher})::int`,
      outlets: sql<string[]>`array_agg(distinct ${quotes.outlet} order by ${quotes.outlet})`,
    })
    .from(quotes)
    .where(
      and(
        inArray(quotes.statementId, [...new Set(rows.map(({ quote }) => quote.statementId))]),
        seenBy(workspaceId),
      ),
    )
    .groupBy(quotes.statementId);
  const byStatement = new Map(carriers.map((carrier) => [carrier.statementId, carrier]));
  return rows.map((row) => toFound(row, byStatement.get(row.quote.statementId) ?? null));
}

function toFound({ quote, title, url }: Row, carriers: Carriers | null): FoundQuote {
  const { articleId, content, context, speakerId, outlet, publisher, publishedAt, statementId } = quote;
  return {
    ...toQuote(quote),
    id: `${articleId}.${quote.ordinal}`,
    articleId,
    content,
    context,
    speakerId,
    outlet,
    publisher,
    publishedAt,
    title,
    url,
    statementId,
    publishers: carriers?.publishers ?? 1,
    otherOutlets: (carriers?.outlets ?? []).filter((name) => name !== outlet),
    cursor: `${publishedAt.getTime()}.${quote.id}`,
  };
}

/** How often each occurs, most often first. */
function ranked(values: readonly string[]): [value: string, count: number][] {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].toSorted(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
}

function splitId(id: string): [articleId: string, ordinal: number] {
  const dot = id.lastIndexOf(".");
  const ordinal = Number(id.slice(dot + 1));
  // A number that no quote has, so that a broken id finds nothing.
  return [id.slice(0, Math.max(0, dot)), Number.isInteger(ordinal) && ordinal < 32_768 ? ordinal : -1];
}

function seenBy(workspaceId: string): SQL | undefined {
  return or(isNull(quotes.workspaceId), eq(quotes.workspaceId, workspaceId));
}
