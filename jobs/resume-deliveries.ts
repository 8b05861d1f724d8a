import { z } from "zod";
import { defineJob } from "./job.ts";

const PAGE = 500;

/** Asks again for the deliveries that are neither done nor in anyone's hands, when their next try is due. */
export const resumeDeliveries = defineJob({
  name: "resume-deliveries",
  data: z.object({}),
  key: () => "clock",
  concurrency: 1,
  attempts: 1,
  everyMs: 15_000,
  async run(_, { store, enqueue, now, log }) {
    let asked = 0;
    let page = await store.deliveries.unfinished(now(), PAGE);
    while (page.length > 0) {
      await enqueue(
        "deliver",
        page.map(({ id }) => ({ deliveryId: id })),
      );
      asked += page.length;
      page = await store.deliveries.unfinished(now(), PAGE, page.at(-1));
    }
    if (asked > 0) log.debug({ deliveries: asked }, "deliveries asked for again");
  },
});
