import fc from "fast-check";
import { expect } from "vitest";
import type { Block, CommandCall, Message, TextSpan } from "../../src/messages/message.ts";
import { letters } from "./shown-texts.ts";

/** What a hostile feed would try, on any chat. */
const TRAPS = [
  "<!channel>",
  "<!here|here>",
  "<@U012AB3CD>",
  "<@&123456789012345678>",
  "<#C024BE7LR|general>",
  "@everyone",
  "@here",
  "<https://evil.example|whitehouse.gov>",
  "[whitehouse.gov](https://evil.example)",
  "# Heading",
  "\n## Forged\n",
  "-# small",
  ">>> quote",
  "> quote",
  "- item",
  "* item",
  "1. item",
  "*bold*",
  "**bold**",
  "__under__",
  "_it_",
  "~~gone~~",
  "||spoiler||",
  "`code`",
  "```\nblock\n```",
  ":fire:",
  "<:emoji:123456789012345678>",
  "<t:1687000000:R>",
  "</quotes:123456789012345678>",
  "<id:customize>",
  "\u202Egnp.exe\u202C",
  "\u200Bzero\u200Dwidth\uFEFF",
  "\u2066isolate\u2069",
  "שלום עולם",
  "السلام عليكم",
  "王毅表示，中美关系。",
  "👩‍👩‍👧‍👦🇺🇸",
  "a\u0301\u0302",
  "\u0000\u0007\u001B[31m",
  "&amp; &lt;b&gt; <b>",
  "\\*escaped\\*",
  "\\",
  "https://evil.example/path_(x)?a=*b*",
  "mailto:a@b.example",
  "javascript:alert(1)",
  "\uD800",
] as const;

const word = fc.oneof(
  { weight: 5, arbitrary: fc.string({ unit: "grapheme", minLength: 1, maxLength: 12 }) },
  { weight: 5, arbitrary: fc.stringMatching(/^[a-zA-Z]{1,12}[,.]?$/u) },
  { weight: 2, arbitrary: fc.constantFrom(...TRAPS) },
);

/** Lines of any length up to `max`, most of them short. */
export function line(max: number): fc.Arbitrary<string> {
  const words = (most: number) =>
    fc.array(word, { maxLength: most }).map((all) => all.join(" ").slice(0, max));
  const long = fc
    .tuple(word, fc.integer({ min: 1, max: 40_000 }))
    .map(([text, length]) =>
      `${text} `.repeat(Math.ceil(length / (text.length + 1))).slice(0, Math.min(max, length)),
    );
  const unbroken = fc
    .tuple(fc.constantFrom("x", "国", "👩‍👧", "<", "*", "\\"), fc.integer({ min: 1, max: 9_000 }))
    .map(([text, length]) => text.repeat(length).slice(0, max));
  return fc.oneof(
    { weight: 12, arbitrary: words(20) },
    { weight: 1, arbitrary: long },
    { weight: 1, arbitrary: unbroken },
  );
}

const address = fc.oneof(
  fc.webUrl({ withQueryParameters: true, withFragments: true }),
  fc.constantFrom(
    "https://news.example/a_(b)?q=<x>|y",
    "javascript:alert(1)",
    "https://whitehouse.gov@evil.example/",
    "not a link",
    `https://news.example/${"x".repeat(3_000)}`,
    "https://news.example/)](https://evil.example",
    "https://news.example/>|<!channel>",
  ),
);

const span = (max: number): fc.Arbitrary<TextSpan> =>
  fc.record(
    {
      text: line(max),
      href: address,
      strong: fc.boolean(),
      emphasis: fc.boolean(),
      instant: fc.date({ min: new Date("2000-01-01"), max: new Date("2100-01-01"), noInvalidDate: true }),
    },
    { requiredKeys: ["text"] },
  );
const spans = (max: number) => fc.array(span(max), { maxLength: 5 });

const call: fc.Arbitrary<CommandCall> = fc.record({
  command: fc.constantFrom("quotes", "story", "subscribe", "search"),
  options: fc.dictionary(fc.stringMatching(/^[a-z]{1,10}$/u), line(3_000), { maxKeys: 4 }),
});
const button = fc.record(
  { label: line(200), call, style: fc.constantFrom("primary" as const, "danger" as const) },
  { requiredKeys: ["label", "call"] },
);

const block: fc.Arbitrary<Block> = fc.oneof(
  fc.record({ kind: fc.constant("heading" as const), text: line(2_000) }),
  fc.record({ kind: fc.constant("paragraph" as const), text: spans(40_000) }),
  fc.record({ kind: fc.constant("quote" as const), text: line(10_000), by: spans(500) }),
  fc.record({
    kind: fc.constant("facts" as const),
    facts: fc.array(fc.record({ label: line(100), value: spans(3_000) }), { maxLength: 14 }),
  }),
  fc.record({
    kind: fc.constant("list" as const),
    ordered: fc.boolean(),
    items: fc.array(spans(2_000), { maxLength: 20 }),
  }),
  fc.record({ kind: fc.constant("smallPrint" as const), text: spans(3_000) }),
  fc.record({ kind: fc.constant("divider" as const) }),
  fc.record({
    kind: fc.constant("image" as const),
    png: fc.constant(new Uint8Array([137, 80, 78, 71])),
    name: line(60),
    alt: line(3_000),
  }),
  fc.record({
    kind: fc.constant("file" as const),
    name: line(60),
    mimeType: fc.constant("text/csv"),
    text: line(3_000),
  }),
  fc.record({ kind: fc.constant("buttons" as const), buttons: fc.array(button, { maxLength: 12 }) }),
  fc.record({
    kind: fc.constant("select" as const),
    placeholder: line(200),
    choices: fc.array(fc.record({ label: line(200), call }), { maxLength: 60 }),
  }),
);

/** Any message that feeds and people could bring about, and worse. */
export const anyMessage: fc.Arbitrary<Message> = fc.record({
  summary: line(5_000),
  blocks: fc.array(block, { maxLength: 25 }),
});

/** What a block says, in reading order; rows of controls are tested by their own limits. */
function textsOf(block: Block): string[] {
  switch (block.kind) {
    case "heading":
      return [block.text];
    case "paragraph":
    case "smallPrint":
      return block.text.map(({ text }) => text);
    case "quote":
      return [block.text, ...block.by.map(({ text }) => text)];
    case "facts":
      return block.facts.flatMap(({ label, value }) => [label, ...value.map(({ text }) => text)]);
    case "list":
      return block.items.flatMap((item) => item.map(({ text }) => text));
    case "image":
    case "file":
    case "divider":
    case "buttons":
    case "select":
      return [];
  }
}

/** As many messages as a test of the suite takes. */
const RUNS = 150;

/** Checks something of many messages. */
export function checkMessages(check: (message: Message) => void): void {
  fc.assert(fc.property(anyMessage, check), { numRuns: RUNS });
}

/** Everything that a message says stands in what was drawn, in its order. */
export function expectNothingLost(message: Message, drawn: string): void {
  const shown = letters(drawn);
  let from = 0;
  for (const text of message.blocks.flatMap(textsOf)) {
    const wanted = letters(text);
    const at = shown.indexOf(wanted, from);
    expect(at, wanted.slice(0, 80)).toBeGreaterThanOrEqual(0);
    from = at + wanted.length;
  }
}
