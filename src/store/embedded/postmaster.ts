import { execFile } from "node:child_process";
import { readFile, readlink, realpath } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

/** What a running server says of itself in its folder. */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
  /** It takes connections: not starting, not recovering, not stopping. */
  readonly isReady: boolean;
}

/** Reads `postmaster.pid`: null when there is none. The server it speaks of may be long dead. */
export async function readPostmaster(cluster: string): Promise<Postmaster | null> {
  const lines = await readFile(join(cluster, "postmaster.pid"), "utf8").then(
    (text) => text.split("\n"),
    () => null,
  );
  if (lines === null) return null;
  const pid = Number(lines[0]);
  const port = Number(lines[3]);
  if (!Number.isInteger(pid) || pid === 0) return null;
  return { pid: Math.abs(pid), port: port || 0, isReady: lines[7]?.trim() === "ready" };
}

/**
 * Is the process a PostgreSQL server on this folder, or was the number given to another program since?
 *
 * @returns null when the machine does not say.
 */
export async function isServing(pid: number, cluster: string): Promise<boolean | null> {
  if (!isAlive(pid)) return false;
  const folder = await realpath(cluster).catch(() => cluster);
  if (process.platform === "linux") {
    // "123 (postgres) S …"; Z is a dead one that nobody has buried yet.
    const state = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => "");
    if (!/\(postgres\) [^ZX]/u.test(state)) return false;
    // A server's working folder is its data; only root and its own account may look.
    const at = await readlink(`/proc/${pid}/cwd`).catch(() => null);
    return at === null ? null : at === folder;
  }
  if (process.platform === "win32") return null;
  const shown = await promisify(execFile)("ps", ["-o", "command=", "-p", String(pid)]).catch(() => null);
  return shown === null ? null : shown.stdout.includes("postgres") && shown.stdout.includes(cluster);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Another account's process is alive, though we may not touch it.
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
