import { afterAll, expect, test } from "vitest";
import { FinalError } from "../../src/errors.ts";
import { loadKnowledge } from "../../src/knowledge/knowledge.ts";
import { createReaders } from "../../src/readers/readers.ts";
import { readInPlace } from "../support/read-in-place.ts";

const readers = createReaders({ threads: 2 });
afterAll(() => readers.close());

const article = {
  title: "Blinken meets Wang Yi",
  text: "“We will keep talking with Beijing,” Secretary of State Antony Blinken said on Monday.\n\nWang Yi said that China was ready for talks with the United States.",
  date: new Date("2023-06-19T00:00:00Z"),
};

test("a thread reads as the bot itself would", async () => {
  const inPlace = readInPlace(loadKnowledge());
  expect(await readers.readArticles([article])).toEqual(await inPlace.readArticles([article]));
  const page = {
    html: `<html><head><title>Talks</title></head><body><article><h1>Talks</h1><p>${article.text}</p></article></body></html>`,
    url: "https://wire.example/talks",
  };
  expect(await readers.extractArticle(page)).toEqual(await inPlace.extractArticle(page));
});

test("the event loop goes on while a long text is read", async () => {
  let turns = 0;
  const clock = setInterval(() => {
    turns += 1;
  }, 1);
  const text = "President Joe Biden said on Monday that talks with China would go on.\n\n".repeat(6000);
  await readers.readArticles([{ ...article, text }]);
  clearInterval(clock);
  expect(turns).toBeGreaterThan(1);
});

test("what takes too long is given up, each time it is asked", async () => {
  const hurried = createReaders({ threads: 1, timeoutMs: 1 });
  const text = "US UN EU AI PLA ".repeat(60_000);
  await expect(hurried.readArticles([{ ...article, text }])).rejects.toThrow(FinalError);
  await expect(hurried.readArticles([{ ...article, text }])).rejects.toThrow("reading took too long");
  await hurried.close();
});

test("a fault in one call is that call's alone", async () => {
  const broken = Object.assign({ ...article }, { text: undefined as never });
  const answers = await Promise.allSettled([
    readers.readArticles([article, broken]),
    readers.readArticles([article]),
    readers.readArticles([article]),
  ]);
  expect(answers.map(({ status }) => status)).toEqual(["rejected", "fulfilled", "fulfilled"]);
});

test("what was never started is closed all the same", async () => {
  await createReaders().close();
});
