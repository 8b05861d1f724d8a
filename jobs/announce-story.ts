import { z } from "zod";
import { chooseStories } from "../src/digests/choose.ts";
import { withParts } from "../src/messages/gather-digest.ts";
import type { Channel } from "../src/store/channels.ts";
import type { Delivery } from "../src/store/deliveries.ts";
import type { StoryArticle } from "../src/store/stories.ts";
import { untold } from "./compose-delivery.ts";
import { defineJob, type JobContext } from "./job.ts";

/** What comes in on a story is gathered for so long before it follows in the thread. */
const GATHER_MS = 30 * 60_000;
/** With the first alert. A story that goes on longer is for the digest. */
const MOST_ALERTS = 6;
/** Nobody would say that a channel is well again where only alerts come: one of them tries, so long after the last. */
const TRY_BROKEN_AFTER_MS = 60 * 60_000;
/** What comes at once from many outlets is written of once. */
const WRITE_AFTER_MS = 2 * 60_000;

/**
 * Claims one alert for each channel that wants to be told of this story at once. Later articles follow in its
 * thread, gathered, and each is told once.
 */
export const announceStory = defineJob({
  name: "announce-story",
  // The workspace whose private feeds the story is made of, or null.
  data: z.object({ storyId: z.string(), workspaceId: z.string().nullable() }),
  key: ({ storyId }) => storyId,
  concurrency: 2,
  attempts: 5,
  async run({ storyId, workspaceId }, context) {
    const { store, enqueue, writeSummary, log, now } = context;
    const reader = workspaceId ?? "";
    // It is asked for before the story can be seen, so that a crash in between never leaves one unannounced.
    await store.stories.untilPlaced();
    const story = await store.stories.get(storyId, reader);
    if (!story || story.baseline) return;
    if (writeSummary && story.publishers > 1) {
      await enqueue("summarise-story", [{ storyId, workspaceId }], { delayMs: WRITE_AFTER_MS });
    }
    const asked = await store.subscriptions.alerting(story.topics, story.actors);
    if (asked.length === 0) return;
    const wishes = Map.groupBy(asked, ({ channelId }) => channelId);
    const candidates = await withParts(store, [story], reader);
    const channels = (await store.channels.many([...wishes.keys()])).filter((channel) => {
      const isTheirs = story.workspaceId === null || story.workspaceId === channel.workspaceId;
      const { id, mutedTopics } = channel;
      const wish = { subscriptions: wishes.get(id) ?? [], mutedTopics, limit: 1 };
      return isTheirs && chooseStories(candidates, wish).length > 0;
    });
    const articles = channels.length === 0 ? [] : await store.stories.articles(storyId);
    for (const channel of channels) {
      if (!(await isWorthTrying(channel, context))) continue;
      const channelId = channel.id;
      const alerts = await store.deliveries.alertsOf(channelId, storyId);
      const next = nextAlert(storyId, alerts, articles);
      if (next === null) continue;
      const nextTryAt = new Date(Math.max(now().getTime(), next.notBefore.getTime()));
      const claim = {
        channelId,
        kind: "alert" as const,
        period: next.period,
        storyIds: [storyId],
        nextTryAt,
      };
      const delivery = await store.deliveries.claim(claim, now());
      const delayMs = nextTryAt.getTime() - now().getTime();
      if (delivery.state === "claimed") await enqueue("deliver", [{ deliveryId: delivery.id }], { delayMs });
    }
    log.info({ channels: channels.length }, "story announced");
  },
});

async function isWorthTrying(
  { id, brokenReason, brokenAt }: Channel,
  { store, now }: JobContext,
): Promise<boolean> {
  if (brokenReason === null) return true;
  const [last] = await store.deliveries.ofChannel(id, 1);
  const triedMs = Math.max(brokenAt?.getTime() ?? 0, last?.claimedAt.getTime() ?? 0);
  return now().getTime() - triedMs >= TRY_BROKEN_AFTER_MS;
}

/**
 * The alert that a channel is to get now: the first, the one that is claimed already, or the next that follows.
 * Numbered in a row, so that two who decide at once claim the same. Null when there is nothing to tell, or when
 * one is on its way: once it has arrived, the story is announced again.
 */
function nextAlert(storyId: string, alerts: readonly Delivery[], articles: readonly StoryArticle[]) {
  // One that follows and failed, such as for want of anything to tell, does not end the thread.
  const last = alerts.findLast(({ period, state }) => state !== "failed" || period === storyId);
  if (!last) return { period: storyId, notBefore: new Date(0) };
  if (last.state === "claimed") return { period: last.period, notBefore: last.nextTryAt };
  const hasMore = untold(articles, alerts).length > 0 && alerts.length < MOST_ALERTS;
  if (last.state !== "confirmed" || !last.confirmedAt || !hasMore) return null;
  // Told before it was kept what was told.
  if (last.articleIds.length === 0) return null;
  return {
    period: `${storyId}/${alerts.length + 1}`,
    notBefore: new Date(last.confirmedAt.getTime() + GATHER_MS),
  };
}
