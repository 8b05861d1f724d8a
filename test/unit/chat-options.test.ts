import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { feeds } from "../../commands/feeds.ts";
import { commands } from "../../commands/index.ts";
import { quotes } from "../../commands/quotes.ts";
import { search } from "../../commands/search.ts";
import { optionsOf } from "../../commands/usage.ts";
import { cleanOptions, cleanText, readTypedOptions, splitTyped } from "../../src/chat/options.ts";

describe("a typed call", () => {
  test.each([
    { rest: "blinken", options: { who: "blinken" } },
    { rest: "blinken taiwan since:7d", options: { who: "blinken taiwan", since: "7d" } },
    { rest: '"wang yi" since:7d', options: { who: '"wang yi"', since: "7d" } },
    { rest: "“wang yi” since: 7d", options: { who: '"wang yi"', since: "7d" } },
    {
      rest: 'outlet:"south china morning post" blinken',
      options: { who: "blinken", outlet: "south china morning post" },
    },
    { rest: "outlet:“straits times”", options: { outlet: "straits times" } },
    { rest: "blinken direct", options: { who: "blinken", direct: "yes" } },
    { rest: "--since=7d blinken", options: { who: "blinken", since: "7d" } },
    { rest: "SINCE：7d xi", options: { who: "xi", since: "7d" } },
    { rest: "https://example.com/a?b=c", options: { who: "https://example.com/a?b=c" } },
    { rest: "", options: {} },
  ])("$rest", ({ rest, options }) => {
    expect(readTypedOptions(quotes, rest)).toEqual(options);
  });

  test("a first word that is one of the fixed choices leads", () => {
    expect(readTypedOptions(feeds, "add https://example.com/rss")).toEqual({
      action: "add",
      feed: "https://example.com/rss",
    });
    expect(readTypedOptions(feeds, "harbour times")).toEqual({ feed: "harbour times" });
  });

  test("keeps the quotation marks of a search", () => {
    expect(readTypedOptions(search, 'balloon "export controls" -trade')).toEqual({
      words: 'balloon "export controls" -trade',
    });
  });

  test.each([
    { text: "/Quotes  blinken", name: "quotes", rest: "blinken" },
    { text: "\u200Equotes\u200F blinken\u0007", name: "quotes", rest: "blinken" },
    { text: "  help ", name: "help", rest: "" },
    { text: "\u202E", name: "", rest: "" },
  ])("finds the command of $text", ({ text, name, rest }) => {
    expect(splitTyped(text)).toEqual({ name, rest });
  });
});

test("controls and invisible marks never reach a command", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 200 }), (text) => {
      const clean = cleanText(text);
      expect(clean).not.toMatch(/\p{Cc}|\p{Cf}/u);
      expect(cleanText(clean)).toBe(clean);
      readTypedOptions(quotes, text);
    }),
  );
});

test("spells a choice as the command does, and drops what it has no option for", () => {
  expect(cleanOptions(quotes, { side: "prc", direct: "YES", constructor: "x", since: " " })).toEqual({
    side: "PRC",
    direct: "yes",
  });
});

describe("every command", () => {
  test.each(commands.map((command) => ({ name: command.name, command })))(
    "$name keeps the chats' limits",
    ({ command }) => {
      expect(command.name).toMatch(/^[a-z]{2,20}$/u);
      expect(command.summary.length).toBeLessThanOrEqual(100);
      const options = optionsOf(command);
      expect(options.length).toBeLessThanOrEqual(25);
      for (const option of options) {
        expect(option.description.length).toBeLessThanOrEqual(100);
        expect(option.choices?.length ?? 0).toBeLessThanOrEqual(25);
      }
      expect(command.words === undefined || command.words in command.options.shape).toBe(true);
      for (const name of Object.keys(command.suggest ?? {})) expect(name in command.options.shape).toBe(true);
    },
  );

  test.each(commands.flatMap((command) => command.examples.map((example) => ({ example }))))(
    "the example /$example is understood",
    ({ example }) => {
      const { name, rest } = splitTyped(example);
      const command = commands.find((one) => one.name === name);
      expect(command).toBeDefined();
      if (!command) return;
      const options = cleanOptions(command, readTypedOptions(command, rest));
      expect(command.options.safeParse(options).success).toBe(true);
    },
  );

  test("goes by names of its own", () => {
    const names = commands.flatMap(({ name, aliases }) => [name, ...(aliases ?? [])]);
    expect(new Set(names).size).toBe(names.length);
  });
});

test("reads required options, choices and descriptions through defaults", () => {
  const command = {
    ...quotes,
    options: z.object({
      one: z.string().describe("needed"),
      two: z.enum(["a", "b"]).describe("chosen").default("a"),
      hidden: z.string().optional(),
    }),
    suggest: {},
    words: "one",
  };
  expect(optionsOf(command)).toEqual([
    { name: "one", description: "needed", required: true, choices: null, suggests: false },
    { name: "two", description: "chosen", required: false, choices: ["a", "b"], suggests: false },
  ]);
});
