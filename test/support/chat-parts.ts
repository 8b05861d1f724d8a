import { pino } from "pino";
import type { CallStore } from "../../src/chat/calls.ts";
import type { Dispatcher, From } from "../../src/chat/dispatch.ts";
import type { ChatRecords } from "../../src/chat/records.ts";
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

interface KeptWorkspace {
  readonly name: string | null;
  readonly removed: boolean;
  readonly adminsOnly: boolean;
  readonly installation: string | null;
}

/** What the chats want beside a dispatcher, kept in memory and written down. */
export function chatParts() {
  const workspaces = new Map<string, KeptWorkspace>();
  const channels: string[] = [];
  const records: ChatRecords = {
    workspaces: {
      async get(id) {
        const found = workspaces.get(id);
        if (!found || found.removed) return null;
        return {
          id,
          name: found.name,
          installation: found.installation,
          adminsOnly: found.adminsOnly,
          adminId: null,
        };
      },
      async list() {
        return [];
      },
      async save({ id, name, adminsOnly, installation }) {
        workspaces.set(id, {
          name: name ?? null,
          removed: false,
          adminsOnly: adminsOnly ?? false,
          installation: installation ?? null,
        });
      },
      async remove(id) {
        const found = workspaces.get(id);
        if (found) workspaces.set(id, { ...found, removed: true, installation: null });
      },
    },
    channels: {
      async ofWorkspace(workspaceId) {
        return channels
          .filter((id) => id.startsWith(`${workspaceId}:`))
          .map((id) => ({ ...EMPTY_CHANNEL, id, workspaceId }));
      },
    },
  };
  const whoSaid = (text: string, date: Date) => {
    const words = `${date.toISOString().slice(0, 10)}: ${text}`;
    return {
      summary: words,
      audience: "asker",
      blocks: [{ kind: "paragraph", text: [{ text: words }] }],
    } satisfies Message;
  };
  return { parts: { records, whoSaid, log: quiet, now: () => new Date() }, workspaces, channels };
}

const EMPTY_CHANNEL = {
  name: null,
  timeZone: null,
  mutedTopics: [],
  quietFrom: null,
  quietTo: null,
  quietDays: [],
  brokenReason: null,
  brokenAt: null,
};

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
