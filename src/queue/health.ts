import type { Log } from "../log.ts";
import type { Backend, BackendName } from "./backend.ts";

export interface QueueHealth {
  readonly backend: BackendName;
  /** Whether something could be written just now. */
  readonly reachable: boolean;
  /** The last error of the connection, without secrets; null when there was none since start. */
  readonly lastError: string | null;
  readonly lastErrorAt: Date | null;
}

/** An outage makes every worker complain several times a second: say it once in a while. */
const SAY_AGAIN_MS = 10_000;
const PROBE_TIMEOUT_MS = 2_000;

/** Remembers and logs what goes wrong between us and the server that holds the jobs. */
export function createFaults(log: Log) {
  let lastError: string | null = null;
  let lastErrorAt: Date | null = null;
  let saidAt = 0;
  let unsaid = 0;
  return {
    note(error: Error): void {
      lastError = faultText(error);
      lastErrorAt = new Date();
      unsaid += 1;
      if (lastErrorAt.getTime() - saidAt < SAY_AGAIN_MS) return;
      log.error({ fault: lastError, times: unsaid }, "queue connection in trouble");
      saidAt = lastErrorAt.getTime();
      unsaid = 0;
    },
    last: () => ({ lastError, lastErrorAt }),
    isRecent: () => lastErrorAt !== null && Date.now() - lastErrorAt.getTime() < SAY_AGAIN_MS,
  };
}

export type Faults = ReturnType<typeof createFaults>;

export async function readHealth(backend: Backend, faults: Faults): Promise<QueueHealth> {
  const reachable = await within(backend.probe(), PROBE_TIMEOUT_MS).then(
    () => true,
    (error: unknown) => {
      // A late answer is a symptom; when the connection itself has just said what is wrong, that stays.
      if (!faults.isRecent()) faults.note(error instanceof Error ? error : new Error("unknown fault"));
      return false;
    },
  );
  return { backend: backend.name, reachable, ...faults.last() };
}

/** Rejects when the work has not ended in time; the work itself goes on. */
export async function within<Result>(work: Promise<Result>, timeoutMs: number): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("no answer in time")), timeoutMs);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Error messages of drivers may hold an address with its password. */
function faultText(error: Error): string {
  const code = "code" in error && typeof error.code === "string" ? `${error.code}: ` : "";
  return `${code}${error.message}`.replace(/\/\/[^@\s/]*@/gu, "//").slice(0, 200);
}
