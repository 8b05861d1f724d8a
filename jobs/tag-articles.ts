import { TemporaryError } from "../src/errors.ts";
import type { Reading } from "../src/model.ts";
import type { StoredArticle } from "../src/store/articles.ts";
import { articleBatch, batchKey } from "./article-batch.ts";
import { defineJob, type JobContext } from "./job.ts";
import { joinStatements } from "./join-statements.ts";

/** Counts the readers: raise it when a change of reading should reach articles already read. */
export const READER_VERSION = "1";

/**
 * Reads articles: relevance, names, topics, quotes and a summary. What is not relevant goes no further; what is gets
 * its summary written by a model, or is summarised already when there is none.
 */
export const tagArticles = defineJob({
  name: "tag-articles",
  data: articleBatch,
  key: batchKey,
  concurrency: 3,
  attempts: 5,
  async run({ articleIds }, context) {
    const { store, enqueue, log } = context;
    const articles = await store.articles.many(articleIds);
    const again = await tag(articles, context).catch((error: unknown) => {
      if (articles.length < 2) throw error;
      log.warn({ err: error }, "articles are tagged one by one");
      return articles.map(({ id }) => id);
    });
    if (again.length === 0) return;
    if (articles.length === 1) throw new TemporaryError("article changed while it was read");
    // One bad article fails none of the others: each is read by a job of its own.
    await enqueue(
      "tag-articles",
      again.map((id) => ({ articleIds: [id] })),
    );
  },
});

interface Found {
  readonly article: StoredArticle;
  readonly reading: Reading;
}

/** Returns ids of those that are to be read again: they changed, or went, while they were read. */
async function tag(articles: readonly StoredArticle[], context: JobContext): Promise<string[]> {
  if (articles.length === 0) return [];
  const { store, writeSummary, enqueue, log, now } = context;
  const found = await readAll(articles, context);
  const how = { version: READER_VERSION, at: now(), summarise: writeSummary === undefined };
  const saved = await store.readings.saveAll(found, how);
  const relevant = found.filter(({ article, reading }) => reading.relevant && saved.has(article.id));
  const ids = relevant.map(({ article }) => article.id);
  if (writeSummary)
    await enqueue(
      "summarise-article",
      ids.map((articleId) => ({ articleId })),
    );
  else await passOn(new Map(ids.map((id) => [id, saved.get(id)?.storyId ?? null])), context);
  for (const { article, reading } of found) {
    const { relevant, relevance, quotes, topics } = reading;
    const facts = { relevant, relevance, quotes: quotes.length, topics: topics.length };
    if (saved.has(article.id)) log.info({ articleId: article.id, ...facts }, "article tagged");
  }
  return articles.flatMap(({ id }) => (saved.has(id) ? [] : id));
}

async function readAll(articles: readonly StoredArticle[], { readers }: JobContext): Promise<Found[]> {
  const readings = await readers.readArticles(
    articles.map((article) => ({ ...article, date: article.publishedAt })),
  );
  return articles.flatMap((article, at) => {
    const reading = readings[at];
    return reading ? [{ article, reading }] : [];
  });
}

/** Articles with their summaries go to their stories; those that have one already are told in it anew. */
export async function passOn(
  storyOf: ReadonlyMap<string, string | null>,
  { store, enqueue }: JobContext,
): Promise<void> {
  const told = [...storyOf].flatMap(([id, storyId]) => (storyId === null ? [] : [{ id, storyId }]));
  if (told.length < storyOf.size) await enqueue("place-articles", [{}]);
  if (told.length === 0) return;
  // Read again, after its story was told: what is new in it is joined and told now.
  for (const { id } of told) await joinStatements([id], store);
  await enqueue(
    "tell-story",
    [...new Set(told.map(({ storyId }) => storyId))].map((storyId) => ({ storyId })),
  );
}
