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

/** Connections to a PostgreSQL server; none is made before the first query. The caller listens for "error". */
export function openPool(url: string, { max, searchPath, applicationName }: PoolSettings): Pool {
  return new Pool({
    connectionString: url,
    max,
    application_name: applicationName,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    keepAlive: true,
    ...(searchPath === undefined ? {} : { options: `-c search_path=${searchPath}` }),
  });
}

/**
 * Ends all connections and waits until the server has closed them: the pool's own `end` returns earlier, and a
 * server that is stopped then tells those still open that it goes, which looks like a fault.
 */
export async function closePool(pool: Pool): Promise<void> {
  let open = pool.totalCount;
  const closed = new Promise<void>((resolve) => {
    if (open === 0) resolve();
    pool.on("remove", () => {
      open -= 1;
      if (open === 0) resolve();
    });
  });
  await pool.end();
  await Promise.race([closed, new Promise((resolve) => setTimeout(resolve, CLOSE_TIMEOUT_MS).unref())]);
}
