import type { types } from "@slack/bolt";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createCallWriter, readCall } from "../../src/chat/calls.ts";
import { renderSlack } from "../../src/chat/slack/render.ts";
import type { Block, Message } from "../../src/messages/message.ts";
import { checkMessages, expectNothingLost } from "../support/random-messages.ts";
import { shownTexts } from "../support/shown-texts.ts";
import { faultsOfSlackMessage } from "../support/slack-limits.ts";

function draw(...blocks: Block[]): types.KnownBlock[] {
  return renderSlack({ summary: "s", blocks }).posts.flatMap((post) => post.blocks);
}

function say(text: string): Message {
  return { summary: "s", blocks: [{ kind: "paragraph", text: [{ text }] }] };
}

test("a menu is never all that a part has", () => {
  const paragraph = (letter: string): Block => ({
    kind: "paragraph",
    text: [{ text: letter.repeat(2_800) }],
  });
  const choices = [{ label: "One", call: { command: "story", options: { story: "x".repeat(60) } } }];
  const menu: Block = { kind: "select", placeholder: "Open a story", choices };
  const { posts } = renderSlack({ summary: "s", blocks: [..."abcd"].map(paragraph).concat(menu) }, 11_600);
  expect(posts.map(({ blocks }) => blocks.map(({ type }) => type))).toEqual([
    ["section", "section", "section", "context"],
    ["section", "actions", "context"],
  ]);
});

describe("drawing blocks", () => {
  test.each([
    {
      name: "escapes the three signs",
      text: "A & <b> <!channel>",
      drawn: "A &amp; &lt;b&gt; &lt;!channel&gt;",
    },
    { name: "lets nothing become bold, struck or code", text: "*a* ~b~ `c` _d_", drawn: "∗a∗ ∼b∼ ˋcˋ ˍdˍ" },
    { name: "keeps underscores inside words", text: "see snake_case_name", drawn: "see snake_case_name" },
    { name: "lets nothing become an emoji", text: "x :fire: 12:30:45", drawn: "x ꞉fire: 12:30:45" },
    { name: "lets no text begin a quotation", text: ">>> said", drawn: "＞＞＞ said" },
    { name: "drops what turns or hides text", text: "a\u202Eb\u200Bc\u2066d\u0007e\nf", drawn: "abcd e f" },
    { name: "keeps the joiners of an emoji", text: "👩‍👧 ok", drawn: "👩‍👧 ok" },
  ])("$name", ({ text, drawn }) => {
    expect(draw({ kind: "paragraph", text: [{ text }] })).toEqual([
      { type: "section", text: { type: "mrkdwn", text: drawn, verbatim: true } },
    ]);
  });

  test("draws links to web addresses only", () => {
    const [section] = draw({
      kind: "paragraph",
      text: [
        { text: "Reuters", href: "https://reuters.com/a?b=1&c=2" },
        { text: " and " },
        { text: "bad", href: "javascript:alert(1)" },
        { text: " and " },
        { text: "worse", href: "https://news.example/>|<!channel>" },
      ],
    });
    expect(section).toMatchObject({
      text: {
        text: "<https://reuters.com/a?b=1&amp;c=2|Reuters> and bad and <https://news.example/%3E%7C%3C!channel%3E|worse>",
      },
    });
  });

  test("shows the true host beside a text that looks like another address", () => {
    const [section] = draw({
      kind: "paragraph",
      text: [{ text: "https://whitehouse.gov/briefing", href: "https://evil.example/x" }],
    });
    expect(section).toMatchObject({
      text: { text: "https://whitehouse.gov/briefing <https://evil.example/x|evil.example>" },
    });
  });

  test("leaves an instant as it was written", () => {
    const instant = new Date("2023-06-18T08:00:00Z");
    const [section] = draw({ kind: "paragraph", text: [{ text: "16:00, Singapore time", instant }] });
    expect(section).toMatchObject({ text: { text: "16:00, Singapore time" } });
  });

  test("drops a style where Slack would show its marks as signs", () => {
    const [section] = draw({
      kind: "paragraph",
      text: [
        { text: "Blin", strong: true },
        { text: "ken " },
        { text: "said ", strong: true },
        { text: "so" },
      ],
    });
    expect(section).toMatchObject({ text: { text: "Blinken *said* so" } });
  });

  test("sets a quotation apart and keeps its source beneath it", () => {
    const blocks = draw({ kind: "quote", text: "“No conflict”", by: [{ text: "Antony Blinken" }] });
    expect(blocks.map((block) => block.type)).toEqual(["section", "context"]);
    expect(blocks[0]).toMatchObject({ text: { text: "> “No conflict”" } });
  });

  test("keeps a heading with what follows it when a post is full", () => {
    const filler: Block[] = Array.from({ length: 48 }, () => ({ kind: "divider" }));
    const { posts } = renderSlack({
      summary: "s",
      blocks: [
        ...filler,
        { kind: "heading", text: "Next" },
        { kind: "paragraph", text: [{ text: "story" }] },
      ],
    });
    expect(posts.map((post) => post.blocks.length)).toEqual([49, 3]);
    expect(posts[1]?.blocks[0]?.type).toBe("header");
  });

  test("keeps a story together when a post is full", () => {
    const filler: Block[] = Array.from({ length: 46 }, () => ({ kind: "divider" }));
    const story: Block[] = [
      {
        kind: "paragraph",
        text: [
          { text: "1. ", strong: true },
          { text: "Talks resume", strong: true },
        ],
      },
      { kind: "paragraph", text: [{ text: "Talks resumed on Monday." }] },
      { kind: "quote", text: "“No conflict”", by: [{ text: "Antony Blinken" }] },
      { kind: "smallPrint", text: [{ text: "Reuters" }] },
    ];
    const { posts } = renderSlack({ summary: "s", blocks: [...filler, ...story] });
    expect(posts.map((post) => post.blocks.length)).toEqual([47, 6]);
  });

  test("labels the parts of a long message and splits between words", () => {
    const { posts } = renderSlack(say("diplomacy ".repeat(4_000)));
    expect(posts.length).toBeGreaterThan(3);
    const last = posts.at(-1);
    expect(last?.text).toContain(`(Part ${posts.length}/${posts.length})`);
    for (const text of shownTexts(posts.flatMap((post) => post.blocks))) {
      expect(text).toMatch(/^(?:diplomacy ?)+$|^Part \d+\/\d+$/u);
    }
  });

  test("keeps a call that is too long for its button, under a key", () => {
    const call = { command: "search", options: { words: "x".repeat(2_500) } };
    const { posts, kept } = renderSlack({
      summary: "s",
      blocks: [{ kind: "buttons", buttons: [{ label: "More", call }] }],
    });
    const [key] = kept.keys();
    expect(posts[0]?.blocks[0]).toMatchObject({ elements: [{ value: `!${key}` }] });
    expect([...kept.values()]).toEqual([call]);
  });
});

describe("any message", () => {
  test("breaks no limit of Slack", () => {
    checkMessages((message) => {
      for (const post of renderSlack(message).posts) expect(faultsOfSlackMessage(post)).toEqual([]);
    });
  });

  test("loses no text", () => {
    checkMessages((message) => {
      const { posts } = renderSlack(message);
      const shown = posts.flatMap((post) => (posts.length > 1 ? post.blocks.slice(0, -1) : post.blocks));
      expectNothingLost(message, shownTexts(shown).join(""));
    });
  });

  test("forges no link, mention, heading or style", () => {
    checkMessages((message) => {
      for (const post of renderSlack(message).posts) {
        expect(post.text).not.toMatch(/[<>]/u);
        for (const block of post.blocks) for (const text of mrkdwnOf(block)) expectHarmless(text);
      }
    });
  });
});

test("a call written into a button is read back", () => {
  fc.assert(
    fc.property(fc.string(), fc.dictionary(fc.string({ minLength: 1 }), fc.string()), (name, options) => {
      const call = { command: `c${name}`, options };
      expect(readCall(createCallWriter().write(call, 1e6))).toEqual({ kind: "call", call });
    }),
  );
});

function mrkdwnOf(block: types.KnownBlock): string[] {
  const found: string[] = [];
  JSON.stringify(block, (_, value) => {
    if (value?.type === "mrkdwn") found.push(value.text);
    return value;
  });
  return found;
}

/** Every "<" is a link of ours, and no mark of formatting pairs but our own. */
function expectHarmless(text: string): void {
  const bare = text.replace(/<https?:\/\/[^|<>\s]+\|([^<>]*)>/gu, "$1");
  expect(bare.replace(/^> /u, "")).not.toMatch(/[<>`~]/u);
  expect(text).not.toMatch(/^&gt;/mu);
  expect(bare).not.toMatch(/\p{Cf}(?<!\u200C|\u200D)/u);
  expect(bare).not.toMatch(/(?<!\d):[a-z0-9_+'-]+:/iu);
}
