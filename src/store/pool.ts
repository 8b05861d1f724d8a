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
