import type { z } from "zod";
import type { Chat, ChatName } from "../src/chat/chat.ts";
import type { Http } from "../src/feeds/http.ts";
import type { Knowledge } from "../src/knowledge/knowledge.ts";
import type { Log } from "../src/log.ts";
import type { Readers } from "../src/readers/readers.ts";
import type { Store } from "../src/store/store.ts";
import type { SummaryWriter } from "../src/summaries/writer.ts";

/** The parts of the house that a job may use. */
export interface JobParts {
  readonly store: Store;
  readonly knowledge: Knowledge;
  readonly http: Http;
  readonly readers: Pick<Readers, "readArticles" | "extractArticle">;
  /** The chats this process can post to; empty in a process without the chat role. */
  readonly chats: ReadonlyMap<ChatName, Chat>;
  readonly now: () => Date;
  readonly settings: JobSettings;
  /** Writes summaries with a language model; left out when none is configured. */
  readonly writeSummary?: SummaryWriter;
}

export interface JobSettings {
  /** How often a healthy feed is polled. */
  readonly feedPollMs: number;
  readonly articleKeepDays: number;
  /** Where hubs reach our HTTP server; left out when they cannot: then every feed is polled. */
  readonly publicUrl?: string;
  /** IANA name, for channels that have no time zone of their own. */
  readonly timeZone: string;
  /** How many answers a model may give in 24 hours. */
  readonly summaryDailyLimit?: number;
  /** For how long a delivery is one worker's alone; left out, long enough for the slowest of sendings. */
  readonly deliveryLeaseMs?: number;
}

/** What the queue itself hands to every job. */
export interface JobTools {
  readonly enqueue: Enqueue;
  /** A child log that carries the job's name and the ids of its data. */
  readonly log: Log;
}

export type JobContext = JobParts & JobTools;

/**
 * Asks for jobs by name, one for each data. A job that waits already under the same key is asked for once;
 * one that runs already runs again afterwards, so that nothing asked for in the meantime is lost.
 */
export type Enqueue = (job: string, data: readonly object[], options?: EnqueueOptions) => Promise<void>;

export interface EnqueueOptions {
  readonly delayMs?: number;
  /**
   * For what has time: when the news of each data is from, one for each. It goes after all that was asked for without,
   * the oldest news first.
   */
  readonly backlog?: readonly Date[];
}

export type JobRole = "worker" | "chat";

export interface Job<Data extends z.ZodObject = z.ZodObject, Parts = JobParts> {
  readonly name: string;
  /** Ids, never records. */
  readonly data: Data;
  /** Two jobs of one key never run at once, and wait only once. */
  key(data: z.output<Data>): string;
  /** Which processes run it: those that read, or those that talk to chats. Left out: those that read. */
  readonly role?: JobRole;
  /** How many run at once in one process. */
  readonly concurrency: number;
  readonly attempts: number;
  /** The wait before the second attempt; it doubles with each further one. */
  readonly backoffMs?: number;
  /** For a job on a clock: how often, in milliseconds. */
  readonly everyMs?: number;
  /** May run twice: the second run changes nothing. */
  run(data: z.output<Data>, context: Parts & JobTools): Promise<void>;
}

/** Types a job by its data, so that `run` needs no casts. */
export function defineJob<Data extends z.ZodObject, Parts = JobParts>(
  job: Job<Data, Parts>,
): Job<Data, Parts> {
  return job;
}
