import { z } from "zod";
import { digestDue, nextDigest } from "../src/digests/schedule.ts";
import { gatherDigest } from "../src/messages/gather-digest.ts";
import { packMessage } from "../src/messages/keep.ts";
import { defineJob } from "./job.ts";

/** Chooses the stories of a channel's digest that is due, claims its delivery and moves its schedule on. */
export const buildDigest = defineJob({
  name: "build-digest",
  data: z.object({ channelId: z.string() }),
  key: ({ channelId }) => channelId,
  concurrency: 8,
  attempts: 5,
  async run({ channelId }, context) {
    const { store, enqueue, log, now } = context;
    const [schedule, channel, lastPeriod] = await Promise.all([
      store.schedules.get(channelId),
      store.channels.get(channelId),
      store.deliveries.lastDigestPeriod(channelId),
    ]);
    // Turned off, or built already: the clock may ask twice.
    if (!schedule || !channel || schedule.nextDueAt > now()) return;
    const due = digestDue(schedule, now(), lastPeriod);
    if (due) {
      const { workspaceId } = channel;
      const { cadence, timeZone } = schedule;
      const { period, from, dueAt } = due;
      const request = { channelId, workspaceId, cadence, timeZone, from, to: dueAt };
      const { storyIds, message } = await gatherDigest(context, request);
      const span = { fromAt: from, toAt: dueAt };
      const contents = { storyIds, message: packMessage(message) };
      const delivery = await store.deliveries.claim(
        { channelId, kind: "digest", period, ...span, ...contents },
        now(),
      );
      await enqueue("deliver", [{ deliveryId: delivery.id }]);
      log.info({ period, stories: storyIds.length }, "digest built");
    }
    // Last: after a crash before here, the next run finds the claim and asks for nothing twice.
    const next = nextDigest(schedule, now(), due?.period ?? lastPeriod);
    await store.schedules.moveOn(channelId, schedule.nextDueAt, next.dueAt);
  },
});
