import { setTimeout as sleep } from "node:timers/promises";
import { Pool } from "pg";

export interface PoolSettings {
  /** Connections at most. */
  readonly max: number;
  /** Schema that unqualified names belong to, when not the database's own. */
  readonly searchPath?: string;
  /** How the server's own lists show us. */
  readonly applicationName: string;
}

const CONNECT_TIMEOUT_MS = 10_000;
const CLOSE_TIMEOUT_MS = 2_000;
const CLOSE_LOOK_MS = 5;

/** How many connections each pool has at the server; the pool forgets one when it begins to close it. */
const connections = new WeakMap<Pool, number>();

/** Connections to a PostgreSQL server; none is made before the first query. The caller listens for "error". */
export function openPool(url: string, { max, searchPath, applicationName }: PoolSettings): Pool {
  const pool = new Pool({
    connectionString: url,
    max,
    application_name: applicationName,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    keepAlive: true,
    ...(searchPath === undefined ? {} : { options: `-c search_path=${searchPath}` }),
  });
  const count = (more: number) => connections.set(pool, (connections.get(pool) ?? 0) + more);
  pool.on("connect", () => count(1));
  pool.on("remove", () => count(-1));
  return pool;
}

/**
 * Ends all connections and waits until the server has closed them: the pool's own `end` returns earlier, and a
 * server that is stopped then tells those still open that it goes, which looks like a fault.
 */
export async function closePool(pool: Pool): Promise<void> {
  await pool.end();
  const until = performance.now() + CLOSE_TIMEOUT_MS;
  while ((connections.get(pool) ?? 0) > 0 && performance.now() < until) await sleep(CLOSE_LOOK_MS);
}
