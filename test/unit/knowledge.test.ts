import { expect, test } from "vitest";
import { shippedKnowledge } from "../support/knowledge.ts";

const knowledge = shippedKnowledge();
const on = (day: string) => new Date(`${day}T12:00:00Z`);

test.each([
  { words: "the Secretary of State", day: "2023-06-17", names: ["Antony Blinken"] },
  { words: "US Secretary of State", day: "2025-07-11", names: ["Marco Rubio"] },
  { words: "the Chinese foreign minister", day: "2023-06-17", names: ["Qin Gang"] },
  { words: "China’s Foreign Minister", day: "2023-08-17", names: ["Wang Yi"] },
  { words: "China's Minister of National Defense", day: "2022-06-10", names: ["Wei Fenghe"] },
  { words: "Singapore’s Minister for Foreign Affairs", day: "2023-06-17", names: ["Vivian Balakrishnan"] },
  { words: "US Treasury secretary", day: "2023-07-07", names: ["Janet Yellen"] },
  { words: "Secretary of the Treasury", day: "2019-05-10", names: ["Steven Mnuchin"] },
  { words: "Chinese ambassador to the US", day: "2020-07-24", names: ["Cui Tiankai"] },
  { words: "US ambassador to China", day: "2023-06-18", names: ["Nicholas Burns"] },
  { words: "China's defence minister", day: "2023-11-15", names: [] },
])("$words on $day", ({ words, day, names }) => {
  const answers = knowledge.officeHolders(words, { date: on(day) });
  expect(answers.length).toBeGreaterThan(0);
  expect(answers.flatMap(({ holders }) => holders.map(({ name }) => name))).toEqual(names);
});

test("an office without a country is nobody's until the country is said", () => {
  const date = on("2023-06-17");
  expect(knowledge.officeHolders("the foreign minister", { date })).toEqual([]);
  const [answer] = knowledge.officeHolders("the foreign minister", { date, country: "china" });
  expect(answer?.holders.map(({ id }) => id)).toEqual(["qin-gang"]);
});

test("the day of a handover belongs to the successor", () => {
  const holders = (day: string) =>
    knowledge.officeHolders("Chinese foreign minister", { date: on(day) })[0]?.holders.map(({ id }) => id);
  expect(holders("2023-07-24")).toEqual(["qin-gang"]);
  expect(holders("2023-07-25")).toEqual(["wang-yi"]);
});

test("a role is shown with whose it is, at its date", () => {
  expect(knowledge.roleAt("antony-blinken", on("2023-06-17"))).toBe("US Secretary of State");
  expect(knowledge.roleAt("wang-yi", on("2023-08-17"))).toBe("Minister of Foreign Affairs of China");
  expect(knowledge.roleAt("xi-jinping", on("2023-08-17"))).toBe(
    "President of the People's Republic of China",
  );
  expect(knowledge.roleAt("antony-blinken", on("2026-01-01"))).toBeNull();
  expect(knowledge.roleAt("nobody-known", on("2023-06-17"))).toBeNull();
});

test("acronyms are matched by case", () => {
  expect(knowledge.placesByAlias("US").map(({ id }) => id)).toEqual(["united-states"]);
  expect(knowledge.placesByAlias("us")).toEqual([]);
  expect(knowledge.actorsByAlias("拜登").map(({ id }) => id)).toEqual(["joe-biden"]);
});

test("places stand for governments", () => {
  expect(knowledge.metonymFor("beijing")?.id).toBe("government-of-china");
  expect(knowledge.metonymFor("zhongnanhai")?.side).toBe("PRC");
  expect(knowledge.metonymFor("paris-of-nowhere")).toBeNull();
});

test("sides of actors and places", () => {
  expect(knowledge.sideOf("antony-blinken")).toBe("US");
  expect(knowledge.sideOf("beijing")).toBe("PRC");
  expect(knowledge.sideOf("taipei")).toBe("Taiwan");
  expect(knowledge.sideOf("singapore")).toBe("other");
});

test.each([
  { typed: "blinkin", id: "antony-blinken" },
  { typed: "blin", id: "antony-blinken" },
  { typed: "YELEN", id: "janet-yellen" },
  { typed: "Jake Sulivan", id: "jake-sullivan" },
  { typed: "trmup", id: "donald-trump" },
  { typed: "布林肯", id: "antony-blinken" },
  { typed: "wang yi", id: "wang-yi" },
  { typed: "xi", id: "xi-jinping" },
])("$typed is nearest to $id", ({ typed, id }) => {
  expect(knowledge.nearestActors(typed, 3)[0]?.id).toBe(id);
});

test("nothing is near to noise", () => {
  expect(knowledge.nearestActors("qqqqzzzz", 5)).toEqual([]);
  expect(knowledge.nearestActors("   ", 5)).toEqual([]);
});
