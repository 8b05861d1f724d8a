import { z } from "zod";
import { TemporaryError } from "../src/errors.ts";
import { readArticle } from "../src/reading/read.ts";
import { defineJob } from "./job.ts";

/** Counts the readers: raise it when a change of reading should reach articles already read. */
export const READER_VERSION = "1";

/** Reads an article: relevance, names, topics, quotes and a summary. What is not relevant goes no further. */
export const tagArticle = defineJob({
  name: "tag-article",
  data: z.object({ articleId: z.string() }),
  key: ({ articleId }) => articleId,
  concurrency: 8,
  attempts: 5,
  async run({ articleId }, { store, knowledge, enqueue, log, now }) {
    const article = await store.articles.get(articleId);
    if (!article) return; // pruned while the job waited
    const reading = readArticle({ ...article, date: article.publishedAt }, knowledge);
    const saved = await store.readings.save(article, reading, READER_VERSION, now());
    if (!saved) throw new TemporaryError("article changed while it was read");
    if (reading.relevant) await enqueue("summarise-article", [{ articleId }]);
    const { relevant, relevance, quotes, topics } = reading;
    log.info({ relevant, relevance, quotes: quotes.length, topics: topics.length }, "article tagged");
  },
});
