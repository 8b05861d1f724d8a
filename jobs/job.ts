import type { Logger } from "pino";
import type { z } from "zod";
import type { Enqueue } from "../commands/command.ts";
import type { Knowledge } from "../src/knowledge/knowledge.ts";
import type { Store } from "../src/store/store.ts";

export interface JobContext {
  readonly store: Store;
  readonly knowledge: Knowledge;
  readonly enqueue: Enqueue;
  /** A child log that carries the job's name and data ids. */
  readonly log: Logger;
  readonly now: () => Date;
}

export interface Job<Data extends z.ZodObject = z.ZodObject> {
  readonly name: string;
  /** Ids, never records. */
  readonly data: Data;
  /** Two jobs of one key are one job while the first waits or runs. */
  key(data: z.output<Data>): string;
  /** How many run at once in one worker process. */
  readonly concurrency: number;
  readonly attempts: number;
  /** For a job on a clock: how often, in milliseconds. */
  readonly everyMs?: number;
  /** May run twice: the second run changes nothing. */
  run(data: z.output<Data>, context: JobContext): Promise<void>;
}

/** Types a job by its data, so that `run` needs no casts. */
export function defineJob<Data extends z.ZodObject>(job: Job<Data>): Job<Data> {
  return job;
}
