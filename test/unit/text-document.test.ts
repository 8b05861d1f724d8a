import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readDocument } from "../../src/text/document.ts";

const sentencesOf = (text: string) => {
  const { sentences } = readDocument(text);
  return sentences.map(({ start, end }) => text.slice(start, end));
};
const wordsOf = (text: string) => readDocument(text).tokens.map((token) => token.text);

describe("sentences", () => {
  test.each([
    ["titles and initials", "Mr. Li met Gen. Mark A. Milley on Friday. They talked.", 2],
    ["U.S. within a sentence", "The U.S. Navy sailed. It was noticed.", 2],
    ["U.S. at the end of a sentence", "He flew to the U.S. The talks began.", 2],
    ["times and months", "At 5 p.m. Tuesday, Sept. 3, talks ended. No date was set.", 2],
    ["closing mark after the full stop", "“We will talk.” She left.", 2],
    ["straight marks", '"We will talk." "When?" She left.', 3],
    ["a question with its speaker", "“Who cares?” he said. Nobody did.", 2],
    ["a question with a named speaker", "“Who cares?” Mr Li said. Nobody did.", 2],
    ["spaced dots", "Talks . . . went on. They ended.", 2],
    ["shortened company names", "Apple Inc. Chief Tim Cook spoke. Alibaba Co. The rest is silence.", 3],
    ["Chinese stops", "双方会谈。外交部说:“好。”他走了。", 3],
    ["decimal figures", "It rose 3.5 percent. Then it fell.", 2],
    ["brackets", "He left (at last.) She stayed.", 2],
  ])("%s", (_, text, count) => {
    expect(sentencesOf(text)).toHaveLength(count);
  });

  test("keep a closing mark and give the next mark to the next sentence", () => {
    expect(sentencesOf("“Yes.” “No,” he said.")).toEqual(["“Yes.”", "“No,” he said."]);
    expect(sentencesOf("''Yes.'' ''No,'' he said.")).toEqual(["''Yes.''", "''No,'' he said."]);
  });
});

describe("paragraphs", () => {
  test("are split at blank lines", () => {
    expect(readDocument("One.\nStill one.\n \nTwo.").paragraphs).toEqual([
      [0, 15],
      [18, 22],
    ]);
  });
  test("are lines when no line is blank", () => {
    expect(readDocument("One.\nTwo.\n").paragraphs).toEqual([
      [0, 4],
      [5, 9],
    ]);
  });
});

test.each([
  ["Don’t split US-China’s words", ["Don’t", "split", "US-China’s", "words"]],
  ["U.S.-led A.I. in D.C.", ["U.S.", "-", "led", "A.I.", "in", "D.C."]],
  ["1,200 men, 3.5% on the 19th", ["1,200", "men", ",", "3.5", "%", "on", "the", "19th"]],
  ["''Yes'' ‘no’ «oui» 「好」", ["''", "Yes", "''", "‘", "no", "’", "«", "oui", "»", "「", "好", "」"]],
  ["a 46-year-old J. Li", ["a", "46-year-old", "J", ".", "Li"]],
])("tokens of %s", (text, words) => {
  expect(wordsOf(text)).toEqual(words);
});

test("every token and sentence stands where it says, in order, whatever the text", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 300 }), (text) => {
      const document = readDocument(text);
      let at = 0;
      for (const token of document.tokens) {
        expect(token.start).toBeGreaterThanOrEqual(at);
        expect(text.slice(token.start, token.end)).toBe(token.text);
        expect(token.end).toBeGreaterThan(token.start);
        at = token.end;
      }
      const covered = document.sentences.flatMap(({ firstToken, endToken }) => [firstToken, endToken]);
      expect(covered[0] ?? 0).toBe(0);
      expect(covered.at(-1) ?? 0).toBe(document.tokens.length);
    }),
  );
});
