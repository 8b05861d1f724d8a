import { createHash } from "node:crypto";
import type { Quote } from "../model.ts";
import { inBatches } from "./batches.ts";
import type { Transaction } from "./database.ts";
import { and, getTableColumns, inArray, sql } from "./drizzle.cjs";
import { type articles, quoteSubjects, quotes, speakers } from "./schema.ts";
import { asJson, fold, spaced } from "./texts.ts";

type ArticleRow = typeof articles.$inferSelect;
const { words: _words, ...columns } = getTableColumns(quotes);
/** What is ever read of a quote: its words for search stay in the database. */
export const QUOTE_COLUMNS = columns;
export type QuoteRow = Omit<typeof quotes.$inferSelect, "words">;
interface NewQuoteRow extends Omit<QuoteRow, "id"> {
  /** The words it is searched by. */
  readonly searched: string;
}

/** A row can be indexed only up to a size; no quote is about more than this. */
const MOST_SUBJECTS = 20;
const LONGEST_CONTEXT = 600;

/** Who spoke, as one key for people we know and people we do not; null when nobody knows. */
export function speakerIdOf({
  speakerActor,
  speakerName,
}: Pick<Quote, "speakerActor" | "speakerName">): string | null {
  if (speakerActor !== null) return speakerActor;
  const folded = fold(speakerName ?? "");
  return folded === "" ? null : `name:${folded}`;
}

const ACTOR = "actor:";
const TOPIC = "topic:";
export const actorSubject = (actor: string) => `${ACTOR}${actor}`;
export const topicSubject = (topic: string) => `${TOPIC}${topic}`;

/** Takes articles' quotes away, for `addQuotes` to put others in their place. */
export async function removeQuotes(tx: Transaction, articleIds: readonly string[]): Promise<QuoteRow[]> {
  if (articleIds.length === 0) return [];
  return tx
    .delete(quotes)
    .where(inArray(quotes.articleId, [...articleIds]))
    .returning(QUOTE_COLUMNS);
}

/** The quotes of an article, to be added. */
export interface QuotedArticle {
  readonly article: ArticleRow;
  readonly quotes: readonly Quote[];
}

/**
 * Adds articles' quotes with what they are found by.
 *
 * @param gone those that they had before
 */
export async function addQuotes(
  tx: Transaction,
  quoted: readonly QuotedArticle[],
  gone: readonly QuoteRow[],
): Promise<void> {
  const goneOf = Map.groupBy(gone, ({ articleId }) => articleId);
  const rows = quoted.flatMap(({ article, quotes: found }) => {
    const own = found.map((quote, ordinal) => toRow(quote, ordinal, article));
    keepStatements(own, goneOf.get(article.id) ?? []);
    return own;
  });
  await inBatches(rows, (batch) => insertRows(tx, batch));
  await promoteLeaders(tx, gone);
  await countSpeakers(tx, gone, rows);
}

/** All in one parameter: a parameter for each value costs more time than the rows. */
async function insertRows(tx: Transaction, rows: readonly NewQuoteRow[]): Promise<void> {
  await tx.execute(sql`
    with added as (
      insert into ${quotes} (article_id, ordinal, workspace_id, outlet, publisher, published_at, kind, spans, cue,
        speaker_span, content, context, speaker_id, speaker_name, speaker_actor, speaker_role, passes_on, side, confidence,
        about_actors, about_topics, rules, statement_id, leads, words)
      select "articleId", ordinal, "workspaceId", outlet, publisher, "publishedAt", kind, spans, cue, "speakerSpan",
        content, context, "speakerId", "speakerName", "speakerActor", "speakerRole", "passesOn", side, confidence,
        "aboutActors", "aboutTopics", rules, "statementId", leads, to_tsvector('english', searched)
      from jsonb_to_recordset(${asJson(rows)}::jsonb) as new ("articleId" text, ordinal smallint, "workspaceId" text,
        outlet text, publisher text, "publishedAt" timestamptz, kind text, spans jsonb, cue jsonb, "speakerSpan" jsonb,
        content text[], context text, "speakerId" text, "speakerName" text, "speakerActor" text, "speakerRole" text,
        "passesOn" text, side text, confidence real, "aboutActors" text[], "aboutTopics" text[], rules text[], "statementId" text,
        leads boolean, searched text)
      returning id, published_at, speaker_id, about_actors, about_topics
    )
    insert into ${quoteSubjects} (subject, published_at, quote_id, speaker_id)
    select about.subject, published_at, id, speaker_id
    from added cross join lateral (
      select ${ACTOR} || actor from unnest(about_actors) as actor
      union all select ${TOPIC} || topic from unnest(about_topics) as topic
    ) as about (subject)`);
}

function toRow(quote: Quote, ordinal: number, article: ArticleRow): NewQuoteRow {
  const { id: articleId, workspaceId, outlet, publisher, publishedAt, text } = article;
  const { speaker, aboutActors, aboutTopics, rules, ...rest } = quote;
  const content = quote.spans.map(([start, end]) => text.slice(start, end));
  const speakerId = speakerIdOf(quote);
  const context = contextBefore(text, quote.spans[0]?.[0] ?? 0);
  return {
    ...rest,
    articleId,
    ordinal,
    workspaceId,
    outlet,
    publisher,
    publishedAt,
    speakerSpan: speaker,
    content,
    context,
    searched: spaced([context ?? "", ...content].join("\n")),
    speakerId,
    aboutActors: [...new Set(aboutActors)].slice(0, MOST_SUBJECTS),
    aboutTopics: [...new Set(aboutTopics)].slice(0, MOST_SUBJECTS),
    rules: [...rules],
    statementId: statementOf(articleId, wordsOf({ speakerId, content })),
    leads: true,
  };
}

/** The whole sentence that ends before `start`, without the beginning of the quote's own; null when there is none. */
function contextBefore(text: string, start: number): string | null {
  const before = text.slice(Math.max(0, start - LONGEST_CONTEXT), start).trimEnd();
  const sentences = before.split(/(?<=[.!?。！？]["”’]?)\s+|\n{2,}/u);
  const own = /[.!?。！？]["”’]?$/u.test(before) ? 0 : 1;
  const last = sentences.at(-1 - own)?.trim() ?? "";
  return last === "" ? null : last;
}

/**
 * A statement is named by its first article and its words, so that reading the article again finds it again: a
 * quote that followed another article's statement goes on following it, and of two alike in one article one leads.
 */
function keepStatements(rows: NewQuoteRow[], gone: readonly QuoteRow[]): void {
  const followed = new Map(gone.filter(({ leads }) => !leads).map((row) => [wordsOf(row), row.statementId]));
  const led = new Set<string>();
  for (const row of rows) {
    const statementId = followed.get(wordsOf(row));
    if (statementId === undefined && !led.has(row.statementId)) led.add(row.statementId);
    else Object.assign(row, { statementId: statementId ?? row.statementId, leads: false });
  }
}

function wordsOf({ speakerId, content }: Pick<NewQuoteRow, "speakerId" | "content">): string {
  return [speakerId ?? "", ...content].join("\n");
}

function statementOf(articleId: string, words: string): string {
  return `${articleId}.${createHash("sha256").update(words).digest("base64url").slice(0, 12)}`;
}

/** A statement whose leading quote went gets its earliest other one to lead it. */
async function promoteLeaders(tx: Transaction, gone: readonly QuoteRow[]): Promise<void> {
  const ids = gone.filter(({ leads }) => leads).map(({ statementId }) => statementId);
  if (ids.length === 0) return;
  const leaderless = tx
    .selectDistinctOn([quotes.statementId], { id: quotes.id })
    .from(quotes)
    .where(
      and(
        inArray(quotes.statementId, ids),
        sql`not exists (select from quotes leader where leader.statement_id = ${quotes.statementId} and leader.leads)`,
      ),
    )
    .orderBy(quotes.statementId, quotes.publishedAt, quotes.id);
  await tx.update(quotes).set({ leads: true }).where(inArray(quotes.id, leaderless));
}

/** Counts what each speaker said, in the order of their ids: two readings at once then never wait in a ring. */
async function countSpeakers(
  tx: Transaction,
  gone: readonly QuoteRow[],
  added: readonly NewQuoteRow[],
): Promise<void> {
  const change = new Map<string, { count: number; row: Omit<QuoteRow, "id"> }>();
  for (const [rows, step] of [[gone, -1] as const, [added, 1] as const]) {
    for (const row of rows) {
      // Names that only a private feed gave are nobody else's to be offered.
      if (row.speakerId === null || row.workspaceId !== null) continue;
      const before = change.get(row.speakerId);
      // As the latest of the articles names them.
      const latest = before && before.row.publishedAt > row.publishedAt ? before.row : row;
      change.set(row.speakerId, { count: (before?.count ?? 0) + step, row: latest });
    }
  }
  const changed = [...change].sort(([a], [b]) => (a < b ? -1 : 1)).map(toSpeaker);
  await inBatches(changed, async (batch) => {
    await tx
      .insert(speakers)
      .values([...batch])
      .onConflictDoUpdate({
        target: speakers.id,
        set: {
          quotes: sql`greatest(0, ${speakers.quotes} + excluded.quotes)`,
          lastAt: sql`greatest(${speakers.lastAt}, excluded.last_at)`,
          role: sql`case when excluded.last_at >= ${speakers.lastAt} then coalesce(excluded.role, ${speakers.role}) else ${speakers.role} end`,
          name: sql`case when excluded.last_at >= ${speakers.lastAt} then excluded.name else ${speakers.name} end`,
          folded: sql`case when excluded.last_at >= ${speakers.lastAt} then excluded.folded else ${speakers.folded} end`,
        },
      });
  });
}

function toSpeaker([id, { count, row }]: [string, { count: number; row: Omit<QuoteRow, "id"> }]) {
  const name = row.speakerName ?? id;
  return {
    id,
    actor: row.speakerActor,
    name,
    role: row.speakerRole,
    side: row.side,
    quotes: count,
    lastAt: row.publishedAt,
    folded: ` ${fold(name)} `,
  };
}

/** What the reader found, from its row. */
export function toQuote(row: QuoteRow): Quote {
  return {
    kind: row.kind,
    spans: row.spans,
    cue: row.cue,
    speaker: row.speakerSpan,
    speakerName: row.speakerName,
    speakerActor: row.speakerActor,
    speakerRole: row.speakerRole,
    passesOn: row.passesOn,
    side: row.side,
    confidence: row.confidence,
    aboutActors: row.aboutActors,
    aboutTopics: row.aboutTopics,
    rules: row.rules,
  };
}
