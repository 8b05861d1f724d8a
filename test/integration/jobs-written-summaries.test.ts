import { beforeEach, expect, test } from "vitest";
import { summariseArticle } from "../../jobs/summarise-article.ts";
import { tagArticle } from "../../jobs/tag-article.ts";
import type { SummaryWriter, Writing } from "../../src/summaries/writer.ts";
import { openTestDatabase, type TestDatabase } from "../support/database.ts";
import { type House, openHouse } from "../support/house.ts";
import { createRunner, type JobRunner } from "../support/job-runner.ts";
import { addArticles, makeArticle } from "../support/records.ts";

const START = new Date("2023-06-19T12:00:00Z");
const RELEVANT = {
  title: "Blinken and Xi agree to steady ties between the United States and China",
  text: "Antony Blinken met Chinese President Xi Jinping in Beijing on Monday, and both governments said they wanted to steady relations between the United States and China.",
};
const WRITTEN: Writing = {
  kind: "written",
  text: "Antony Blinken met President Xi Jinping in Beijing on Monday.",
  method: "double",
  tokens: 90,
};

let database: TestDatabase;
let house: House;
let runner: JobRunner;

beforeEach(async () => {
  database = await openTestDatabase();
  house = await openHouse(database.url, { now: () => START });
  runner = createRunner(house.parts);
  return async () => {
    await house.close();
    await database.close();
  };
});

async function summarise(slug: string, writeSummary: SummaryWriter, summaryDailyLimit = 10) {
  const article = makeArticle(slug, { publishedAt: START, seenAt: START, ...RELEVANT });
  await addArticles(house.store, article);
  const data = { articleId: article.id };
  const parts = { writeSummary, settings: { ...house.parts.settings, summaryDailyLimit } };
  await runner.run(tagArticle, data);
  await runner.run(summariseArticle, data, parts);
  const shown = async () => (await house.store.readings.summaries([article.id])).get(article.id);
  return { shown, again: () => runner.run(summariseArticle, data, parts) };
}

test("a model's summary is kept with its name, and paid for once", async () => {
  let calls = 0;
  const { shown, again } = await summarise("a", async () => {
    calls += 1;
    return WRITTEN;
  });
  expect(await shown()).toMatchObject({ text: WRITTEN.text, method: "double" });
  await again();
  expect(await shown()).toMatchObject({ text: WRITTEN.text, method: "double" });
  expect(calls).toBe(1);
});

test("when the model is refused, the article's own sentences are shown", async () => {
  const { shown } = await summarise("a", async () => ({
    kind: "refused",
    why: "no answer in time",
    tokens: null,
  }));
  expect(await shown()).toMatchObject({ method: "extractive" });
  expect(RELEVANT.text).toContain((await shown())?.text);
});

test("beyond the day's budget the model is not asked", async () => {
  await summarise("a", async () => WRITTEN, 1);
  const { shown } = await summarise("b", async () => WRITTEN, 1);
  expect(await shown()).toMatchObject({ method: "extractive" });
});
