import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { jobs } from "../../jobs/index.ts";
import { startFeedServer } from "../../src/demo/feed-server.ts";
import { readDemoNews } from "../../src/demo/news.ts";
import { createLog } from "../../src/log.ts";
import { createQueues, type QueueConfig } from "../../src/queue/queues.ts";
import type { Store } from "../../src/store/store.ts";
import { openTestDatabase, type TestDatabase } from "../support/database.ts";
import { type House, makeFeed, openHouse } from "../support/house.ts";
import { BACKENDS, queueConfig, until, untilIdle } from "../support/queue.ts";

const KILLS = 10;
const WORKER = fileURLToPath(new URL("../support/worker.ts", import.meta.url));

type FeedServer = Awaited<ReturnType<typeof startFeedServer>>;

/** What is in the records at the end, in an order that does not depend on when it got there. */
interface Outcome {
  readonly articles: readonly {
    readonly id: string;
    readonly relevant: boolean;
    readonly quotes: number;
    readonly summarised: boolean;
    readonly placed: boolean;
  }[];
  /** Counts that a job which ran twice must not have raised twice. */
  readonly speakers: readonly { readonly id: string; readonly quotes: number }[];
  readonly storiesMiscounted: number;
}

describe.each(BACKENDS)("a worker killed on %s", (backend) => {
  let server: FeedServer;
  let database: TestDatabase;
  let reference: TestDatabase;
  const news = readDemoNews();

  beforeAll(async () => {
    server = await startFeedServer(news.outlets, news.articles);
    [database, reference] = await Promise.all([openTestDatabase(), openTestDatabase()]);
  });
  afterAll(async () => {
    await Promise.all([server.stop(), database.close(), reference.close()]);
  });

  test(`at ${KILLS} random moments leaves every article tagged, summarised and placed once`, {
    timeout: 120_000,
  }, async () => {
    const expected = await runUndisturbed(queueConfig(backend, reference.url));
    const config = queueConfig(backend, database.url);
    const house = await openHouse(database.url);
    await addFeeds(house.store);
    for (let kill = 0; kill < KILLS; kill += 1) await runAndKill(config);
    const worker = startWorker(config);
    try {
      await until(async () => placedIn(await readOutcome(house)) >= placedIn(expected), 60_000);
      await untilQuiet(config, house);
      expect(await readOutcome(house)).toEqual(expected);
    } finally {
      worker.kill("SIGKILL");
      await house.close();
    }
  });

  async function runUndisturbed(config: QueueConfig): Promise<Outcome> {
    const house = await openHouse(reference.url, { hosts: [server.host] });
    await addFeeds(house.store);
    const queues = await createQueues(config, jobs, house.parts, createLog("error"));
    await queues.work(["worker"]);
    await until(async () => (await house.store.feeds.list()).every(({ lastLookAt }) => lastLookAt !== null));
    await untilAllEnd(queues);
    const outcome = await readOutcome(house);
    await queues.close();
    await house.close();
    expect(outcome.articles.length).toBeGreaterThanOrEqual(25);
    expect(placedIn(outcome)).toBeGreaterThanOrEqual(10);
    return outcome;
  }

  async function addFeeds(store: Store): Promise<void> {
    await store.feeds.add(
      news.outlets.map((outlet) =>
        makeFeed({
          id: outlet.id,
          outlet: outlet.outlet,
          url: `http://${server.host}/${outlet.id}`,
          fullText: true,
        }),
      ),
    );
  }

  function startWorker({ redisUrl, databaseUrl, prefix = "" }: QueueConfig): ChildProcess {
    const args = [WORKER, databaseUrl, redisUrl ?? "-", prefix, server.host];
    return spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  }

  /** Lets it end some jobs, then kills it in the midst of the next ones. */
  async function runAndKill(config: QueueConfig): Promise<void> {
    const worker = startWorker(config);
    const ended = once(worker, "exit");
    const enough = Math.ceil(Math.random() * 8);
    let seen = 0;
    worker.stdout?.on("data", (lines: Buffer) => {
      seen += lines.toString().split("\n").length - 1;
      if (seen >= enough) setTimeout(() => worker.kill("SIGKILL"), Math.random() * 5);
    });
    await ended;
  }
});

async function untilQuiet(config: QueueConfig, house: House): Promise<void> {
  const queues = await createQueues(config, jobs, house.parts, createLog("error"));
  await untilAllEnd(queues);
  expect(await queues.failed()).toEqual([]);
  await queues.close();
}

/** Clocks always have their next time waiting. */
async function untilAllEnd(queues: Awaited<ReturnType<typeof createQueues>>): Promise<void> {
  const clocks = new Set(jobs.filter(({ everyMs }) => everyMs !== undefined).map(({ name }) => name));
  await untilIdle(queues, 60_000, ({ job }) => !clocks.has(job));
}

async function readOutcome({ pool }: House): Promise<Outcome> {
  const [articles, speakers, miscounted] = await Promise.all([
    pool.query(`
      select a.id, r.relevant, s.article_id is not null as summarised, p.article_id is not null as placed,
        (select count(*)::int from quotes q where q.article_id = a.id) as quotes
      from articles a
      left join readings r on r.article_id = a.id
      left join summaries s on s.article_id = a.id
      left join story_articles p on p.article_id = a.id
      order by a.id`),
    pool.query("select id, quotes from speakers order by id"),
    pool.query(`
      select count(*)::int as n from stories s
      where s.articles <> (select count(*) from story_articles p where p.story_id = s.id)`),
  ]);
  return { articles: articles.rows, speakers: speakers.rows, storiesMiscounted: miscounted.rows[0].n };
}

const placedIn = ({ articles }: Outcome) => articles.filter(({ placed }) => placed).length;
