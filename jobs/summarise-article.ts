import { z } from "zod";
import { defineJob } from "./job.ts";

/** Keeps the summary that will be shown of a relevant article: the sentences its reading found. */
export const summariseArticle = defineJob({
  name: "summarise-article",
  data: z.object({ articleId: z.string() }),
  key: ({ articleId }) => articleId,
  concurrency: 4,
  attempts: 5,
  async run({ articleId }, { store, enqueue, now }) {
    const reading = await store.readings.get(articleId);
    if (!reading?.relevant) return; // pruned, or read anew and found not relevant
    await store.readings.saveSummary(articleId, { ...reading.summary, method: "extractive" }, now());
    await enqueue("place-article", [{ articleId }]);
  },
});
