import { expect, test } from "vitest";
import { chooseHeadline, type HeadlineCandidate } from "../../src/stories/headline.ts";
import { type RankedArticle, rankStory } from "../../src/stories/rank.ts";

const headline = (title: string, other: Partial<HeadlineCandidate> = {}): HeadlineCandidate => ({
  id: title,
  title,
  class: "newspaper",
  language: "en",
  relevance: 0.9,
  ...other,
});

test("the headline that shares most with the others stands for the story", () => {
  const best = chooseHeadline([
    headline("A quiet morning on Chang'an Avenue, then motorcades and a long handshake"),
    headline("Blinken meets Xi in Beijing to steady relations"),
    headline("Xi and Blinken meet in Beijing as relations steady"),
  ]);
  expect(best?.title).toMatch(/Blinken/);
});

test.each([
  "Will Blinken meet Xi in Beijing?",
  "Five takeaways: Blinken meets Xi in Beijing",
  "Live: Blinken meets Xi in Beijing, updates",
])("a headline that tells little gives way: %s", (title) => {
  const plain = headline("Blinken meets Xi in Beijing");
  expect(chooseHeadline([headline(title), plain])).toBe(plain);
});

test("who takes part gives way to who reports, another language to English", () => {
  const wire = headline("Ministers meet in Geneva on Monday", { class: "wire" });
  expect(chooseHeadline([headline(wire.title, { class: "government" }), wire])).toBe(wire);
  expect(chooseHeadline([headline("部长周一在日内瓦会晤", { language: "zh", class: "wire" }), wire])).toBe(
    wire,
  );
  expect(chooseHeadline([])).toBeNull();
});

const told = (publisher: string, other: Partial<RankedArticle> = {}): RankedArticle => ({
  publisher,
  class: "newspaper",
  country: "GB",
  relevance: 0.8,
  ...other,
});

test("an owner with five outlets is one voice", () => {
  const five = Array.from({ length: 5 }, () => told("One Owner"));
  expect(rankStory(five, []).rank).toBe(rankStory([told("One Owner")], []).rank);
  expect(rankStory(five, []).reasons).toContain("carried by 1 publisher");
});

test("more voices, both countries and weighty topics rank higher, and it says so", () => {
  const few = rankStory([told("A")], []);
  const many = rankStory([told("A", { country: "US" }), told("B", { country: "CN" })], ["leader-diplomacy"]);
  expect(many.rank).toBeGreaterThan(few.rank);
  expect(many.reasons).toEqual([
    "carried by 2 publishers",
    "about leader diplomacy",
    "told in both countries",
  ]);
});
