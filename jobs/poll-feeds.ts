import { z } from "zod";
import { defineJob } from "./job.ts";

/** Asks for a look at every feed whose time has come. */
export const pollFeeds = defineJob({
  name: "poll-feeds",
  data: z.object({}),
  key: () => "clock",
  concurrency: 1,
  attempts: 1,
  everyMs: 20_000,
  async run(_, { store, enqueue, now, log }) {
    const due = await store.feeds.due(now());
    if (due.length === 0) return;
    await enqueue(
      "fetch-feed",
      due.map(({ id }) => ({ feedId: id })),
    );
    log.debug({ feeds: due.length }, "feeds due");
  },
});
