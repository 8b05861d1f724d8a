import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { FinalError, TemporaryError, UserError } from "../../src/errors.ts";
import type { QueueConfig, Queues } from "../../src/queue/queues.ts";
import { openTestDatabase, type TestDatabase } from "../support/database.ts";
import { BACKENDS, openQueues, queueConfig, testJob, until, untilIdle } from "../support/queue.ts";

const byId = { data: z.object({ id: z.string() }), key: ({ id }: { id: string }) => id };

/** A gate that a running job waits at. */
function gate() {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open: () => open() };
}

describe.each(BACKENDS)("queue on %s", (backend) => {
  let database: TestDatabase;
  let queues: Queues | null = null;

  beforeAll(async () => {
    database = await openTestDatabase();
  });
  afterAll(() => database.close());
  afterEach(async () => {
    await queues?.close();
    queues = null;
  });

  const config = (options: Partial<QueueConfig> = {}) => queueConfig(backend, database.url, options);

  test("runs what is asked for, each with its data, and says which backend it is", async () => {
    const seen: string[] = [];
    const read = testJob({
      name: "read",
      ...byId,
      async run({ id }) {
        seen.push(id);
      },
    });
    queues = await openQueues(config(), [read]);
    await queues.enqueue("read", [{ id: "a" }, { id: "b" }, { id: "c" }]);
    await queues.work();
    await untilIdle(queues);
    expect(seen.toSorted()).toEqual(["a", "b", "c"]);
    expect(queues.backend).toBe(backend);
  });

  test("takes 1,200 jobs in one call", async () => {
    const seen = new Set<string>();
    const read = testJob({
      name: "read",
      ...byId,
      concurrency: 16,
      async run({ id }) {
        seen.add(id);
      },
    });
    queues = await openQueues(config(), [read]);
    await queues.enqueue(
      "read",
      Array.from({ length: 1200 }, (_, id) => ({ id: `${id}` })),
    );
    await queues.work();
    await until(() => seen.size === 1200);
    expect(seen.size).toBe(1200);
  });

  test("what has time goes after the news, and of it the oldest first", async () => {
    const seen: string[] = [];
    const read = testJob({
      name: "read",
      ...byId,
      concurrency: 1,
      async run({ id }) {
        seen.push(id);
      },
    });
    queues = await openQueues(config(), [read]);
    const ids = ["June", "a year ago", "before all clocks", "May", "far ahead"];
    const backlog = ["2023-06-19", "2022-06-19", "1970-01-01", "2023-05-01", "2300-01-01"].map(
      (day) => new Date(`${day}T00:00:00Z`),
    );
    await queues.enqueue(
      "read",
      ids.map((id) => ({ id })),
      { backlog },
    );
    await queues.enqueue("read", [{ id: "news" }, { id: "more news" }]);
    await queues.work();
    await until(() => seen.length === 7);
    expect(seen).toEqual([
      "news",
      "more news",
      "before all clocks",
      "a year ago",
      "May",
      "June",
      "far ahead",
    ]);
  });

  test("asks once for a key that waits, and again for one that runs", async () => {
    const runs: string[] = [];
    const first = gate();
    const read = testJob({
      name: "read",
      ...byId,
      async run({ id }) {
        runs.push(id);
        if (runs.length === 1) await first.opened;
      },
    });
    queues = await openQueues(config(), [read]);
    await queues.enqueue("read", [{ id: "a" }]);
    await queues.enqueue("read", [{ id: "a" }]);
    await queues.work();
    await until(() => runs.length === 1);
    await queues.enqueue("read", [{ id: "a" }, { id: "a" }]);
    await queues.enqueue("read", [{ id: "a" }]);
    first.open();
    await untilIdle(queues);
    expect(runs).toEqual(["a", "a"]);
  });

  test("never runs two jobs of one key at once", async () => {
    let running = 0;
    let most = 0;
    let runs = 0;
    const read = testJob({
      name: "read",
      ...byId,
      async run() {
        running += 1;
        most = Math.max(most, running);
        await new Promise((resolve) => setTimeout(resolve, 2));
        running -= 1;
        runs += 1;
      },
    });
    queues = await openQueues(config(), [read]);
    await queues.work();
    // On a busy machine one run may answer all thirty.
    for (let round = 0; round < 30 || runs < 2; round += 1) await queues.enqueue("read", [{ id: "a" }]);
    await untilIdle(queues);
    expect(most).toBe(1);
    expect(runs).toBeGreaterThan(1);
  });

  test("a key that has failed can be asked for again at once", async () => {
    let fails = true;
    const done: string[] = [];
    const read = testJob({
      name: "read",
      ...byId,
      async run({ id }) {
        if (fails) throw new FinalError("gone");
        done.push(id);
      },
    });
    queues = await openQueues(config(), [read]);
    await queues.work();
    await queues.enqueue("read", [{ id: "a" }]);
    await until(async () => (await queues?.failed())?.length === 1);
    fails = false;
    await queues.enqueue("read", [{ id: "a" }]);
    await until(() => done.length === 1);
    expect(done).toEqual(["a"]);
  });

  test("tries again after a temporary error, until it works", async () => {
    let attempts = 0;
    const read = testJob({
      name: "read",
      ...byId,
      attempts: 4,
      async run() {
        attempts += 1;
        if (attempts < 3) throw new TemporaryError("not yet");
      },
    });
    queues = await openQueues(config(), [read]);
    await queues.work();
    await queues.enqueue("read", [{ id: "a" }]);
    await until(() => attempts === 3);
    await untilIdle(queues);
    expect(await queues.failed()).toEqual([]);
  });

  test("a request made between two attempts is not lost and makes no second job", async () => {
    let attempts = 0;
    const read = testJob({
      name: "read",
      ...byId,
      attempts: 3,
      backoffMs: 300,
      async run() {
        attempts += 1;
        if (attempts === 1) throw new TemporaryError("not yet");
      },
    });
    queues = await openQueues(config(), [read]);
    await queues.work();
    await queues.enqueue("read", [{ id: "a" }]);
    await until(async () => (await queues?.counts())?.[0]?.delayed === 1);
    await queues.enqueue("read", [{ id: "a" }]);
    await untilIdle(queues);
    expect(attempts).toBe(2);
  });

  test.each([
    { name: "FinalError", error: new FinalError("no such page") },
    { name: "UserError", error: new UserError("no such page") },
  ])("gives up at once on a $name, and keeps the failure", async ({ error }) => {
    let attempts = 0;
    const read = testJob({
      name: "read",
      ...byId,
      attempts: 5,
      async run() {
        attempts += 1;
        throw error;
      },
    });
    queues = await openQueues(config(), [read]);
    await queues.work();
    await queues.enqueue("read", [{ id: "a" }]);
    await untilIdle(queues);
    expect(attempts).toBe(1);
    expect(await queues.failed()).toMatchObject([
      { job: "read", data: { id: "a" }, reason: "no such page", attempts: 1 },
    ]);
    expect(await queues.counts()).toEqual([
      { job: "read", waiting: 0, active: 0, delayed: 0, failed: 1, finished: 0 },
    ]);
  });

  test("a server that asks us to wait costs no attempt", async () => {
    let runs = 0;
    const read = testJob({
      name: "read",
      ...byId,
      attempts: 1,
      async run() {
        runs += 1;
        if (runs < 4) throw new TemporaryError("busy", { retryAfterMs: 30 });
      },
    });
    queues = await openQueues(config(), [read]);
    await queues.work();
    await queues.enqueue("read", [{ id: "a" }]);
    await until(() => runs === 4);
    await untilIdle(queues);
    expect(await queues.failed()).toEqual([]);
  });

  test("retry brings failed jobs back, one or all, and forgets the failures", async () => {
    let fails = true;
    const done: string[] = [];
    const read = testJob({
      name: "read",
      ...byId,
      async run({ id }) {
        if (fails) throw new FinalError("gone");
        done.push(id);
      },
    });
    queues = await openQueues(config(), [read]);
    await queues.work();
    await queues.enqueue("read", [{ id: "a" }, { id: "b" }, { id: "c" }]);
    await untilIdle(queues);
    fails = false;
    const [one] = await queues.failed();
    expect(await queues.retry(one?.id ?? "")).toBe(1);
    await untilIdle(queues);
    expect(done).toEqual([one?.data.id]);
    expect(await queues.retry("all")).toBe(2);
    await untilIdle(queues);
    expect(done.toSorted()).toEqual(["a", "b", "c"]);
    expect(await queues.failed()).toEqual([]);
    expect(await queues.retry("read:nothing")).toBe(0);
    expect(await queues.retry("no such job:1")).toBe(0);
  });

  test("data that is not the job's is refused when asked for", async () => {
    const read = testJob({ name: "read", ...byId, run: async () => {} });
    queues = await openQueues(config(), [read]);
    await expect(queues.enqueue("read", [{ name: "a" }])).rejects.toThrow();
    await expect(queues.enqueue("write", [{ id: "a" }])).rejects.toThrow(FinalError);
  });

  test("a job on a clock runs by itself, again and again", async () => {
    let runs = 0;
    const poll = testJob({
      name: "poll",
      data: z.object({}),
      key: () => "clock",
      everyMs: 100,
      async run() {
        runs += 1;
      },
    });
    queues = await openQueues(config(), [poll]);
    await queues.work();
    await until(() => runs >= 3);
    expect(runs).toBeGreaterThanOrEqual(3);
  });

  test("a second start keeps one clock, and a job without one loses it", async () => {
    let runs = 0;
    const poll = (everyMs?: number) =>
      testJob({
        name: "poll",
        data: z.object({}),
        key: () => "clock",
        ...(everyMs === undefined ? {} : { everyMs }),
        async run() {
          runs += 1;
        },
      });
    const same = config();
    for (let start = 0; start < 3; start += 1) {
      queues = await openQueues(same, [poll(3_600_000)]);
      await queues.work();
      const [counts] = await queues.counts();
      expect((counts?.delayed ?? 0) + (counts?.waiting ?? 0) + (counts?.active ?? 0)).toBeLessThanOrEqual(2);
      await queues.close();
    }
    queues = await openQueues(same, [poll()]);
    await queues.work();
    await untilIdle(queues);
    expect(runs).toBeLessThanOrEqual(1);
  });

  test("close waits for running jobs and starts no more", async () => {
    const started: string[] = [];
    const ended: string[] = [];
    const read = testJob({
      name: "read",
      ...byId,
      concurrency: 1,
      async run({ id }) {
        started.push(id);
        await new Promise((resolve) => setTimeout(resolve, 150));
        ended.push(id);
      },
    });
    const same = config();
    queues = await openQueues(same, [read]);
    await queues.work();
    await queues.enqueue("read", [{ id: "a" }, { id: "b" }, { id: "c" }]);
    await until(() => started.length === 1);
    await queues.close();
    expect(ended).toEqual(started);
    queues = await openQueues(same, [read]);
    await queues.work();
    await until(() => ended.length === 3);
    expect(ended.toSorted()).toEqual(["a", "b", "c"]);
  });

  test("a job that did not end before the limit runs again at the next start", async () => {
    const stuck = gate();
    let runs = 0;
    const read = testJob({
      name: "read",
      ...byId,
      async run() {
        runs += 1;
        if (runs === 1) await stuck.opened;
      },
    });
    const same = config({ stopMs: 100 });
    queues = await openQueues(same, [read]);
    await queues.work();
    await queues.enqueue("read", [{ id: "a" }]);
    await until(() => runs === 1);
    await queues.close();
    stuck.open();
    queues = await openQueues(same, [read]);
    await queues.work();
    await until(() => runs === 2);
    await untilIdle(queues);
    expect(runs).toBe(2);
  });

  test("keeps few finished jobs", async () => {
    let runs = 0;
    const read = testJob({
      name: "read",
      ...byId,
      concurrency: 8,
      async run() {
        runs += 1;
      },
    });
    queues = await openQueues(config(), [read]);
    await queues.work();
    await queues.enqueue(
      "read",
      Array.from({ length: 400 }, (_, id) => ({ id: `${id}` })),
    );
    await until(() => runs === 400);
    await untilIdle(queues);
    expect((await queues.counts())[0]?.finished).toBeLessThanOrEqual(100 + read.concurrency);
  });

  test("two prefixes on one server do not see each other", async () => {
    const seen: string[] = [];
    const read = (side: string) =>
      testJob({
        name: "read",
        ...byId,
        async run({ id }) {
          seen.push(`${side}:${id}`);
        },
      });
    queues = await openQueues(config(), [read("left")]);
    const other = await openQueues(config(), [read("right")]);
    await queues.work();
    await other.work();
    await other.enqueue("read", [{ id: "a" }]);
    await untilIdle(other);
    await untilIdle(queues);
    await other.close();
    expect(seen).toEqual(["right:a"]);
  });

  test("health tells that the server takes writes", async () => {
    queues = await openQueues(config(), [testJob({ name: "read", ...byId, run: async () => {} })]);
    expect(await queues.health()).toEqual({ backend, reachable: true, lastError: null, lastErrorAt: null });
  });
});

test.each([
  { name: "Redis", redisUrl: "redis://bot:s3cret@127.0.0.1:1/0", databaseUrl: "postgres://unused" },
  { name: "PostgreSQL", redisUrl: null, databaseUrl: "postgres://bot:s3cret@127.0.0.1:1/bot" },
])("$name that cannot be reached at start is told clearly, without the password", async (config) => {
  const failure = await openQueues(config, []).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(UserError);
  expect(String(failure)).toContain(config.name);
  expect(String(failure)).toContain("ECONNREFUSED");
  expect(String(failure)).not.toContain("s3cret");
});
