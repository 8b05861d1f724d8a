import { describe, expect } from "vitest";
import type { Asker } from "../../commands/command.ts";
import type { Message } from "../../src/messages/message.ts";
import { test as base } from "../support/database.ts";
import { DESK_NOW, type NewsDesk, openNewsDesk } from "../support/news-desk.ts";
import { addRead, makeArticle, makeQuote } from "../support/records.ts";

const ELSEWHERE: Partial<Asker> = { workspaceId: "slack:T9" };
const ADD = "/who add Jane Orrelin (harbour analyst at Pier College): J. R. Orrelin, Dr Orrelin";
const HER = "Jane Orrelin (harbour analyst at Pier College)";
const SAID = "Mr Orrelin said the channels must reopen.";

const test = base.extend("desk", { scope: "file" }, async ({ database }, { onCleanup }) => {
  const desk = await openNewsDesk(database.url, { empty: true });
  onCleanup(() => desk.close());
  for (const [days, speakerName] of ["Jane Orrelin", "J. R. Orrelin", "Tom Orrelin"].entries()) {
    const publishedAt = new Date(DESK_NOW.getTime() - (days + 1) * 24 * 3_600_000);
    const article = makeArticle(`said-${days}`, { publishedAt, seenAt: publishedAt, text: SAID });
    const quote = makeQuote({ speakerName, speakerActor: null, speakerRole: null, side: "other" });
    await addRead(desk.house.store, article, { quotes: [quote] });
  }
  await desk.ask(ADD);
  return desk;
});

/** How many statements an answer shows. */
function statements({ blocks }: Message): number {
  return blocks.filter(({ kind }) => kind === "quote").length;
}

async function suggested(desk: NewsDesk, typed: string, asker: Partial<Asker> = {}) {
  const from = { ...desk.from, asker: { ...desk.asker, ...asker } };
  return (await desk.dispatcher.suggest("quotes", "who", typed, from)).map(({ label }) => label);
}

describe("a person of the workspace's own", () => {
  test("is added with what the last month would have brought", async ({ desk }) => {
    const added = await desk.ask(ADD);
    expect(added).toMatchObject({
      audience: "channel",
      summary: `${HER} is now known in this workspace, also as J. R. Orrelin and Dr Orrelin.`,
    });
    expect(await desk.read(ADD)).toMatch(
      /In the last 30 days it would have found 2 statements and 0 stories:/u,
    );
  });

  test.for(["jane orrelin", "Dr Orrelin", "dr. orrelin"])(
    "is quoted under all of their names, and under no other's: %s",
    async (name, { desk }) => {
      expect(statements(await desk.ask(`/quotes ${name}`))).toBe(2);
    },
  );

  test("who goes by the same surname is another person to choose from", async ({ desk }) => {
    const message = await desk.ask("/who orrelin");
    expect(message.summary).toMatch(/Several people go by that name/u);
    expect(JSON.stringify(message.blocks)).toMatch(/Jane Orrelin.*Tom Orrelin/u);
  });

  test("is shown with role and names", async ({ desk }) => {
    const shown = await desk.read("/who jane orrelin");
    expect(shown).toMatch(/harbour analyst at Pier College/u);
    expect(shown).toMatch(/J\. R\. Orrelin and Dr Orrelin/u);
    expect(await desk.read("/who list")).toMatch(/Jane Orrelin, harbour analyst at Pier College/u);
  });

  test("is proposed while one types, once, by any of their names", async ({ desk }) => {
    const named = await suggested(desk, "orrel");
    expect(named.slice(0, 2)).toEqual([HER, "Tom Orrelin"]);
    expect(named.filter((label) => label.includes("Orrelin"))).toHaveLength(2);
    expect((await suggested(desk, "j. r. orr"))[0]).toBe(HER);
  });

  test("is followed by all of their names", async ({ desk }) => {
    expect((await desk.ask("/subscribe jane orrelin")).summary).toMatch(/now follows Jane Orrelin/u);
    expect(await desk.house.store.subscriptions.ofChannel(desk.from.channelId)).toMatchObject([
      { kind: "phrase", value: '"Jane Orrelin" or "J. R. Orrelin" or "Dr Orrelin"' },
    ]);
    const digest = await desk.read("/digest now");
    expect(digest).toMatch(/Jane Orrelin/u);
    expect(digest).not.toMatch(/Dr Orrelin/u);
    expect((await desk.ask("/unsubscribe jane orrelin")).summary).toMatch(/no longer follows Jane Orrelin/u);
  });

  test("has a chart of what is said about them, under all of their names", async ({ desk }) => {
    const days = [4, 5].map((days) => new Date(DESK_NOW.getTime() - days * 24 * 3_600_000));
    for (const [at, publishedAt] of days.entries()) {
      const text = `${at === 0 ? "Jane Orrelin" : "Dr Orrelin"} is right that the ports must reopen.`;
      const article = makeArticle(`of-her-${at}`, { publishedAt, seenAt: publishedAt, text });
      await addRead(desk.house.store, article, { quotes: [makeQuote({ spans: [[0, text.length]] })] });
    }
    const chart = await desk.ask("/trend jane orrelin 30d");
    expect(chart.summary).toMatch(/^Statements about Jane Orrelin: 2 statements,/u);
    expect(chart.blocks.map(({ kind }) => kind)).toContain("image");
    // Elsewhere it is words like any others.
    const elsewhere = await desk.ask("/trend dr orrelin 30d", ELSEWHERE);
    expect(elsewhere.summary).toMatch(/^Statements on “dr orrelin”: 1 statement,/u);
    expect((await desk.ask("/trend dr nemo")).summary).toMatch(/neither a topic nor a person/u);
  });

  test("a misspelt name finds them", async ({ desk }) => {
    expect(JSON.stringify((await desk.ask("/quotes jane orelin")).blocks)).toMatch(/Jane Orrelin/u);
  });

  test("no other workspace is told of them", async ({ desk }) => {
    const shown = [
      await desk.read("/who jane orrelin", ELSEWHERE),
      await desk.read("/who person:jane orrelin", ELSEWHERE),
      await desk.read("/who list", ELSEWHERE),
      await desk.read("/quotes dr orrelin", ELSEWHERE),
      await desk.read("/latest own:Jane Orrelin", ELSEWHERE),
      (await suggested(desk, "orrel", ELSEWHERE)).join("\n"),
    ].join("\n");
    expect(shown).not.toMatch(/harbour analyst|Pier College|Dr Orrelin and|also as/u);
    expect(statements(await desk.ask("/quotes jane orrelin", ELSEWHERE))).toBe(1);
    expect(statements(await desk.ask("/quotes person:jane orrelin", ELSEWHERE))).toBe(0);
    expect((await desk.ask("/who remove jane orrelin", ELSEWHERE)).summary).toMatch(/nobody of its own/u);
  });

  test("another workspace may give the same name to somebody else", async ({ desk }) => {
    await desk.ask("/who add Jane Orrelin (painter)", ELSEWHERE);
    expect(await desk.read("/who jane orrelin")).toMatch(/harbour analyst/u);
    expect(await desk.read("/who jane orrelin", ELSEWHERE)).toMatch(/painter/u);
  });

  test("is added and removed by who may manage the channel", async ({ desk }) => {
    const member = { chat: "slack", isAdmin: false, managesChannel: false } as const;
    expect((await desk.ask("/who add Ann Nemo", member)).summary).toMatch(/^Only/u);
    expect((await desk.ask("/who remove jane orrelin", member)).summary).toMatch(/^Only/u);
  });

  test("may have a name that is a ministry's without its initials", async ({ desk }) => {
    expect((await desk.ask("/who add Jane Doe (professor): J. R. Doe, Dr Doe")).summary).toMatch(
      /^Jane Doe/u,
    );
    expect((await desk.ask("/who j. r. doe")).summary).toBe("Jane Doe, professor");
    expect((await desk.ask("/who doe")).summary).toMatch(/Energy/u);
    await desk.ask("/who remove jane doe");
  });

  test("is removed", async ({ desk }) => {
    await desk.ask("/who add Ann Nemo: A. Nemo");
    expect((await desk.ask("/who remove ann nemo")).summary).toMatch(/^Ann Nemo is no longer/u);
    expect((await desk.ask("/who ann nemo")).summary).toMatch(/I know nobody called/u);
  });

  test.for([
    { typed: "", fault: /Say whom to add/u },
    { typed: ": J. Doe", fault: /Write a name/u },
    { typed: "Antony Blinken", fault: /is somebody I know/u },
    { typed: "Ann Nemo: Blinken", fault: /is somebody I know/u },
    { typed: "Taiwan", fault: /is (?:somebody I know|a name of the topic)/u },
    { typed: "Ann Nemo: Dr Orrelin", fault: /is a name of Jane Orrelin/u },
    { typed: "Ann Nemo: ?", fault: /is no name/u },
    { typed: `${"p".repeat(61)}`, fault: /too long/u },
    {
      typed: `Ann Nemo: ${Array.from({ length: 12 }, (_, at) => `Nemo ${at}`).join(", ")}`,
      fault: /At most 10/u,
    },
  ])("is refused with a reason: $typed", async ({ typed, fault }, { desk }) => {
    expect((await desk.ask(`/who add ${typed}`)).summary).toMatch(fault);
  });
});
