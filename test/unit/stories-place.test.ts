import fc from "fast-check";
import { expect, test } from "vitest";
import { indexKeys, readFingerprint } from "../../src/stories/fingerprint.ts";
import { KEY_LIMIT, NEIGHBOUR_LIMIT, type NewArticle } from "../../src/stories/model.ts";
import { chooseNeighbours } from "../../src/stories/neighbours.ts";
import { placeArticle } from "../../src/stories/place.ts";
import { stemOf } from "../../src/stories/stem.ts";
import { createStoryIndex, placeInIndex } from "../../src/stories/story-index.ts";
import { ONE_DAY } from "../support/one-day.ts";

let made = 0;

function article(title: string, text: string, at: string, url: string | null = null): NewArticle {
  made += 1;
  return {
    articleId: `a${made}`,
    publishedAt: new Date(at),
    publisher: `p${made}`,
    fingerprint: readFingerprint({ title, text, url, mentions: [] }),
  };
}

function place(...articles: readonly NewArticle[]) {
  const index = createStoryIndex();
  return articles.map((one) => placeInIndex(one, index));
}

const VISIT = article(
  "Yellen lands in Guangzhou for trade talks",
  "Treasury Secretary Janet Yellen arrived in Guangzhou on Thursday to press China over industrial overcapacity.",
  "2024-04-04T08:00:00Z",
);

test("two tellings of one event make one story", () => {
  const [first, second] = place(
    VISIT,
    article(
      "Yellen arrives in Guangzhou to press China on overcapacity",
      "Janet Yellen landed in the southern city of Guangzhou on Thursday for talks on trade and overcapacity.",
      "2024-04-04T10:00:00Z",
    ),
  );
  expect(second).toMatchObject({ storyId: first?.storyId, isNew: false, revisionOf: null });
  expect(second?.reasons.length).toBeGreaterThan(0);
});

test("another event is another story", () => {
  const [first, second] = place(
    VISIT,
    article(
      "Court convicts former officer of spying",
      "A jury in Brooklyn found a former police officer guilty on Thursday of acting as an unregistered agent.",
      "2024-04-04T10:00:00Z",
    ),
  );
  expect(second?.storyId).not.toBe(first?.storyId);
  expect(second?.storylineId).not.toBe(first?.storylineId);
});

test("two rounds a week apart stay apart", () => {
  const round = (number: string, day: string) =>
    article(
      `Washington imposes ${number} round of steel tariffs on Beijing`,
      "The United States imposed new tariffs on Chinese steel, the trade representative said.",
      day,
    );
  const [first, second] = place(
    round("second", "2024-05-01T08:00:00Z"),
    round("third", "2024-05-08T08:00:00Z"),
  );
  expect(second?.storyId).not.toBe(first?.storyId);
  expect(second?.storylineId).toBe(first?.storylineId);
});

/** Which story each telling of the day joined, event by event, from an empty archive. */
function placeDay(minutesApart: number): (string | undefined)[][] {
  const told = [0, 1].flatMap((telling) =>
    ONE_DAY.map((event, at) => ({ at, event: event[telling] ?? event[0] })),
  );
  const placed = place(
    ...told.map(({ event: [title, text] }, at) =>
      article(title, text, new Date(Date.UTC(2023, 6, 18, 6) + at * minutesApart * 60_000).toISOString()),
    ),
  );
  return ONE_DAY.map((_, at) =>
    placed.filter((__, index) => told[index]?.at === at).map(({ storyId }) => storyId),
  );
}

test.each([1, 15])(
  "in an empty archive no event of a busy day takes in another, %i minutes apart",
  (minutesApart) => {
    const stories = placeDay(minutesApart);
    const owners = Map.groupBy(
      stories.flatMap((ids, event) => [...new Set(ids)].map((id) => ({ id, event }))),
      ({ id }) => id,
    );
    expect([...owners.values()].filter((events) => events.length > 1)).toEqual([]);
    // Two outlets may tell of one event so differently that nobody would know without knowing more.
    expect(stories.filter(([first, second]) => first === second).length).toBeGreaterThanOrEqual(18);
  },
);

test("a revised headline at the same address is the same article", () => {
  const url = "https://example.org/a";
  const early = article(
    "Senate to vote on chip bill",
    "The vote is due at noon.",
    "2024-05-01T08:00:00Z",
    url,
  );
  const [first, second] = place(
    early,
    article("Chip bill passes", "Senators passed it 64 to 33.", "2024-05-01T15:00:00Z", url),
  );
  expect(second).toMatchObject({ storyId: first?.storyId, revisionOf: early.articleId });
});

test("a syndicated copy at another address is the same article", () => {
  const text =
    "Chinese and American officials opened two days of talks in Geneva on Saturday, the first since duties rose in April, with both delegations saying little before they went in.";
  const [, second] = place(
    article("Officials open talks in Geneva", text, "2025-05-10T08:00:00Z", "https://example.org/1"),
    article("Officials open talks in Geneva", text, "2025-05-10T11:00:00Z", "https://example.net/2"),
  );
  expect(second?.revisionOf).not.toBeNull();
});

test("placing twice changes nothing", () => {
  const index = createStoryIndex();
  const first = placeInIndex(VISIT, index);
  const again = placeArticle(VISIT, index.near(VISIT));
  expect(again).toMatchObject({ storyId: first.storyId, storylineId: first.storylineId, isNew: true });
});

test("the same articles in the same order always make the same stories", () => {
  const titles = fc.array(
    fc.constantFrom("Xi meets Biden", "Biden meets Xi in Lima", "Ship sails strait", "Tariffs rise", ""),
    { maxLength: 12 },
  );
  fc.assert(
    fc.property(titles, (list) => {
      const articles = list.map((title, hour) =>
        article(title, title, new Date(hour * 3_600_000).toISOString()),
      );
      expect(place(...articles)).toEqual(place(...articles));
    }),
  );
});

test("what is compared has a bound, whatever the keys find", () => {
  const found = new Map(
    Array.from({ length: 50 }, (_, key) => [
      `k${key}`,
      Array.from({ length: KEY_LIMIT }, (_, item) => `a${key}-${item}`),
    ]),
  );
  expect(chooseNeighbours(found)).toHaveLength(NEIGHBOUR_LIMIT);
});

test("an article has a few dozen keys, each once, however long it is", () => {
  const { fingerprint } = article(
    "x",
    "word ".repeat(10) + "Other words ".repeat(100_000),
    "2024-01-01T00:00:00Z",
  );
  const keys = indexKeys(fingerprint);
  expect(keys.length).toBeLessThan(160);
  expect(new Set(keys).size).toBe(keys.length);
});

test.each([
  ["talks", "talked"],
  ["tariffs", "tariff"],
  ["imposes", "imposing"],
  ["companies", "company"],
])("%s and %s are one stem", (one, other) => {
  expect(stemOf(one)).toBe(stemOf(other));
});
