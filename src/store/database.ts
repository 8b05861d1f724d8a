import { drizzle } from "drizzle-orm/node-postgres";
import type { Pool } from "pg";
import * as schema from "./schema.ts";

/** The records' tables over a pool of connections. */
export function drizzleOver(pool: Pool) {
  return drizzle(pool, { schema, casing: "snake_case" });
}

export type Database = ReturnType<typeof drizzleOver>;
export type Transaction = Parameters<Parameters<Database["transaction"]>[0]>[0];
