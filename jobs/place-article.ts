import { z } from "zod";
import type { Reading } from "../src/model.ts";
import type { Story } from "../src/store/stories.ts";
import { readFingerprint } from "../src/stories/fingerprint.ts";
import { placeArticle as decidePlace } from "../src/stories/place.ts";
import { defineJob, type JobContext } from "./job.ts";
import { tellStory } from "./telling.ts";

/** Finds the story that an article belongs to, or begins one, and tells that story anew. */
export const placeArticle = defineJob({
  name: "place-article",
  data: z.object({ articleId: z.string() }),
  key: ({ articleId }) => articleId,
  // Places are given one at a time in all processes; looking up and telling go on beside it.
  concurrency: 8,
  attempts: 5,
  async run({ articleId }, context) {
    const { store, enqueue, log, now } = context;
    const article = await store.articles.get(articleId);
    const reading = await store.readings.get(articleId);
    if (!article || !reading?.relevant) return; // pruned, or read anew and found not relevant
    const { title, text, url, publishedAt, publisher } = article;
    const fingerprint = readFingerprint({ title, text, url, mentions: reading.mentions });
    const placed = { articleId, publishedAt, publisher, fingerprint };
    const placement = await store.stories.place(placed, decidePlace, now());
    if (!placement) return;
    const story = await tell(placement.storyId, context);
    const { storyId, isNew, likeness } = placement;
    if (story && !story.baseline) {
      await enqueue("announce-story", [{ storyId, workspaceId: story.workspaceId }]);
    }
    log.info({ storyId, isNew, likeness }, "article placed");
  },
});

async function tell(storyId: string, { store }: JobContext): Promise<Story | null> {
  const articles = await store.stories.articles(storyId);
  const readings: ReadonlyMap<string, Reading> = await store.readings.many(articles.map(({ id }) => id));
  return store.stories.tell(storyId, (parts) => tellStory(parts, readings));
}
