import fc from "fast-check";
import { expect, test } from "vitest";
import { datelineLength, dependenceOf } from "../../src/reading/summary/stands-alone.ts";
import { countWords, summarise } from "../../src/reading/summary/summary.ts";
import { summariseStory } from "../../src/stories/summary.ts";
import { readDocument } from "../../src/text/document.ts";

test.each([
  ["He told reporters that talks would go on in July.", "pronoun"],
  ["It said the visit had been candid and useful.", "pronoun"],
  ["The 42-year-old was arrested at the airport on Friday.", "pronoun"],
  ["The spokesman declined to give any details of the plan.", "pronoun"],
  ["Meanwhile, the ministry in Beijing summoned the envoy.", "connective"],
  ["But the ministry in Beijing summoned the envoy again.", "connective"],
  ["In response, Beijing raised its own duties on soybeans.", "connective"],
  ["Officials said the new round of tariffs would take effect on the", "cut"],
  ["Officials said the new round of tariffs would take...", "cut"],
  ["Blinken (left) shakes hands with Wang Yi in Beijing in June.", "caption"],
  ["The minister speaks to reporters at the White House in Washington on July 25, 2022.", "caption"],
  ["| A passer-by sent this to our newsroom on Monday.", "cut"],
  ["Safe drugs are what people expect, said Donald D.", "cut"],
  ["I hope that some of it never happens again here.", "pronoun"],
  ["Sign up for our daily newsletter about the region here.", "boilerplate"],
  ["“I think this will end badly for everyone involved.”", "no-speaker"],
  ["“I think this will end badly, the minister said on Monday.", "unbalanced-quotes"],
  ["WASHINGTON (Reuters) - The Senate passed the bill on Monday.", "dateline"],
  ["Talks resumed.", "too-short"],
] as const)("%s → %s", (sentence, dependence) => {
  expect(dependenceOf(sentence)).toBe(dependence);
});

test.each([
  "Secretary of State Antony Blinken arrived in Beijing on Sunday.",
  "It is the first time that a secretary of state has visited in five years.",
  "There were no signs of a breakthrough in Geneva on Monday.",
  "The president of Taiwan landed in New York on Wednesday.",
  "“We want competition, not conflict,” President Joe Biden said on Monday.",
  "中国外交部长王毅周一在北京会见了布林肯。",
])("stands alone: %s", (sentence) => {
  expect(dependenceOf(sentence)).toBeNull();
});

test.each([
  ["WASHINGTON - The Senate met.", "WASHINGTON - "],
  ["BEIJING, June 18 (Reuters) - Talks began.", "BEIJING, June 18 (Reuters) - "],
  ["Jane Doe Associated Press TORONTO – Police said so.", "Jane Doe Associated Press TORONTO – "],
  ["(CNN) -- A train left its tracks.", "(CNN) -- "],
  ["Hong Kong (CNN)Six people were hurt.", "Hong Kong (CNN)"],
  ["The White House (which burned in 1814) was rebuilt.", ""],
])("dateline of %s", (sentence, dateline) => {
  expect(sentence.slice(0, datelineLength(sentence))).toBe(dateline);
});

const ARTICLE = `BEIJING (AP) — Secretary of State Antony Blinken met China's top diplomat on Monday. He called the talks candid.

Scroll down for video.

Washington and Beijing agreed to keep talking about military channels, officials said.`;

test("takes the sentences that stand alone, without the dateline, as exact slices", () => {
  const { text, spans } = summarise(readDocument(ARTICLE), 40);
  expect(text).toBe(
    "Secretary of State Antony Blinken met China's top diplomat on Monday. Washington and Beijing agreed to keep talking about military channels, officials said.",
  );
  expect(spans.map(([start, end]) => ARTICLE.slice(start, end)).join(" ")).toBe(text);
});

test("keeps to the budget, and says nothing rather than a cut sentence", () => {
  expect(summarise(readDocument(ARTICLE), 12).text).toMatch(/^Secretary .* Monday\.$/);
  expect(summarise(readDocument(ARTICLE), 4).text).toBe("");
});

test("a full stop that ends no sentence does not end a summary", () => {
  const text = "The ministry said on Monday that any U.S. nationals must leave. Others may stay for now.";
  expect(summarise(readDocument(text), 12).text).not.toMatch(/any U\.S\.$/);
});

test("a sentence printed twice is shown once", () => {
  const text = "Talks between the envoys resumed on Monday.\n\nTalks between the envoys resumed on Monday.";
  expect(summarise(readDocument(text)).spans).toHaveLength(1);
});

test("a feed's one-sentence lead may lack its full stop", () => {
  const lead = "Envoys of the two sides met in Vienna for a second day of talks";
  expect(summarise(readDocument(lead)).text).toBe(lead);
});

test("a story is told by what its articles share, no sentence twice over", () => {
  const { text, parts } = summariseStory(
    [
      {
        title: "Blinken meets Xi",
        text: "Antony Blinken met Xi Jinping in Beijing on Monday. Rain fell on the capital all day.",
      },
      {
        title: "Xi meets Blinken",
        text: "Xi Jinping met Antony Blinken on Monday in Beijing. Markets in Asia closed a little higher.",
      },
    ],
    20,
  );
  expect(text).toMatch(/^Antony Blinken met Xi Jinping/);
  expect(parts).toHaveLength(2);
  expect(countWords(text)).toBeLessThanOrEqual(20);
});

test("any text: within budget, exact, repeatable", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: "binary", maxLength: 2_000 }),
      fc.integer({ min: 1, max: 80 }),
      (text, words) => {
        const summary = summarise(readDocument(text), words);
        expect(summary).toEqual(summarise(readDocument(text), words));
        expect(countWords(summary.text)).toBeLessThanOrEqual(words);
        expect(summary.spans.map(([start, end]) => text.slice(start, end)).join(" ")).toBe(summary.text);
      },
    ),
  );
});
