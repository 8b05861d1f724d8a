import { readdirSync, readFileSync } from "node:fs";

/** Reading the list of processes costs some milliseconds: seldom enough not to be measured itself. */
const SAMPLE_MS = 1000;
const MEGABYTE = 1024 * 1024;

export interface PeakMemory {
  /** Megabytes of this process. */
  readonly bot: number;
  /** Megabytes of the database server in the data folder, shared pages counted once; 0 where the system does not tell. */
  readonly database: number;
}

/** Watches this process and the database server of a data folder until `stop`. */
export function watchMemory(dataDir: string): { stop(): PeakMemory } {
  let bot = 0;
  let database = 0;
  const sample = () => {
    bot = Math.max(bot, process.memoryUsage.rss());
    database = Math.max(database, serverBytes(dataDir));
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

/** The postmaster has the folder in its command line, and its children follow it. */
function serverBytes(dataDir: string): number {
  const processes = readProcesses();
  const masters = processes.filter(
    ({ command }) => command.includes("postgres") && command.includes(dataDir),
  );
  const ids = new Set(masters.map(({ pid }) => pid));
  return processes
    .filter(({ pid, parent }) => ids.has(pid) || ids.has(parent))
    .reduce((sum, { pid }) => sum + proportionalBytes(pid), 0);
}

interface Process {
  readonly pid: number;
  readonly parent: number;
  readonly command: string;
}

function readProcesses(): Process[] {
  return list("/proc")
    .filter((name) => /^\d+$/u.test(name))
    .map((name) => ({
      pid: Number(name),
      parent: Number(/^PPid:\s*(\d+)/mu.exec(read(`/proc/${name}/status`))?.[1] ?? 0),
      command: read(`/proc/${name}/cmdline`).replaceAll("\0", " "),
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
