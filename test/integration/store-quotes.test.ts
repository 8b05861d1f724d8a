import { expect } from "vitest";
import type { QuoteQuestion } from "../../src/store/quotes.ts";
import type { Store } from "../../src/store/store.ts";
import { test } from "../support/database.ts";
import { addRead, makeArticle, makeQuote, makeReading } from "../support/records.ts";

const workspaceId = "slack:T1";
const hour = (count: number) => new Date(Date.UTC(2023, 5, 17, count));

/** Reads an article published at an hour, with one quote of the speaker; returns the quote's id. */
async function say(store: Store, slug: string, at: Date, facts: Parameters<typeof makeQuote>[0]) {
  const article = makeArticle(slug, { publishedAt: at, outlet: `Outlet of ${slug}`, publisher: slug });
  await addRead(store, article, {
    quotes: [makeQuote({ speakerName: `Dr ${facts?.speakerActor}`, ...facts })],
  });
  return `${article.id}.0`;
}

const ask = async (store: Store, question: Partial<QuoteQuestion>) =>
  (await store.quotes.find({ workspaceId, limit: 10, ...question })).map(({ id }) => id);

test("gives the exact words, where they stand, and the sentence before", async ({ store }) => {
  const text = 'Talks were long. "We will\n\nnot" waver, he said.';
  const article = makeArticle("exact", { text });
  const quote = makeQuote({
    kind: "mixed",
    spans: [
      [17, 30],
      [31, 36],
    ],
    speakerActor: "exact-speaker",
    speakerName: "Exact Speaker",
  });
  await addRead(store, article, { quotes: [quote] });
  const [found] = await store.quotes.find({ workspaceId, speakerId: "exact-speaker", limit: 1 });
  expect(found).toMatchObject({
    id: `${article.id}.0`,
    content: ['"We will\n\nnot', " wave"],
    context: "Talks were long.",
    title: article.title,
    url: article.url,
    publishers: 1,
    otherOutlets: [],
    speakerRole: "US Secretary of State",
  });
});

test("pages through a speaker's quotes, newest first, also when two are of one instant", async ({
  store,
}) => {
  const ids: string[] = [];
  for (const [index, at] of [1, 2, 2, 2, 3].entries()) {
    ids.push(await say(store, `page-${index}`, hour(at), { speakerActor: "pager" }));
  }
  const seen: string[] = [];
  let after: string | undefined;
  for (;;) {
    const page = await store.quotes.find({
      workspaceId,
      speakerId: "pager",
      limit: 2,
      ...(after ? { after } : {}),
    });
    if (page.length === 0) break;
    seen.push(...page.map(({ id }) => id));
    after = page.at(-1)?.cursor;
  }
  expect(seen).toEqual(ids.toReversed());
  expect(await ask(store, { speakerId: "pager", after: "no cursor" })).toHaveLength(5);
});

test("narrows by topic, by whom it is about, by time, outlet, side, kind and confidence", async ({
  store,
}) => {
  const speakerId = "narrow";
  const id = (slug: string, at: number, facts: Parameters<typeof makeQuote>[0]) =>
    say(store, `narrow-${slug}`, hour(at), { speakerActor: speakerId, aboutTopics: [], ...facts });
  const onTaiwan = await id("taiwan", 1, { aboutTopics: ["taiwan"], kind: "direct" });
  const onXi = await id("xi", 2, { aboutActors: ["xi-jinping"], side: "PRC" });
  const onBoth = await id("both", 3, {
    aboutTopics: ["taiwan"],
    aboutActors: ["xi-jinping"],
    confidence: 0.4,
  });
  await say(store, "narrow-other", hour(4), {
    speakerActor: "other",
    aboutTopics: ["taiwan"],
    aboutActors: ["xi-jinping"],
  });
  expect(await ask(store, { speakerId, aboutTopic: "taiwan" })).toEqual([onBoth, onTaiwan]);
  expect(await ask(store, { speakerId, aboutActor: "xi-jinping" })).toEqual([onBoth, onXi]);
  expect(await ask(store, { speakerId, aboutActor: "xi-jinping", aboutTopic: "taiwan" })).toEqual([onBoth]);
  expect(await ask(store, { aboutActor: "xi-jinping" })).toHaveLength(3);
  expect(await ask(store, { speakerId, since: hour(2), until: hour(3) })).toEqual([onXi]);
  expect(await ask(store, { speakerId, aboutTopic: "taiwan", since: hour(2) })).toEqual([onBoth]);
  expect(await ask(store, { speakerId, outlet: "Outlet of narrow-xi" })).toEqual([onXi]);
  expect(await ask(store, { speakerId, side: "PRC" })).toEqual([onXi]);
  expect(await ask(store, { speakerId, kinds: ["direct"] })).toEqual([onTaiwan]);
  expect(await ask(store, { speakerId, leastConfidence: 0.5 })).toEqual([onXi, onTaiwan]);
  expect(await ask(store, { speakerId: "nobody" })).toEqual([]);
});

test("finds quotes by words in them or in the sentence before, also behind hundreds of newer ones", async ({
  store,
}) => {
  const text = "The hotline is dead. Mr Wordy said the channels must reopen.";
  const spans = [[30, 60]] as const;
  const old = makeArticle("wordy-old", { text, publishedAt: hour(1) });
  const quote = makeQuote({ speakerActor: "wordy", speakerName: "Wordy", spans });
  await addRead(store, old, { quotes: [quote] });
  const newer = makeArticle("wordy-new", { text: "口管制".repeat(10), publishedAt: hour(2) });
  const many = Array.from({ length: 520 }, (_, index) =>
    makeQuote({ ...quote, spans: [[0, 3 + (index % 20)]] }),
  );
  await addRead(store, newer, { quotes: many });
  const find = (words: string) => ask(store, { speakerId: "wordy", words });
  expect(await find("hotline")).toEqual([`${old.id}.0`]);
  expect(await find('"channels must"')).toEqual([`${old.id}.0`]);
  expect(await find('"must channels"')).toEqual([]);
  expect(await find("管制")).not.toEqual([]);
  expect(await ask(store, { words: "hotline dead" })).toEqual([`${old.id}.0`]);
});

test("knows a person that knowledge does not by their folded name", async ({ store }) => {
  const quote = { speakerActor: null, speakerName: "Zoë  Müller" };
  const first = await say(store, "unknown-1", hour(1), quote);
  const second = await say(store, "unknown-2", hour(2), { ...quote, speakerName: "zoe muller" });
  await say(store, "unknown-3", hour(3), { speakerActor: null, speakerName: null });
  expect(await ask(store, { speakerId: "name:zoe muller" })).toEqual([second, first]);
  expect(await store.speakers.get("name:zoe muller")).toMatchObject({ actor: null, quotes: 2 });
});

test("shows a statement once, with everyone who carries it", async ({ store }) => {
  const speakerActor = "carried";
  const first = await say(store, "carrier-a", hour(1), { speakerActor });
  const second = await say(store, "carrier-b", hour(2), { speakerActor });
  const [later] = await store.quotes.find({ workspaceId, speakerId: speakerActor, limit: 1 });
  if (!later) throw new Error("it was just said");
  const near = await store.quotes.near(later, 6 * 60 * 60 * 1000);
  expect(near.map(({ id }) => id)).toEqual([first]);
  expect(await store.quotes.near(later, 1000)).toEqual([]);
  await store.quotes.join([{ id: second, statementId: near[0]?.statementId ?? "" }]);
  await store.quotes.join([{ id: second, statementId: near[0]?.statementId ?? "" }]);
  expect(await store.quotes.find({ workspaceId, speakerId: speakerActor, limit: 10 })).toMatchObject([
    { id: first, publishers: 2, otherOutlets: ["Outlet of carrier-b"] },
  ]);
  expect(await ask(store, { speakerId: speakerActor, outlet: "Outlet of carrier-b" })).toEqual([second]);
});

test("a statement outlives its first article's quote, and a second reading of a later one", async ({
  store,
}) => {
  const speakerActor = "outlived";
  const first = await say(store, "outlived-a", hour(1), { speakerActor });
  const second = await say(store, "outlived-b", hour(2), { speakerActor });
  const statementId = (await store.quotes.get(first, workspaceId))?.statementId ?? "";
  await store.quotes.join([{ id: second, statementId }]);
  await say(store, "outlived-b", hour(2), { speakerActor });
  expect(await ask(store, { speakerId: speakerActor })).toEqual([first]);
  await say(store, "outlived-a", hour(1), { speakerActor });
  expect(await ask(store, { speakerId: speakerActor })).toEqual([first]);
  const article = makeArticle("outlived-a", { publishedAt: hour(1) });
  await store.readings.save(article, makeReading({ quotes: [] }), "2", hour(3));
  expect(await ask(store, { speakerId: speakerActor })).toEqual([second]);
});

test("a question of the same shape with other values, or another limit, has an answer of its own", async ({
  store,
}) => {
  const one = await say(store, "shape-a", hour(1), { speakerActor: "shape-one", kind: "direct" });
  const two = await say(store, "shape-b", hour(2), { speakerActor: "shape-two", kind: "indirect" });
  for (const [speakerId, answer] of [
    ["shape-one", [one]],
    ["shape-two", [two]],
    ["shape-\0", []],
    [
      ["shape-one", "shape-two"],
      [two, one],
    ],
    [["shape-two"], [two]],
  ] as const) {
    expect(await ask(store, { speakerId })).toEqual(answer);
  }
  const both = { speakerId: ["shape-one", "shape-two"] };
  expect(await ask(store, { ...both, limit: 1 })).toEqual([two]);
  expect(await ask(store, { ...both, kinds: ["direct"] })).toEqual([one]);
  expect(await ask(store, { ...both, kinds: ["indirect", "mixed"] })).toEqual([two]);
  expect(await ask(store, { ...both, until: hour(2) })).toEqual([one]);
  expect(await ask(store, { ...both, since: hour(2) })).toEqual([two]);
});

test("suggests speakers by how a word of their name begins, and the nearest to a slip", async ({ store }) => {
  await say(store, "suggest-1", hour(1), { speakerActor: "antony-blinken", speakerName: "Antony Blinken" });
  await say(store, "suggest-2", hour(1), { speakerActor: "antony-blinken", speakerName: "Antony Blinken" });
  await say(store, "suggest-3", hour(1), { speakerActor: "tony-blair", speakerName: "Tony Blair" });
  await say(store, "suggest-4", hour(1), { speakerActor: "xi-jinping", speakerName: "习近平" });
  const suggest = async (typed: string) => (await store.speakers.suggest(typed, 5)).map(({ id }) => id);
  expect(await suggest("bl")).toEqual(["antony-blinken", "tony-blair"]);
  expect(await suggest("blink ant")).toEqual(["antony-blinken"]);
  expect(await suggest("习近")).toEqual(["xi-jinping"]);
  expect(await suggest("lair")).toEqual([]);
  expect(await suggest("%_")).not.toEqual([]);
  const nearest = await store.speakers.nearest("blinkin", 3);
  expect(nearest[0]?.id).toBe("antony-blinken");
});

test("finds speakers by a whole name or its end", async ({ store }) => {
  for (const [index, speakerName] of ["Ann Zhao", "Bo Zhao", "Zhao Bo", "Bo Zhaoling"].entries()) {
    await say(store, `ending-${index}`, hour(1), { speakerActor: null, speakerName });
  }
  await say(store, "ending-more", hour(1), { speakerActor: null, speakerName: "Bo Zhao" });
  const ending = async (typed: string) => (await store.speakers.ending(typed, 5)).map(({ name }) => name);
  expect(await ending("zhao")).toEqual(["Bo Zhao", "Ann Zhao"]);
  expect(await ending("Ann Zháo")).toEqual(["Ann Zhao"]);
  expect(await ending("hao")).toEqual([]);
  expect(await ending("%")).toEqual([]);
});

test("finds nothing for a broken id", async ({ store }) => {
  for (const id of ["", ".", "x", "x.y", "x.99999999999", "x.-1", "\0.1"]) {
    expect(await store.quotes.get(id, workspaceId)).toBeNull();
  }
});
