import type { EnqueueOptions, Job, JobParts } from "../../jobs/job.ts";
import { createLog } from "../../src/log.ts";

/** What a job asked for. */
export interface Asked {
  readonly job: string;
  readonly data: object;
  readonly options?: EnqueueOptions;
}

/** Runs single jobs without a queue and keeps what they ask for. */
export interface JobRunner {
  readonly asked: Asked[];
  /** The data of the jobs asked for by this name. */
  of(name: string): object[];
  run(job: Job, data: object, parts?: Partial<JobParts>): Promise<void>;
  /** Runs a job that is to break in between: its error is what `crash` threw. */
  crash(job: Job, data: object, parts: Partial<JobParts>): Promise<void>;
}

/** What a test throws in place of a power cut. */
export class Crash extends Error {}

export function createRunner(parts: JobParts): JobRunner {
  const asked: Asked[] = [];
  const log = createLog("silent");
  const runner: JobRunner = {
    asked,
    of: (name) => asked.filter(({ job }) => job === name).map(({ data }) => data),
    async run(job, data, changed = {}) {
      const enqueue = async (name: string, each: readonly object[], options?: EnqueueOptions) => {
        asked.push(...each.map((one) => ({ job: name, data: one, ...(options ? { options } : {}) })));
      };
      await job.run(job.data.parse(data), { ...parts, enqueue, log, ...changed });
    },
    async crash(job, data, changed) {
      try {
        await runner.run(job, data, changed);
      } catch (error) {
        if (error instanceof Crash) return;
        throw error;
      }
      throw new Error("the job did not reach the step at which it was to break");
    },
  };
  return runner;
}

/** A step at which the power fails. */
export async function crash(): Promise<never> {
  throw new Crash("power cut");
}
