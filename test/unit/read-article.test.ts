import fc from "fast-check";
import { expect, test } from "vitest";
import { loadKnowledge } from "../../src/knowledge/knowledge.ts";
import { readArticle } from "../../src/reading/read.ts";

const knowledge = loadKnowledge();
const ARTICLE = {
  title: "Austin asks Beijing to reopen the military hotline",
  text: `SINGAPORE (Reuters) - U.S. Defense Secretary Lloyd Austin urged China on Saturday to reopen military channels.

“The right time to talk is any time,” Mr Austin said. He said tariffs were a matter for others.

China's foreign ministry said Washington should respect its concerns over Taiwan.`,
  date: new Date("2023-06-03T08:00:00Z"),
};

test("finds what an article is about, who said what, and what each statement is about", () => {
  const { relevant, reasons, topics, quotes, summary } = readArticle(ARTICLE, knowledge);
  expect(relevant).toBe(true);
  expect(reasons.length).toBeGreaterThan(0);
  expect(topics.map(({ id }) => id)).toContain("military-channels");
  const onTaiwan = quotes.find(({ spans }) => ARTICLE.text.slice(...(spans[0] ?? [0, 0])).includes("Taiwan"));
  expect(onTaiwan?.aboutTopics).toContain("taiwan");
  expect(onTaiwan?.aboutTopics).not.toContain("climate");
  expect(summary.text).toMatch(/^U\.S\. Defense Secretary Lloyd Austin urged China/);
});

test("reading twice gives the same", () => {
  expect(readArticle(ARTICLE, knowledge)).toEqual(readArticle(ARTICLE, knowledge));
});

const PIECES = fc.constantFrom(
  "“",
  "”",
  '"',
  "’",
  "\n\n",
  "\n",
  ". ",
  " said ",
  "Mr Blinken",
  "US",
  "U.S.",
  "China",
  "习近平",
  "說",
  "he",
  "according to",
  "#",
  "\u202e",
  "\ud800",
  "1,200",
  " ",
);

test("no text throws, and every span lies inside it", () => {
  const texts = fc
    .array(fc.oneof(PIECES, fc.string({ maxLength: 8 })), { maxLength: 60 })
    .map((parts) => parts.join(""));
  fc.assert(
    fc.property(texts, fc.string(), (text, title) => {
      const { quotes, mentions, summary } = readArticle({ title, text, date: ARTICLE.date }, knowledge);
      const spans = [
        ...quotes.flatMap(({ spans: own, cue, speaker }) => [
          ...own,
          ...(cue ? [cue] : []),
          ...(speaker ? [speaker] : []),
        ]),
        ...mentions.map(({ start, end }) => [start, end] as const),
        ...summary.spans,
      ];
      for (const [start, end] of spans) {
        expect(start).toBeGreaterThanOrEqual(0);
        expect(end).toBeGreaterThan(start);
        expect(end).toBeLessThanOrEqual(text.length);
      }
    }),
  );
});

test.each([
  ["100,000 quotation marks", "“".repeat(100_000)],
  ["one sentence of a megabyte", "and the talks went on ".repeat(45_000)],
  ["10,000 names", Array.from({ length: 10_000 }, (_, index) => `Mr Alan Smith${index}`).join(" and ")],
])("reads to the end: %s", (_, text) => {
  expect(readArticle({ title: "", text, date: ARTICLE.date }, knowledge).relevant).toBe(false);
});
