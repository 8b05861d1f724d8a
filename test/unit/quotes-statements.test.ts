import { describe, expect, test } from "vitest";
import { type CarriedStatement, isSameStatement, statementKey } from "../../src/reading/quotes/statements.ts";

const carried = (words: string, given: Partial<CarriedStatement> = {}): CarriedStatement => ({
  words,
  speaker: "wang-yi",
  date: new Date("2023-06-19T08:00:00Z"),
  ...given,
});
const FULL =
  "“China has no room for compromise or concessions on the question of Taiwan, and the United States must respect that,”";

describe("one statement", () => {
  test.each([
    ["other marks and capitals", FULL.replaceAll("“", '"').replaceAll("”", '"').toUpperCase()],
    ["one word changed", FULL.replace("compromise or concessions", "compromise or concession")],
    [
      "another translation",
      "“On the question of Taiwan, China has no room for compromise or concession; the United States must respect it.”",
    ],
    [
      "cut short",
      "“China has no room for compromise or concessions on the question of Taiwan, and the United States must respect”",
    ],
  ])("%s", (_, words) => {
    expect(isSameStatement(carried(FULL), carried(words))).toBe(true);
    expect(isSameStatement(carried(words), carried(FULL))).toBe(true);
  });

  const TRANSLATED = [
    "“We urge the United States to stop interfering in China's internal affairs and to stop undermining peace and stability in the Taiwan Strait,”",
    "“We call on the US to cease meddling in China’s domestic affairs and to halt actions that damage peace and stability across the Taiwan Strait.”",
  ] as const;

  test("is one when two translators choose other words for it", () => {
    const [one, other] = TRANSLATED.map((words) => carried(words, { speaker: "mao-ning" }));
    if (!one || !other) throw new Error("two translations are written above");
    expect(isSameStatement(one, other)).toBe(true);
    const bands = statementKey(one).bands;
    expect(statementKey(other).bands.some((band) => bands.includes(band))).toBe(true);
  });

  test("shares a key that the store can look up", () => {
    const key = statementKey(carried(FULL));
    expect(statementKey(carried(FULL.replaceAll("“", '"').replaceAll("”", '"'))).exact).toBe(key.exact);
    const changed = statementKey(carried(FULL.replace("or concessions", "or concession")));
    expect(changed.exact).not.toBe(key.exact);
    expect(changed.bands.some((band) => key.bands.includes(band))).toBe(true);
  });
});

describe("two statements", () => {
  test.each([
    ["another speaker", carried(FULL, { speaker: "qin-gang" })],
    ["weeks later", carried(FULL, { date: new Date("2023-07-19T08:00:00Z") })],
    [
      "the same subject in other words",
      carried("“Taiwan is the most prominent risk in relations between China and the United States,”"),
    ],
    [
      "the same phrases to another end",
      carried("“China and the United States must uphold peace, and there is room for a dialogue on Taiwan,”"),
    ],
    ["a negative", carried("“no”")],
  ])("%s", (_, other) => {
    expect(isSameStatement(carried(FULL), other)).toBe(false);
  });

  test("of unnamed sources are one only word for word", () => {
    const unnamed = carried("“We are not there yet on the tariff list,”", { speaker: null });
    expect(
      isSameStatement(unnamed, { ...unnamed, words: "'We are not there yet on the tariff list.'" }),
    ).toBe(true);
    expect(
      isSameStatement(unnamed, { ...unnamed, words: "“We are not there yet on the tariffs list,”" }),
    ).toBe(false);
    expect(statementKey(unnamed).bands).toEqual([]);
  });
});
