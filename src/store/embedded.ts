import { setTimeout as sleep } from "node:timers/promises";
import { Client } from "pg";
import { UserError } from "../errors.ts";
import type { Log } from "../log.ts";
import { type Home, openHome, removeHome } from "./embedded/home.ts";
import type { Postmaster } from "./embedded/postmaster.ts";
import {
  ensureCluster,
  findServer,
  freePort,
  SUPERUSER,
  startServer,
  stopServer,
} from "./embedded/server.ts";

export interface EmbeddedSettings {
  readonly dataDir: string;
  /** A bot is alone on its data folder; a tool may share the server with it. */
  readonly alone: boolean;
  /** Further server settings, such as "fsync=off" for tests. */
  readonly serverSettings?: readonly string[];
}

/** A PostgreSQL server of our own, and our place at it. */
export interface EmbeddedDatabase {
  readonly url: string;
  /** Leaves the server; whoever leaves last stops it. */
  close(): Promise<void>;
}

const DATABASE = "backchannel";
/** Advisory locks, held as long as the process lives: no number of a dead process can be taken for them. */
const BOT_LOCK = 4_162_010;
const GUEST_LOCK = 4_162_011;
/** A killed bot's connection may take a moment to be noticed. */
const LOCK_WAIT_MS = 1000;
const START_TRIES = 5;
const RETRY_PAUSE_MS = 50;
const RESTART_PAUSE_MS = 1000;

/**
 * Finds the data folder's server or starts one, making its database first when there is none. While we are at
 * it, a server that dies is started again at the same address.
 *
 * @throws UserError when another bot has the folder, or something of the machine stands in the way.
 */
export async function openEmbedded(settings: EmbeddedSettings, log: Log): Promise<EmbeddedDatabase> {
  const home = await openHome(settings.dataDir);
  await ensureCluster(home);
  const first = await takePlace(home, settings, null);
  log.info({ port: first.server.port, pid: first.server.pid }, "embedded database ready");
  const closing = new AbortController();
  const keeper = keepPlace(home, settings, first, closing.signal, log);
  return {
    url: urlOf(home, first.server, DATABASE),
    async close() {
      closing.abort();
      const last = await keeper;
      const stopped = last !== null && (await leave(last.guard));
      if (stopped) await stopServer(home, last.server);
      log.info({ stopped }, "embedded database left");
    },
  };
}

/** Deletes a data folder's database with all that is in it. Nobody may be using it. */
export async function removeEmbedded(dataDir: string): Promise<void> {
  const home = await openHome(dataDir);
  const server = await findServer(home);
  if (server) await stopServer(home, server);
  await removeHome(dataDir);
}

/** A running server, and the connection that holds our locks at it. */
interface Place {
  readonly server: Postmaster;
  readonly guard: Client;
  /** Settles when the connection is lost. */
  readonly lost: Promise<void>;
}

/** Comes back whenever the server is lost, until we close; then the place we hold, or null when we have none. */
async function keepPlace(
  home: Home,
  settings: EmbeddedSettings,
  first: Place,
  closing: AbortSignal,
  log: Log,
): Promise<Place | null> {
  const closed = new Promise<void>((resolve) => closing.addEventListener("abort", () => resolve()));
  let place: Place | null = first;
  while (!closing.aborted) {
    if (place) await Promise.race([place.lost, closed]);
    if (closing.aborted) break;
    place = null;
    log.error({ port: first.server.port }, "embedded database lost, starting it again");
    place = await takePlace(home, settings, first.server.port).catch((error: Error) => {
      log.error({ error: error.message }, "embedded database does not start");
      return null;
    });
    if (!place) await Promise.race([sleep(RESTART_PAUSE_MS, undefined, { ref: false }), closed]);
  }
  return place;
}

/** @param port the one that others know the server by; null is any. */
async function takePlace(home: Home, settings: EmbeddedSettings, port: number | null): Promise<Place> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const found = await findServer(home);
      const server = found ?? (await startServer(home, await freePort(port), settings.serverSettings ?? []));
      const place = await enter(home, server, settings);
      if (!found || !(await isOutdated(home, place))) return place;
      // Left behind by another version: nobody else is there, so ours takes its place.
      await place.guard.end();
      await stopServer(home, server);
    } catch (error) {
      // Another start came first, took the port, or stopped the server that we found.
      if (error instanceof AloneError || attempt === START_TRIES) throw inWords(home, error);
      await sleep(RETRY_PAUSE_MS);
    }
  }
}

function inWords({ dataDir }: Home, error: unknown): unknown {
  if (error instanceof UserError || !(error instanceof Error)) return error;
  return new UserError(`The database in ${dataDir} cannot be used: ${error.message}`, {}, error);
}

/** Another bot has the folder: trying again does not help. */
class AloneError extends UserError {}

async function enter(home: Home, server: Postmaster, { alone }: EmbeddedSettings): Promise<Place> {
  await ensureDatabase(home, server);
  const guard = new Client({
    connectionString: urlOf(home, server, DATABASE),
    application_name: `backchannel ${alone ? "bot" : "tool"}, process ${process.pid}`,
    keepAlive: true,
  });
  const lost = new Promise<void>((resolve) => {
    guard.on("error", () => resolve());
    guard.on("end", () => resolve());
  });
  try {
    await guard.connect();
    if (alone) await lockAlone(home, guard);
    await guard.query("select pg_advisory_lock_shared($1)", [GUEST_LOCK]);
    return { server, guard, lost };
  } catch (error) {
    await guard.end().catch(() => {});
    throw error;
  }
}

async function lockAlone({ dataDir }: Home, guard: Client): Promise<void> {
  const deadline = Date.now() + LOCK_WAIT_MS;
  for (;;) {
    const { rows } = await guard.query<{ got: boolean }>("select pg_try_advisory_lock($1) as got", [
      BOT_LOCK,
    ]);
    if (rows[0]?.got) return;
    if (Date.now() > deadline) break;
    await sleep(RETRY_PAUSE_MS);
  }
  const { rows } = await guard.query<{ holder: string }>(
    `select application_name as holder from pg_stat_activity join pg_locks using (pid)
     where locktype = 'advisory' and objid = $1 and granted`,
    [BOT_LOCK],
  );
  const holder = rows[0] ? ` (${rows[0].holder})` : "";
  throw new AloneError(
    `Another Backchannel${holder} is running on the data folder ${dataDir}. Stop it first, or set BACKCHANNEL_DATA to another folder.`,
  );
}

async function isOutdated({ binaries }: Home, { guard }: Place): Promise<boolean> {
  const { rows } = await guard.query<{ server_version: string }>("show server_version");
  const version = rows[0]?.server_version ?? "";
  return !`${binaries.version}.`.startsWith(`${version}.`) && (await isLast(guard));
}

/** Gives up our place. @returns true when nobody else is there. */
async function leave(guard: Client): Promise<boolean> {
  try {
    return await isLast(guard);
  } catch {
    // The server died in this very moment: there is nothing to stop.
    return false;
  } finally {
    await guard.end().catch(() => {});
  }
}

async function isLast(guard: Client): Promise<boolean> {
  await guard.query("select pg_advisory_unlock_shared($1)", [GUEST_LOCK]);
  const { rows } = await guard.query<{ got: boolean }>("select pg_try_advisory_lock($1) as got", [
    GUEST_LOCK,
  ]);
  return rows[0]?.got === true;
}

async function ensureDatabase(home: Home, server: Postmaster): Promise<void> {
  const client = new Client({ connectionString: urlOf(home, server, "postgres") });
  client.on("error", () => {});
  try {
    await client.connect();
    const { rowCount } = await client.query("select from pg_database where datname = $1", [DATABASE]);
    if (rowCount === 0) {
      await client.query(`create database ${DATABASE}`).catch((error: Error) => {
        // Another start made it in the meantime.
        if (!("code" in error) || (error.code !== "42P04" && error.code !== "23505")) throw error;
      });
    }
  } finally {
    await client.end().catch(() => {});
  }
}

function urlOf({ password }: Home, { port }: Postmaster, database: string): string {
  return `postgres://${SUPERUSER}:${password}@127.0.0.1:${port}/${database}`;
}
