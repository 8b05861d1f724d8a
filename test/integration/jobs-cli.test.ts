import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { jobs } from "../../jobs/index.ts";
import { FinalError } from "../../src/errors.ts";
import { createLog } from "../../src/log.ts";
import { createQueues } from "../../src/queue/queues.ts";
import { openTestDatabase, type TestDatabase } from "../support/database.ts";
import { BACKENDS, until } from "../support/queue.ts";
import { type RedisServer, startRedis } from "../support/redis.ts";

const PROGRAM = fileURLToPath(new URL("../../src/doors/jobs.ts", import.meta.url));

interface Answer {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

function call(args: readonly string[], env: Record<string, string> = {}): Promise<Answer> {
  return new Promise((resolve) => {
    const bare = { PATH: process.env.PATH ?? "", ...env };
    const program = execFile(process.execPath, [PROGRAM, ...args], { env: bare }, (_, out, err) => {
      resolve({ code: program.exitCode ?? -1, out, err });
    });
  });
}

describe.each(BACKENDS)("npm run jobs on %s", (backend) => {
  let database: TestDatabase;
  let redis: RedisServer | null = null;
  let env: Record<string, string> = {};

  beforeAll(async () => {
    database = await openTestDatabase();
    // The program uses the bot's own prefix, so it needs a Redis of its own.
    redis = backend === "redis" ? await startRedis() : null;
    env = { DATABASE_URL: database.url, ...(redis ? { REDIS_URL: redis.url } : {}) };
    // Without their clocks: only what is asked for here may fail.
    const failing = jobs.map(({ everyMs: _, ...job }) => ({
      ...job,
      async run() {
        throw new FinalError("no such\nfeed");
      },
    }));
    const config = { redisUrl: redis?.url ?? null, databaseUrl: database.url };
    const queues = await createQueues(config, failing, {}, createLog("silent"));
    await queues.work(["chat"]);
    await queues.enqueue("deliver", [{ deliveryId: "one" }, { deliveryId: "two" }]);
    await until(async () => (await queues.failed()).length === 2);
    await queues.close();
  });
  afterAll(async () => {
    await database.close();
    await redis?.stop();
  });

  test("lists failed jobs, and asks for them again", { timeout: 180_000 }, async () => {
    const listed = await call(["failed"], env);
    expect(listed).toMatchObject({ code: 0, err: "" });
    expect(listed.out).toContain("no such");
    expect(listed.out).toContain('{"deliveryId":"one"}');
    const [, id = ""] = /^(deliver:\S+)/mu.exec(listed.out) ?? [];
    expect(await call(["retry", id], env)).toMatchObject({ code: 0, out: "1 job asked for again.\n" });
    expect(await call(["retry", "all"], env)).toMatchObject({ code: 0, out: "1 job asked for again.\n" });
    expect(await call(["failed"], env)).toMatchObject({ code: 0, out: "No job has failed.\n" });
    expect((await call(["counts"], env)).out).toMatch(/^deliver\s+2\s+0\s+0\s+0$/mu);
    expect(await call(["retry", id], env)).toMatchObject({ code: 1, err: expect.stringContaining(id) });
  });
});

test("explains itself, and says so when it does not understand", { timeout: 180_000 }, async () => {
  expect(await call(["--help"])).toMatchObject({ code: 0, out: expect.stringContaining("retry all") });
  const answers = await Promise.all([[], ["delete"], ["retry"], ["failed", "all"]].map((args) => call(args)));
  for (const answer of answers) {
    expect(answer).toMatchObject({ code: 2, err: expect.stringContaining("Usage") });
  }
});
