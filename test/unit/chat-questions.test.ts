import { expect, test } from "vitest";
import { readQuestion } from "../../src/chat/questions.ts";

test.each([
  {
    text: "What did Blinken say about Taiwan?",
    call: { command: "quotes", options: { who: "Blinken", about: "Taiwan" } },
  },
  { text: "what has wang yi said", call: { command: "quotes", options: { who: "wang yi" } } },
  {
    text: "What is Xi saying lately on trade and tariffs??",
    call: { command: "quotes", options: { who: "Xi", about: "trade and tariffs" } },
  },
  { text: "what's new", call: { command: "latest", options: {} } },
  {
    text: "What’s the latest on export controls?",
    call: { command: "latest", options: { about: "export controls" } },
  },
])("$text", ({ text, call }) => {
  expect(readQuestion(text)).toEqual(call);
});

test.each(["what", "what did", "whatever did he say", "tell me what Blinken said", ""])(
  "“%s” is none",
  (text) => {
    expect(readQuestion(text)).toBeNull();
  },
);
