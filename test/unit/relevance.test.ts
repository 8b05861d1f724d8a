import { expect, test } from "vitest";
import { loadKnowledge } from "../../src/knowledge/knowledge.ts";
import { findMentions } from "../../src/reading/entities/find-mentions.ts";
import { judgeRelevance } from "../../src/reading/relevance/relevance.ts";
import { readWords } from "../../src/reading/words.ts";
import { readDocument } from "../../src/text/document.ts";

const knowledge = loadKnowledge();
const date = new Date("2023-06-18T08:00:00Z");

function judge(title: string, text = "") {
  const mentionsOf = (words: string) => findMentions(readDocument(words), knowledge, date);
  return judgeRelevance(
    { title, words: readWords(text), titleMentions: mentionsOf(title), mentions: mentionsOf(text) },
    knowledge,
  );
}

test.each([
  ["Blinken meets Wang Yi in Beijing as both sides seek to steady ties", ""],
  ["US adds 12 Chinese chip firms to entity list", "Beijing said it would respond with countermeasures."],
  ["China sends warplanes near Taiwan after US arms sale", "The Pentagon called the flights provocative."],
  [
    "Treasury secretary heads to Beijing for tariff talks",
    "The visit is the first by a US cabinet member this year.",
  ],
  ["Xi and Biden agree to reopen military hotline", ""],
])("is about the two governments: %s", (title, text) => {
  expect(judge(title, text)).toMatchObject({ relevant: true });
});

test.each([
  ["Tell us how you keep your bone china clean", "Readers sent us their favourite tips for the washing-up."],
  ["George Washington's teeth go on show", "The museum lets us look at the first president anew."],
  ["Flood kills nine in southern China", "Heavy rain has battered Guangxi since Friday, state media said."],
  ["Wall Street closes higher as tech shares rally", "The S&P 500 rose 1% on Thursday."],
  ["France and Germany agree on joint tank project", "Berlin and Paris will share the cost."],
  ["Philippine coast guard accuses China of ramming boat", "Manila summoned the Chinese envoy on Monday."],
  ["", ""],
])("is about something else: %s", (title, text) => {
  expect(judge(title, text)).toMatchObject({ relevant: false });
});

test("says why, with the words", () => {
  const { reasons } = judge(
    "US and China resume military talks",
    "Washington and Beijing reopened the channel.",
  );
  expect(reasons).toContainEqual(
    expect.stringMatching(/^for: the headline speaks of the two countries as a pair/),
  );
  expect(reasons.join()).toMatch(/talks/);
});

test("says why not", () => {
  expect(judge("Earthquake shakes Japan", "").reasons).toContainEqual(
    expect.stringMatching(/^against: .*neither/),
  );
});
