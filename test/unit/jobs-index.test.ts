import { readdirSync } from "node:fs";
import { expect, test } from "vitest";
import { jobs } from "../../jobs/index.ts";

const FOLDER = new URL("../../jobs/", import.meta.url);
/** Files of the folder that are no job. */
const HELPERS = [
  "article-batch.ts",
  "ask-model.ts",
  "compose-delivery.ts",
  "feed-hub.ts",
  "gather.ts",
  "index.ts",
  "job.ts",
  "join-statements.ts",
  "telling.ts",
  "timeliness.ts",
];

test("every job's file is in the list, under its own name", () => {
  const files = readdirSync(FOLDER).filter((name) => !HELPERS.includes(name));
  expect(files.toSorted()).toEqual(jobs.map(({ name }) => `${name}.ts`).toSorted());
});

test("jobs on a clock need no data and are one job", () => {
  const clocks = jobs.filter(({ everyMs }) => everyMs !== undefined);
  expect(clocks.map(({ name }) => name)).toEqual([
    "poll-feeds",
    "plan-digests",
    "resume-articles",
    "resume-deliveries",
    "watch-feeds",
    "ask-hubs",
    "prune",
  ]);
  for (const job of clocks) expect(job.key(job.data.parse({}))).toBe("clock");
});

test("a job's key tells different data apart", () => {
  for (const job of jobs.filter(({ data }) => Object.keys(data.shape).length > 0)) {
    const fields = Object.keys(job.data.shape);
    const filled = (value: string) =>
      Object.fromEntries(fields.map((field) => [field, field.endsWith("Ids") ? [value] : value]));
    expect(job.key(job.data.parse(filled("a")))).not.toBe(job.key(job.data.parse(filled("b"))));
  }
});
