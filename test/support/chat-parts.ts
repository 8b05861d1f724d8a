import { pino } from "pino";
import type { CallStore } from "../../src/chat/calls.ts";
import type { Dispatcher, From } from "../../src/chat/dispatch.ts";
import type { CommandCall, Message } from "../../src/messages/message.ts";

/** A log that says nothing. */
export const quiet = pino({ level: "silent" });

/** Remembers calls as long as the test runs. */
export function memoryCalls(): CallStore & { readonly kept: Map<string, CommandCall> } {
  const kept = new Map<string, CommandCall>();
  return {
    kept,
    async keep(calls) {
      for (const [key, call] of calls) kept.set(key, call);
    },
    async get(key) {
      return kept.get(key) ?? null;
    },
  };
}

export interface Asked {
  readonly call: CommandCall | string;
  readonly from: From;
}

/** A dispatcher that writes down what it is asked and answers as told. */
export function recordingDispatcher(
  answer: (asked: CommandCall | string) => Message | Promise<Message>,
  commands: Dispatcher["commands"] = [],
) {
  const asked: Asked[] = [];
  const dispatcher: Dispatcher = {
    commands,
    async run(call, from) {
      asked.push({ call, from });
      return answer(call);
    },
    async runTyped(text, from) {
      asked.push({ call: text, from });
      return answer(text);
    },
    async suggest(command, option, typed) {
      return [{ label: `${command} ${option} ${typed}`, value: typed }];
    },
  };
  return { dispatcher, asked };
}

/** An answer of every kind of block that a look-up uses. */
export function sampleAnswer(audience: "asker" | "channel" = "asker"): Message {
  return {
    summary: "1 statement by Antony Blinken",
    audience,
    blocks: [
      { kind: "heading", text: "Antony Blinken: 1 statement" },
      {
        kind: "quote",
        text: "the two sides need to keep lines of communication open",
        by: [
          { text: "Antony Blinken", strong: true },
          { text: ", Secretary of State · " },
          { text: "Example Wire", href: "https://wire.example/a?b=1&c=2" },
          { text: " · 16 June 2023" },
        ],
      },
      { kind: "smallPrint", text: [{ text: "1 of 1 statements" }] },
      {
        kind: "buttons",
        buttons: [
          { label: "Next page", call: { command: "quotes", options: { who: "blinken", page: "2" } } },
          {
            label: "Share to channel",
            call: { command: "quotes", options: { who: "blinken", share: "yes" } },
          },
        ],
      },
    ],
  };
}
