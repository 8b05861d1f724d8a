import { z } from "zod";
import { chooseStories } from "../src/digests/choose.ts";
import { type DueDigest, digestDue, nextDigest } from "../src/digests/schedule.ts";
import type { Channel } from "../src/store/channels.ts";
import { readPeriodCandidates } from "./candidates.ts";
import { defineJob, type JobContext } from "./job.ts";

/** More than a digest shows: the rest is counted in its last line. */
const MOST_STORIES = 40;

/** Chooses the stories of a channel's digest that is due, claims its delivery and moves its schedule on. */
export const buildDigest = defineJob({
  name: "build-digest",
  data: z.object({ channelId: z.string() }),
  key: ({ channelId }) => channelId,
  concurrency: 4,
  attempts: 5,
  async run({ channelId }, context) {
    const { store, enqueue, log, now } = context;
    const schedule = await store.schedules.get(channelId);
    const channel = await store.channels.get(channelId);
    // Turned off, or built already: the clock may ask twice.
    if (!schedule || !channel || schedule.nextDueAt > now()) return;
    const lastPeriod = await store.deliveries.lastDigestPeriod(channelId);
    const due = digestDue(schedule, now(), lastPeriod);
    if (due) {
      const storyIds = await chooseIds(channel, due, context);
      const { period, from: fromAt, dueAt: toAt } = due;
      const claim = { channelId, kind: "digest" as const, period, storyIds, fromAt, toAt };
      const delivery = await store.deliveries.claim(claim, now());
      await enqueue("deliver", [{ deliveryId: delivery.id }]);
      log.info({ period, stories: storyIds.length }, "digest built");
    }
    // Last: after a crash before here, the next run finds the claim and asks for nothing twice.
    const next = nextDigest(schedule, now(), due?.period ?? lastPeriod);
    await store.schedules.moveOn(channelId, schedule.nextDueAt, next.dueAt);
  },
});

async function chooseIds(channel: Channel, due: DueDigest, { store }: JobContext): Promise<string[]> {
  const candidates = await readPeriodCandidates(due.from, due.dueAt, channel.workspaceId, store);
  const subscriptions = await store.subscriptions.ofChannel(channel.id);
  const { mutedTopics } = channel;
  const chosen = chooseStories(candidates, { subscriptions, mutedTopics, limit: MOST_STORIES });
  return chosen.map(({ id }) => id);
}
