/**
 * A process that owns an embedded database, to be killed: `node embedded-owner.ts <data folder> [uid]`.
 *
 * Prints a line {url} when the database is ready, then a line {id} for each row that it has committed; a line
 * {error, isForPeople} when it cannot. With a uid it first becomes that user.
 */
import { Client } from "pg";
import { pino } from "pino";
import { UserError } from "../../src/errors.ts";
import { openEmbedded } from "../../src/store/embedded.ts";

const [, , dataDir = "", uid] = process.argv;

function say(line: object): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

if (uid !== undefined) {
  process.setgroups?.([]);
  process.setgid?.(Number(uid));
  process.setuid?.(Number(uid));
}

try {
  const database = await openEmbedded({ dataDir, alone: true }, pino({ level: "silent" }));
  process.once("SIGTERM", () => void database.close().then(() => process.exit(0)));
  const client = new Client({ connectionString: database.url });
  client.on("error", () => {});
  await client.connect();
  await client.query("create table if not exists kept (id serial primary key)");
  say({ url: database.url });
  for (;;) {
    const { rows } = await client.query<{ id: number }>("insert into kept default values returning id");
    say({ id: rows[0]?.id });
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
} catch (error) {
  say({ error: error instanceof Error ? error.message : "", isForPeople: error instanceof UserError });
}
