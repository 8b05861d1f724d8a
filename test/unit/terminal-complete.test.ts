import { expect, test } from "vitest";
import { commands } from "../../commands/index.ts";
import type { Dispatcher, From } from "../../src/chat/dispatch.ts";
import { completeLine } from "../../src/chat/terminal/complete.ts";

const PEOPLE = [
  { label: "Antony Blinken (Secretary of State)", value: "antony-blinken" },
  { label: "Dennis Blair (Admiral)", value: "dennis-blair" },
];

const nothing = async () => ({ summary: "", blocks: [] });
const dispatcher: Dispatcher = {
  commands,
  run: nothing,
  runTyped: nothing,
  suggest: async (_command, option, typed) =>
    option === "who" ? PEOPLE.filter(({ label }) => label.toLowerCase().includes(typed.toLowerCase())) : [],
};
const from: From = {
  channelId: "terminal:local:main",
  asker: {
    chat: "terminal",
    workspaceId: "terminal:local",
    userId: "local",
    isAdmin: true,
    managesChannel: true,
    timeZone: null,
  },
};

test.each([
  { line: "quo", hits: ["quotes "], replaced: "quo" },
  { line: "/sub", hits: ["/subscribe ", "/subscriptions "], replaced: "/sub" },
  { line: "quotes anto", hits: ["Antony Blinken"], replaced: "anto" },
  { line: "/quotes bli", hits: ["Antony Blinken"], replaced: "bli" },
  { line: "quotes zz sin", hits: ["since:"], replaced: "sin" },
  {
    line: "quotes blinken side:",
    hits: ["side:US ", "side:PRC ", "side:Taiwan ", 'side:"Hong Kong" ', "side:other "],
    replaced: "side:",
  },
  { line: "quotes blinken side:p", hits: ["side:PRC "], replaced: "side:p" },
  { line: "nothing at all", hits: [], replaced: "nothing at all" },
])("after “$line”", async ({ line, hits, replaced }) => {
  expect(await completeLine(line, dispatcher, from)).toEqual([hits, replaced]);
});
