import { z } from "zod";
import { extractArticle } from "../src/articles/extract.ts";
import { FinalError, NewsError, TemporaryError } from "../src/errors.ts";
import { decodeText } from "../src/feeds/decode.ts";
import type { Http } from "../src/feeds/http.ts";
import type { StoredArticle } from "../src/store/articles.ts";
import type { StoredFeed } from "../src/store/feeds.ts";
import { defineJob } from "./job.ts";

/** A feed's text of this length is taken to be the whole article: summaries in feeds are a paragraph or two. */
const WHOLE_LETTERS = 1_500;
/** Pages are smaller than feeds; a page that is not here by then is not worth a worker's time. */
const PAGE_LIMITS = { bodyBytes: 8 * 1024 * 1024, wireBytes: 4 * 1024 * 1024, wholeMs: 20_000 };

/** Whether the article's page is to be fetched, because the feed gave less than the whole text. */
export function needsPage(
  article: Pick<StoredArticle, "text">,
  feed: Pick<StoredFeed, "fullText" | "paywalled">,
): boolean {
  return feed.fullText !== true && !feed.paywalled && article.text.length < WHOLE_LETTERS;
}

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
    const page = await readPage(article, http).catch((error: unknown) => {
      if (error instanceof NewsError) return error;
      throw error;
    });
    if (!(page instanceof NewsError) && page.text.length > article.text.length) {
      await store.articles.savePage(articleId, page, now());
    }
    // Without its page the article is read as the feed gave it; when a later attempt gets the page, read anew.
    await enqueue("tag-article", [{ articleId }]);
    if (!(page instanceof NewsError)) return;
    log.warn({ ...page.facts, fault: page.message }, "page not read");
    if (page instanceof TemporaryError) throw page;
  },
});

async function readPage({ pageUrl }: StoredArticle, http: Http): Promise<{ text: string }> {
  const answer = await http.get(pageUrl, {
    headers: { accept: "text/html, application/xhtml+xml, */*;q=0.5" },
    limits: PAGE_LIMITS,
  });
  const facts = { reason: "status", status: answer.status };
  if (answer.status === 429 || answer.status >= 500) throw new TemporaryError("server busy", facts);
  if (answer.status < 200 || answer.status > 299) throw new FinalError("page not served", facts);
  const type = answer.headers["content-type"] ?? "text/html";
  if (!/html|xml/iu.test(type)) throw new FinalError("not a page", { reason: "type", type });
  return { text: extractArticle(decodeText(answer.body, type).text, answer.url).text };
}
