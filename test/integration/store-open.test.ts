import { once } from "node:events";
import { createServer } from "node:net";
import { pino } from "pino";
import { expect } from "vitest";
import { UserError } from "../../src/errors.ts";
import { migrateTables } from "../../src/store/migrate.ts";
import { openDatabase } from "../../src/store/open.ts";
import { closePool, openPool } from "../../src/store/pool.ts";
import { openTestDatabase, test } from "../support/database.ts";

const log = pino({ level: "silent" });
const dataDir = "/nonexistent";

async function faultOf(url: string): Promise<unknown> {
  return openDatabase({ url, dataDir }, log).catch((error: unknown) => error);
}

test("connects to the server of an address and brings its tables up to date", async ({ databaseUrl }) => {
  const database = await openDatabase({ url: databaseUrl, dataDir }, log);
  expect((await database.pool.query("select count(*)::int as count from feeds")).rows).toEqual([
    { count: 0 },
  ]);
  await database.close();
});

test("makes the tables once when several processes start on an empty database at once", async () => {
  const database = await openTestDatabase();
  await database.pool.query("drop schema public cascade; drop schema drizzle cascade; create schema public");
  const pools = [1, 2, 3, 4].map(() => openPool(database.url, { max: 2, applicationName: "test" }));
  for (const pool of pools) pool.on("error", () => {});
  await Promise.all(pools.map((pool) => migrateTables(pool)));
  await database.store.feeds.list();
  const { rows } = await database.pool.query(
    "select count(*)::int as times, count(distinct hash)::int as files from drizzle.__drizzle_migrations",
  );
  expect(rows[0].times).toBe(rows[0].files);
  await Promise.all(pools.map((pool) => pool.end()));
  await database.close();
});

test("has closed every connection at the server when it says so", async ({ databaseUrl, pool: other }) => {
  const name = "test-closing";
  const pool = openPool(databaseUrl, { max: 8, applicationName: name });
  await Promise.all(Array.from({ length: 8 }, () => pool.query("select pg_sleep(0.01)")));
  const count = async () => {
    const { rows } = await other.query(
      "select count(*)::int as open from pg_stat_activity where application_name = $1",
      [name],
    );
    return rows[0].open;
  };
  expect(await count()).toBe(8);
  // Half of them are on their way out already when the pool is closed: the queue's listeners are.
  const listeners = await Promise.all(Array.from({ length: 4 }, () => pool.connect()));
  for (const listener of listeners) listener.release(true);
  await closePool(pool);
  expect(await count()).toBe(0);
});

test("says which server cannot be reached, and never the password", async () => {
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" ? address?.port : 0;
  server.close();
  await once(server, "close");
  const fault = await faultOf(`postgres://someone:secret-word@127.0.0.1:${port}/news`);
  expect(fault).toBeInstanceOf(UserError);
  expect(fault).toMatchObject({
    message: `PostgreSQL at 127.0.0.1:${port} cannot be used: nothing listens there (ECONNREFUSED). Check DATABASE_URL and the server.`,
  });
  expect(JSON.stringify(fault, Object.getOwnPropertyNames(fault))).not.toContain("secret-word");
});

test("says that the password or the database is wrong", async ({ databaseUrl }) => {
  const url = new URL(databaseUrl);
  url.pathname = "/no_such_database";
  expect(await faultOf(url.href)).toMatchObject({
    message: expect.stringContaining("it has no such database (3D000)"),
  });
  url.password = "secret-word";
  const fault = await faultOf(url.href);
  expect(fault).toMatchObject({
    message: expect.stringContaining("it refuses the user or password (28P01)"),
  });
  expect(String(fault)).not.toContain("secret-word");
});

test("says so when what listens there is no PostgreSQL", async () => {
  const server = createServer((socket) => socket.end("HTTP/1.1 400 Bad Request\r\n\r\n"));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" ? address?.port : 0;
  const fault = await faultOf(`postgres://someone:secret-word@127.0.0.1:${port}/news`);
  expect(fault).toBeInstanceOf(UserError);
  expect(fault).toMatchObject({
    message: expect.stringContaining(`PostgreSQL at 127.0.0.1:${port} cannot be used`),
  });
  server.close();
});
