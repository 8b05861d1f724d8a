import { fileURLToPath } from "node:url";
import type { Pool } from "pg";
import { drizzle, migrate } from "./drizzle.cjs";

const FOLDER = fileURLToPath(new URL("./migrations", import.meta.url));
/** Any number, as long as it is this one everywhere. */
const MIGRATION_LOCK = 4_162_001;

/** Brings the tables up to date; of several processes at once one works and the others wait for it. */
export async function migrateTables(pool: Pool): Promise<void> {
  const client = await pool.connect();
  let failed = true;
  try {
    await client.query("select pg_advisory_lock($1)", [MIGRATION_LOCK]);
    await migrate(drizzle(client), { migrationsFolder: FOLDER });
    await client.query("select pg_advisory_unlock($1)", [MIGRATION_LOCK]);
    failed = false;
  } finally {
    // A connection that is thrown away takes its lock with it.
    client.release(failed);
  }
}
