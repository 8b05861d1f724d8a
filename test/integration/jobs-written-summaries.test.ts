import { beforeEach, describe, expect, test } from "vitest";
import { announceStory } from "../../jobs/announce-story.ts";
import { placeArticles } from "../../jobs/place-articles.ts";
import { summariseArticle } from "../../jobs/summarise-article.ts";
import { summariseStory } from "../../jobs/summarise-story.ts";
import { tagArticles } from "../../jobs/tag-articles.ts";
import type { SummarySource, SummaryWriter, Writing } from "../../src/summaries/writer.ts";
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
  await runner.run(tagArticles, { articleIds: [data.articleId] });
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
    method: "double",
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

test("what was refused is paid for too, what was never reached is not", async () => {
  const refused = (why: string) => async () =>
    ({ kind: "refused", why, method: "double", tokens: 7 }) as const;
  await summarise("a", refused("empty answer"), 2);
  await summarise("b", refused("model not reached"), 2);
  const { shown } = await summarise("c", async () => WRITTEN, 2);
  expect(await shown()).toMatchObject({ method: "double" });
  const later = await summarise("d", async () => WRITTEN, 2);
  expect(await later.shown()).toMatchObject({ method: "extractive" });
  expect(await house.store.modelAnswers.since(new Date(START.getTime() - 1))).toMatchObject({
    asked: 3,
    shown: 1,
    tokens: 104,
    refused: [{ count: 1 }, { count: 1 }],
  });
});

describe("a story's summary", () => {
  const OF_STORY = "Antony Blinken met Chinese President Xi Jinping in Beijing on Monday.";
  const TELLINGS = [
    [RELEVANT.title, RELEVANT.text],
    [
      "Xi meets Blinken in Beijing as both seek steadier ties",
      "Chinese President Xi Jinping received US Secretary of State Antony Blinken in Beijing on Monday. The United States and China want steady ties, officials on both sides said.",
    ],
    [
      "Blinken sees Xi on last day in Beijing, ties to be steadied",
      "US Secretary of State Antony Blinken saw President Xi Jinping in Beijing on Monday, the last day of a visit meant to steady relations with China.",
    ],
    [
      "Xi and Blinken meet in Beijing, agree that ties need to be steady",
      "After talks in Beijing on Monday Chinese President Xi Jinping and Antony Blinken of the United States agreed that steady relations are needed.",
    ],
  ] as const;

  /** Reads and places the first tellings of one event, each of another publisher; returns the story's id. */
  async function tell(from: number, to: number): Promise<string> {
    for (const [at, [title, text]] of TELLINGS.entries()) {
      if (at < from || at >= to) continue;
      const publishedAt = new Date(START.getTime() + at * 60_000);
      const facts = { title, text, publisher: `p${at}`, publishedAt, seenAt: START };
      const article = makeArticle(`told-${at}`, facts);
      await addArticles(house.store, article);
      await runner.run(tagArticles, { articleIds: [article.id] });
      await runner.run(summariseArticle, { articleId: article.id });
    }
    await runner.run(placeArticles, {});
    const [story, ...others] = await house.store.stories.latest({ workspaceId: "", limit: 5 });
    expect(others).toEqual([]);
    return story?.id ?? "";
  }

  /** Has a model answer; returns how often it was asked, and of what. */
  async function write(storyId: string, text: string | null) {
    const asked: SummarySource[] = [];
    const writeSummary: SummaryWriter = async (source) => {
      asked.push(source);
      return text === null
        ? { kind: "refused", why: "empty answer", method: "double", tokens: 5 }
        : { kind: "written", text, method: "double", tokens: 50 };
    };
    const settings = { ...house.parts.settings, summaryDailyLimit: 10 };
    await runner.run(summariseStory, { storyId, workspaceId: null }, { writeSummary, settings });
    return asked;
  }

  const shown = (id: string) => house.store.stories.get(id, "");

  test("is the model's, from one article of each publisher, and is paid for once", async () => {
    const id = await tell(0, 2);
    expect(await shown(id)).toMatchObject({ summaryBy: null });
    expect(await write(id, OF_STORY)).toMatchObject([
      { articles: [{ text: TELLINGS[0][1] }, { text: TELLINGS[1][1] }] },
    ]);
    expect(await shown(id)).toMatchObject({ summary: OF_STORY, summaryBy: "double" });
    expect(await write(id, "Another.")).toEqual([]);
  });

  test("stays the articles' own sentences when the model is refused", async () => {
    const id = await tell(0, 2);
    const before = await shown(id);
    await write(id, null);
    expect(await shown(id)).toEqual(before);
    expect(before?.summary).toMatch(/^Antony Blinken met/u);
  });

  test("is written anew once the story has grown by half, and stays while it has not", async () => {
    const id = await tell(0, 2);
    await write(id, OF_STORY);
    await tell(2, 3);
    expect(await shown(id)).toMatchObject({ summary: OF_STORY, articles: 3 });
    expect(await write(id, "Blinken met Xi Jinping in Beijing.")).toHaveLength(1);
    expect(await shown(id)).toMatchObject({ summary: "Blinken met Xi Jinping in Beijing." });
    await tell(3, 4);
    expect(await write(id, "Another.")).toEqual([]);
  });

  test("goes when a revision takes back what it says", async () => {
    const id = await tell(0, 2);
    await write(id, OF_STORY);
    await house.pool.query("update articles set text = 'The meeting was called off.', title = 'No meeting'");
    await write(id, null);
    expect(await shown(id)).toMatchObject({ summaryBy: null });
  });

  test("is asked for when a story of several publishers is told, and only where there is a model", async () => {
    const storyId = await tell(0, 2);
    await runner.run(announceStory, { storyId, workspaceId: null });
    expect(runner.of("summarise-story")).toEqual([]);
    await runner.run(announceStory, { storyId, workspaceId: null }, { writeSummary: async () => WRITTEN });
    expect(runner.of("summarise-story")).toEqual([{ storyId, workspaceId: null }]);
  });

  test("one publisher alone is no story to write of", async () => {
    expect(await write(await tell(0, 1), OF_STORY)).toEqual([]);
  });
});
