import { pino } from "pino";
import { z } from "zod";
import type { Job } from "../../jobs/job.ts";
import { createQueues } from "../../src/queue/queues.ts";
import { openEmbedded } from "../../src/store/embedded.ts";
import { soakDeliveries } from "../soak/soak.ts";
import { makeDataDir } from "../support/data-dir.ts";

/**
 * `npm run bench:deliveries [-- CHANNELS]`: how fast a digest goes out to many channels, beside what the chat
 * allows (Discord: 50 requests a second) and what empty jobs on the same queue take in the same run.
 */
const [channels = 1_000] = process.argv.slice(2).map(Number);
const DISCORD_PER_SECOND = 50;
const log = pino({ level: "silent" });
const { dataDir, remove } = await makeDataDir();
const server = await openEmbedded({ dataDir, alone: true }, log);
try {
  for (const chat of ["slack", "discord"] as const) {
    const empty = await measureEmptyJobs(server.url, channels);
    const { perSecond, lost, doubled } = await soakDeliveries({
      channels,
      chat,
      kills: 0,
      faultRate: 0,
      longestLifeMs: 0,
      databaseUrl: server.url,
    });
    const allowed = chat === "discord" ? Math.min(DISCORD_PER_SECOND, empty) : empty;
    const figures = {
      chat,
      channels,
      perSecond,
      emptyJobsPerSecond: empty,
      ratio: round(perSecond / allowed),
      lost,
      doubled,
    };
    process.stdout.write(`${JSON.stringify(figures)}\n`);
  }
} finally {
  await server.close();
  await remove();
}

/** Jobs that do nothing, as many at once as deliveries. */
async function measureEmptyJobs(databaseUrl: string, count: number): Promise<number> {
  let ended = 0;
  const empty: Job<z.ZodObject, object> = {
    name: "empty",
    data: z.object({ id: z.string() }),
    key: ({ id }) => String(id),
    concurrency: 16,
    attempts: 1,
    async run() {
      ended += 1;
    },
  };
  const queues = await createQueues(
    { redisUrl: null, databaseUrl, prefix: `empty-${Date.now()}` },
    [empty],
    {},
    log,
  );
  await queues.enqueue(
    "empty",
    Array.from({ length: count }, (_, index) => ({ id: String(index) })),
  );
  const startedAt = Date.now();
  await queues.work();
  while (ended < count) await new Promise((resolve) => setTimeout(resolve, 5));
  const perSecond = round(count / ((Date.now() - startedAt) / 1000));
  await queues.close();
  return perSecond;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
