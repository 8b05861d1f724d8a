import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openEmbedded } from "../../src/store/embedded.ts";
import { restartPostgres } from "../soak/restart.ts";
import { soakDeliveries } from "../soak/soak.ts";
import { type DataDir, makeDataDir } from "../support/data-dir.ts";
import { openTestDatabase } from "../support/database.ts";
import { BACKENDS } from "../support/queue.ts";
import { startRedis } from "../support/redis.ts";

/** What a killed bot had in hands is taken up again at once, so that tests do not wait. */
const timing = { deliveryLeaseMs: 4_000, lockMs: 2_000 };

// The long form is `npm run soak:deliveries`.
describe("killed at random moments, with platforms that fail and a server that is restarted", () => {
  const some = { channels: 60, kills: 3, faultRate: 0.05, longestLifeMs: 1_500, timing };
  let dataDir: DataDir;
  let server: Awaited<ReturnType<typeof openEmbedded>>;
  beforeAll(async () => {
    // A server of its own, since it is restarted.
    dataDir = await makeDataDir();
    server = await openEmbedded({ dataDir: dataDir.dataDir, alone: true }, pino({ level: "silent" }));
  });
  afterAll(async () => {
    await server.close();
    await dataDir.remove();
  });

  test("every channel gets its digest once, with the jobs in PostgreSQL", { timeout: 200_000 }, async () => {
    const restart = () => restartPostgres(server.url);
    const figures = await soakDeliveries({ ...some, databaseUrl: server.url, restart });
    expect(figures).toMatchObject({ lost: 0, doubled: 0, refused: 0, unconfirmed: 0, kills: 3, restarts: 2 });
  });

  test.runIf(BACKENDS.includes("redis"))(
    "every channel gets its digest once, with the jobs in Redis",
    { timeout: 200_000 },
    async () => {
      const redis = await startRedis();
      const database = await openTestDatabase();
      const restart = async () => {
        await redis.kill();
        await redis.start();
      };
      const place = { databaseUrl: database.url, redisUrl: redis.url };
      try {
        const figures = await soakDeliveries({ ...some, ...place, restart });
        expect(figures).toMatchObject({ lost: 0, doubled: 0, refused: 0, unconfirmed: 0, restarts: 2 });
      } finally {
        await database.close();
        await redis.stop();
      }
    },
  );
});

test("a platform that shows nothing of what it posted makes doubles, and they are counted", {
  timeout: 200_000,
}, async () => {
  const database = await openTestDatabase();
  try {
    const figures = await soakDeliveries({
      channels: 4,
      kills: 0,
      faultRate: 0,
      forgetful: true,
      longestLifeMs: 0,
      databaseUrl: database.url,
      timing,
    });
    expect(figures).toMatchObject({ lost: 0, doubled: 2 });
  } finally {
    await database.close();
  }
});
