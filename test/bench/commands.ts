/**
 * How long a person waits for an answer when the store is large, beside the bare SQL that the answer needs.
 *
 * `npm run bench:commands -- [--articles 100000] [--runs 200] [--data folder]`. The first run fills the folder's
 * database, which takes some minutes; later runs use it again. Ends with exit code 1 when p99 exceeds 100 ms, or p50
 * twice the bare query and 5 ms more.
 */
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import type { Pool } from "pg";
import type { CommandContext } from "../../commands/command.ts";
import { commands } from "../../commands/index.ts";
import { createDispatcher } from "../../src/chat/dispatch.ts";
import { loadKnowledge } from "../../src/knowledge/knowledge.ts";
import { createLog } from "../../src/log.ts";
import { openDatabase } from "../../src/store/open.ts";
import { createStore } from "../../src/store/store.ts";
import { ARCHIVE_END, fillArchive, hasArchive } from "./archive.ts";
import { type BareQuery, bareQueries } from "./bare-queries.ts";

const P99_LIMIT_MS = 100;
const RATIO_LIMIT = 2;
/** Parsing a call, matching names and building a message is work that no query does. */
const BESIDE_SQL_MS = 5;

const from = {
  asker: {
    chat: "terminal",
    workspaceId: "terminal:bench",
    userId: "bench",
    isAdmin: true,
    managesChannel: true,
    timeZone: null,
  },
  channelId: "terminal:bench:bench",
} as const;

const { values } = parseArgs({
  options: {
    articles: { type: "string", default: "100000" },
    runs: { type: "string", default: "200" },
    data: { type: "string", default: ".backchannel/bench-commands" },
  },
});
const articles = Number(values.articles);
const size = { articles, quotes: articles * 10, speakers: articles };
const log = createLog("error");
const database = await openDatabase({ url: null, dataDir: resolve(values.data, values.articles) }, log);
try {
  if (!(await hasArchive(database.pool, size))) await fillArchive(database.pool, size, console.log);
  process.exitCode = await measureAll(database.pool, Number(values.runs));
} finally {
  await database.close();
}

async function measureAll(pool: Pool, runs: number): Promise<number> {
  const context: Omit<CommandContext, "asker" | "channelId" | "commands"> = {
    store: createStore(database.db),
    knowledge: loadKnowledge(),
    defaultTimeZone: "UTC",
    enqueue: async () => {},
    now: () => ARCHIVE_END,
    parts: async () => [],
    findFeed: () => Promise.reject(new Error("nothing is looked up here")),
  };
  const dispatcher = createDispatcher(commands, { ...context, log });
  console.log(`\n${size.quotes} quotes, ${articles} articles, ${runs} runs each; ms\n`);
  console.log("call".padEnd(44), ["p50", "p99", "bare p50", "bare p99", "ratio"].map(column).join(""));
  let failed = 0;
  const people = await pool.query(
    "select id, name from speakers order by quotes desc, id offset 20 limit 50",
  );
  for (const query of bareQueries(articles, people.rows)) {
    const answer = (run: number) =>
      query.suggest
        ? dispatcher.suggest("quotes", query.suggest, query.call(run), from)
        : dispatcher.runTyped(query.call(run), from);
    const { ours, bare } = await measure(query, runs, answer, pool);
    const isSlow =
      ours.p99 > P99_LIMIT_MS || ours.p50 > Math.max(bare.p50 * RATIO_LIMIT, bare.p50 + BESIDE_SQL_MS);
    if (isSlow) failed += 1;
    const figures = [ours.p50, ours.p99, bare.p50, bare.p99, ours.p50 / bare.p50];
    const line = figures.map((figure) => column(figure.toFixed(1))).join("");
    console.log(query.name.padEnd(44), line, isSlow ? "  too slow" : "");
  }
  return failed > 0 ? 1 : 0;
}

/** Both by turns, so that whatever else the machine does befalls both. */
async function measure(query: BareQuery, runs: number, answer: (run: number) => Promise<object>, pool: Pool) {
  const ours: number[] = [];
  const bare: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    ours.push(await timed(() => answer(run)));
    bare.push(await timed(() => pool.query(query.sql, query.parameters(run))));
  }
  return { ours: spread(ours), bare: spread(bare) };
}

async function timed(work: () => Promise<object>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

function spread(times: readonly number[]): { p50: number; p99: number } {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (part: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
  return { p50: at(0.5), p99: at(0.99) };
}

function column(text: string): string {
  return text.padStart(10);
}
