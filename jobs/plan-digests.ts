import { z } from "zod";
import { defineJob } from "./job.ts";

/** Asks for the digest of every channel whose time has come. */
export const planDigests = defineJob({
  name: "plan-digests",
  data: z.object({}),
  key: () => "clock",
  concurrency: 1,
  attempts: 1,
  everyMs: 10_000,
  async run(_, { store, enqueue, now, log }) {
    const due = await store.schedules.due(now());
    if (due.length === 0) return;
    await enqueue(
      "build-digest",
      due.map(({ channelId }) => ({ channelId })),
    );
    log.debug({ channels: due.length }, "digests due");
  },
});
