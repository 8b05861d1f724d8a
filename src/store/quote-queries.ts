import type { Quote, QuoteKind, Side } from "../model.ts";
import type { Database } from "./database.ts";
import { and, desc, eq, gte, inArray, isNotNull, isNull, lt, or, type SQL, sql } from "./drizzle.cjs";
import { actorSubject, QUOTE_COLUMNS, type QuoteRow, topicSubject, toQuote } from "./quote-rows.ts";
import { articles, quoteSubjects, quotes } from "./schema.ts";
import { askedWords, byNoIndex, LOOKED_AT_FIRST, newestThenAll } from "./word-search.ts";

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
  /** Several when one goes by several names. */
  readonly speakerId?: string | readonly string[];
  readonly aboutActor?: string;
  readonly aboutTopic?: string;
  /** Words to be found in the statement or the sentence before it, as typed in a search. */
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

type Row = {
  quote: QuoteRow;
  title: string;
  url: string;
  carriers: [publisher: string, outlet: string][];
};

/**
 * What is shown of a quote, with who carries its statement.
 *
 * @param workspaceId whose private feeds count among those who carry it; null is nobody's
 */
export function columnsFor(workspaceId: string | null) {
  const carriers = sql<Row["carriers"]>`(
    select jsonb_agg(distinct jsonb_build_array(c.publisher, c.outlet)) from quotes c
    where c.statement_id = ${quotes.statementId} and (c.workspace_id is null or c.workspace_id = ${workspaceId}))`;
  return { quote: QUOTE_COLUMNS, title: articles.title, url: articles.url, carriers };
}

/** Rows that answer a question, newest first. */
export async function foundBy(db: Database, question: QuoteQuestion): Promise<Row[]> {
  const [subject, ...others] = subjectsOf(question);
  if (subject !== undefined) return foundBySubject(db, question, subject, others);
  if (question.words === undefined) return foundInOrder(db, question);
  return newestThenAll(
    question.limit,
    () => foundInOrder(db, question, inArray(quotes.id, newest(db, question))),
    () => foundInOrder(db, question, inArray(quotes.id, hits(db, question))),
  );
}

const NEWEST_FIRST = [desc(quotes.publishedAt), desc(quotes.id)];

function foundInOrder(db: Database, question: QuoteQuestion, among?: SQL): Promise<Row[]> {
  return db
    .select(columnsFor(question.workspaceId))
    .from(quotes)
    .innerJoin(articles, eq(articles.id, quotes.articleId))
    .where(and(matches(question), saidBy(question), pageOf(question, quotes.publishedAt, quotes.id), among))
    .orderBy(...NEWEST_FIRST)
    .limit(question.limit);
}

/** The newest quotes that a search looks through first. */
function newest(db: Database, question: QuoteQuestion) {
  return db
    .select({ id: quotes.id })
    .from(quotes)
    .where(and(saidBy(question), pageOf(question, quotes.publishedAt, quotes.id)))
    .orderBy(...NEWEST_FIRST)
    .limit(LOOKED_AT_FIRST);
}

/** The newest of all quotes that answer, sorted before anything else of them is looked up. */
function hits(db: Database, question: QuoteQuestion) {
  return db
    .select({ id: quotes.id })
    .from(quotes)
    .where(and(matches(question), saidBy(question), pageOf(question, quotes.publishedAt, quotes.id)))
    .orderBy(desc(byNoIndex(quotes.publishedAt)), desc(quotes.id))
    .limit(question.limit);
}

export function saidBy(
  { speakerId }: Pick<QuoteQuestion, "speakerId">,
  column: typeof quotes.speakerId | typeof quoteSubjects.speakerId = quotes.speakerId,
): SQL | undefined {
  if (speakerId === undefined) return undefined;
  return typeof speakerId === "string" ? eq(column, speakerId) : inArray(column, [...speakerId]);
}

function foundBySubject(
  db: Database,
  question: QuoteQuestion,
  subject: string,
  others: readonly string[],
): Promise<Row[]> {
  // The subject's own index is in the order asked for: only what is shown is ever looked at.
  return db
    .select(columnsFor(question.workspaceId))
    .from(quoteSubjects)
    .innerJoin(quotes, eq(quotes.id, quoteSubjects.quoteId))
    .innerJoin(articles, eq(articles.id, quotes.articleId))
    .where(
      and(
        eq(quoteSubjects.subject, subject),
        saidBy(question, quoteSubjects.speakerId),
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

export function subjectsOf({ aboutActor, aboutTopic }: QuoteQuestion): string[] {
  return [
    ...(aboutActor === undefined ? [] : [actorSubject(aboutActor)]),
    ...(aboutTopic === undefined ? [] : [topicSubject(aboutTopic)]),
  ];
}

function matches(question: QuoteQuestion): SQL | undefined {
  const { workspaceId, outlet, side, kinds, leastConfidence } = question;
  return and(
    seenBy(workspaceId),
    question.words === undefined ? undefined : sql`${quotes.words} @@ ${askedWords(question.words)}`,
    // Asked for one outlet, a statement is shown as that outlet has it.
    outlet === undefined ? quotes.leads.getSQL() : eq(quotes.outlet, outlet),
    side === undefined ? undefined : eq(quotes.side, side),
    kinds === undefined ? undefined : inArray(quotes.kind, [...kinds]),
    leastConfidence === undefined ? undefined : gte(quotes.confidence, leastConfidence),
    question.named ? isNotNull(quotes.speakerId) : undefined,
  );
}

export type AtColumn = typeof quotes.publishedAt | typeof quoteSubjects.publishedAt;
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

export function toFound({ quote, title, url, carriers }: Row): FoundQuote {
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
    publishers: new Set(carriers.map(([name]) => name)).size,
    otherOutlets: [...new Set(carriers.map(([, name]) => name))].filter((name) => name !== outlet).sort(),
    cursor: `${publishedAt.getTime()}.${quote.id}`,
  };
}

export function splitId(id: string): [articleId: string, ordinal: number] {
  const dot = id.lastIndexOf(".");
  const ordinal = Number(id.slice(dot + 1));
  // A number that no quote has, so that a broken id finds nothing.
  return [id.slice(0, Math.max(0, dot)), Number.isInteger(ordinal) && ordinal < 32_768 ? ordinal : -1];
}

export function seenBy(workspaceId: string): SQL | undefined {
  return or(isNull(quotes.workspaceId), eq(quotes.workspaceId, workspaceId));
}
