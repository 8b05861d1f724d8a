import type { Enqueue } from "../../jobs/job.ts";
import type { JobQueue, QueuedJob } from "./backend.ts";

/** A job that has used up its attempts, or that no attempt can help. */
export interface FailedJob {
  /** What `retry` takes, such as "fetch-feed:17". */
  readonly id: string;
  readonly job: string;
  /** Ids, never records. */
  readonly data: Readonly<Record<string, unknown>>;
  /** The last error's message, in one line. */
  readonly reason: string;
  readonly attempts: number;
  readonly failedAt: Date;
}

/** Most that are listed or retried in one go, of each job. */
const PAGE = 1000;

/** Failed jobs, the latest first. */
export async function listFailed(queues: ReadonlyMap<string, JobQueue>): Promise<FailedJob[]> {
  const lists = await Promise.all(
    [...queues].map(async ([name, queue]) =>
      (await queue.getFailed(0, PAGE - 1)).map((queued) => toFailedJob(name, queued)),
    ),
  );
  return lists.flat().sort((left, right) => right.failedAt.getTime() - left.failedAt.getTime());
}

/**
 * Asks for a failed job again and then forgets the failure: in this order, as a crash between the two must not
 * lose the job.
 *
 * @returns whether there was such a failed job.
 */
export async function retryFailed(
  id: string,
  queues: ReadonlyMap<string, JobQueue>,
  enqueue: Enqueue,
): Promise<boolean> {
  const [, name = "", jobId = ""] = /^([^:]+):(.+)$/u.exec(id) ?? [];
  const queued = await queues.get(name)?.getJob(jobId);
  if (!queued || !(await queued.isFailed())) return false;
  await enqueue(name, [queued.data]);
  await queued.remove();
  return true;
}

function toFailedJob(name: string, queued: QueuedJob): FailedJob {
  return {
    id: `${name}:${queued.id ?? ""}`,
    job: name,
    data: queued.data,
    reason: (queued.failedReason ?? "unknown").split("\n", 1)[0] ?? "unknown",
    attempts: queued.attemptsMade,
    failedAt: new Date(queued.finishedOn ?? queued.timestamp),
  };
}
