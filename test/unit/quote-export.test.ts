import { describe, expect, test } from "vitest";
import { toCsv, toMarkdown } from "../../commands/quote-export.ts";
import { quoteBlock, wordsOf } from "../../src/messages/quote-block.ts";
import type { FoundQuote } from "../../src/store/quotes.ts";

function makeQuote(change: Partial<FoundQuote> = {}): FoundQuote {
  return {
    id: "a.0",
    articleId: "a",
    kind: "direct",
    spans: [[0, 10]],
    cue: null,
    speaker: null,
    content: ["“We want competition, not conflict”"],
    context: null,
    speakerId: "joe-biden",
    speakerName: "Joe Biden",
    speakerActor: "joe-biden",
    speakerRole: "President",
    passesOn: null,
    side: "US",
    confidence: 0.9,
    aboutActors: [],
    aboutTopics: [],
    rules: [],
    outlet: "Wire",
    publisher: "Wire",
    publishedAt: new Date("2023-06-19T20:00:00Z"),
    title: "Biden speaks",
    url: "https://wire.example/1",
    statementId: "a.0",
    publishers: 1,
    otherOutlets: [],
    cursor: "1.1",
    ...change,
  };
}

describe("CSV", () => {
  test("quotes what needs it and dates in UTC", () => {
    const [header, row] = toCsv([makeQuote({ content: ['“He said "no", twice”'] })]).split("\r\n");
    expect(header?.split(",")).toHaveLength(14);
    expect(row).toBe(
      '2023-06-19T20:00:00.000Z,Joe Biden,President,,US,direct,"“He said ""no"", twice”",,Wire,1,,Biden speaks,https://wire.example/1,0.90',
    );
  });

  test.each(["=HYPERLINK(1)", "+1", "-1", "@SUM(A1)"])("a spreadsheet does not run %s", (title) => {
    expect(toCsv([makeQuote({ title })])).toContain(`,'${title},`);
  });

  test("a line stays a line", () => {
    expect(
      toCsv([makeQuote({ context: "One.\n\nTwo." })])
        .trimEnd()
        .split("\r\n"),
    ).toHaveLength(2);
  });
});

test("Markdown of the news is never formatting", () => {
  const text = toMarkdown(
    "A *list*",
    [makeQuote({ content: ["# Heading [x](https://evil.example)\n> and"] })],
    "UTC",
  );
  expect(text).toContain("# A \\*list\\*");
  expect(text).toContain("> \\# Heading \\[x\\](https://evil.example) \\> and");
  expect(text).toContain("**Joe Biden**, President, [Wire](<https://wire.example/1>), 19 Jun 2023");
});

describe("a statement's line", () => {
  const line = (change: Partial<FoundQuote>) => {
    const block = quoteBlock(makeQuote(change), "Asia/Singapore");
    return block.kind === "quote" ? block.by.map(({ text }) => text).join("") : "";
  };

  test.each([
    { change: {}, text: "Joe Biden, President · Wire, 20 Jun 2023" },
    { change: { kind: "indirect" }, text: "Joe Biden, President · paraphrased in Wire, 20 Jun 2023" },
    { change: { speakerRole: null }, text: "Joe Biden · Wire, 20 Jun 2023" },
    { change: { speakerName: null, speakerRole: null }, text: "Speaker not known · Wire, 20 Jun 2023" },
    { change: { confidence: 0.62 }, text: "Joe Biden, President · Wire, 20 Jun 2023 · speaker likely (62%)" },
    {
      change: { confidence: 0.3 },
      text: "Joe Biden, President · Wire, 20 Jun 2023 · speaker uncertain (30%)",
    },
    {
      change: { publishers: 2, otherOutlets: ["SCMP"] },
      text: "Joe Biden, President · Wire, 20 Jun 2023 · also in SCMP",
    },
    {
      change: { publishers: 6, otherOutlets: ["SCMP", "Reuters", "AP", "ST", "FT"] },
      text: "Joe Biden, President · Wire, 20 Jun 2023 · also in SCMP, Reuters and 3 more",
    },
    {
      change: { publishers: 1, otherOutlets: ["Wire Sport"] },
      text: "Joe Biden, President · Wire, 20 Jun 2023",
    },
  ] as const)("$text", ({ change, text }) => {
    expect(line(change)).toBe(text);
  });

  test("parts stand apart, and “that” is not part of what was said", () => {
    expect(wordsOf({ kind: "direct", content: ["“We will,”", "“in time.”"] })).toBe(
      "“We will,” … “in time.”",
    );
    expect(wordsOf({ kind: "indirect", content: ["that talks would\ngo on"] })).toBe("talks would go on");
    expect(wordsOf({ kind: "direct", content: ["“That is it”"] })).toBe("“That is it”");
  });
});
