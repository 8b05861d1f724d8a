import { z } from "zod";
import { defineJob } from "./job.ts";

/** Asks again for the deliveries that are neither done nor in anyone's hands, when their next try is due. */
export const resumeDeliveries = defineJob({
  name: "resume-deliveries",
  data: z.object({}),
  key: () => "clock",
  concurrency: 1,
  attempts: 1,
  everyMs: 60_000,
  async run(_, { store, enqueue, now, log }) {
    const open = await store.deliveries.unfinished(now());
    if (open.length === 0) return;
    await enqueue(
      "deliver",
      open.map(({ id }) => ({ deliveryId: id })),
    );
    log.debug({ deliveries: open.length }, "deliveries asked for again");
  },
});
