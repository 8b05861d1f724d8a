import { z } from "zod";
import { FinalError, TemporaryError } from "../src/errors.ts";
import type { Story } from "../src/store/stories.ts";
import { readFingerprint } from "../src/stories/fingerprint.ts";
import type { NewArticle } from "../src/stories/model.ts";
import { placeArticle } from "../src/stories/place.ts";
import { defineJob, type JobContext } from "./job.ts";
import { joinStatements } from "./join-statements.ts";
import { tellStory } from "./telling.ts";

const BATCH = 50;
/** Then the job asks for itself again: a bot that stops waits for no more than this. */
const MOST_BATCHES = 10;
/** How soon the articles that wait for older ones are looked at again. */
const LOOK_AGAIN_MS = 200;

/**
 * Finds the stories of all articles whose turn has come, in the order of the news, and tells those stories anew;
 * joins their statements to those that other outlets carry too. One at a time: both depend on what came before.
 */
export const placeArticles = defineJob({
  name: "place-articles",
  data: z.object({}),
  key: () => "all",
  concurrency: 1,
  attempts: 5,
  async run(_, context) {
    const { store, enqueue, log, now } = context;
    const tried: string[] = [];
    const failed: string[] = [];
    for (let batch = 0; ; batch += 1) {
      if (batch === MOST_BATCHES) {
        await enqueue("place-articles", [{}]);
        break;
      }
      const turn = await store.stories.nextToPlace({ now: now(), except: tried, limit: BATCH });
      if (turn.ids.length > 0) {
        tried.push(...turn.ids);
        failed.push(...(await placeBatch(turn.ids, context)));
      } else {
        if (turn.waiting) await enqueue("place-articles", [{}], { delayMs: LOOK_AGAIN_MS });
        break;
      }
    }
    if (tried.length > 0) log.info({ articles: tried.length - failed.length }, "articles placed");
    // Not tried again at once: whatever comes next asks for them too, and nobody else waits for them.
    if (failed.length > 0)
      throw new FinalError(`not placed: ${failed.join(", ")}`, { articles: failed.length });
  },
});

/** Returns the ids of those that cannot be placed: one bad article never keeps the others from their stories. */
async function placeBatch(ids: readonly string[], context: JobContext): Promise<string[]> {
  try {
    await place(ids, context);
    return [];
  } catch (error) {
    if (error instanceof TemporaryError) throw error;
    if (ids.length === 1) {
      context.log.error({ articleId: ids[0] ?? "", err: error }, "article not placed");
      return [...ids];
    }
  }
  const failed: string[] = [];
  for (const id of ids) failed.push(...(await placeBatch([id], context)));
  return failed;
}

async function place(ids: readonly string[], context: JobContext): Promise<void> {
  const { store, now } = context;
  const inOrder = await fingerprintAll(ids, context);
  // In order too, and before the place: after a crash in between, an article without one comes here again.
  await joinStatements(
    inOrder.map(({ articleId }) => articleId),
    store,
  );
  const announce = (stories: readonly Story[]) => announceAll(stories, context);
  await store.stories.placeAll(inOrder, { decide: placeArticle, tell: tellStory, announce }, now());
}

/** Those that are still there and relevant, in the order of the ids. */
async function fingerprintAll(ids: readonly string[], { store }: JobContext): Promise<NewArticle[]> {
  const articles = new Map((await store.articles.many(ids)).map((article) => [article.id, article]));
  const mentions = await store.readings.mentions(ids);
  return ids.flatMap((id) => {
    const article = articles.get(id);
    const named = mentions.get(id);
    if (!article || !named) return [];
    const { title, text, url, publishedAt, publisher } = article;
    const fingerprint = readFingerprint({ title, text, url, mentions: named });
    return [{ articleId: id, publishedAt, publisher, fingerprint }];
  });
}

export async function announceAll(stories: readonly Story[], { enqueue }: JobContext): Promise<void> {
  const news = stories.filter(({ baseline }) => !baseline);
  if (news.length === 0) return;
  await enqueue(
    "announce-story",
    news.map(({ id, workspaceId }) => ({ storyId: id, workspaceId })),
  );
}
