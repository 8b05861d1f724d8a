import { randomBytes } from "node:crypto";
import type { Pool } from "pg";
import { test as base, inject } from "vitest";
import { type Database, drizzleOver } from "../../src/store/database.ts";
import { openPool } from "../../src/store/pool.ts";
import { createStore, type Store } from "../../src/store/store.ts";
import { databaseUrl, TEMPLATE } from "./database-server.ts";

export interface TestDatabase {
  readonly db: Database;
  readonly pool: Pool;
  readonly store: Store;
  /** For what opens its own connections, such as the queue. */
  readonly url: string;
  close(): Promise<void>;
}

/** Makes an empty, migrated database on the run's server, in some 50 ms; `close` drops it. */
export async function openTestDatabase(serverUrl = inject("databaseServerUrl")): Promise<TestDatabase> {
  const name = `test_${randomBytes(8).toString("hex")}`;
  const admin = openPool(serverUrl, { max: 1, applicationName: "test-admin" });
  await admin.query(`create database ${name} template ${TEMPLATE}`);
  const url = databaseUrl(serverUrl, name);
  const pool = openPool(url, { max: 8, applicationName: "test" });
  pool.on("error", () => {});
  const db = drizzleOver(pool);
  return {
    db,
    pool,
    store: createStore(db),
    url,
    async close() {
      await pool.end();
      await admin.query(`drop database ${name} with (force)`);
      await admin.end();
    },
  };
}

/**
 * Vitest's `test` with a database of the file's own, empty at its start and shared by its tests:
 *
 *     import { expect } from "vitest";
 *     import { test } from "../support/database.ts";
 *
 *     test("keeps an article", async ({ store }) => { … });
 *
 * Also given: `db`, `pool` and `databaseUrl`. A test that needs an empty database calls `openTestDatabase`.
 * Files in test/integration and test/system have the server; unit tests run without one.
 */
export const test = base
  .extend("serverUrl", { scope: "file" }, () => inject("databaseServerUrl"))
  .extend("database", { scope: "file" }, async ({ serverUrl }, { onCleanup }) => {
    const database = await openTestDatabase(serverUrl);
    onCleanup(() => database.close());
    return database;
  })
  .extend("store", ({ database }) => database.store)
  .extend("db", ({ database }) => database.db)
  .extend("pool", ({ database }) => database.pool)
  .extend("databaseUrl", ({ database }) => database.url);
