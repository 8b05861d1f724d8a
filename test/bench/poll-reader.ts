import { pino } from "pino";
import { fetchFeed } from "../../jobs/fetch-feed.ts";
import type { JobContext } from "../../jobs/job.ts";
import { createHttp } from "../../src/feeds/fetch.ts";
import { loadKnowledge } from "../../src/knowledge/knowledge.ts";
import { createReaders } from "../../src/readers/readers.ts";
import { sql } from "../../src/store/drizzle.cjs";
import { openDatabase } from "../../src/store/open.ts";
import { createStore } from "../../src/store/store.ts";
import { makeDataDir } from "../support/data-dir.ts";

/** One round over every feed. */
export interface Round {
  readonly wallMs: number;
  readonly cpuMs: number;
  readonly wireBytes: number;
  /** Feeds that said 304. */
  readonly unchanged: number;
}

export interface PollReport {
  readonly cold: Round;
  readonly warm: Round;
  readonly peakMegabytes: number;
  readonly articles: number;
  readonly failures: number;
}

/** The bot's own job over the feeds named in the arguments' file, twice, into an embedded database. */
async function pollTwice(urls: readonly string[]): Promise<PollReport> {
  const log = pino({ level: "silent" });
  const { dataDir, remove } = await makeDataDir();
  const database = await openDatabase({ url: null, dataDir }, log);
  const store = createStore(database.db);
  const hosts = [...new Set(urls.map((url) => new URL(url).host))];
  const counting = countBytes(createHttp({ userAgent: "Backchannel bench", privateHosts: hosts }));
  await store.feeds.add(
    urls.map((url, index) => ({
      id: `feed-${index}`,
      outlet: `Outlet ${index}`,
      publisher: `Outlet ${index}`,
      country: "US",
      class: "newspaper" as const,
      language: "en",
      homepage: null,
      url,
    })),
  );
  const context: JobContext = {
    store,
    knowledge: loadKnowledge(),
    http: counting.http,
    // Nothing is read here, so no thread is started.
    readers: createReaders(),
    chats: new Map(),
    now: () => new Date(),
    settings: { feedPollMs: 900_000, articleKeepDays: 3650, timeZone: "UTC" },
    enqueue: async () => {},
    log,
  };
  const ids = urls.map((_, index) => `feed-${index}`);
  const cold = await pollAll(ids, context, counting);
  await database.db.execute(sql`update feeds set next_look_at = now() - interval '1 minute'`);
  const warm = await pollAll(ids, context, counting);
  const { rows } = await database.db.execute(sql`select count(*)::int as articles from articles`);
  const feeds = await store.feeds.list();
  const report = {
    cold,
    warm,
    peakMegabytes: Math.round(process.resourceUsage().maxRSS / 1024),
    articles: Number(rows[0]?.articles),
    failures: feeds.filter(({ failures }) => failures > 0).length,
  };
  await counting.http.close();
  await database.close();
  await remove();
  return report;
}

interface Counting {
  readonly http: JobContext["http"];
  wireBytes: number;
  unchanged: number;
}

function countBytes(http: JobContext["http"]): Counting {
  const counting: Counting = {
    wireBytes: 0,
    unchanged: 0,
    http: {
      ...http,
      async get(url, request) {
        const answer = await http.get(url, request);
        counting.wireBytes += answer.wireBytes;
        if (answer.status === 304) counting.unchanged += 1;
        return answer;
      },
    },
  };
  return counting;
}

async function pollAll(ids: readonly string[], context: JobContext, counting: Counting): Promise<Round> {
  const waiting = [...ids];
  counting.wireBytes = 0;
  counting.unchanged = 0;
  const cpu = process.cpuUsage();
  const start = performance.now();
  const worker = async () => {
    for (let feedId = waiting.shift(); feedId !== undefined; feedId = waiting.shift()) {
      await fetchFeed.run({ feedId }, context);
    }
  };
  await Promise.all(Array.from({ length: fetchFeed.concurrency }, worker));
  const used = process.cpuUsage(cpu);
  return {
    wallMs: performance.now() - start,
    cpuMs: (used.user + used.system) / 1000,
    wireBytes: counting.wireBytes,
    unchanged: counting.unchanged,
  };
}

if (import.meta.main) {
  const urls: string[] = JSON.parse(process.argv[2] ?? "[]");
  process.stdout.write(`${JSON.stringify(await pollTwice(urls))}\n`);
}
