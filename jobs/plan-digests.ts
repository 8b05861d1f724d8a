import { z } from "zod";
import { defineJob } from "./job.ts";

const PAGE = 500;

/** Asks for the digest of every channel whose time has come. */
export const planDigests = defineJob({
  name: "plan-digests",
  data: z.object({}),
  key: () => "clock",
  concurrency: 1,
  attempts: 1,
  everyMs: 10_000,
  async run(_, { store, enqueue, now, log }) {
    let asked = 0;
    let page = await store.schedules.due(now(), PAGE);
    while (page.length > 0) {
      await enqueue(
        "build-digest",
        page.map(({ channelId }) => ({ channelId })),
      );
      asked += page.length;
      page = await store.schedules.due(now(), PAGE, page.at(-1));
    }
    if (asked > 0) log.debug({ channels: asked }, "digests due");
  },
});
