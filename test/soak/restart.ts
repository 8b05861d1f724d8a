import { readFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { openPool } from "../../src/store/pool.ts";

/** Ends the server as an administrator would; whoever keeps it starts it again at the same address. */
export async function restartPostgres(databaseUrl: string): Promise<void> {
  const pool = openPool(databaseUrl, { max: 1, applicationName: "soak-restart" });
  pool.on("error", () => {});
  const found = await pool.query("select pg_backend_pid() as pid");
  const stat = await readFile(`/proc/${found.rows[0].pid}/stat`, "utf8");
  // The backend's parent is the postmaster; the name before it may hold spaces.
  const parent = Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
  process.kill(parent, "SIGINT");
  await pool.end().catch(() => {});
  await untilUp(databaseUrl);
}

async function untilUp(databaseUrl: string): Promise<void> {
  for (;;) {
    const pool = openPool(databaseUrl, { max: 1, applicationName: "soak-restart" });
    pool.on("error", () => {});
    const isUp = await pool.query("select 1").then(
      () => true,
      () => false,
    );
    await pool.end().catch(() => {});
    if (isUp) return;
    await sleep(50);
  }
}
