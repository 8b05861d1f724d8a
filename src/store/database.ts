import type { Pool } from "pg";
import { drizzle, sql } from "./drizzle.cjs";
import * as schema from "./schema.ts";

/** The records' tables over a pool of connections. */
export function drizzleOver(pool: Pool) {
  return drizzle(pool, { schema, casing: "snake_case" });
}

export type Database = ReturnType<typeof drizzleOver>;
export type Transaction = Parameters<Parameters<Database["transaction"]>[0]>[0];

/**
 * Selected in a transaction, its commit does not wait for the disk. Only for what jobs find in articles: after a
 * power cut the last moments of it are found again. Never for what people or chats were told.
 */
export const REDONE_IF_LOST = sql<string>`set_config('synchronous_commit', 'off', true)`;
