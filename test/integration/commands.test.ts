import { describe, expect } from "vitest";
import type { Block, Button, Message } from "../../src/messages/message.ts";
import { test as base } from "../support/database.ts";
import { DESK_NOW, type NewsDesk, openNewsDesk } from "../support/news-desk.ts";

const test = base.extend("desk", { scope: "file" }, async ({ database }, { onCleanup }) => {
  const desk: NewsDesk = await openNewsDesk(database.url);
  onCleanup(() => desk.close());
  return desk;
});

function buttonsOf(message: Message): Button[] {
  return message.blocks.flatMap((block) => (block.kind === "buttons" ? block.buttons : []));
}

function press(message: Message, label: string): Button["call"] {
  const found = buttonsOf(message).find((button) => button.label.startsWith(label));
  if (!found) throw new Error(`no button ${label} among ${buttonsOf(message).map((button) => button.label)}`);
  return found.call;
}

function quotesOf(message: Message): Extract<Block, { kind: "quote" }>[] {
  return message.blocks.filter((block) => block.kind === "quote");
}

function words(message: Message): string {
  return JSON.stringify(message.blocks);
}

describe("/quotes", () => {
  test("a speaker's statements have outlet, date and link, and are the speaker's alone", async ({ desk }) => {
    const message = await desk.ask("/quotes blinken");
    const quotes = quotesOf(message);
    expect(quotes.length).toBeGreaterThan(2);
    for (const { by } of quotes) {
      const line = by.map(({ text }) => text).join("");
      expect(line).toMatch(/^Antony Blinken, .*Secretary of State · .+, \d+ Jun 2023/u);
      expect(by.some(({ href }) => href?.startsWith("https://"))).toBe(true);
      expect(by.some(({ instant }) => instant instanceof Date)).toBe(true);
    }
  });

  test("each statement shown stands word for word in its article", async ({ desk }) => {
    const { store } = desk.house;
    const found = await store.quotes.find({
      workspaceId: "terminal:local",
      speakerId: "antony-blinken",
      limit: 50,
    });
    expect(found.length).toBeGreaterThan(5);
    for (const quote of found) {
      const article = await store.articles.get(quote.articleId);
      for (const part of quote.content) expect(article?.text).toContain(part);
    }
  });

  test("pages through all of them, newest first, each once", async ({ desk }) => {
    const seen: string[] = [];
    const days: number[] = [];
    let message = await desk.ask("/quotes blinken");
    for (let page = 0; page < 20; page += 1) {
      seen.push(...quotesOf(message).map(({ text, by }) => `${text} ${by.map(({ href }) => href).join("")}`));
      days.push(
        ...quotesOf(message).flatMap(({ by }) => by.flatMap(({ instant }) => instant?.getTime() ?? [])),
      );
      if (!buttonsOf(message).some(({ label }) => label === "Older")) break;
      message = await desk.press(press(message, "Older"));
    }
    const { store } = desk.house;
    const all = await store.quotes.find({
      workspaceId: "terminal:local",
      speakerId: "antony-blinken",
      limit: 500,
    });
    expect(seen).toHaveLength(all.length);
    expect(new Set(seen).size).toBe(seen.length);
    expect(days).toEqual(days.toSorted((one, other) => other - one));
    expect(buttonsOf(message).map(({ label }) => label)).toContain("Newest");
  });

  test("a topic after the name narrows", async ({ desk }) => {
    const message = await desk.ask("/quotes blinken taiwan");
    expect(message.blocks[0]).toEqual({ kind: "heading", text: "Antony Blinken on Taiwan" });
    expect(quotesOf(message).length).toBeGreaterThan(0);
    expect(quotesOf(message).length).toBeLessThanOrEqual(quotesOf(await desk.ask("/quotes blinken")).length);
  });

  test("words that are no topic are looked for in the statements", async ({ desk }) => {
    const message = await desk.ask("/quotes blinken cooperation");
    const texts = quotesOf(message).map(({ text }) => text.toLowerCase());
    expect(texts.length).toBeGreaterThan(0);
    expect(texts.some((text) => text.includes("cooperation"))).toBe(true);
  });

  test("direct only", async ({ desk }) => {
    for (const { text } of quotesOf(await desk.ask("/quotes blinken direct"))) expect(text).toMatch(/[“"‘]/u);
  });

  test("by side, outlet and date together", async ({ desk }) => {
    const message = await desk.ask("/quotes side:prc outlet:great since:2023-06-18 until:2023-06-19");
    expect(quotesOf(message).length).toBeGreaterThan(0);
    for (const { by } of quotesOf(message))
      expect(by.map(({ text }) => text).join("")).toContain("Great Hall Daily");
    expect(words(message)).toContain("voices: PRC");
  });

  test("what nobody said is said in one line, with ways to widen", async ({ desk }) => {
    const message = await desk.ask("/quotes blinken fentanyl until:2020-01-01");
    expect(message.summary).toMatch(/^I have no statement by Antony Blinken on /u);
    expect(buttonsOf(message).map(({ label }) => label)).toContain("Without filters");
  });

  test.for([
    { typed: "Mr Blinken", who: "Antony Blinken" },
    { typed: "blinken's", who: "Antony Blinken" },
    { typed: "us secretary of state", who: "Antony Blinken" },
    { typed: "china's foreign minister", who: "Qin Gang" },
    { typed: "president xi", who: "Xi Jinping" },
    { typed: "习近平", who: "Xi Jinping" },
    { typed: "what did Joe Biden say?", who: "Joe Biden" },
  ])("“$typed” is $who at the time", async ({ typed, who }, { desk }) => {
    const message = await desk.ask(typed.startsWith("what") ? typed : `/quotes ${typed}`);
    expect(message.blocks[0]).toEqual({ kind: "heading", text: who });
  });

  test("about somebody: what others say, not what they say", async ({ desk }) => {
    const message = await desk.ask("/quotes about blinken");
    expect(message.blocks[0]).toEqual({ kind: "heading", text: "Statements about Antony Blinken" });
    expect(quotesOf(message).length).toBeGreaterThan(0);
  });

  test("a misspelt name gets the nearest as a button that works", async ({ desk }) => {
    const message = await desk.ask("/quotes blnken taiwan");
    expect(message.summary).toContain("I know nobody called");
    const answer = await desk.press(press(message, "Antony Blinken"));
    expect(quotesOf(answer).length).toBeGreaterThan(0);
  });

  test("an unknown outlet is a clear word, not an empty list", async ({ desk }) => {
    expect((await desk.ask("/quotes blinken outlet:harbor")).summary).toMatch(/no outlet called “harbor”/u);
    expect((await desk.ask("/quotes blinken since:sometime")).summary).toMatch(/did not understand since/u);
  });

  test("the context is shown on demand", async ({ desk }) => {
    const message = await desk.ask("/quotes blinken");
    expect(words(message)).not.toContain("Before it: ");
    expect(words(await desk.press(press(message, "With context")))).toContain("Before it: ");
  });

  test("exports every statement as CSV and as Markdown", async ({ desk }) => {
    const csv = await desk.ask("/quotes blinken export:csv");
    const file = csv.blocks.find((block) => block.kind === "file");
    expect(file).toMatchObject({ name: "antony-blinken.csv", mimeType: "text/csv" });
    const { store } = desk.house;
    const all = await store.quotes.find({
      workspaceId: "terminal:local",
      speakerId: "antony-blinken",
      limit: 500,
    });
    expect(file?.kind === "file" ? file.text.trimEnd().split("\r\n") : []).toHaveLength(all.length + 1);
    const markdown = await desk.ask("/quotes blinken export:markdown");
    expect(words(markdown)).toContain("# Antony Blinken");
  });
});

describe("/latest, /story, /why, /search", () => {
  test("the newest stories can be opened", async ({ desk }) => {
    const message = await desk.ask("/latest");
    const select = message.blocks.find((block) => block.kind === "select");
    const [choice] = select?.kind === "select" ? select.choices : [];
    expect(choice).toBeDefined();
    if (!choice) return;
    const story = await desk.press(choice.call);
    expect(story.blocks[0]).toMatchObject({ kind: "heading" });
    expect(buttonsOf(story).map(({ label }) => label)).toEqual(
      expect.arrayContaining(["More like this", "Why this story"]),
    );
    const why = await desk.press(press(story, "Why"));
    expect(words(why)).toContain("Rank: ");
  });

  test("words that nothing has are said back, with a way on", async ({ desk }) => {
    const latest = await desk.ask("/latest zzzzqq since:7d");
    expect(words(latest)).toMatch(/No stories on “zzzzqq” since \d/u);
    const quotes = await desk.ask("/quotes about zzzzqq");
    expect(press(quotes, "Search articles")).toEqual({ command: "search", options: { words: "zzzzqq" } });
  });

  test("on a topic only stories of that topic", async ({ desk }) => {
    const { store } = desk.house;
    const message = await desk.ask("/latest mil-mil");
    const select = message.blocks.find((block) => block.kind === "select");
    const ids = select?.kind === "select" ? select.choices.map(({ call }) => call.options.story ?? "") : [];
    expect(ids.length).toBeGreaterThan(0);
    for (const id of ids) expect((await store.stories.get(id, ""))?.topics).toContain("military-channels");
  });

  test("a story is found by words of its headline, and an unknown one is said so", async ({ desk }) => {
    expect((await desk.ask("/story fentanyl")).summary).toMatch(/fentanyl/iu);
    expect((await desk.ask("/story zebra crossing")).summary).toMatch(/^I have no story with/u);
  });

  test.for([
    { what: "fentanyl", wish: /follows Fentanyl and narcotics, so it may be/u },
    { what: "blinken", wish: /follows Antony Blinken, so it may be/u },
    { what: "zebra crossing", wish: /on nothing that this channel follows/u },
  ])("/why says which of the channel's wishes brings a story: $what", async ({ what, wish }, { desk }) => {
    const follow = { what, ...(what === "zebra crossing" ? { as: "phrase" } : {}) };
    await desk.press({ command: "subscribe", options: follow });
    expect(words(await desk.ask("/why fentanyl"))).toMatch(wish);
    await desk.ask("/unsubscribe all");
  });

  test("what an outlet changed after it came out is shown", async ({ desk }) => {
    const { store } = desk.house;
    const [story] = await store.stories.latest({ workspaceId: "", limit: 1 });
    const ask = async () => words(await desk.ask(`/story ${story?.id}`));
    expect(await ask()).not.toContain("Changed since");
    const [article] = await store.stories.articles(story?.id ?? "");
    const { title = "", text = "" } = (await store.articles.get(article?.id ?? "")) ?? {};
    for (const headline of ["Headline of the morning", title, title]) {
      const page = { title: headline, text: headline === title ? text : `${text}\n\nMore.` };
      await store.articles.savePage(article?.id ?? "", page, DESK_NOW);
    }
    expect(await ask()).toMatch(/Changed since.*until then “Headline of the morning”/su);
  });

  test("a model that wrote a story's summary is named, and what it cost is in /status", async ({ desk }) => {
    const { store } = desk.house;
    const [story] = await store.stories.latest({ workspaceId: "", limit: 1 });
    const ask = async () => words(await desk.ask(`/story ${story?.id}`));
    expect(await ask()).not.toContain("Written by");
    expect(words(await desk.ask("/status"))).not.toContain("by the model");
    await store.storySummaries.save(story?.id ?? "", {
      text: "They met.",
      method: "small-model",
      articles: 2,
    });
    const answer = {
      kind: "story",
      subject: story?.id ?? "",
      model: "small-model",
      askedAt: DESK_NOW,
    } as const;
    await store.modelAnswers.note({ ...answer, tokens: 1_200, refused: null });
    await store.modelAnswers.note({ ...answer, tokens: null, refused: "no answer in time" });
    expect(await ask()).toMatch(/They met\..*Written by small-model/su);
    expect(words(await desk.ask("/status"))).toContain(
      "1 by the model for 1,200 tokens; 1 refused (no answer in time)",
    );
    await store.storySummaries.save(story?.id ?? "", null);
  });

  test("searches phrases and leaves out words", async ({ desk }) => {
    const all = await desk.ask("/search balloon");
    const fewer = await desk.ask("/search balloon -hotline");
    expect(words(all)).toContain("hotline");
    const titles = (message: Message) =>
      message.blocks.flatMap((block) =>
        block.kind === "paragraph" ? block.text.flatMap(({ href }) => href ?? []) : [],
      );
    expect(titles(fewer).length).toBeGreaterThan(0);
    expect(titles(fewer).length).toBeLessThan(titles(all).length);
    expect((await desk.ask("/search zyzzyva")).summary).toMatch(/^No articles with “zyzzyva” yet/u);
  });
});

describe("/who and /topics", () => {
  test.for([
    { typed: "j. yellen", summary: /^Janet Yellen/u },
    { typed: "janet l. yellen", summary: /^Janet Yellen/u },
    { typed: "x. yellen", summary: /nobody called “x\. yellen”/u },
  ])("initials: $typed", async ({ typed, summary }, { desk }) => {
    expect((await desk.ask(`/who ${typed}`)).summary).toMatch(summary);
  });

  test("shows offices with their dates", async ({ desk }) => {
    const message = await desk.ask("/who blinken");
    expect(words(message)).toMatch(/Secretary of State, since 26 Jan 2021/u);
    expect(quotesOf(message)).toHaveLength(3);
  });

  test("two of one name are asked back", async ({ desk }) => {
    const message = await desk.ask("/who li");
    expect(message.summary).toMatch(/Several people/u);
    expect(buttonsOf(message).length).toBeGreaterThan(2);
  });

  test("a topic goes by any of its names", async ({ desk }) => {
    for (const name of [
      "mil-mil",
      "Military-to-military",
      "defence hotlines",
      "the defense hotline",
      "MILITARY CHANNELS",
    ]) {
      expect((await desk.ask(`/topics ${name}`)).summary).toBe("Military channels");
    }
  });
});

describe("/digest now", () => {
  test("tells the day's stories for everyone in the channel, twice the same", async ({ desk }) => {
    const message = await desk.ask("/digest");
    expect(message.audience).toBe("channel");
    expect(words(message)).toContain("Who spoke: ");
    expect(words(message)).toMatch(/Read: \d+ articles from \d+ feeds/u);
    expect(await desk.ask("/digest")).toEqual(message);
  });
});
