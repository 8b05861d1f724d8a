import { readdirSync, readFileSync } from "node:fs";

/** Reading the list of processes costs some milliseconds: seldom enough not to be measured itself. */
const SAMPLE_MS = 1000;
const MEGABYTE = 1024 * 1024;

export interface PeakMemory {
  /** Megabytes of this process. */
  readonly bot: number;
  /** Megabytes of the database server, shared pages counted once; 0 where the system does not tell. */
  readonly database: number;
}

/** Watches this process and a database server, known by the process of one of its connections, until `stop`. */
export function watchMemory(connectionPid: number): { stop(): PeakMemory } {
  const master = readProcesses().find(({ pid }) => pid === connectionPid)?.parent ?? 0;
  let bot = 0;
  let database = 0;
  const sample = () => {
    bot = Math.max(bot, process.memoryUsage.rss());
    database = Math.max(database, serverBytes(master));
  };
  const timer = setInterval(sample, SAMPLE_MS);
  return {
    stop() {
      clearInterval(timer);
      sample();
      return { bot: Math.round(bot / MEGABYTE), database: Math.round(database / MEGABYTE) };
    },
  };
}

function serverBytes(master: number): number {
  if (master === 0) return 0;
  return readProcesses()
    .filter(({ pid, parent }) => pid === master || parent === master)
    .reduce((sum, { pid }) => sum + proportionalBytes(pid), 0);
}

interface Process {
  readonly pid: number;
  readonly parent: number;
}

function readProcesses(): Process[] {
  return list("/proc")
    .filter((name) => /^\d+$/u.test(name))
    .map((name) => ({
      pid: Number(name),
      parent: Number(/^PPid:\s*(\d+)/mu.exec(read(`/proc/${name}/status`))?.[1] ?? 0),
    }));
}

function proportionalBytes(pid: number): number {
  return Number(/^Pss:\s*(\d+) kB/mu.exec(read(`/proc/${pid}/smaps_rollup`))?.[1] ?? 0) * 1024;
}

function list(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** A process may end while it is looked at. */
function read(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
