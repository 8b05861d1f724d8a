// `npm run jobs`: the jobs that failed, and another try for them. It may be used beside a running bot.
import { jobs } from "../../jobs/index.ts";
import { readConfig } from "../config.ts";
import { readEnvironment } from "../environment.ts";
import { UserError } from "../errors.ts";
import { createLog } from "../log.ts";
import type { FailedJob } from "../queue/failed.ts";
import { createQueues, type Queues } from "../queue/queues.ts";
import { openDatabase } from "../store/open.ts";
import { type ProgramCommand, plainLine, runProgram } from "./program.ts";

const HELP = `Usage: npm run jobs -- <command>

  counts        how many jobs wait, run, are put off and have failed, of each kind
  failed        the failed jobs, the latest first: id, when, attempts, why, data
  retry <id>    asks for one failed job again, by the id that "failed" shows
  retry all     asks for every failed job again
  --help        this text

It reads the bot's own settings and may be used while the bot runs. Failed jobs are kept for two weeks.
`;
const withOpen = (use: (queues: Queues, id: string) => Promise<void>) => (id: string) =>
  withQueues((queues) => use(queues, id));

const COMMANDS: Readonly<Record<string, ProgramCommand>> = {
  counts: { words: 0, run: withOpen(showCounts) },
  failed: { words: 0, run: withOpen(showFailed) },
  retry: { words: 1, run: withOpen(retry) },
};

async function withQueues(use: (queues: Queues) => Promise<void>): Promise<void> {
  const config = readConfig(readEnvironment());
  const log = createLog("error");
  const database = await openDatabase({ ...config.database, shared: true }, log);
  try {
    const { redisUrl } = config;
    // Nothing is run from here, so the jobs need nothing to work with.
    const idle = jobs.map((job) => ({ ...job, run: async () => {} }));
    const queues = await createQueues({ redisUrl, databaseUrl: database.url }, idle, {}, log);
    try {
      await use(queues);
    } finally {
      await queues.close();
    }
  } finally {
    await database.close();
  }
}

async function showCounts(queues: Queues): Promise<void> {
  const counts = await queues.counts();
  const rows = counts.map(({ job, waiting, active, delayed, failed }) => [
    job,
    waiting,
    active,
    delayed,
    failed,
  ]);
  process.stdout.write(table([["job", "waiting", "active", "put off", "failed"], ...rows]));
}

async function showFailed(queues: Queues): Promise<void> {
  const failed = await queues.failed();
  if (failed.length === 0) {
    process.stdout.write("No job has failed.\n");
    return;
  }
  process.stdout.write(table([["id", "failed at", "attempts", "why", "data"], ...failed.map(toRow)]));
  process.stdout.write(`\n${failed.length} failed. Try again: npm run jobs -- retry <id>, or retry all\n`);
}

function toRow({ id, failedAt, attempts, reason, data }: FailedJob): (string | number)[] {
  return [id, failedAt.toISOString().slice(0, 19), attempts, plainLine(reason, 60), JSON.stringify(data)];
}

async function retry(queues: Queues, id: string): Promise<void> {
  const retried = await queues.retry(id);
  if (retried === 0 && id !== "all") throw new UserError(`There is no failed job ${plainLine(id, 80)}.`);
  process.stdout.write(`${retried} ${retried === 1 ? "job" : "jobs"} asked for again.\n`);
}

function table(rows: readonly (readonly (string | number)[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => `${row[column]}`.length)));
  const lines = rows.map((row) =>
    row.map((cell, column) => `${cell}`.padEnd(widths[column] ?? 0)).join("  "),
  );
  return `${lines.map((line) => line.trimEnd()).join("\n")}\n`;
}

process.exitCode = await runProgram(HELP, COMMANDS, process.argv.slice(2));
