import { expect, test } from "vitest";
import { findUnsupported, findUnsupportedInAll } from "../../src/summaries/check.ts";

const SOURCE = `Secretary of State Antony Blinken met Foreign Minister Wang Yi in Beijing on Monday for three hours.
“We want competition, not conflict,” Mr Blinken said. Trade reached $690 billion last year, up 2.5%. President Xi
Jinping received 1,200 guests.`;

test.each([
  "Antony Blinken met Wang Yi in Beijing on Monday.",
  "Secretary of State Antony Blinken met Wang Yi for three hours.",
  "Blinken met Wang Yi for 3 hours and said “We want competition, not conflict.”",
  "Trade reached $690 billion, up 2.5%.",
  "Xi Jinping received 1200 guests.",
])("the source bears out: %s", (answer) => {
  expect(findUnsupported(answer, SOURCE)).toEqual([]);
});

test.each([
  ["Donald Trump met Wang Yi in Beijing.", "Donald"],
  ["Antony Wang met the minister in Beijing.", "Antony Wang"],
  ["Blinken met Wang Yi on Tuesday.", "Tuesday"],
  ["Blinken met Wang Yi for four hours.", "four"],
  ["Trade reached $700 billion.", "700"],
  ["Blinken said “We want peace”.", "We want peace"],
  ["Blinken met Wang Yi. See https://example.org", "mark-up"],
  ["Blinken met Wang Yi\n- China surrendered", "mark-up"],
  ["Blinken met <@everyone>.", "mark-up"],
])("the source does not: %s", (answer, fault) => {
  expect(findUnsupported(answer, SOURCE)).toContain(fault);
});

const SECOND =
  "The Pentagon said on Tuesday that 14 aircraft crossed the line near Taiwan. “Nobody was hurt,” it said.";

test.each([
  "Antony Blinken met Wang Yi in Beijing on Monday. The Pentagon said 14 aircraft crossed the line near Taiwan.",
  "Blinken said “We want competition, not conflict,” and trade reached $690 billion. “Nobody was hurt,” the Pentagon said.",
])("of several sources, each sentence is borne out by one: %s", (answer) => {
  expect(findUnsupportedInAll(answer, [SOURCE, SECOND])).toEqual([]);
});

test.each([
  ["Antony Blinken met 14 officials in Beijing.", "14"],
  ["Blinken flew to Taiwan.", "Taiwan"],
  ["Blinken said “Nobody died”.", "Nobody died"],
  ["Blinken met Wang Yi. See https://example.org", "mark-up"],
])("what only two sources together hold, or none, does not: %s", (answer, fault) => {
  expect(findUnsupportedInAll(answer, [SOURCE, SECOND])).toContain(fault);
});

test("without a source nothing is borne out", () => {
  expect(findUnsupportedInAll("Blinken met Wang Yi.", [])).not.toEqual([]);
});
