import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type CandidateQuote,
  type CandidateStory,
  chooseQuote,
  chooseStories,
  countSpeakers,
  onePerPublisher,
  shorten,
} from "../../src/digests/choose.ts";

const AT = new Date("2023-06-19T10:00:00Z");
const ALL = { subscriptions: [], mutedTopics: [], limit: 8 };

function makeStory(story: Partial<CandidateStory> & { id: string }): CandidateStory {
  return {
    headline: "Talks resume in Beijing",
    summary: "Talks resumed.",
    storylineId: story.id,
    topics: ["leader-diplomacy"],
    actors: ["antony-blinken"],
    rank: 1,
    publishers: 1,
    lastAt: AT,
    articles: [],
    quotes: [],
    ...story,
  };
}

function makeQuote(quote: Partial<CandidateQuote>): CandidateQuote {
  return {
    kind: "direct",
    content: ["“We want competition, not conflict, and we have said so often,”"],
    context: null,
    speakerId: "joe-biden",
    speakerActor: "joe-biden",
    speakerName: "Joe Biden",
    passesOn: null,
    speakerRole: "President",
    side: "US",
    confidence: 0.9,
    outlet: "Wire",
    publishedAt: AT,
    url: "https://wire.example/1",
    publishers: 1,
    otherOutlets: [],
    ...quote,
  };
}

const ids = (stories: readonly CandidateStory[]) => stories.map(({ id }) => id);

describe("choosing stories", () => {
  test("best rank first, then more publishers, then the newer", () => {
    const stories = [
      makeStory({ id: "a", rank: 1 }),
      makeStory({ id: "b", rank: 2 }),
      makeStory({ id: "c", rank: 1, publishers: 3 }),
      makeStory({ id: "d", rank: 1, lastAt: new Date(AT.getTime() + 1) }),
    ];
    expect(ids(chooseStories(stories, ALL))).toEqual(["b", "c", "d", "a"]);
  });

  test("the order in which stories come makes no difference", () => {
    const stories = Array.from({ length: 12 }, (_, index) => makeStory({ id: `s${index}`, rank: index % 3 }));
    const expected = ids(chooseStories(stories, ALL));
    fc.assert(
      fc.property(fc.shuffledSubarray(stories, { minLength: 12, maxLength: 12 }), (shuffled) => {
        expect(ids(chooseStories(shuffled, ALL))).toEqual(expected);
      }),
    );
  });

  test.each([
    { name: "a topic", wish: { kind: "topic", value: "taiwan" }, chosen: ["taiwan"] },
    { name: "a person named", wish: { kind: "person", value: "wang-yi" }, chosen: ["wang"] },
    { name: "a person quoted", wish: { kind: "person", value: "joe-biden" }, chosen: ["biden"] },
    { name: "a phrase", wish: { kind: "phrase", value: "Rare Earths" }, chosen: ["rare"] },
    { name: "words that name who speaks", wish: { kind: "phrase", value: '"joe biden"' }, chosen: ["biden"] },
  ] as const)("$name", ({ wish, chosen }) => {
    const stories = [
      makeStory({ id: "taiwan", topics: ["leader-diplomacy", "taiwan"] }),
      makeStory({ id: "wang", actors: ["wang-yi"] }),
      makeStory({ id: "biden", quotes: [makeQuote({})] }),
      makeStory({ id: "rare", headline: "China curbs rare-earths exports" }),
      makeStory({ id: "other" }),
    ];
    expect(ids(chooseStories(stories, { ...ALL, subscriptions: [wish] }))).toEqual(chosen);
  });

  test("a muted topic takes away stories mainly about it, but not what was asked for by name", () => {
    const stories = [
      makeStory({ id: "covid", topics: ["covid-health"] }),
      makeStory({ id: "aside", topics: ["taiwan", "covid-health"] }),
      makeStory({ id: "wang", topics: ["covid-health"], actors: ["wang-yi"] }),
    ];
    const wang = { kind: "person", value: "wang-yi" } as const;
    const muted = { ...ALL, mutedTopics: ["covid-health"] };
    expect(ids(chooseStories(stories, muted))).toEqual(["aside"]);
    expect(ids(chooseStories(stories, { ...muted, subscriptions: [wang] }))).toEqual(["wang"]);
  });

  test("one storyline does not crowd out the others, and has what room is left", () => {
    const visit = Array.from({ length: 6 }, (_, index) =>
      makeStory({ id: `v${index}`, storylineId: "visit", rank: 9 - index }),
    );
    const others = [makeStory({ id: "a", rank: 1 }), makeStory({ id: "b", rank: 0.5 })];
    expect(ids(chooseStories([...visit, ...others], { ...ALL, limit: 5 }))).toEqual([
      "v0",
      "v1",
      "v2",
      "a",
      "b",
    ]);
    expect(ids(chooseStories([...visit, ...others], { ...ALL, limit: 7 }))).toEqual([
      "v0",
      "v1",
      "v2",
      "v3",
      "v4",
      "a",
      "b",
    ]);
  });
});

describe("choosing the quotation", () => {
  test("words in quotation marks before indirect ones, officials before others", () => {
    const direct = makeQuote({});
    const indirect = makeQuote({
      kind: "indirect",
      content: ["competition should not become conflict between us"],
    });
    const analyst = makeQuote({ side: "other", speakerRole: null });
    expect(chooseQuote([indirect, analyst, direct])).toBe(direct);
  });

  test("one that many carry before one that few do", () => {
    const carried = makeQuote({ publishers: 5 });
    expect(chooseQuote([makeQuote({}), carried])).toBe(carried);
  });

  test("nobody's words, doubtful ones and scraps of indirect speech are left out", () => {
    const scrap = makeQuote({ kind: "indirect", content: ["to work on it"] });
    expect(chooseQuote([makeQuote({ speakerName: null }), makeQuote({ confidence: 0.3 }), scrap])).toBeNull();
  });
});

test("each publisher is named once, by its first article", () => {
  const article = (id: string, publisher: string, minutes: number) => ({
    id,
    outlet: `${publisher} ${id}`,
    publisher,
    url: `https://x.example/${id}`,
    title: id,
    publishedAt: new Date(AT.getTime() + minutes * 60_000),
  });
  const found = onePerPublisher([
    article("3", "Harbour", 9),
    article("1", "Harbour", 1),
    article("2", "Wire", 5),
  ]);
  expect(found.map(({ id }) => id)).toEqual(["1", "2"]);
});

test("counts who spoke, most first", () => {
  const xi = { speakerId: "xi-jinping", speakerName: "Xi Jinping" };
  const story = makeStory({
    id: "a",
    quotes: [makeQuote({}), makeQuote(xi), makeQuote(xi), makeQuote({ speakerId: null })],
  });
  expect(countSpeakers([story], 5).map(({ name, statements }) => [name, statements])).toEqual([
    ["Xi Jinping", 2],
    ["Joe Biden", 1],
  ]);
});

test("shortens a summary to two whole sentences", () => {
  expect(shorten("Talks resumed. Both sides called them candid. No date was set.")).toBe(
    "Talks resumed. Both sides called them candid.",
  );
  expect(shorten("Talks resumed")).toBe("Talks resumed");
});
