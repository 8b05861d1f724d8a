import fc from "fast-check";
import { expect, test } from "vitest";
import { loadKnowledge } from "../../src/knowledge/knowledge.ts";
import { findTopics, markTopics, topicsBetween } from "../../src/reading/topics.ts";
import { readWords } from "../../src/reading/words.ts";

const knowledge = loadKnowledge();
const topicsOf = (title: string, text = "") => findTopics({ title, text }, knowledge).map(({ id }) => id);

test.each([
  ["Defence chiefs reopen military-to-military hotline", "military-channels"],
  ["Destroyer sails through Taiwan Strait", "taiwan"],
  ["US raises tariffs on Chinese electric cars", "trade-tariffs"],
  ["New export controls hit chipmakers", "tech-export-controls"],
  ["Spy balloon shot down off Carolina coast", "spy-balloon"],
  ["Kerry and Xie Zhenhua discuss methane emissions", "climate"],
  ["Beijing curbs exports of gallium and germanium", "critical-minerals"],
  ["American detained in Shanghai faces exit ban", "consular-detentions"],
  ["Envoys discuss fentanyl precursors", "fentanyl"],
  ["Leaders hold summit in Lima", "leader-diplomacy"],
  ["中美元首在旧金山会晤", "leader-diplomacy"],
])("%s: %s", (title, topic) => {
  expect(topicsOf(title)).toContain(topic);
});

test("a phrase that only sounds like a topic counts for nothing", () => {
  expect(topicsOf("A climate of fear")).not.toContain("climate");
  expect(topicsOf("The trade war drags on")).not.toContain("military-activity");
});

test("each topic comes with the words that earned it, strongest topic first", () => {
  const [first, ...others] = findTopics(
    { title: "Fentanyl talks", text: "Officials spoke of precursors and of opioid deaths." },
    knowledge,
  );
  expect(first).toMatchObject({ id: "fentanyl", words: expect.arrayContaining(["fentanyl", "precursors"]) });
  for (const { score } of others) expect(score).toBeLessThanOrEqual(first?.score ?? 0);
});

test("a stretch of text has its own topics", () => {
  const text = "Tariffs came first. Then he spoke of Taiwan.";
  const marks = markTopics(text, readWords(text), knowledge);
  expect(topicsBetween(marks, [20, text.length]).map(({ id }) => id)).toEqual(["taiwan"]);
});

test("every id of the list is known once and has names and words", () => {
  const ids = knowledge.topics().map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const { aliases, strong } of knowledge.topics()) {
    expect(aliases.length).toBeGreaterThan(2);
    expect(strong.length).toBeGreaterThan(2);
  }
});

test("reading twice gives the same, and no input throws", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), fc.string({ unit: "binary" }), (title, text) => {
      expect(findTopics({ title, text }, knowledge)).toEqual(findTopics({ title, text }, knowledge));
    }),
  );
});
