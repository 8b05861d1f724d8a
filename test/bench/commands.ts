/**
 * How long a person waits for an answer when the store is large, beside the bare SQL that the answer needs.
 *
 * `npm run bench:commands -- [--articles 100000] [--runs 200] [--data folder] [--only blinken]`. The first run fills
 * the folder's database, which takes some minutes; later runs use it again. "first" is the very first call in this
 * process, whose code is cold; the runs begin after some more. Ends with exit code 1 when p99 exceeds 100 ms, or p50
 * twice the bare query's.
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
import { ARCHIVE_END, ARCHIVE_VERSION, fillArchive, hasArchive } from "./archive.ts";
import { type BareQuery, bareQueries } from "./bare-queries.ts";

const P99_LIMIT_MS = 100;
const RATIO_LIMIT = 2;
/** Until then Node compiles what it runs; a bot that was asked before has that behind it. */
const WARM_UP_RUNS = 50;

const HEADINGS = ["first", "p50", "p99", "bare p50", "bare p99", "ratio", "p99 ratio"];

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
    only: { type: "string", default: "" },
  },
});
const articles = Number(values.articles);
const size = { articles, quotes: articles * 10, speakers: articles };
const log = createLog("error");
const dataDir = resolve(values.data, `${values.articles}-${ARCHIVE_VERSION}`);
const database = await openDatabase({ url: null, dataDir }, log);
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
  console.log("call".padEnd(44), HEADINGS.map(column).join(""));
  let failed = 0;
  const people = await pool.query(
    "select id, name from speakers order by quotes desc, id offset 20 limit 50",
  );
  const queries = bareQueries(articles, people.rows).filter(({ name }) => name.includes(values.only));
  for (const query of queries) {
    const answer = (run: number) =>
      query.suggest
        ? dispatcher.suggest("quotes", query.suggest, query.call(run), from)
        : dispatcher.runTyped(query.call(run), from);
    const { first, ours, bare } = await measure(query, runs, answer, pool);
    const isSlow = ours.p99 > P99_LIMIT_MS || ours.p50 > bare.p50 * RATIO_LIMIT;
    if (isSlow) failed += 1;
    const ratios = [ours.p50 / bare.p50, ours.p99 / bare.p99];
    const figures = [first, ours.p50, ours.p99, bare.p50, bare.p99, ...ratios];
    const line = figures.map((figure) => column(figure.toFixed(2))).join("");
    console.log(query.name.padEnd(44), line, isSlow ? "  too slow" : "");
  }
  return failed > 0 ? 1 : 0;
}

/** Both by turns, so that whatever else the machine does befalls both. */
async function measure(query: BareQuery, runs: number, answer: (run: number) => Promise<object>, pool: Pool) {
  const ours: number[] = [];
  const bare: number[] = [];
  const first = await timed(() => answer(0));
  for (let run = -WARM_UP_RUNS; run < runs; run += 1) {
    const turn = run + WARM_UP_RUNS;
    const times = [
      await timed(() => answer(turn)),
      await timed(() => pool.query(query.sql, query.parameters(turn))),
    ] as const;
    if (run < 0) continue;
    ours.push(times[0]);
    bare.push(times[1]);
  }
  return { first, ours: spread(ours), bare: spread(bare) };
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
