/**
 * `npm run bench:pipeline -- [--outlets 20] [--articles 50] [--backend postgres|redis]`: articles per second through
 * the whole way of the news, from a feed to a story, beside a chain of empty jobs on the same backend in the same
 * run, four for each relevant article and two for each other; the time from `npm start` to ready; and the peak memory of the bot and its database. The ratio is the figure:
 * both chains meet the same machine. Needs a Redis on the machine for that backend.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { z } from "zod";
import { jobs } from "../../jobs/index.ts";
import type { Job } from "../../jobs/job.ts";
import { createLog } from "../../src/log.ts";
import { createQueues } from "../../src/queue/queues.ts";
import { createReaders } from "../../src/readers/readers.ts";
import { removeEmbedded } from "../../src/store/embedded.ts";
import { type OpenDatabase, openDatabase } from "../../src/store/open.ts";
import { makeDataDir } from "../support/data-dir.ts";
import { openHouse } from "../support/house.ts";
import { makeFeed } from "../support/records.ts";
import { findRedis, startRedis } from "../support/redis.ts";
import { watchMemory } from "./memory.ts";
import { NEWS_FARM } from "./news-farm.ts";
import { START_WORDS } from "./start-words.ts";

const LEAST_RATIO = 0.5;
const MAIN = fileURLToPath(new URL("../../src/main.ts", import.meta.url));
const log = createLog("error");

/** The way of an article through the empty chain: the bot takes many in one job, the empty chain has a job for each. */
const STEPS = [
  { name: "fetch-one", concurrency: 12 },
  { name: "tag-one", concurrency: 8 },
  { name: "summarise-one", concurrency: 8 },
  { name: "place-one", concurrency: 8 },
] as const;
/** An article that is not relevant ends its way here. */
const TAG_STEP = 1;

const { values } = parseArgs({
  options: {
    outlets: { type: "string", default: "20" },
    articles: { type: "string", default: "50" },
    backend: { type: "string" },
  },
});

interface Chain {
  readonly seconds: number;
  readonly articles: number;
  readonly relevant: number;
}

interface Place {
  readonly redisUrl: string | null;
  readonly databaseUrl: string;
}

const { dataDir: folder } = await makeDataDir();
/** A database each: root keeps them outside the folder, so each is removed by its own name. */
const databases = ["postgres", "redis", "start"].map((name) => join(folder, name));
const farm = spawn(process.execPath, [NEWS_FARM, values.outlets, values.articles], {
  stdio: ["ignore", "pipe", "inherit"],
});
try {
  const [line] = await once(farm.stdout, "data");
  const hosts: string[] = JSON.parse(`${line}`);
  const wanted = ["postgres", "redis"].filter((name) => (values.backend ?? name) === name);
  const ratios: number[] = [];
  for (const backend of wanted) ratios.push(await measure(backend, hosts));
  await measureStart();
  process.exitCode = ratios.every((ratio) => ratio >= LEAST_RATIO) ? 0 : 1;
} finally {
  farm.kill();
  for (const dataDir of databases) await removeEmbedded(dataDir).catch(() => {});
  await rm(folder, { recursive: true, force: true });
}

async function measure(backend: string, hosts: readonly string[]): Promise<number> {
  if (backend === "redis" && findRedis() === null) {
    console.log("redis     no Redis on this machine: not measured");
    return LEAST_RATIO;
  }
  const redis = backend === "redis" ? await startRedis() : null;
  const database = await openDatabase({ url: null, dataDir: join(folder, backend) }, log);
  try {
    const place = { redisUrl: redis?.url ?? null, databaseUrl: database.url };
    const { rows } = await database.pool.query("select pg_backend_pid() as pid");
    const memory = watchMemory(rows[0].pid);
    const real = await runReal(place, database, hosts);
    const peak = memory.stop();
    const empty = await runEmpty(place, real);
    const [realRate, emptyRate] = [real, empty].map(({ articles, seconds }) => articles / seconds);
    const ratio = (realRate ?? 0) / (emptyRate ?? 1);
    console.log(
      `${backend.padEnd(9)} ${rate(realRate)} articles/s, empty chain ${rate(emptyRate)}: ratio ${ratio.toFixed(2)} (${real.articles} articles, ${real.relevant} relevant; peak memory: bot ${peak.bot} MB, database ${peak.database} MB)`,
    );
    return ratio;
  } finally {
    await database.close();
    await redis?.stop();
  }
}

function rate(number = 0): string {
  return number.toFixed(0).padStart(5);
}

/** The bot's own jobs on the farm's news, until every article has ended its way. */
async function runReal(place: Place, database: OpenDatabase, hosts: readonly string[]): Promise<Chain> {
  const house = await openHouse(place.databaseUrl, { hosts });
  const readers = createReaders();
  // The start is measured by itself, below.
  await readers.readArticles([]);
  await house.store.feeds.add(
    hosts.map((host, index) => makeFeed(`farm-${index}`, { url: `http://${host}/feed` })),
  );
  const expected = hosts.length * Number(values.articles);
  const queues = await createQueues({ ...place, prefix: "real" }, jobs, { ...house.parts, readers }, log);
  const startedAt = performance.now();
  await queues.work(["worker"]);
  await queues.enqueue("poll-feeds", [{}]);
  const relevant = await untilDone(expected, async () => {
    const [failed] = await queues.failed();
    if (failed) throw new Error(`${failed.job} failed: ${failed.reason}`);
    return countDone(database);
  });
  const seconds = (performance.now() - startedAt) / 1000;
  process.stderr.write("\r");
  await queues.close();
  await readers.close();
  await house.close();
  return { seconds, articles: expected, relevant };
}

/** Articles that have ended their way, and how many of them went all of it. */
async function countDone({ pool }: OpenDatabase): Promise<{ done: number; relevant: number }> {
  const { rows } = await pool.query(`
    select (select count(*)::int from readings where not relevant) as irrelevant,
      (select count(*)::int from story_articles) as placed`);
  const { irrelevant, placed } = rows[0];
  return { done: irrelevant + placed, relevant: placed };
}

/** A job for each step of each article, by the same keys and as many at once, which only asks for the next. */
async function runEmpty(place: Place, { articles, relevant }: Chain): Promise<Chain> {
  let done = 0;
  const data = z.object({ articleId: z.string() });
  const empty = STEPS.map(
    (step, at): Job<typeof data, object> => ({
      ...step,
      data,
      key: ({ articleId }) => articleId,
      attempts: 5,
      async run({ articleId }, { enqueue }) {
        const next = STEPS[at + 1];
        if (!next || (at === TAG_STEP && Number(articleId) >= relevant)) done += 1;
        else await enqueue(next.name, [{ articleId }]);
      },
    }),
  );
  const queues = await createQueues({ ...place, prefix: "empty" }, empty, {}, log);
  const startedAt = performance.now();
  await queues.work();
  const ids = Array.from({ length: articles }, (_, article) => ({ articleId: `${article}` }));
  await queues.enqueue(STEPS[0].name, ids);
  await untilDone(articles, async () => ({ done, relevant }));
  const seconds = (performance.now() - startedAt) / 1000;
  await queues.close();
  return { seconds, articles, relevant };
}

async function untilDone(
  expected: number,
  count: () => Promise<{ done: number; relevant: number }>,
): Promise<number> {
  let told = 0;
  for (;;) {
    const { done, relevant } = await count();
    if (done >= expected) return relevant;
    if (Date.now() - told > 1000) {
      process.stderr.write(`\r${done} of ${expected} `);
      told = Date.now();
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** The second start: the first makes the database. */
async function measureStart(): Promise<void> {
  const catalogue = join(folder, "feeds.yaml");
  await writeFile(catalogue, "[]\n");
  const env = {
    PATH: process.env.PATH ?? "",
    BACKCHANNEL_DATA: join(folder, "start"),
    BACKCHANNEL_FEEDS: catalogue,
    TERMINAL: "false",
  };
  const times: number[] = [];
  for (let start = 0; start < 2; start += 1) {
    const startedAt = performance.now();
    const bot = spawn(process.execPath, [...START_WORDS, MAIN], {
      env,
      stdio: ["ignore", "inherit", "pipe"],
    });
    await isReady(bot);
    times.push((performance.now() - startedAt) / 1000);
    bot.kill("SIGTERM");
    await once(bot, "exit");
  }
  const [cold = 0, warm = 0] = times;
  console.log(`start     ready in ${warm.toFixed(1)} s, the first time in ${cold.toFixed(1)} s`);
}

async function isReady(bot: ChildProcess): Promise<void> {
  let printed = "";
  for await (const chunk of bot.stderr ?? []) {
    printed += chunk;
    if (printed.includes('"msg":"ready"')) return;
  }
  throw new Error(`the bot did not start:\n${printed}`);
}
