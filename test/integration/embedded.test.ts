import { spawn } from "node:child_process";
import { once } from "node:events";
import { chown, mkdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { Client } from "pg";
import { pino } from "pino";
import { test as base, expect } from "vitest";
import { UserError } from "../../src/errors.ts";
import { type Account, isReachable } from "../../src/store/embedded/account.ts";
import { openHome } from "../../src/store/embedded/home.ts";
import { readPostmaster } from "../../src/store/embedded/postmaster.ts";
import { freePort } from "../../src/store/embedded/server.ts";
import { openEmbedded, removeEmbedded } from "../../src/store/embedded.ts";
import { makeDataDir } from "../support/data-dir.ts";
import { startOwner } from "../support/embedded-child.ts";

const log = pino({ level: "silent" });
const isRoot = process.getuid?.() === 0;

const test = base
  .extend("mode", () => 0o711)
  .extend("dataDir", async ({ mode }, { onCleanup }) => {
    const folder = await makeDataDir(mode);
    onCleanup(() => folder.remove());
    return folder.dataDir;
  });

const open = (dataDir: string, alone = true) => openEmbedded({ dataDir, alone }, log);

async function query(url: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

async function postmasterOf(dataDir: string) {
  return readPostmaster((await openHome(dataDir)).cluster);
}

async function killServer(dataDir: string): Promise<void> {
  const pid = (await postmasterOf(dataDir))?.pid;
  if (pid === undefined) throw new Error("no server runs");
  process.kill(pid, "SIGKILL");
}

test("keeps its data over a restart, and no server behind", async ({ dataDir }) => {
  const first = await open(dataDir);
  await query(first.url, "create table kept as select 1 as id");
  await first.close();
  expect(await postmasterOf(dataDir)).toBeNull();
  const second = await open(dataDir);
  expect(await query(second.url, "select id from kept")).toEqual([{ id: 1 }]);
  await second.close();
});

test("speaks UTF-8, listens on loopback alone, and asks for a password that only its owner can read", async ({
  dataDir,
}) => {
  const { url, close } = await open(dataDir);
  const settings = `select current_setting('server_encoding') as encoding, current_setting('fsync') as fsync,
    current_setting('listen_addresses') as addresses, lower('ÜÉ') = 'üé' as folds`;
  expect(await query(url, settings)).toEqual([
    { encoding: "UTF8", fsync: "on", addresses: "127.0.0.1", folds: true },
  ]);
  const guess = new URL(url);
  guess.password = "guess";
  await expect(query(guess.href, "select 1")).rejects.toThrow(/password/u);
  const file = join(dataDir, "postgres", "password");
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect(url).toContain((await readFile(file, "utf8")).trim());
  await close();
});

test("refuses a second bot on the same folder, and goes on serving the first", async ({ dataDir }) => {
  const first = await open(dataDir);
  const second = await startOwner(dataDir).catch((error: Error) => error);
  expect(second).toMatchObject({
    cause: true,
    message: expect.stringMatching(/^Another Backchannel .* is running/u),
  });
  expect(await query(first.url, "select 1 as one")).toEqual([{ one: 1 }]);
  await first.close();
  await (await open(dataDir)).close();
});

test("lets a tool in beside the bot; whoever leaves last stops the server", async ({ dataDir }) => {
  const bot = await open(dataDir);
  const tool = await open(dataDir, false);
  expect(tool.url).toBe(bot.url);
  await bot.close();
  expect(await query(tool.url, "select 1 as one")).toEqual([{ one: 1 }]);
  const nextBot = await open(dataDir);
  await tool.close();
  expect(await query(nextBot.url, "select 1 as one")).toEqual([{ one: 1 }]);
  await nextBot.close();
  expect(await postmasterOf(dataDir)).toBeNull();
});

test("lets one of several bots that start at once on a new folder have it", async ({ dataDir }) => {
  const started = await Promise.allSettled([1, 2, 3].map(() => startOwner(dataDir)));
  const owners = started.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
  const faults = started.flatMap((one) => (one.status === "rejected" ? [one.reason.message] : []));
  expect(owners).toHaveLength(1);
  for (const fault of faults) expect(fault).toMatch(/^Another Backchannel/u);
  await owners[0]?.kill("SIGTERM");
  expect(await postmasterOf(dataDir)).toBeNull();
});

test("takes over the server that a killed bot left, with all that it had committed", async ({ dataDir }) => {
  const owner = await startOwner(dataDir);
  await owner.rows(20);
  await owner.kill("SIGKILL");
  const left = await postmasterOf(dataDir);
  const next = await open(dataDir);
  expect(await postmasterOf(dataDir)).toEqual(left);
  const rows = await query(next.url, "select id from kept");
  expect(rows.map(({ id }) => id)).toEqual(expect.arrayContaining([...owner.committed]));
  await next.close();
  expect(await postmasterOf(dataDir)).toBeNull();
});

test("recovers what was committed when bot and server are killed, again and again", async ({ dataDir }) => {
  const committed: number[] = [];
  for (const count of [1, 15, 40]) {
    const owner = await startOwner(dataDir);
    await owner.rows(count);
    await killServer(dataDir);
    await owner.kill("SIGKILL");
    committed.push(...owner.committed);
  }
  const next = await open(dataDir);
  const rows = await query(next.url, "select id from kept");
  expect(rows.map(({ id }) => id)).toEqual(expect.arrayContaining(committed));
  await next.close();
});

test("starts a server again that dies under it, at the same address", async ({ dataDir }) => {
  const database = await open(dataDir);
  await query(database.url, "create table kept as select 1 as id");
  await killServer(dataDir);
  await expect
    .poll(() => query(database.url, "select id from kept").catch(() => null), {
      timeout: 60_000,
      interval: 50,
    })
    .toEqual([{ id: 1 }]);
  await database.close();
  expect(await postmasterOf(dataDir)).toBeNull();
});

test("is not fooled by a dead server's number that another program has now", async ({ dataDir }) => {
  const first = await open(dataDir);
  const { cluster } = await openHome(dataDir);
  const file = join(cluster, "postmaster.pid");
  const lines = (await readFile(file, "utf8")).split("\n");
  await first.close();
  const sleeper = spawn("sleep", ["60"], { stdio: "ignore" });
  await writeFile(file, [String(sleeper.pid), ...lines.slice(1)].join("\n"));
  const second = await open(dataDir);
  expect(await query(second.url, "select 1 as one")).toEqual([{ one: 1 }]);
  expect(sleeper.exitCode).toBeNull();
  await second.close();
  sleeper.kill();
  await once(sleeper, "exit");
});

test("takes another port when the wanted one is taken", async () => {
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const taken = typeof address === "object" ? (address?.port ?? 0) : 0;
  expect(await freePort(taken)).not.toBe(taken);
  server.close();
  await once(server, "close");
  expect(await freePort(taken)).toBe(taken);
});

test("says in one line why a folder cannot be used", async ({ dataDir }) => {
  await writeFile(join(dataDir, "file"), "");
  const fault = await open(join(dataDir, "file", "below")).catch((error: Error) => error);
  expect(fault).toBeInstanceOf(UserError);
  expect(fault).toMatchObject({
    message: `The data folder ${dataDir}/file/below cannot be used: part of its path is a file (ENOTDIR). Set BACKCHANNEL_DATA to another folder.`,
  });
});

test("says in one line what is wrong with a cluster", async ({ dataDir }) => {
  await (await open(dataDir)).close();
  const { cluster } = await openHome(dataDir);
  await rm(join(cluster, "global"), { recursive: true });
  const fault = await open(dataDir).catch((error: Error) => error);
  expect(fault).toBeInstanceOf(UserError);
  expect(fault).toMatchObject({ message: expect.stringMatching(/did not start: .*pg_control[^\n]*$/u) });
  await writeFile(join(cluster, "PG_VERSION"), "9.6\n");
  await expect(open(dataDir)).rejects.toThrow(/is PostgreSQL 9\.6, this version of Backchannel brings 18\./u);
});

test("removes a database with all that it kept", async ({ dataDir }) => {
  await (await open(dataDir)).close();
  const { folder } = await openHome(dataDir);
  await removeEmbedded(dataDir);
  await expect(stat(folder)).rejects.toThrow(/ENOENT/u);
  await removeEmbedded(dataDir);
});

test.runIf(isRoot)("keeps root's database out of a folder that only root may enter", async ({ dataDir }) => {
  const closed = join(dataDir, "closed");
  await mkdir(closed, { mode: 0o700 });
  const database = await open(closed);
  expect(await query(database.url, "select 1 as one")).toEqual([{ one: 1 }]);
  await database.close();
  const home = await openHome(closed);
  expect(home.cluster.startsWith(closed)).toBe(false);
  const [folder, cluster] = await Promise.all([stat(home.folder), stat(home.cluster)]);
  expect([folder.uid, folder.mode & 0o022]).toEqual([0, 0]);
  expect([cluster.uid, cluster.mode & 0o777]).toEqual([home.account?.uid, 0o700]);
  expect(cluster.uid).not.toBe(0);
  const again = await open(closed);
  await again.close();
  await removeEmbedded(closed);
  await expect(stat(home.folder)).rejects.toThrow(/ENOENT/u);
});

/** The account that owns nothing, as which root tries what an ordinary user meets. */
const NOBODY: Account = { name: "nobody", uid: 65_534, gid: 65_534 };
/** A checkout may lie where only root may enter; an ordinary user's run of these tests then says the same. */
const nobodySeesUs = isRoot && (await isReachable(import.meta.dirname, NOBODY));

test.runIf(nobodySeesUs)("serves an ordinary user from their own folder", async ({ dataDir }) => {
  const own = join(dataDir, "own");
  await mkdir(own);
  await chown(own, NOBODY.uid, NOBODY.gid);
  const owner = await startOwner(own, NOBODY.uid);
  await owner.rows(3);
  await owner.kill("SIGKILL");
  expect((await stat(join(own, "postgres", "data"))).uid).toBe(NOBODY.uid);
  // Root goes on with the data as the user that they belong to.
  const database = await open(own);
  const rows = await query(database.url, "select id from kept");
  expect(rows.map(({ id }) => id)).toEqual(expect.arrayContaining([...owner.committed]));
  await database.close();
  expect((await stat(join(own, "postgres", "data", "PG_VERSION"))).uid).toBe(NOBODY.uid);
});

test.runIf(nobodySeesUs || !isRoot)("says that a folder may not be written", async ({ dataDir }) => {
  const closed = join(dataDir, "closed");
  await mkdir(closed, { mode: 0o555 });
  const fault = await startOwner(closed, isRoot ? NOBODY.uid : undefined).catch((error: Error) => error);
  expect(fault).toMatchObject({
    cause: true,
    message: `The data folder ${closed} cannot be used: it may not be written (EACCES). Set BACKCHANNEL_DATA to another folder.`,
  });
});
