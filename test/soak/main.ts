import { pino } from "pino";
import { openEmbedded } from "../../src/store/embedded.ts";
import { makeDataDir } from "../support/data-dir.ts";
import { restartPostgres, soakDeliveries } from "./soak.ts";

/**
 * `npm run soak:deliveries [-- CHANNELS KILLS]`: a digest to every channel, half on Slack's double and half on
 * Discord's, while the bot is killed, the platforms fail in 5 % of calls and PostgreSQL is restarted twice.
 * Exits with 1 when one was lost or sent twice.
 */
const [channels = 10_000, kills = 50] = process.argv.slice(2).map(Number);
const { dataDir, remove } = await makeDataDir();
const log = pino({ level: "silent" });
const server = await openEmbedded({ dataDir, alone: true }, log);
let restarts = 0;
try {
  const figures = await soakDeliveries({
    channels,
    kills,
    faultRate: 0.05,
    longestLifeMs: 5_000,
    databaseUrl: server.url,
    say: (line) => process.stderr.write(`${line}\n`),
    async between(kill) {
      if (kill !== Math.floor(kills / 3) && kill !== Math.floor((2 * kills) / 3)) return;
      await restartPostgres(server.url);
      restarts += 1;
    },
  });
  process.stdout.write(`${JSON.stringify({ ...figures, restarts })}\n`);
  process.exitCode = figures.lost + figures.doubled + figures.refused > 0 ? 1 : 0;
} finally {
  await server.close();
  await remove();
}
