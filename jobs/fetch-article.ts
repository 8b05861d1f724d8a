import { z } from "zod";
import { extractArticle } from "../src/articles/extract.ts";
import { NewsError, TemporaryError } from "../src/errors.ts";
import type { Http } from "../src/feeds/http.ts";
import { fetchPage } from "../src/feeds/page.ts";
import type { StoredArticle } from "../src/store/articles.ts";
import { defineJob } from "./job.ts";

/** Puts the full text of the article's page in the place of the feed's summary. */
export const fetchArticle = defineJob({
  name: "fetch-article",
  data: z.object({ articleId: z.string() }),
  key: ({ articleId }) => articleId,
  concurrency: 12,
  attempts: 3,
  backoffMs: 30_000,
  async run({ articleId }, { store, http, enqueue, log, now }) {
    const article = await store.articles.get(articleId);
    if (!article) return; // pruned while the job waited
    const page = await readPage(article, http, now()).catch((error: unknown) => {
      if (error instanceof NewsError) return error;
      throw error;
    });
    if (page && !(page instanceof NewsError) && page.text.length > article.text.length) {
      await store.articles.savePage(articleId, page, now());
    }
    // Without its page the article is read as the feed gave it; when a later attempt gets the page, read anew.
    await enqueue("tag-article", [{ articleId }]);
    if (!(page instanceof NewsError)) return;
    log.warn({ ...page.facts, fault: page.message }, "page not read");
    if (page instanceof TemporaryError) throw page;
  },
});

/** Null where the feed's own text is all there is: robots.txt forbids the page, or it is a live blog, a paywall … */
async function readPage({ pageUrl }: StoredArticle, http: Http, now: Date): Promise<{ text: string } | null> {
  const page = await fetchPage(pageUrl, http, now);
  const found = page && extractArticle(page.html, page.url);
  return found?.kind === "article" ? found : null;
}
