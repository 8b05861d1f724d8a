import type { z } from "zod";
import { defineJob, type Job, type JobTools } from "../../jobs/job.ts";
import { createLog } from "../../src/log.ts";
import { createQueues, type JobCounts, type QueueConfig, type Queues } from "../../src/queue/queues.ts";

export type TestBackend = "postgres" | "redis";

/** After this, what a silent worker had in hands is taken to be lost: short, so that tests do not wait. */
export const LOST_MS = 1000;

/** Set by `npm run test:redis`; without it the tests run on PostgreSQL alone. */
const REDIS_URL = process.env.BACKCHANNEL_TEST_REDIS_URL || process.env.REDIS_URL || null;

/** Every test of the queue runs on each of these. */
export const BACKENDS: readonly TestBackend[] = REDIS_URL === null ? ["postgres"] : ["postgres", "redis"];

let opened = 0;

/** A prefix that no other test on the same server uses. */
export function freshPrefix(): string {
  opened += 1;
  return `test-${process.pid}-${Date.now().toString(36)}-${opened}`;
}

export function queueConfig(
  backend: TestBackend,
  databaseUrl: string,
  options: Partial<QueueConfig> = {},
): QueueConfig {
  const redisUrl = backend === "redis" ? REDIS_URL : null;
  return { redisUrl, databaseUrl, prefix: freshPrefix(), lockMs: LOST_MS, stopMs: 5000, ...options };
}

/** Queues over jobs that need nothing of the house. */
export async function openQueues(
  config: QueueConfig,
  jobs: readonly Job<z.ZodObject, object>[],
): Promise<Queues> {
  return createQueues(config, jobs, {}, createLog("silent"));
}

/** A job of a test, with the defaults of one that never fails. */
export function testJob<Data extends z.ZodObject>(
  job: Pick<Job<Data, object>, "name" | "data" | "key"> & {
    run(data: z.output<Data>, tools: JobTools): Promise<void>;
  } & Partial<Job<Data, object>>,
): Job<Data, object> {
  return defineJob<Data, object>({ concurrency: 4, attempts: 1, backoffMs: 20, ...job });
}

/** Waits until something is so; tests never wait for a fixed time. */
export async function until(isSo: () => boolean | Promise<boolean>, timeoutMs = 20_000): Promise<void> {
  const end = Date.now() + timeoutMs;
  while (!(await isSo())) {
    if (Date.now() > end) throw new Error("waited in vain");
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** Resolves when nothing waits, runs or is put off, in the queues that count. */
export async function untilIdle(
  queues: Queues,
  timeoutMs = 20_000,
  matters: (counts: JobCounts) => boolean = () => true,
): Promise<void> {
  await until(async () => {
    const counts = (await queues.counts()).filter(matters);
    return counts.every(({ waiting, active, delayed }) => waiting + active + delayed === 0);
  }, timeoutMs);
}
