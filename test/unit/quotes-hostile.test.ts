import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { type Knowledge, loadKnowledge } from "../../src/knowledge/knowledge.ts";
import type { Mention, Quote } from "../../src/model.ts";
import { findMentions } from "../../src/reading/entities/find-mentions.ts";
import { findQuotes } from "../../src/reading/quotes/find.ts";
import { readDocument } from "../../src/text/document.ts";

const DATE = new Date("2023-06-17T00:00:00Z");
let knowledge: Knowledge;
beforeAll(() => {
  knowledge = loadKnowledge();
});

function read(text: string, mentions?: readonly Mention[]): Quote[] {
  const document = readDocument(text);
  return findQuotes(document, mentions ?? findMentions(document, knowledge, DATE), knowledge, DATE);
}

/** Pieces that news is made of, put together without sense. */
const PIECES = [
  "“",
  "”",
  '"',
  "''",
  "‘",
  "’",
  "'",
  "«",
  "»",
  "「",
  "」",
  "—",
  " - ",
  ":",
  ",",
  ", ",
  ". ",
  "?”",
  "!",
  "\n\n",
  "\n",
  " ",
  "said",
  " he said ",
  "She",
  "told reporters",
  "that",
  "who",
  "according to",
  "Mr Blinken",
  "Wang Yi",
  "the ministry",
  "a spokesman",
  "and",
  "but",
  "has repeatedly warned",
  "adding",
  "claim that",
  "on Friday",
  "China",
  "U.S.",
  "(",
  ")",
  "was quoted as saying",
  "would not",
  "to",
  "WALLACE:",
  "@",
  "外交部说",
  "🙂",
  "\u2028",
  "\u0000",
  "ﬁ",
  "İ",
];
const news = fc
  .array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ unit: "binary", maxLength: 6 })), { maxLength: 80 })
  .map((pieces) => pieces.join(""));

describe("whatever the text", () => {
  test("every offset slices to words of the text, in order and without overlap", () => {
    fc.assert(
      fc.property(news, (text) => {
        for (const quote of read(text)) {
          const spans = [...quote.spans, ...[quote.cue, quote.speaker].filter((span) => span !== null)];
          for (const [start, end] of spans) {
            expect(Number.isInteger(start) && Number.isInteger(end)).toBe(true);
            expect(text.slice(start, end).trim()).toBe(text.slice(start, end));
            expect(end).toBeGreaterThan(start);
            expect(end).toBeLessThanOrEqual(text.length);
          }
          for (const [index, span] of quote.spans.entries()) {
            expect(span[0]).toBeGreaterThanOrEqual(quote.spans[index - 1]?.[1] ?? 0);
          }
          expect(quote.confidence).toBeGreaterThan(0);
          expect(quote.confidence).toBeLessThanOrEqual(1);
        }
      }),
      { numRuns: 400 },
    );
  });

  test("reading it twice gives the same", () => {
    fc.assert(
      fc.property(news, (text) => {
        expect(read(text)).toEqual(read(text));
      }),
    );
  });
});

describe("hostile texts end, and are read as far as they make sense", () => {
  const many = (count: number, piece: string) => piece.repeat(count);
  test.each([
    ["100,000 opening marks", many(100_000, "“")],
    ["100,000 straight marks", many(100_000, '" ')],
    ["100,000 single marks", many(100_000, "‘a ")],
    ["a cue without end", many(60_000, "he said ")],
    ["brackets within brackets", `Mr Li ${many(50_000, "(")} said it`],
    ["10,000 paragraphs of open quotations", many(10_000, "“I went on and on about it,\n\n")],
    ["commas without end", `Mr Li, ${many(100_000, "a man, ")}said no.`],
  ])("%s", (_, text) => {
    const quotes = read(text, []);
    expect(
      quotes.every(({ spans }) => spans.every(([start, end]) => end > start && end <= text.length)),
    ).toBe(true);
  });

  test("one sentence of 1 MB", () => {
    const text = `Mr Li said that ${many(200_000, "talk ")}.`;
    const [quote] = read(text, []);
    expect(quote && text.slice(...(quote.speaker ?? [0, 0]))).toBe("Mr Li");
  });

  test("10,000 names", () => {
    const text = Array.from(
      { length: 10_000 },
      (_, index) => `Anna Li${index} met Bo Wu${index}. She said it was fine.`,
    ).join(" ");
    expect(read(text).length).toBeGreaterThan(1_000);
  });
});
