import { Client } from "pg";
import { pino } from "pino";
import type { TestProject } from "vitest/node";
import { openEmbedded } from "../../src/store/embedded.ts";
import { migrateTables } from "../../src/store/migrate.ts";
import { openPool } from "../../src/store/pool.ts";
import { makeDataDir } from "./data-dir.ts";

declare module "vitest" {
  export interface ProvidedContext {
    /** Superuser's address of the run's server; its database is the migrated template. */
    databaseServerUrl: string;
  }
}

export const TEMPLATE = "template_backchannel";

/** One PostgreSQL server for a whole run, with a migrated template that each test file's database is copied from. */
export default async function startDatabaseServer({ provide }: TestProject): Promise<() => Promise<void>> {
  const { dataDir, remove } = await makeDataDir();
  const log = pino({ level: "silent" });
  // Nothing of a test run need outlive the machine.
  const serverSettings = ["fsync=off", "synchronous_commit=off", "full_page_writes=off"];
  const server = await openEmbedded({ dataDir, alone: true, serverSettings }, log);
  await makeTemplate(server.url);
  provide("databaseServerUrl", server.url);
  return async () => {
    await server.close();
    await remove();
  };
}

async function makeTemplate(serverUrl: string): Promise<void> {
  const client = new Client({ connectionString: serverUrl });
  await client.connect();
  await client.query(`create database ${TEMPLATE}`);
  await client.end();
  const pool = openPool(databaseUrl(serverUrl, TEMPLATE), { max: 1, applicationName: "test" });
  await migrateTables(pool);
  await pool.end();
}

export function databaseUrl(serverUrl: string, name: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}
