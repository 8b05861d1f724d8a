import { createHash } from "node:crypto";
import type { Quote } from "../model.ts";
import { inBatches } from "./batches.ts";
import type { Transaction } from "./database.ts";
import { and, eq, getTableColumns, inArray, type SQL, sql } from "./drizzle.cjs";
import { type articles, quoteSubjects, quotes, speakers } from "./schema.ts";
import { fold, spaced } from "./texts.ts";

type ArticleRow = typeof articles.$inferSelect;
const { words: _words, ...columns } = getTableColumns(quotes);
/** What is ever read of a quote: its words for search stay in the database. */
export const QUOTE_COLUMNS = columns;
export type QuoteRow = Omit<typeof quotes.$inferSelect, "words">;
type NewQuoteRow = Omit<typeof quotes.$inferInsert, "words" | "content"> & { content: string[]; words: SQL };

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

export const actorSubject = (actor: string) => `actor:${actor}`;
export const topicSubject = (topic: string) => `topic:${topic}`;

/** Takes an article's quotes away, for `addQuotes` to put others in their place. */
export async function removeQuotes(tx: Transaction, articleId: string): Promise<QuoteRow[]> {
  return tx.delete(quotes).where(eq(quotes.articleId, articleId)).returning(QUOTE_COLUMNS);
}

/**
 * Adds an article's quotes with what they are found by.
 *
 * @param gone those that it had before
 */
export async function addQuotes(
  tx: Transaction,
  article: ArticleRow,
  found: readonly Quote[],
  gone: readonly QuoteRow[],
): Promise<void> {
  const rows = found.map((quote, ordinal) => toRow(quote, ordinal, article));
  keepStatements(rows, gone);
  const added: QuoteRow[] = [];
  await inBatches(rows, async (batch) => {
    added.push(
      ...(await tx
        .insert(quotes)
        .values([...batch])
        .returning()),
    );
  });
  await inBatches(added.flatMap(toSubjects), async (batch) => {
    await tx.insert(quoteSubjects).values([...batch]);
  });
  await promoteLeaders(tx, gone);
  await countSpeakers(tx, gone, added);
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
    words: sql`to_tsvector('english', ${spaced([context ?? "", ...content].join("\n"))})`,
    speakerId,
    aboutActors: [...new Set(aboutActors)].slice(0, MOST_SUBJECTS),
    aboutTopics: [...new Set(aboutTopics)].slice(0, MOST_SUBJECTS),
    rules: [...rules],
    statementId: statementOf(articleId, wordsOf({ speakerId, content })),
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

function toSubjects({ id: quoteId, publishedAt, speakerId, aboutActors, aboutTopics }: QuoteRow) {
  const subjects = [...aboutActors.map(actorSubject), ...aboutTopics.map(topicSubject)];
  return subjects.map((subject) => ({ subject, publishedAt, quoteId, speakerId }));
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
  added: readonly QuoteRow[],
): Promise<void> {
  const change = new Map<string, { count: number; row: QuoteRow }>();
  for (const [rows, step] of [[gone, -1] as const, [added, 1] as const]) {
    for (const row of rows) {
      // Names that only a private feed gave are nobody else's to be offered.
      if (row.speakerId === null || row.workspaceId !== null) continue;
      const count = (change.get(row.speakerId)?.count ?? 0) + step;
      change.set(row.speakerId, { count, row });
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

function toSpeaker([id, { count, row }]: [string, { count: number; row: QuoteRow }]) {
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
    side: row.side,
    confidence: row.confidence,
    aboutActors: row.aboutActors,
    aboutTopics: row.aboutTopics,
    rules: row.rules,
  };
}
