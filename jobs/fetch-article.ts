import { z } from "zod";
import { NewsError, TemporaryError } from "../src/errors.ts";
import { fetchPage } from "../src/feeds/page.ts";
import type { StoredArticle } from "../src/store/articles.ts";
import { askToTag } from "./article-batch.ts";
import { createGatherer } from "./gather.ts";
import { defineJob, type JobContext } from "./job.ts";

/** Puts the full text of the article's page in the place of the feed's summary. */
export const fetchArticle = defineJob({
  name: "fetch-article",
  data: z.object({ articleId: z.string() }),
  key: ({ articleId }) => articleId,
  concurrency: 24,
  attempts: 3,
  backoffMs: 30_000,
  async run({ articleId }, context) {
    const { store, log } = context;
    const article = await store.articles.get(articleId);
    if (!article) return; // pruned while the job waited
    underWay += 1;
    const page = await readPage(article, context)
      .catch((error: unknown) => {
        if (error instanceof NewsError) return error;
        throw error;
      })
      .finally(() => {
        underWay -= 1;
      });
    const isFuller = page && !(page instanceof NewsError) && page.text.length > article.text.length;
    // Without its page the article is read as the feed gave it; when a later attempt gets the page, read anew.
    await fetched.add({ article, page: isFuller ? page : null, context }, underWay === 0);
    if (!(page instanceof NewsError)) return;
    log.warn({ ...page.facts, fault: page.message }, "page not read");
    if (page instanceof TemporaryError) throw page;
  },
});

interface Fetched {
  readonly article: StoredArticle;
  readonly page: { readonly text: string } | null;
  readonly context: JobContext;
}

/** How many pages of this process are asked for just now. */
let underWay = 0;

/** Pages that come within so little time are stored, and their articles asked for, together. */
const fetched = createGatherer<Fetched>({
  most: 20,
  waitMs: 100,
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
