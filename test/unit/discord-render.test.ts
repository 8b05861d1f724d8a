import { describe, expect, test } from "vitest";
import { readCall } from "../../src/chat/calls.ts";
import { readId } from "../../src/chat/discord/controls.ts";
import { type DiscordPost, readLabel, renderDiscord } from "../../src/chat/discord/render.ts";
import type { Block, Message } from "../../src/messages/message.ts";
import { faultsOfDiscordMessage } from "../support/discord-limits.ts";
import { checkMessages, expectNothingLost } from "../support/random-messages.ts";

const V2 = 1 << 15;

function draw(...blocks: Block[]): DiscordPost["components"] {
  return renderDiscord({ summary: "s", blocks }).posts.flatMap((post) => post.components);
}

function write(text: string): unknown {
  const [shown] = draw({ kind: "paragraph", text: [{ text }] });
  return shown && "content" in shown ? shown.content : null;
}

describe("drawing blocks", () => {
  test.each([
    {
      name: "styles",
      text: "*a* **b** __c__ ~~d~~ ||e|| `f`",
      drawn: "\\*a\\* \\*\\*b\\*\\* \\_\\_c\\_\\_ \\~\\~d\\~\\~ \\|\\|e\\|\\| \\`f\\`",
    },
    { name: "headings", text: "# big", drawn: "\\# big" },
    { name: "small print", text: "-# small", drawn: "\\-\\# small" },
    { name: "lists", text: "- item", drawn: "\\- item" },
    { name: "numbered lists", text: "1. item", drawn: "1\\. item" },
    { name: "quotations", text: ">>> said", drawn: "\\>\\>\\> said" },
    { name: "links", text: "[a](https://evil.example)", drawn: "\\[a\\]\\(https\\://evil.example\\)" },
    {
      name: "mentions",
      text: "@everyone <@123> <@&1> <#2>",
      drawn: "\\@everyone \\<\\@123\\> \\<\\@&1\\> \\<\\#2\\>",
    },
    { name: "timestamps and emoji", text: "<t:1:R> :fire:", drawn: "\\<t\\:1\\:R\\> \\:fire\\:" },
    { name: "escapes", text: "\\*a\\*", drawn: "\\\\\\*a\\\\\\*" },
    { name: "line breaks", text: "a\n# b", drawn: "a \\# b" },
  ])("shows $name as they were written", ({ text, drawn }) => {
    expect(write(text)).toBe(drawn);
  });

  test("draws a heading, a quotation with its source and small print in one text", () => {
    const blocks = draw(
      { kind: "heading", text: "Antony Blinken" },
      { kind: "quote", text: "“No conflict”", by: [{ text: "Reuters", href: "https://reuters.com/a_(b)" }] },
      { kind: "smallPrint", text: [{ text: "1 statement" }] },
    );
    expect(blocks).toEqual([
      {
        type: 10,
        content:
          "### Antony Blinken\n> “No conflict”\n-# [Reuters](<https://reuters.com/a_%28b%29>)\n-# 1 statement",
      },
    ]);
  });

  test("shows an instant on the reader's own clock and calendar", () => {
    const instant = new Date("2023-06-18T08:00:00Z");
    const [shown] = draw({
      kind: "paragraph",
      text: [{ text: "08:00 UTC", instant }, { text: " on " }, { text: "18 June 2023", instant }],
    });
    expect(shown).toEqual({ type: 10, content: "<t:1687075200:f> on <t:1687075200:D>" });
  });

  test("shows the true host beside a text that looks like another address", () => {
    const [shown] = draw({
      kind: "paragraph",
      text: [{ text: "whitehouse.gov/briefing", href: "https://evil.example/x" }],
    });
    expect(shown).toEqual({
      type: 10,
      content: "whitehouse.gov/briefing [evil.example](<https://evil.example/x>)",
    });
  });

  test("gives every button its own id, also when two do the same", () => {
    const call = { command: "quotes", options: { who: "blinken", page: "2" } };
    const [row] = draw({
      kind: "buttons",
      buttons: [
        { label: "A", call },
        { label: "B", call },
      ],
    });
    const ids =
      row && "components" in row
        ? row.components.map((each) => ("custom_id" in each ? each.custom_id : ""))
        : [];
    expect(new Set(ids).size).toBe(2);
    expect(ids.map((id) => readCall(readId(id)))).toEqual([
      { kind: "call", call },
      { kind: "call", call },
    ]);
  });

  test("keeps a call that is too long for its button, under a key", () => {
    const call = { command: "search", options: { words: "x".repeat(200) } };
    const { kept } = renderDiscord({
      summary: "s",
      blocks: [{ kind: "buttons", buttons: [{ label: "A", call }] }],
    });
    expect([...kept.values()]).toEqual([call]);
  });

  test("labels the parts of a delivery so that they can be found", () => {
    const { posts } = renderDiscord(
      { summary: "s", blocks: [{ kind: "paragraph", text: [{ text: "diplomacy ".repeat(1_000) }] }] },
      "delivery-7",
    );
    const labels = posts.map((post) =>
      readLabel(JSON.stringify(post.components).replaceAll("\\n", "\n").slice(0, -3), "delivery-7"),
    );
    expect(labels).toEqual(posts.map((_, index) => ({ part: index + 1, parts: posts.length })));
    expect(readLabel("-# ref 0123456789", "delivery-7")).toBeNull();
  });
});

describe("any message", () => {
  test("breaks no limit of Discord", () => {
    checkMessages((message) => {
      for (const id of [undefined, "0a1b2c3d4e5f60718293a4"]) {
        for (const { components, files } of renderDiscord(message, id).posts) {
          const names = files.map((file) => file.name);
          const body = { flags: V2, components, allowed_mentions: { parse: [] } };
          expect(faultsOfDiscordMessage(body, names)).toEqual([]);
        }
      }
    });
  });

  test("loses no text", () => {
    checkMessages((message) => {
      const plain = withoutInstants(message);
      expectNothingLost(plain, linesOf(plain).map(unmark).join(""));
    });
  });

  test("forges no link, mention, heading, list or style", () => {
    checkMessages((message) => {
      for (const line of linesOf(message)) expectHarmless(line);
    });
  });
});

const OWN_START = /^(?:### |> |-# |- |\d+\. )/u;
const OWN_LINK = /\[((?:\\.|[^\\[\]])*)\]\(<https?:\/\/[^\s<>()\\]+>\)/gu;

function linesOf(message: Message): string[] {
  return renderDiscord(message).posts.flatMap((post) =>
    post.components.flatMap((each) => ("content" in each ? each.content.split("\n") : [])),
  );
}

/** Takes our own marks off a line and undoes escapes. */
function unmark(line: string): string {
  if (/^-# Part \d+\/\d+$/u.test(line)) return "";
  return withoutOwnMarks(line).replace(/\\(.)/gu, "$1");
}

function withoutOwnMarks(line: string): string {
  return line
    .replace(OWN_START, "")
    .replace(OWN_LINK, "$1")
    .replace(/<t:-?\d+:[fD]>/gu, "")
    .replace(/(?<!\\)((?:\\\\)*)\*{1,3}/gu, "$1");
}

/** What is not ours is escaped: no sign of Discord's stands bare. */
function expectHarmless(line: string): void {
  const rest = withoutOwnMarks(line).replace(/\\[^\p{L}\p{N}\s]/gu, "");
  expect(rest).not.toMatch(/[\\_~`|[\]()<>#@:]/u);
  expect(line.replace(OWN_START, "")).not.toMatch(/^\s*(?:[-+*] |\d+[.)] )/u);
}

function withoutInstants(message: Message): Message {
  return JSON.parse(
    JSON.stringify(message, (key, value) =>
      key === "instant" ? undefined : key === "png" && typeof value === "object" ? [] : value,
    ),
  );
}
