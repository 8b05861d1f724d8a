import { afterEach, describe, expect, test } from "vitest";
import { z } from "zod";
import type { Queues } from "../../src/queue/queues.ts";
import { openTestDatabase } from "../support/database.ts";
import { BACKENDS, openQueues, queueConfig, testJob, until } from "../support/queue.ts";
import { startRedis } from "../support/redis.ts";

const byId = { data: z.object({ id: z.string() }), key: ({ id }: { id: string }) => id };

describe.runIf(BACKENDS.includes("redis"))("a Redis that goes away while the bot runs", () => {
  let queues: Queues | null = null;

  afterEach(async () => {
    await queues?.close();
  });

  test("is told by health, and what waited runs once it is back", { timeout: 60_000 }, async () => {
    const redis = await startRedis();
    try {
      const seen: string[] = [];
      const read = testJob({
        name: "read",
        ...byId,
        attempts: 5,
        async run({ id }) {
          seen.push(id);
        },
      });
      const config = { ...queueConfig("redis", "postgres://unused"), redisUrl: redis.url };
      queues = await openQueues(config, [read]);
      await queues.enqueue("read", [{ id: "before" }]);
      // The file is written to disk once a second: what was asked for in the last one a crash may take.
      await new Promise((resolve) => setTimeout(resolve, 1100));
      await redis.kill();
      await until(async () => (await queues?.health())?.reachable === false);
      expect((await queues.health()).lastError).toMatch(/ECONNREFUSED|closed/u);
      const asked = queues.enqueue("read", [{ id: "during" }]);
      await redis.start();
      await asked;
      await queues.work();
      await until(() => seen.length === 2);
      expect(seen.toSorted()).toEqual(["before", "during"]);
      await until(async () => (await queues?.health())?.reachable === true);
    } finally {
      await redis.stop();
    }
  });

  test("workers take up where they were, without a restart", { timeout: 60_000 }, async () => {
    const redis = await startRedis();
    try {
      const ended = new Set<string>();
      const read = testJob({
        name: "read",
        ...byId,
        attempts: 5,
        async run({ id }) {
          await new Promise((resolve) => setTimeout(resolve, 20));
          ended.add(id);
        },
      });
      const config = { ...queueConfig("redis", "postgres://unused"), redisUrl: redis.url };
      queues = await openQueues(config, [read]);
      await queues.work();
      await queues.enqueue(
        "read",
        Array.from({ length: 100 }, (_, id) => ({ id: `${id}` })),
      );
      await until(() => ended.size > 10);
      // Long enough for the file to have all that was asked for.
      await new Promise((resolve) => setTimeout(resolve, 1100));
      await redis.kill();
      await redis.start();
      await until(() => ended.size === 100, 40_000);
      expect(ended.size).toBe(100);
    } finally {
      await redis.stop();
    }
  });
});

test("PostgreSQL that drops every connection is used again at once", async () => {
  const database = await openTestDatabase();
  const seen = new Set<string>();
  const read = testJob({
    name: "read",
    ...byId,
    attempts: 5,
    async run({ id }) {
      await new Promise((resolve) => setTimeout(resolve, 5));
      seen.add(id);
    },
  });
  const queues = await openQueues(queueConfig("postgres", database.url), [read]);
  try {
    await queues.work();
    await queues.enqueue(
      "read",
      Array.from({ length: 60 }, (_, id) => ({ id: `${id}` })),
    );
    for (let round = 0; round < 3; round += 1) {
      await until(() => seen.size >= 5 * round);
      await database.pool.query(
        "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()",
      );
    }
    await until(() => seen.size === 60, 25_000);
    await queues.enqueue("read", [{ id: "after" }]);
    await until(() => seen.has("after"));
    expect(await queues.health()).toMatchObject({ reachable: true, lastError: expect.any(String) });
  } finally {
    await queues.close();
    await database.close();
  }
});
