import { z } from "zod";
import { digestDue, nextDigest } from "../src/digests/schedule.ts";
import { gatherDigest } from "../src/messages/gather-digest.ts";
import { defineJob } from "./job.ts";

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
      const { workspaceId } = channel;
      const { cadence, timeZone } = schedule;
      const { period, from, dueAt } = due;
      const request = { channelId, workspaceId, cadence, timeZone, from, to: dueAt };
      const { storyIds } = await gatherDigest(context, request);
      const claim = { channelId, kind: "digest" as const, period, storyIds, fromAt: from, toAt: dueAt };
      const delivery = await store.deliveries.claim(claim, now());
      await enqueue("deliver", [{ deliveryId: delivery.id }]);
      log.info({ period, stories: storyIds.length }, "digest built");
    }
    // Last: after a crash before here, the next run finds the claim and asks for nothing twice.
    const next = nextDigest(schedule, now(), due?.period ?? lastPeriod);
    await store.schedules.moveOn(channelId, schedule.nextDueAt, next.dueAt);
  },
});
