/**
 * `npm run bench:deliveries -- [--channels 2000] [--backend postgres|redis]`: how fast a digest goes out to many
 * channels, half on Slack and half on Discord, when nothing fails. Beside it what can be had at most: Discord takes
 * 50 messages a second, so the fan-out lasts as long as its half does; Slack takes one a second in each channel,
 * which is no bound here; and the queue takes so many jobs that do nothing, measured in the same run. The ratio to
 * the lower of the two is the figure. Exits with 1 below 0.8.
 */
import { parseArgs } from "node:util";
import { pino } from "pino";
import { z } from "zod";
import { deliver } from "../../jobs/deliver.ts";
import type { Job } from "../../jobs/job.ts";
import { createQueues } from "../../src/queue/queues.ts";
import { openEmbedded } from "../../src/store/embedded.ts";
import { soakDeliveries } from "../soak/soak.ts";
import { makeDataDir } from "../support/data-dir.ts";
import { startRedis } from "../support/redis.ts";

const LEAST_RATIO = 0.8;
const DISCORD_PER_SECOND = 50;
const { values } = parseArgs({
  options: {
    channels: { type: "string", default: "2000" },
    backend: { type: "string", default: "postgres" },
    /** One chat alone, to see what bounds it. */
    chat: { type: "string" },
  },
});
const channels = Number(values.channels);
const chat = values.chat === "slack" || values.chat === "discord" ? values.chat : undefined;
const log = pino({ level: "silent" });
const { dataDir, remove } = await makeDataDir();
const server = await openEmbedded({ dataDir, alone: true }, log);
const redis = values.backend === "redis" ? await startRedis() : null;
try {
  const place = { databaseUrl: server.url, redisUrl: redis?.url ?? null };
  const before = await measureEmptyJobs(place, channels);
  const quiet = { kills: 0, faultRate: 0, longestLifeMs: 0 };
  const figures = await soakDeliveries({ channels, ...quiet, ...place, ...(chat && { chat }) });
  const after = await measureEmptyJobs(place, channels);
  const emptyJobsPerSecond = round((before + after) / 2);
  const { messages, messagesPerSecond, digestsPerSecond, lost, doubled } = figures;
  const platformPerSecond = allowed(figures.discordMessages, messages / channels);
  const ratio = round(digestsPerSecond / Math.min(platformPerSecond, emptyJobsPerSecond));
  const rates = { digestsPerSecond, messagesPerSecond, platformPerSecond, emptyJobsPerSecond };
  const facts = { backend: values.backend, chat: chat ?? "both", channels, messages, lost, doubled };
  process.stdout.write(`${JSON.stringify({ ...facts, ...rates, ratio }, null, 1)}\n`);
  process.exitCode = ratio < LEAST_RATIO || lost + doubled > 0 ? 1 : 0;
} finally {
  await redis?.stop();
  await server.close();
  await remove();
}

/** Digests a second that the platforms take, of which some are in several parts. */
function allowed(discordMessages: number, parts: number): number {
  return discordMessages === 0
    ? round(channels / parts)
    : round(channels / (discordMessages / DISCORD_PER_SECOND));
}

/** Jobs that do nothing, as many at once as deliveries. */
async function measureEmptyJobs(
  place: { readonly databaseUrl: string; readonly redisUrl: string | null },
  count: number,
): Promise<number> {
  let ended = 0;
  const empty: Job<z.ZodObject, object> = {
    name: "empty",
    data: z.object({ id: z.string() }),
    key: ({ id }) => String(id),
    concurrency: deliver.concurrency,
    attempts: 1,
    async run() {
      ended += 1;
    },
  };
  const queues = await createQueues({ ...place, prefix: `empty-${Date.now()}` }, [empty], {}, log);
  const data = Array.from({ length: count }, (_, index) => ({ id: String(index) }));
  await queues.enqueue("empty", data);
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
