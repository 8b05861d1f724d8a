import type { Quote, QuoteKind, Side } from "../model.ts";
import type { Database } from "./database.ts";
import {
  type AnyColumn,
  and,
  desc,
  eq,
  gte,
  inArray,
  isNotNull,
  isNull,
  lt,
  or,
  type Placeholder,
  type SQL,
  sql,
} from "./drizzle.cjs";
import { type Given, preparedQueries, upTo } from "./prepared.ts";
import { actorSubject, QUOTE_COLUMNS, type QuoteRow, topicSubject, toQuote } from "./quote-rows.ts";
import { articles, quoteSubjects, quotes } from "./schema.ts";
import { askedWords, byNoIndex, LOOKED_AT_FIRST, newestElseAll, searchedWords } from "./word-search.ts";

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
export type QuoteRows = Row[];

/**
 * What is shown of a quote, with who carries its statement.
 *
 * @param workspaceId whose private feeds count among those who carry it; null is nobody's
 */
export function columnsFor(workspaceId: string | null | Placeholder) {
  const carriers = sql<Row["carriers"]>`(
    select jsonb_agg(distinct jsonb_build_array(c.publisher, c.outlet)) from quotes c
    where c.statement_id = ${quotes.statementId} and (c.workspace_id is null or c.workspace_id = ${workspaceId}))`;
  return { quote: QUOTE_COLUMNS, title: articles.title, url: articles.url, carriers };
}

/** Finds the rows that answer a question, newest first. */
export function createQuoteFinder(db: Database): (question: QuoteQuestion) => Promise<Row[]> {
  const inOrder = preparedQueries<Part, Row[]>((given, limit) => foundInOrder(db, given, limit));
  const bySubject = preparedQueries<Part, Row[]>((given, limit) => foundBySubject(db, given, limit));
  // How rare the words are decides what is quickest: each time is planned anew.
  const byWords = preparedQueries<Part, Row[]>(
    (given, limit) => foundByWords(db, given, limit),
    () => false,
  );
  return async (question) => {
    const { limit } = question;
    const values = valuesOf(question);
    if (values.subject !== undefined) return bySubject(values, limit);
    return values.words === undefined ? inOrder(values, limit) : byWords(values, limit);
  };
}

/** What of a question changes its answer; each is a placeholder of that name. */
type Part =
  | "workspaceId"
  | "speakerId"
  | "speakerIds"
  | "subject"
  | "otherSubject"
  | "words"
  | "since"
  | "until"
  | "outlet"
  | "side"
  | "kinds"
  | "leastConfidence"
  | "named"
  | "afterAt"
  | "afterId";
type Has = Given<Part>;

const value = (part: Part) => sql.placeholder(part);

function valuesOf(question: QuoteQuestion) {
  const { workspaceId, speakerId, words, since, until, outlet, side, kinds, leastConfidence, named } =
    question;
  const [subject, otherSubject] = subjectsOf(question);
  const [atMs, afterId] = (question.after ?? "").split(".").map(Number);
  const begins = atMs !== undefined && afterId !== undefined && Number.isSafeInteger(atMs + afterId);
  return {
    workspaceId,
    ...(typeof speakerId === "object" ? { speakerIds: [...speakerId] } : { speakerId }),
    subject,
    otherSubject,
    words: words === undefined ? undefined : searchedWords(words),
    since: since?.toISOString(),
    until: until?.toISOString(),
    outlet,
    side,
    kinds: kinds && [...kinds],
    leastConfidence,
    named: named || undefined,
    ...(begins ? { afterAt: new Date(atMs).toISOString(), afterId } : {}),
  } satisfies Partial<Record<Part, unknown>>;
}

function foundInOrder(db: Database, given: Has, limit: number) {
  return shownInOrder(db, limit, and(matches(given), spokenBy(given), onPage(given)));
}

/** Which they are is found first, and anything else of those alone is looked up. */
function foundByWords(db: Database, given: Has, limit: number) {
  const hits = newestElseAll(amongNewest(db, given, limit), amongAll(db, given, limit), limit);
  return shownInOrder(db, limit, sql`${quotes.id} = any(${hits})`);
}

function shownInOrder(db: Database, limit: number, where: SQL | undefined) {
  return db
    .select(columnsFor(value("workspaceId")))
    .from(quotes)
    .innerJoin(articles, eq(articles.id, quotes.articleId))
    .where(where)
    .orderBy(desc(quotes.publishedAt), upTo(limit, desc(quotes.id)));
}

/** What `matches` looks at. */
const LOOKED_AT = {
  id: quotes.id,
  publishedAt: quotes.publishedAt,
  workspaceId: quotes.workspaceId,
  words: quotes.words,
  outlet: quotes.outlet,
  leads: quotes.leads,
  side: quotes.side,
  kind: quotes.kind,
  confidence: quotes.confidence,
  speakerId: quotes.speakerId,
};

/** Those that answer among the newest quotes, which are looked through one by one. */
function amongNewest(db: Database, given: Has, limit: number) {
  const lookedAt = db
    .select(LOOKED_AT)
    .from(quotes)
    .where(and(spokenBy(given), onPage(given)))
    .orderBy(desc(quotes.publishedAt), upTo(LOOKED_AT_FIRST, desc(quotes.id)))
    .as("looked_at");
  return db
    .select({ id: lookedAt.id })
    .from(lookedAt)
    .where(matches(given, lookedAt))
    .orderBy(desc(lookedAt.publishedAt), upTo(limit, desc(lookedAt.id)));
}

/** The newest of all quotes that answer, sorted. */
function amongAll(db: Database, given: Has, limit: number) {
  return db
    .select({ id: quotes.id })
    .from(quotes)
    .where(and(matches(given), spokenBy(given), onPage(given)))
    .orderBy(desc(byNoIndex(quotes.publishedAt)), upTo(limit, desc(quotes.id)));
}

/** Said by one who is asked for, under any of their ids. */
export function saidBy({ speakerId }: Pick<QuoteQuestion, "speakerId">): SQL | undefined {
  if (speakerId === undefined) return undefined;
  return typeof speakerId === "string"
    ? eq(quotes.speakerId, speakerId)
    : inArray(quotes.speakerId, [...speakerId]);
}

function spokenBy(
  given: Has,
  column: typeof quotes.speakerId | typeof quoteSubjects.speakerId = quotes.speakerId,
): SQL | undefined {
  if (given("speakerIds")) return sql`${column} = any(${value("speakerIds")})`;
  return given("speakerId") ? eq(column, value("speakerId")) : undefined;
}

function foundBySubject(db: Database, given: Has, limit: number) {
  // The subject's own index is in the order asked for: only what is shown is ever looked at.
  return db
    .select(columnsFor(value("workspaceId")))
    .from(quoteSubjects)
    .innerJoin(quotes, eq(quotes.id, quoteSubjects.quoteId))
    .innerJoin(articles, eq(articles.id, quotes.articleId))
    .where(
      and(
        eq(quoteSubjects.subject, value("subject")),
        spokenBy(given, quoteSubjects.speakerId),
        pageOf(given, quoteSubjects.publishedAt, quoteSubjects.quoteId),
        matches(given),
        given("otherSubject")
          ? sql`exists (select from quote_subjects o where o.subject = ${value("otherSubject")} and o.published_at = ${quoteSubjects.publishedAt} and o.quote_id = ${quoteSubjects.quoteId})`
          : undefined,
      ),
    )
    .orderBy(desc(quoteSubjects.publishedAt), upTo(limit, desc(quoteSubjects.quoteId)));
}

export function subjectsOf({ aboutActor, aboutTopic }: QuoteQuestion): string[] {
  return [
    ...(aboutActor === undefined ? [] : [actorSubject(aboutActor)]),
    ...(aboutTopic === undefined ? [] : [topicSubject(aboutTopic)]),
  ];
}

type LookedAt = Readonly<Record<keyof typeof LOOKED_AT, AnyColumn>>;

function matches(given: Has, quote: LookedAt = quotes): SQL | undefined {
  return and(
    seenBy(value("workspaceId"), quote),
    given("words") ? sql`${quote.words} @@ ${askedWords(value("words"))}` : undefined,
    // Asked for one outlet, a statement is shown as that outlet has it.
    given("outlet") ? eq(quote.outlet, value("outlet")) : sql`${quote.leads}`,
    given("side") ? eq(quote.side, value("side")) : undefined,
    given("kinds") ? sql`${quote.kind} = any(${value("kinds")})` : undefined,
    given("leastConfidence") ? gte(quote.confidence, value("leastConfidence")) : undefined,
    given("named") ? isNotNull(quote.speakerId) : undefined,
  );
}

export type AtColumn = typeof quotes.publishedAt | typeof quoteSubjects.publishedAt;
type IdColumn = typeof quotes.id | typeof quoteSubjects.quoteId;

const onPage = (given: Has) => pageOf(given, quotes.publishedAt, quotes.id);

function pageOf(given: Has, at: AtColumn, id: IdColumn): SQL | undefined {
  return and(
    given("since") ? gte(at, value("since")) : undefined,
    given("until") ? lt(at, value("until")) : undefined,
    given("afterAt")
      ? sql`(${at}, ${id}) < (${value("afterAt")}::timestamptz, ${value("afterId")}::bigint)`
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

export function seenBy(
  workspaceId: string | Placeholder,
  quote: Pick<LookedAt, "workspaceId"> = quotes,
): SQL | undefined {
  return or(isNull(quote.workspaceId), eq(quote.workspaceId, workspaceId));
}
