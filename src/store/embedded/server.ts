import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chmod, chown, mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { UserError } from "../../errors.ts";
import { folderError, type Home } from "./home.ts";
import { isServing, type Postmaster, readPostmaster } from "./postmaster.ts";

export const SUPERUSER = "backchannel";

/** For one bot on a small machine; every commit is on disk before it counts. */
const SETTINGS: readonly string[] = [
  "listen_addresses=127.0.0.1",
  "unix_socket_directories=",
  "max_connections=120",
  "shared_buffers=128MB",
  "effective_cache_size=1GB",
  "work_mem=16MB",
  "maintenance_work_mem=64MB",
  "random_page_cost=1.1",
  "max_wal_size=1GB",
  "wal_level=minimal",
  "max_wal_senders=0",
  // Compiling or spreading a query costs more than the queries that people wait for.
  "jit=off",
  "max_parallel_workers_per_gather=0",
  "timezone=UTC",
  "log_timezone=UTC",
];

const READY_TIMEOUT_MS = 60_000;
const STOP_TIMEOUT_MS = 30_000;
const PAUSE_MS = 10;
const LONGEST_LOG_BYTES = 1_000_000;

/** Makes an empty cluster unless there is one; of two at once one makes it. */
export async function ensureCluster(home: Home): Promise<void> {
  const version = await readFile(join(home.cluster, "PG_VERSION"), "utf8").catch(() => null);
  if (version !== null) {
    const ours = home.binaries.version.split(".")[0];
    if (version.trim() === ours) return;
    throw new UserError(
      `The database in ${home.dataDir} is PostgreSQL ${version.trim()}, this version of Backchannel brings ${ours}. Move it over with pg_dump, or set BACKCHANNEL_DATA to another folder.`,
    );
  }
  await removeHalfMade(home);
  // Renamed when whole, so that a crash or a full disk never leaves half a cluster behind.
  const half = `${home.cluster}.${randomBytes(6).toString("hex")}`;
  try {
    await initialise(home, half);
    await rename(half, home.cluster);
  } catch (cause) {
    await rm(half, { recursive: true, force: true });
    const other = await stat(join(home.cluster, "PG_VERSION")).catch(() => null);
    if (other === null) throw cause;
  }
}

/** Half-made clusters of starts that died; a living one is younger than this. */
const HALF_MADE_AGE_MS = 10 * 60 * 1000;

async function removeHalfMade({ folder }: Home): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!/^data\.[0-9a-f]{12}(?:\.password)?$/u.test(name)) continue;
    const path = join(folder, name);
    const made = await stat(path).catch(() => null);
    if (made && Date.now() - made.mtimeMs > HALF_MADE_AGE_MS) {
      await rm(path, { recursive: true, force: true });
    }
  }
}

async function initialise(home: Home, folder: string): Promise<void> {
  const passwordFile = `${folder}.password`;
  try {
    await mkdir(folder, { mode: 0o700 });
    await writeFile(passwordFile, home.password, { mode: 0o600 });
    if (home.account) {
      for (const path of [folder, passwordFile]) await chown(path, home.account.uid, home.account.gid);
    }
    await chmod(folder, 0o700);
    const fault = await runInitdb(home, folder, passwordFile, "C.UTF-8");
    // Machines without that locale still sort and fold by PostgreSQL's own.
    const second = fault?.includes("locale") ? await runInitdb(home, folder, passwordFile, "C") : fault;
    if (second !== null) throw new UserError(`The database could not be made in ${home.dataDir}: ${second}`);
  } finally {
    await rm(passwordFile, { force: true });
  }
}

/** @returns the last line of what went wrong, or null. */
async function runInitdb(home: Home, folder: string, passwordFile: string, locale: string) {
  const options = [
    ["-D", folder],
    ["-U", SUPERUSER],
    [`--pwfile=${passwordFile}`, "--auth=scram-sha-256", "--encoding=UTF8"],
    ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", `--locale=${locale}`],
  ].flat();
  const child = spawn(join(home.binaries.folder, "bin", "initdb"), options, {
    ...ownership(home),
    stdio: ["ignore", "ignore", "pipe"],
  });
  let errors = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    errors += text;
  });
  const code = await ended(child);
  if (code === 0) return null;
  return worstComplaint(errors) ?? `initdb ended with ${code}`;
}

/** The server that serves the cluster already, or null. Waits while one is starting or stopping. */
export async function findServer(home: Home): Promise<Postmaster | null> {
  const deadline = Date.now() + READY_TIMEOUT_MS;
  for (;;) {
    const postmaster = await readPostmaster(home.cluster);
    if (postmaster === null) return null;
    if ((await isServing(postmaster.pid, home.cluster)) === false) return null;
    if (postmaster.isReady) return postmaster;
    if (Date.now() > deadline) {
      throw new UserError(
        `The database in ${home.dataDir} (process ${postmaster.pid}) is neither ready nor gone after ${READY_TIMEOUT_MS / 1000} s. See ${logOf(home)}.`,
      );
    }
    await sleep(PAUSE_MS);
  }
}

/** Starts a server and waits until it takes connections. It goes on after the bot's death; see `stopServer`. */
export async function startServer(home: Home, port: number, more: readonly string[]): Promise<Postmaster> {
  const log = await openLog(home);
  const from = (await log.stat()).size;
  const stale = await readPostmaster(home.cluster);
  const settings = [...SETTINGS, `port=${port}`, ...more].flatMap((setting) => ["-c", setting]);
  const child = spawn(join(home.binaries.folder, "bin", "postgres"), ["-D", home.cluster, ...settings], {
    ...ownership(home),
    // A Ctrl-C in the terminal is for the bot, which then stops the server when it has finished its own work.
    detached: true,
    stdio: ["ignore", "ignore", log.fd],
    // The number in a dead server's file may be another program's now: the server is not to take it for a
    // server. It still looks whether the dead one's memory is in use.
    env: { ...process.env, ...(stale ? { PG_GRANDPARENT_PID: String(stale.pid) } : {}) },
  });
  child.unref();
  try {
    return await untilReady(home, child);
  } catch (cause) {
    const text = await readFile(logOf(home), "utf8").catch(() => "");
    const complaint = worstComplaint(Buffer.from(text).subarray(from).toString());
    throw complaint === null
      ? cause
      : new UserError(`The database in ${home.dataDir} did not start: ${complaint}`, {}, cause);
  } finally {
    await log.close();
  }
}

async function untilReady(home: Home, child: ChildProcess): Promise<Postmaster> {
  let code: number | string | null = null;
  void ended(child).then(
    (end) => {
      code = end;
    },
    (error: Error) => {
      code = error.message;
    },
  );
  const deadline = Date.now() + READY_TIMEOUT_MS;
  while (code === null && Date.now() < deadline) {
    const postmaster = await readPostmaster(home.cluster);
    if (postmaster?.isReady && postmaster.pid === child.pid) return postmaster;
    await sleep(PAUSE_MS);
  }
  throw new UserError(
    code === null
      ? `The database in ${home.dataDir} was not ready after ${READY_TIMEOUT_MS / 1000} s. See ${logOf(home)}.`
      : `The database in ${home.dataDir} did not start (${code}). See ${logOf(home)}.`,
  );
}

/** Stops a server at once and in good order: connections end, nothing that was committed is lost. */
export async function stopServer(home: Home, { pid }: Postmaster): Promise<void> {
  signal(pid, "SIGINT");
  const deadline = Date.now() + STOP_TIMEOUT_MS;
  while (
    (await readPostmaster(home.cluster))?.pid === pid &&
    (await isServing(pid, home.cluster)) !== false
  ) {
    // Ends without its farewell; the next start recovers from the log.
    if (Date.now() > deadline) signal(pid, "SIGQUIT");
    await sleep(PAUSE_MS);
  }
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ESRCH") return;
    throw error;
  }
}

/** The wanted port when nobody has it, else any free one. */
export async function freePort(wanted: number | null): Promise<number> {
  if (wanted !== null && (await listens(wanted)) !== null) return wanted;
  const port = await listens(0);
  if (port === null) throw new UserError("No port of 127.0.0.1 is free for the database.");
  return port;
}

function listens(port: number): Promise<number | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(null));
    server.listen(port, "127.0.0.1", () => {
      const address = server.address();
      const got = typeof address === "object" && address !== null ? address.port : null;
      server.close(() => resolve(got));
    });
  });
}

function ownership({ account }: Home): { uid?: number; gid?: number; cwd: string } {
  // Our own folder may be out of the account's reach, and a program needs one it can stand in.
  return account === null ? { cwd: "/" } : { uid: account.uid, gid: account.gid, cwd: "/" };
}

function ended(child: ChildProcess): Promise<number | string> {
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code, name) => resolve(code ?? name ?? "no code"));
  });
}

export function logOf({ folder }: Home): string {
  return join(folder, "postgres.log");
}

async function openLog(home: Home) {
  const path = logOf(home);
  const size = await stat(path).then(
    (info) => info.size,
    () => 0,
  );
  if (size > LONGEST_LOG_BYTES) await rename(path, `${path}.old`);
  return open(path, "a", 0o600).catch((cause: unknown) => {
    throw folderError(home.dataDir, cause);
  });
}

/** The complaint that tells most among a program's lines, without its time and process; null when there is none. */
function worstComplaint(text: string): string | null {
  const complaints = text
    .split("\n")
    .filter((line) => /FATAL|PANIC|fatal|error|could not|cannot|No space left/u.test(line))
    .map((line) => line.replace(/^.*?(?:FATAL|PANIC|initdb: error|postgres: error):\s+/u, "").trim());
  // Everything that fails after a full disk only follows from it.
  return complaints.find((line) => line.includes("No space left")) ?? complaints.at(-1) ?? null;
}
