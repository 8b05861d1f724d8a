import type { Interface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import type { Asker } from "../../../commands/command.ts";
import type { CommandCall, Message } from "../../messages/message.ts";
import type { Chat } from "../chat.ts";
import type { Dispatcher, From } from "../dispatch.ts";
import { completeLine } from "./complete.ts";
import { createTerminalChat } from "./deliveries.ts";
import { readLines } from "./prompt.ts";
import { type Page, renderTerminal } from "./render.ts";

export const TERMINAL_WORKSPACE = "terminal:local";
export const TERMINAL_CHANNEL = "terminal:local:main";

const DEFAULT_WIDTH = 80;

export interface TerminalOptions {
  readonly dispatcher: Dispatcher;
  readonly input: Readable & { readonly isTTY?: boolean };
  readonly output: Writable & { readonly isTTY?: boolean; readonly columns?: number };
  /** Where it says why a line could not be carried out; left out, among the answers. */
  readonly errors?: Writable;
  /** NO_COLOR was set: no ANSI whatever the output is. */
  readonly noColor: boolean;
  /** Where history and what was delivered are kept; null keeps neither. */
  readonly folder: string | null;
  /** IANA name of the person's zone. */
  readonly timeZone: string;
}

export interface Terminal {
  /** For deliveries: digests and alerts appear above the prompt. */
  readonly chat: Chat;
  /**
   * Answers one line and prints it; the numbers of its choices work in the next.
   *
   * @returns false when it could not be carried out.
   */
  answer(line: string): Promise<boolean>;
  /** Reads lines and answers them until the person leaves or the input ends. */
  prompt(): Promise<void>;
}

/** The chat of whoever sits at the machine: they are its admin. */
export function createTerminal(options: TerminalOptions): Terminal {
  const { dispatcher, output, timeZone, folder } = options;
  const asker: Asker = {
    chat: "terminal",
    workspaceId: TERMINAL_WORKSPACE,
    userId: "local",
    isAdmin: true,
    managesChannel: true,
    timeZone,
  };
  const from: From = { asker, channelId: TERMINAL_CHANNEL };
  let calls: readonly CommandCall[] = [];
  let line: Interface | null = null;

  const page = (): Page => ({
    width: output.columns ?? DEFAULT_WIDTH,
    ansi: output.isTTY === true && !options.noColor,
  });
  const show = (message: Message): boolean => {
    const isDone = message.failed !== true;
    const drawn = renderTerminal(message, page());
    if (isDone || drawn.calls.length > 0) calls = drawn.calls;
    const { errors = output } = options;
    (isDone ? output : errors).write(`${drawn.text}\n\n`);
    return isDone;
  };

  async function answer(typed: string): Promise<boolean> {
    const number = /^\s*\[?(\d{1,3})\]?\s*$/u.exec(typed)?.[1];
    if (number === undefined) return show(await dispatcher.runTyped(typed, from));
    const call = calls[Number(number) - 1];
    if (call) return show(await dispatcher.run(call, from));
    const has = calls.length > 0 ? `there are 1 to ${calls.length}` : "the last answer had none";
    const text = `No choice ${number}: ${has}.`;
    return show({ summary: text, blocks: [{ kind: "paragraph", text: [{ text }] }], failed: true });
  }

  /** Prints above the line being typed, which comes back after it. */
  function showAbove(message: Message): void {
    if (line && output.isTTY) output.write("\r\u001b[2K");
    show(message);
    line?.prompt(true);
  }

  const chat = createTerminalChat(showAbove, folder, () => line?.close());
  const prompt = () =>
    readLines({
      input: options.input,
      output,
      folder,
      answer,
      complete: (typed) => completeLine(typed, dispatcher, from),
      opened(opened) {
        line = opened;
      },
    });
  return { chat, answer, prompt };
}
