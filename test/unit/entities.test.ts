import fc from "fast-check";
import { expect, test } from "vitest";
import type { Mention } from "../../src/model.ts";
import { findMentions } from "../../src/reading/entities/find-mentions.ts";
import { readDocument } from "../../src/text/document.ts";
import { shippedKnowledge } from "../support/knowledge.ts";

const knowledge = shippedKnowledge();

const read = (text: string, day = "2023-06-17"): Mention[] =>
  findMentions(readDocument(text), knowledge, new Date(`${day}T12:00:00Z`));

/** Each mention as "printed words = full name", for one kind. */
const named = (text: string, kind: Mention["kind"], day?: string): string[] =>
  read(text, day).flatMap((mention) =>
    mention.kind === kind ? [`${text.slice(mention.start, mention.end)} = ${mention.name ?? "?"}`] : [],
  );

test.each([
  {
    name: "by full name and by surname after it, titles and possessives outside",
    text: "US Secretary of State Antony Blinken left on Friday. Mr Blinken’s trip was short.",
    people: ["Antony Blinken = Antony Blinken", "Blinken = Antony Blinken"],
  },
  {
    name: "someone unknown by a title, and by surname afterwards",
    text: "Dr Michael Oakenshaw, a fellow at a think tank, was calm. But Oakenshaw later changed his mind.",
    people: ["Michael Oakenshaw = Michael Oakenshaw", "Oakenshaw = Michael Oakenshaw"],
  },
  {
    name: "Chinese names, surname first",
    text: "Geng Wanli, a professor in Nanjing, agreed. “No,” said Geng.",
    people: ["Geng Wanli = Geng Wanli", "Geng = Geng Wanli"],
  },
  {
    name: "names with particles, hyphens and initials",
    text: "Bashar al-Assad met Ursula von der Leyen, Tsai Ing-wen and George H. Oakenshaw.",
    people: [
      "Bashar al-Assad = Bashar al-Assad",
      "Ursula von der Leyen = Ursula von der Leyen",
      "Tsai Ing-wen = Tsai Ing-wen",
      "George H. Oakenshaw = George H. Oakenshaw",
    ],
  },
  {
    name: "a bare surname of one in office",
    text: "Markets fell after Trump spoke.",
    day: "2018-07-20",
    people: ["Trump = Donald Trump"],
  },
  {
    name: "two people joined by a hyphen",
    text: "The Trump-Xi meeting went well.",
    day: "2018-12-05",
    people: ["Trump = Donald Trump", "Xi = Xi Jinping"],
  },
])("people: $name", ({ text, people, day }) => {
  expect(named(text, "person", day)).toEqual(people);
});

test("two people of one surname are kept apart", () => {
  const text =
    "Ms Laura Oakenshaw met Mr Peter Oakenshaw on Friday. Ms Oakenshaw was early, and Mr Oakenshaw was late.";
  expect(named(text, "person").slice(2)).toEqual([
    "Oakenshaw = Laura Oakenshaw",
    "Oakenshaw = Peter Oakenshaw",
  ]);
});

test.each([
  {
    text: "She works at the German Marshall Fund of the United States.",
    names: ["German Marshall Fund of the United States = German Marshall Fund of the United States"],
  },
  {
    text: "A report by the Oakenshaw Institute for Strategic and Maritime Studies was read.",
    names: [
      "Oakenshaw Institute for Strategic and Maritime Studies = Oakenshaw Institute for Strategic and Maritime Studies",
    ],
  },
  {
    text: "The Ruritanian Fisheries Board (RFB) met. The RFB said no.",
    names: ["Ruritanian Fisheries Board = Ruritanian Fisheries Board", "RFB", "RFB"],
  },
  {
    text: "China’s foreign ministry said so.",
    names: ["foreign ministry = Ministry of Foreign Affairs of China"],
  },
  {
    text: "The Chinese foreign ministry said so.",
    names: ["Chinese foreign ministry = Ministry of Foreign Affairs of China"],
  },
])("organisations: $text", ({ text, names }) => {
  expect(named(text, "organisation").map((one, index) => one.slice(0, names[index]?.length))).toEqual(names);
});

test("places, and what belongs to them", () => {
  const text =
    "OSLO (Reuters) - Officials from Natanz, Iran, and Orange County met Chinese diplomats in Beijing.";
  expect(named(text, "place").map((one) => one.split(" = ")[0])).toEqual([
    "OSLO",
    "Natanz",
    "Iran",
    "Orange County",
    "Beijing",
  ]);
  expect(named(text, "other")).toEqual(["Chinese = ?"]);
});

test("the country is not the pronoun", () => {
  expect(named("Tell us what the US wants of us.", "place")).toEqual(["US = United States"]);
});

test.each([
  {
    name: "a headline's capitals are no names by themselves",
    text: "Blinken Signals China Talks May Resume After Months of Silence",
    mentions: ["Blinken person", "China place"],
  },
  {
    name: "places are teams where they play",
    text: "Oregon (3-1) led early. Oregon lost in California.",
    mentions: ["Oregon organisation", "Oregon organisation", "California place"],
  },
  {
    name: "an event named after a place is no place",
    text: "She ran the Chicago Marathon.",
    mentions: ["Chicago Marathon other"],
  },
  {
    name: "an adjective made of a place is no place",
    text: "A Beijing-based firm and a US-led group met.",
    mentions: ["Beijing-based other", "US-led other"],
  },
  {
    name: "those credited are people",
    text: "(Reporting by Kelhova Oakenshaw; Editing by Brintha Quenby)",
    mentions: ["Kelhova Oakenshaw person", "Brintha Quenby person"],
  },
  {
    name: "a platform is where it was said, an account's name is nobody's",
    text: "He wrote on Twitter that @SomeBody was wrong.",
    mentions: ["Twitter other"],
  },
])("$name", ({ text, mentions }) => {
  expect(read(text).map(({ start, end, kind }) => `${text.slice(start, end)} ${kind}`)).toEqual(mentions);
});

test("a minister's surname is the minister's of that day and country", () => {
  const text = "China said little. Foreign Minister Wang arrived late.";
  expect(named(text, "person", "2023-09-01")).toEqual(["Wang = Wang Yi"]);
  expect(named("A man called Smith spoke.", "person")).not.toContain("Smith = Adam Smith");
});

test("a relative is called by the given name, the surname stays the office holder's", () => {
  const text = "Donald Trump spoke. Ivanka Trump listened. Then Trump left.";
  expect(named(text, "person", "2018-07-20").at(-1)).toBe("Trump = Donald Trump");
});

test("a word that only opens its sentence is no name", () => {
  expect(read("Talks resumed. Nobody spoke. Young people waited. However, hopes faded.")).toEqual([]);
});

test("two countries joined by a hyphen", () => {
  expect(named("US-China ties and U.S.-China trade", "place").map((one) => one.split(" = ")[1])).toEqual([
    "United States",
    "China",
    "United States",
    "China",
  ]);
});

const WORDS = [
  "Antony Blinken",
  "Blinken",
  "Mr",
  "Ms",
  "President",
  "Xi",
  "Xi Jinping",
  "of",
  "the",
  "The",
  "and",
  "-",
  "’s",
  "'s",
  "US",
  "us",
  "U.S.",
  "China",
  "Chinese",
  "foreign ministry",
  "Ministry",
  "University",
  "Inc.",
  ".",
  ",",
  "(",
  ")",
  "“",
  "”",
  '"',
  "\n\n",
  "\n",
  "said",
  "al-",
  "von der",
  "BEIJING",
  "中国",
  "拜登",
  "A",
  "B.",
  "é",
  "🙂",
  "Jr.",
  "1",
  "Secretary of State",
];
const prose = fc
  .array(fc.constantFrom(...WORDS), { maxLength: 60 })
  .chain((words) =>
    fc
      .array(fc.constantFrom(" ", "", "  "), { minLength: words.length, maxLength: words.length })
      .map((gaps) => words.map((word, index) => word + gaps[index]).join("")),
  );

test.each([
  { name: "prose of awkward words", texts: prose },
  { name: "any characters", texts: fc.string({ unit: "grapheme", maxLength: 300 }) },
])("fuzz: $name", ({ texts }) => {
  fc.assert(
    fc.property(texts, (text) => {
      const mentions = read(text);
      let end = 0;
      for (const mention of mentions) {
        expect(mention.start).toBeGreaterThanOrEqual(end);
        expect(mention.end).toBeGreaterThan(mention.start);
        expect(mention.end).toBeLessThanOrEqual(text.length);
        const words = text.slice(mention.start, mention.end);
        expect(words).toBe(words.trim());
        expect(words).toMatch(/[\p{L}\p{N}]/u);
        end = mention.end;
      }
      expect(read(text)).toEqual(mentions);
    }),
    { numRuns: 300 },
  );
});

test.each([
  {
    name: "ten thousand names",
    text: Array.from({ length: 10_000 }, (_, index) => `John ${toName(index)} said so.`).join(" "),
  },
  { name: "one sentence of a million capitals", text: "OAKENSHAW ".repeat(100_000) },
  { name: "a hundred thousand hyphens", text: "Xi-".repeat(100_000) },
])("$name are read to the end", ({ text }) => {
  expect(Array.isArray(read(text))).toBe(true);
});

function toName(index: number): string {
  const letters = [...String(index)].map((digit) => "abcdefghij"[Number(digit)]).join("");
  return `Q${letters}son`;
}
