/**
 * `npm run soak:deliveries`: a digest to every channel, half on Slack's double and half on Discord's, while the bot
 * is killed with -9 at random moments, the platforms fail and the server of the jobs is restarted twice. Exits with
 * 1 when a digest was lost or arrived twice. `--help` shows the options.
 */
import { parseArgs } from "node:util";
import { pino } from "pino";
import { openEmbedded } from "../../src/store/embedded.ts";
import { makeDataDir } from "../support/data-dir.ts";
import { startRedis } from "../support/redis.ts";
import { restartPostgres } from "./restart.ts";
import { soakDeliveries } from "./soak.ts";

const HELP = `npm run soak:deliveries -- [options]
  --channels 10000      half on Slack, half on Discord
  --kills 50            how often the bot is killed with -9
  --faults 0.05         how many of the platforms' calls go wrong: 429, 500, silence after posting
  --life 5              the longest that a bot lives before it is killed, in seconds
  --backend postgres    where the jobs wait, and what is restarted twice: postgres or redis
  --forgetful           the platforms show nothing of what was posted: doubles must be counted
`;
const { values } = parseArgs({
  options: {
    channels: { type: "string", default: "10000" },
    kills: { type: "string", default: "50" },
    faults: { type: "string", default: "0.05" },
    life: { type: "string", default: "5" },
    backend: { type: "string", default: "postgres" },
    forgetful: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
});

if (values.help) {
  process.stdout.write(HELP);
} else {
  await soak();
}

async function soak(): Promise<void> {
  const { dataDir, remove } = await makeDataDir();
  const server = await openEmbedded({ dataDir, alone: true }, pino({ level: "silent" }));
  const redis = values.backend === "redis" ? await startRedis() : null;
  try {
    const figures = await soakDeliveries({
      channels: Number(values.channels),
      kills: Number(values.kills),
      faultRate: Number(values.faults),
      longestLifeMs: Number(values.life) * 1000,
      forgetful: values.forgetful,
      databaseUrl: server.url,
      redisUrl: redis?.url ?? null,
      restart: redis
        ? async () => {
            await redis.kill();
            await redis.start();
          }
        : () => restartPostgres(server.url),
      say: (line) => process.stderr.write(`${line}\n`),
    });
    process.stdout.write(`${JSON.stringify({ backend: values.backend, ...figures }, null, 1)}\n`);
    const { lost, doubled, refused, unconfirmed } = figures;
    process.exitCode = lost + doubled + refused + unconfirmed > 0 ? 1 : 0;
  } finally {
    await redis?.stop();
    await server.close();
    await remove();
  }
}
