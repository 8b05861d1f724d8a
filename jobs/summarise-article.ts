import { z } from "zod";
import type { Article, Reading } from "../src/model.ts";
import { holdsIn } from "../src/summaries/writer.ts";
import { askModel } from "./ask-model.ts";
import { defineJob, type JobContext } from "./job.ts";
import { passOn } from "./tag-articles.ts";

const WORDS = 60;

/**
 * Keeps the summary that will be shown of a relevant article: a model's when one is configured, has budget left and
 * says nothing that the article does not; else the sentences its reading found.
 */
export const summariseArticle = defineJob({
  name: "summarise-article",
  data: z.object({ articleId: z.string() }),
  key: ({ articleId }) => articleId,
  concurrency: 8,
  attempts: 5,
  async run({ articleId }, context) {
    const storyId = await summarise(articleId, context);
    // Pruned, or read anew and found not relevant.
    if (storyId !== undefined) await passOn(new Map([[articleId, storyId]]), context);
  },
});

/** Returns id of the article's story, or null when it has none yet; undefined when it is not to be summarised. */
async function summarise(articleId: string, context: JobContext): Promise<string | null | undefined> {
  const { store, writeSummary, now } = context;
  if (!writeSummary) return store.readings.saveExtract(articleId, now());
  const reading = await store.readings.get(articleId);
  const article = await store.articles.get(articleId);
  if (!reading?.relevant || !article) return undefined;
  const written = await write(article, reading, context);
  return store.readings.saveSummary(
    articleId,
    written ?? { ...reading.summary, method: "extractive" },
    now(),
  );
}

/** A model's summary, or null when there is no model, no budget, or nothing that can be shown. */
async function write({ id, title, text }: Article, { summary }: Reading, context: JobContext) {
  const source = { title, text };
  const before = (await context.store.readings.summaries([id])).get(id);
  // Run twice: paid for once.
  if (before && before.method !== "extractive" && holdsIn(before.text, source)) return before;
  const written = await askModel({ kind: "article", id, source, words: WORDS }, context);
  return written && { ...written, spans: summary.spans };
}
