import type {
  BackendClasses,
  IQueueBackend,
  Job,
  Processor,
  Queue,
  QueueOptions,
  Worker,
  WorkerOptions,
} from "bullmq";

/** What waits in a queue: ids only. */
export type JobData = Record<string, unknown>;
export type QueuedJob = Job<JobData, void>;
export type JobProcessor = Processor<JobData, void>;

/** What we use of BullMQ's queue, the same on every backend. */
export type JobQueue = Pick<
  Queue<JobData, void>,
  | "addBulk"
  | "close"
  | "getFailed"
  | "getJob"
  | "getJobCounts"
  | "getJobSchedulers"
  | "removeJobScheduler"
  | "upsertJobScheduler"
  | "waitUntilReady"
>;

/** What we use of BullMQ's worker, the same on every backend. */
export type JobWorker = Pick<Worker<JobData, void>, "close" | "run" | "waitUntilReady">;

export type BackendName = "redis" | "postgres";

/** Where jobs wait: BullMQ on Redis or on PostgreSQL. Nothing outside this folder knows which. */
export interface Backend extends QueueMaker {
  readonly name: BackendName;
  /** Writes something, as a read may succeed where no job could be stored. Throws when that fails. */
  probe(): Promise<void>;
  close(): Promise<void>;
}

export interface QueueMaker {
  openQueue(jobName: string, options: Omit<QueueOptions, "connection" | "prefix">): JobQueue;
  openWorker(
    jobName: string,
    processor: JobProcessor,
    options: Omit<WorkerOptions, "connection" | "prefix">,
    onStalled: (jobId: string) => void,
  ): JobWorker;
}

/** What every queue and worker of a backend has in common. */
interface Common<C> {
  readonly connection: C;
  /** Only Redis knows it. */
  readonly prefix?: string;
  readonly queueName: (jobName: string) => string;
  readonly onError: (error: Error) => void;
}

/** The makers of queues and workers over one connection; without a listener their errors would end the process. */
export function makeQueues<B extends IQueueBackend, C>(
  classes: BackendClasses<B, C>,
  { connection, prefix, queueName, onError }: Common<C>,
): QueueMaker {
  const shared = { connection, ...(prefix === undefined ? {} : { prefix }) };
  return {
    openQueue(jobName, options) {
      const queue = new classes.Queue<JobData, void>(queueName(jobName), { ...options, ...shared });
      queue.on("error", onError);
      return queue;
    },
    openWorker(jobName, processor, options, onStalled) {
      const worker = new classes.Worker<JobData, void>(queueName(jobName), processor, {
        ...options,
        ...shared,
      });
      worker.on("error", onError);
      worker.on("stalled", onStalled);
      return worker;
    },
  };
}
