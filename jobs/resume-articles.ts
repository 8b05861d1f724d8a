import { z } from "zod";
import { askToTag } from "./article-batch.ts";
import { defineJob } from "./job.ts";

const MINUTE_MS = 60_000;
/** Younger articles may still be on their way. */
const LEAST_AGE_MS = 10 * MINUTE_MS;
/** Older ones have been asked for hundreds of times: their failed jobs tell why. */
const MOST_AGE_MS = 2 * 24 * 60 * MINUTE_MS;

/**
 * Asks again for the articles that the records show as not done. So a lost job, even a lost queue, never loses an
 * article: the records are the truth, the queue only says what to do next.
 */
export const resumeArticles = defineJob({
  name: "resume-articles",
  data: z.object({}),
  key: () => "clock",
  concurrency: 1,
  attempts: 1,
  everyMs: 10 * MINUTE_MS,
  async run(_, { store, enqueue, log, now }) {
    const at = now().getTime();
    const stopped = await store.articles.unfinished(new Date(at - MOST_AGE_MS), new Date(at - LEAST_AGE_MS));
    for (const [step, articles] of Map.groupBy(stopped, (article) => article.step)) {
      if (step === "place") await enqueue("place-articles", [{}]);
      else if (step === "tag") await askToTag(articles, enqueue);
      else
        await enqueue(
          "summarise-article",
          articles.map(({ id }) => ({ articleId: id })),
        );
    }
    if (stopped.length > 0) log.warn({ articles: stopped.length }, "articles asked for again");
  },
});
