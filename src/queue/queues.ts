import type { z } from "zod";
import type { Enqueue, Job, JobRole } from "../../jobs/job.ts";
import { FinalError, TemporaryError } from "../errors.ts";
import type { Log } from "../log.ts";
import type { Backend, BackendName, JobQueue, JobWorker } from "./backend.ts";
import { type FailedJob, listFailed, retryFailed } from "./failed.ts";
import { createFaults, type Faults, type QueueHealth, readHealth, within } from "./health.ts";
import { openPostgresBackend } from "./postgres.ts";
import { openRedisBackend } from "./redis.ts";
import { runJob } from "./run-job.ts";

export interface QueueConfig {
  /** null: the jobs live in the PostgreSQL database. */
  readonly redisUrl: string | null;
  readonly databaseUrl: string;
  /** Keeps bots, or tests, on one server apart. */
  readonly prefix?: string;
  /** How long a worker may be silent before its jobs are taken to be lost. */
  readonly lockMs?: number;
  /** How long `close` waits for running jobs. */
  readonly stopMs?: number;
}

export interface JobCounts {
  readonly job: string;
  readonly waiting: number;
  readonly active: number;
  /** Waits for its time or for its next attempt. */
  readonly delayed: number;
  readonly failed: number;
  /** Ended well and still kept. */
  readonly finished: number;
}

export interface Queues {
  readonly backend: BackendName;
  readonly enqueue: Enqueue;
  /** Starts the jobs of the process's roles, and their clocks. */
  work(roles?: readonly JobRole[]): Promise<void>;
  counts(): Promise<JobCounts[]>;
  /** The latest first. */
  failed(): Promise<FailedJob[]>;
  /** Asks for a failed job again, or for "all". Returns how many. */
  retry(id: string): Promise<number>;
  /** For `/status` and probes: writes to the server. Never throws. */
  health(): Promise<QueueHealth>;
  /** Takes no more jobs and waits, within a limit, for those that run; what did not end runs again elsewhere. */
  close(): Promise<void>;
}

const PREFIX = "backchannel";
/**
 * A worker renews the locks of its jobs every half of this. A killed worker's jobs run again after at most this
 * and two looks; a busy event loop must be away for half of it before a job runs twice.
 */
const LOCK_MS = 20_000;
const STOP_MS = 20_000;
const SHUT_MS = 5_000;
/** A job may be under way in so many killed workers before it is taken to be what kills them. */
const MOST_STALLS = 12;
const ENQUEUE_TIMEOUT_MS = 15_000;
const BULK = 500;
const DAY_S = 24 * 60 * 60;
const FINISHED_KEPT = { age: 60 * 60, count: 100 };
const FAILED_KEPT = { age: 14 * DAY_S, count: 1000 };
const BACKOFF_MS = 2_000;

/**
 * Opens a queue for each job, on Redis or on PostgreSQL.
 *
 * @param parts what jobs work with.
 * @throws UserError when the server cannot be reached.
 */
export async function createQueues<Parts extends object>(
  config: QueueConfig,
  jobs: readonly Job<z.ZodObject, Parts>[],
  parts: Parts,
  log: Log,
): Promise<Queues> {
  const faults = createFaults(log);
  const backend = await openBackend(config, jobs.length, faults);
  const byName = new Map(jobs.map((job) => [job.name, job]));
  const queues = new Map(jobs.map((job) => [job.name, openQueue(backend, job)]));
  const enqueue = createEnqueue(byName, queues);
  let workers: JobWorker[] = [];
  return {
    backend: backend.name,
    enqueue,
    async work(roles = ["worker", "chat"]) {
      const own = jobs.filter(({ role = "worker" }) => roles.includes(role));
      workers = own.map((job) => openWorker(backend, job, config, { parts, enqueue, log }));
      await Promise.all(workers.map((worker) => worker.waitUntilReady()));
      for (const worker of workers) void worker.run().catch(faults.note);
      await setClocks(own, queues);
    },
    counts: () => Promise.all([...queues].map(([name, queue]) => count(name, queue))),
    failed: () => listFailed(queues),
    async retry(id) {
      const ids = id === "all" ? (await listFailed(queues)).map((failed) => failed.id) : [id];
      let retried = 0;
      for (const each of ids) retried += (await retryFailed(each, queues, enqueue)) ? 1 : 0;
      return retried;
    },
    health: () => readHealth(backend, faults),
    async close() {
      const stopped = Promise.all(workers.map((worker) => worker.close()));
      const ended = await endsWithin(stopped, config.stopMs ?? STOP_MS);
      if (!ended) log.warn({}, "jobs still running at stop");
      const shut = Promise.all([...queues.values()].map((queue) => queue.close())).then(backend.close);
      // A running job holds its connection: the end of the process takes it away.
      await endsWithin(shut, ended ? SHUT_MS : 100);
    },
  };
}

async function openBackend(config: QueueConfig, workers: number, faults: Faults): Promise<Backend> {
  const prefix = config.prefix ?? PREFIX;
  return config.redisUrl === null
    ? await openPostgresBackend(config.databaseUrl, prefix, workers, faults.note)
    : await openRedisBackend(config.redisUrl, prefix, faults.note);
}

function openQueue<Parts>(backend: Backend, job: Job<z.ZodObject, Parts>): JobQueue {
  return backend.openQueue(job.name, {
    defaultJobOptions: {
      attempts: job.attempts,
      // Half of each wait is drawn by lot, so that what failed together does not come back together.
      backoff: { type: "exponential", delay: job.backoffMs ?? BACKOFF_MS, jitter: 0.5 },
      stackTraceLimit: 5,
    },
    // Nobody reads the event stream; BullMQ's own limit of 10,000 for each queue would only fill the store.
    streams: { events: { maxLen: 10 } },
  });
}

interface Runner<Parts> {
  readonly parts: Parts;
  readonly enqueue: Enqueue;
  readonly log: Log;
}

function openWorker<Parts extends object>(
  backend: Backend,
  job: Job<z.ZodObject, Parts>,
  config: QueueConfig,
  { parts, enqueue, log }: Runner<Parts>,
): JobWorker {
  const lockMs = config.lockMs ?? LOCK_MS;
  return backend.openWorker(
    job.name,
    (queued, token) => runJob(job, queued, token, parts, enqueue, log),
    {
      autorun: false,
      concurrency: job.concurrency,
      lockDuration: lockMs,
      stalledInterval: lockMs / 2,
      maxStalledCount: MOST_STALLS,
      runRetryDelay: 1_000,
      removeOnComplete: FINISHED_KEPT,
      removeOnFail: FAILED_KEPT,
    },
    (jobId) => log.warn({ job: job.name, jobId }, "job of a lost worker runs again"),
  );
}

function createEnqueue<Parts>(
  byName: ReadonlyMap<string, Job<z.ZodObject, Parts>>,
  queues: ReadonlyMap<string, JobQueue>,
): Enqueue {
  return async (name, data, options = {}) => {
    const job = byName.get(name);
    const queue = queues.get(name);
    if (!job || !queue) throw new FinalError("no such job", { job: name });
    const entries = data.map((each, at) => {
      const parsed = job.data.parse(each);
      return {
        name,
        data: parsed,
        opts: {
          // Not jobId: a failed job's id would block its successor. While a job of this key runs, the latest
          // request is kept and queued when it ends, in the same step: what it missed, the next one sees.
          deduplication: { id: job.key(parsed), keepLastIfActive: true },
          ...(options.delayMs === undefined ? {} : { delay: options.delayMs }),
          ...priorityOf(options.backlog?.[at]),
        },
      };
    });
    for (let start = 0; start < entries.length; start += BULK) {
      try {
        await within(queue.addBulk(entries.slice(start, start + BULK)), ENQUEUE_TIMEOUT_MS);
      } catch (error) {
        throw new TemporaryError("job not queued", { job: name }, error);
      }
    }
  };
}

const HALF_HOUR_MS = 30 * 60 * 1000;
/** BullMQ's own limit: half hours reach beyond the end of the century. */
const LAST_PRIORITY = 2 ** 21 - 1;
const FIRST_BACKLOG = Date.UTC(1990, 0, 1);

/** What has no priority goes first; then the lower goes before the higher. */
function priorityOf(newsFrom: Date | undefined): { priority?: number } {
  if (newsFrom === undefined) return {};
  const halfHours = Math.floor((newsFrom.getTime() - FIRST_BACKLOG) / HALF_HOUR_MS);
  return { priority: Math.min(Math.max(halfHours, 1), LAST_PRIORITY) };
}

async function endsWithin(work: Promise<unknown>, timeoutMs: number): Promise<boolean> {
  return within(work, timeoutMs).then(
    () => true,
    () => false,
  );
}

/** Sets the clocks that there are and stops those of an earlier version that there are no longer. */
async function setClocks<Parts>(
  jobs: readonly Job<z.ZodObject, Parts>[],
  queues: ReadonlyMap<string, JobQueue>,
): Promise<void> {
  for (const job of jobs) {
    const queue = queues.get(job.name);
    if (!queue) continue;
    if (job.everyMs !== undefined) {
      await queue.upsertJobScheduler(job.name, { every: job.everyMs }, { name: job.name, data: {} });
      continue;
    }
    for (const { key } of await queue.getJobSchedulers()) await queue.removeJobScheduler(key);
  }
}

async function count(job: string, queue: JobQueue): Promise<JobCounts> {
  const counts = await queue.getJobCounts("waiting", "active", "delayed", "failed", "completed");
  return {
    job,
    waiting: counts.waiting ?? 0,
    active: counts.active ?? 0,
    delayed: counts.delayed ?? 0,
    failed: counts.failed ?? 0,
    finished: counts.completed ?? 0,
  };
}
