import { NewsError, TemporaryError } from "../src/errors.ts";
import { fetchPage } from "../src/feeds/page.ts";
import type { StoredArticle } from "../src/store/articles.ts";
import { articleBatch, askToTag, batchKey } from "./article-batch.ts";
import { createGatherer } from "./gather.ts";
import { defineJob, type JobContext } from "./job.ts";

const BACKOFF_MS = 30_000;

/** Puts the full text of articles' pages in the place of the feed's summaries. */
export const fetchArticles = defineJob({
  name: "fetch-articles",
  data: articleBatch,
  key: batchKey,
  concurrency: 16,
  attempts: 3,
  backoffMs: BACKOFF_MS,
  async run({ articleIds }, context) {
    const articles = await context.store.articles.many(articleIds);
    const faults = await Promise.all(articles.map((article) => fetchOne(article, context)));
    const [only, ...others] = faults;
    if (others.length === 0) {
      if (only) throw only;
      return;
    }
    // One bad page holds up none of the others: each is tried again by a job of its own.
    for (const [at, { id }] of articles.entries()) {
      const delayMs = faults[at] ? waitAfter(faults[at]) : null;
      if (delayMs !== null) await context.enqueue("fetch-articles", [{ articleIds: [id] }], { delayMs });
    }
  },
});

/** Returns why the page is to be tried again, or null. */
async function fetchOne(article: StoredArticle, context: JobContext): Promise<Error | null> {
  underWay += 1;
  const page = await readPage(article, context)
    .catch(asError)
    .finally(() => {
      underWay -= 1;
    });
  const isFuller = page && !(page instanceof Error) && page.text.length > article.text.length;
  try {
    // Without its page the article is read as the feed gave it; when a later attempt gets the page, read anew.
    await fetched.add({ article, page: isFuller ? page : null, context }, patienceFor(article));
  } catch (error) {
    return asError(error);
  }
  if (!(page instanceof Error)) return null;
  const facts = page instanceof NewsError ? { ...page.facts, fault: page.message } : { err: page };
  context.log.warn({ articleId: article.id, ...facts }, "page not read");
  // Another kind of error is a fault of ours: its job fails, where it is seen.
  return page instanceof TemporaryError || !(page instanceof NewsError) ? page : null;
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}

/** As long as a job that failed alone would wait; a server that says when it may be asked again is heeded. */
function waitAfter(fault: Error): number {
  const asked = fault instanceof TemporaryError ? fault.facts.retryAfterMs : null;
  return typeof asked === "number" ? asked : BACKOFF_MS;
}

interface Fetched {
  readonly article: StoredArticle;
  readonly page: { readonly text: string } | null;
  readonly context: JobContext;
}

/** How many pages of this process are asked for just now. */
let underWay = 0;

/** An alert is to be out within two seconds; the backlog has time, and is quicker done by many at once. */
const NEWS_WAITS_MS = 100;
const BACKLOG_WAITS_MS = 1_000;

function patienceFor({ baseline }: StoredArticle): number {
  if (underWay === 0) return 0;
  return baseline ? BACKLOG_WAITS_MS : NEWS_WAITS_MS;
}

/** Pages that come one soon after the other are stored, and their articles asked for, together. */
const fetched = createGatherer<Fetched>({
  most: 20,
  async work(items) {
    for (const own of Map.groupBy(items, ({ context }) => context.store).values()) await keep(own);
  },
});

async function keep(items: readonly Fetched[]): Promise<void> {
  const [first] = items;
  if (!first) return;
  const { store, enqueue, now } = first.context;
  await store.articles.savePages(
    items.flatMap(({ article: { id }, page }) => (page ? { id, page } : [])),
    now(),
  );
  await askToTag(
    items.map(({ article }) => article),
    enqueue,
  );
}

/** Null where the feed's own text is all there is: robots.txt forbids the page, or it is a live blog, a paywall … */
async function readPage(
  { pageUrl }: StoredArticle,
  { http, readers, now }: JobContext,
): Promise<{ text: string } | null> {
  const page = await fetchPage(pageUrl, http, now());
  const found = page && (await readers.extractArticle(page));
  return found?.kind === "article" ? found : null;
}
