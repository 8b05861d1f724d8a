import { type Job as BullJob, DelayedError, UnrecoverableError } from "bullmq";
import type { z } from "zod";
import type { Enqueue, Job, JobTools } from "../../jobs/job.ts";
import { FinalError, NewsError, TemporaryError, UserError } from "../errors.ts";
import type { Log } from "../log.ts";
import type { JobData } from "./backend.ts";

/** Longest that a server's Retry-After may put a job off. */
const LONGEST_WAIT_MS = 6 * 60 * 60 * 1000;

/** Runs one job and tells BullMQ what to do with its failure: the only place where a job's errors end. */
export async function runJob<Parts extends object>(
  job: Job<z.ZodObject, Parts>,
  queued: Pick<BullJob<JobData, void>, "data" | "id" | "attemptsMade" | "moveToDelayed">,
  token: string | undefined,
  parts: Parts,
  enqueue: Enqueue,
  log: Log,
): Promise<void> {
  const parsed = job.data.safeParse(queued.data);
  if (!parsed.success) {
    log.error({ job: job.name, jobId: queued.id ?? null }, "job data not understood");
    throw new UnrecoverableError(
      `data not understood: ${parsed.error.issues.map((issue) => issue.path.join(".")).join(", ")}`,
    );
  }
  const tools: JobTools = { enqueue, log: log.child({ job: job.name, ...parsed.data }) };
  try {
    await job.run(parsed.data, { ...parts, ...tools });
  } catch (error) {
    const waitMs = askedToWaitMs(error);
    const attempt = queued.attemptsMade + 1;
    const facts = error instanceof NewsError ? error.facts : {};
    if (waitMs !== null) {
      tools.log.warn({ ...facts, waitMs }, "job put off");
      await queued.moveToDelayed(Date.now() + waitMs, token);
      throw new DelayedError();
    }
    const final = error instanceof FinalError || error instanceof UserError;
    const level = final || attempt >= job.attempts ? "error" : "warn";
    tools.log[level]({ ...facts, err: error, attempt }, "job failed");
    throw final ? new UnrecoverableError(error.message) : error;
  }
}

/** A server that says when it may be asked again is not asked earlier, and that costs no attempt. */
function askedToWaitMs(error: unknown): number | null {
  if (!(error instanceof TemporaryError)) return null;
  const asked = error.facts.retryAfterMs;
  return typeof asked === "number" && asked > 0 ? Math.min(asked, LONGEST_WAIT_MS) : null;
}
