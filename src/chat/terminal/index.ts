import { appendFile, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface, type Interface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import type { Asker } from "../../../commands/command.ts";
import type { CommandCall, Message } from "../../messages/message.ts";
import type { Chat } from "../chat.ts";
import type { Dispatcher, From } from "../dispatch.ts";
import { completeLine } from "./complete.ts";
import { type Page, renderTerminal } from "./render.ts";

export const TERMINAL_WORKSPACE = "terminal:local";
export const TERMINAL_CHANNEL = "terminal:local:main";

const PROMPT = "› ";
const HISTORY_LENGTH = 500;
const DEFAULT_WIDTH = 80;

export interface TerminalOptions {
  readonly dispatcher: Dispatcher;
  readonly input: Readable & { readonly isTTY?: boolean };
  readonly output: Writable & { readonly isTTY?: boolean; readonly columns?: number };
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
  /** Answers one line and prints it; the numbers of its choices work in the next. */
  answer(line: string): Promise<void>;
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
  const write = (text: string) => {
    output.write(`${text}\n`);
  };
  const show = (message: Message) => {
    const drawn = renderTerminal(message, page());
    calls = drawn.calls;
    write(`${drawn.text}\n`);
  };

  async function answer(typed: string): Promise<void> {
    const number = /^\s*\[?(\d{1,3})\]?\s*$/u.exec(typed)?.[1];
    if (number === undefined) return show(await dispatcher.runTyped(typed, from));
    const call = calls[Number(number) - 1];
    if (call) return show(await dispatcher.run(call, from));
    const has = calls.length > 0 ? `there are 1 to ${calls.length}` : "the last answer had none";
    write(`No choice ${number}: ${has}.\n`);
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
      options,
      answer,
      complete: (typed) => completeLine(typed, dispatcher, from),
      opened(opened) {
        line = opened;
      },
    });
  return { chat, answer, prompt };
}

function createTerminalChat(
  show: (message: Message) => void,
  folder: string | null,
  close: () => void,
): Chat {
  const seen = new Set<string>();
  const journal = folder === null ? null : join(folder, "terminal-deliveries");
  const found = (messageId: string) => ({ messageId, parts: [1], complete: true });
  return {
    name: "terminal",
    async send(_channelId, message, deliveryId) {
      show(message);
      seen.add(deliveryId);
      if (journal !== null && folder !== null) {
        await mkdir(folder, { recursive: true });
        await appendFile(journal, `${deliveryId}\n`);
      }
      return deliveryId;
    },
    /** Kept in a file, so that what was printed before a crash is not printed again. */
    async find(_channelId, deliveryId) {
      if (seen.has(deliveryId)) return found(deliveryId);
      const lines = journal === null ? [] : await readLinesOf(journal);
      return lines.includes(deliveryId) ? found(deliveryId) : null;
    },
    state: () => ({ connected: true, note: "at the prompt" }),
    async stop() {
      close();
    },
  };
}

interface Session {
  readonly options: TerminalOptions;
  answer(line: string): Promise<void>;
  complete(typed: string): Promise<[string[], string]>;
  opened(line: Interface | null): void;
}

/** Lines are answered one after the other, also when a pipe brings them all at once. */
async function readLines({ options, answer, complete, opened }: Session): Promise<void> {
  const { input, output, folder } = options;
  const isTerminal = input.isTTY === true && output.isTTY === true;
  const path = folder === null ? null : join(folder, "terminal-history");
  const history = path === null ? [] : await readLinesOf(path);
  const line = createInterface({
    input,
    output: isTerminal ? output : undefined,
    terminal: isTerminal,
    prompt: PROMPT,
    history: history.slice(0, HISTORY_LENGTH),
    historySize: HISTORY_LENGTH,
    removeHistoryDuplicates: true,
    completer: (typed: string, done: (error: Error | null, result: [string[], string]) => void) => {
      complete(typed).then(
        (result) => done(null, result),
        () => done(null, [[], typed]),
      );
    },
  });
  opened(line);
  let open = true;
  line.on("close", () => {
    open = false;
  });
  let kept: readonly string[] = history;
  line.on("history", (lines) => {
    kept = lines;
  });
  if (isTerminal) armInterrupt(line, output);
  line.prompt();
  try {
    for await (const typed of line) {
      if (/^\s*\/?(?:quit|exit|bye)\s*$/iu.test(typed)) break;
      if (typed.trim() !== "") await answer(typed);
      if (open) line.prompt();
    }
  } finally {
    opened(null);
    line.close();
    if (path !== null && folder !== null && isTerminal) {
      await mkdir(folder, { recursive: true });
      await writeFile(path, `${kept.slice(0, HISTORY_LENGTH).join("\n")}\n`, { mode: 0o600 });
    }
  }
}

/** Ctrl-C empties the line; on an empty one it leaves at the second time, as Ctrl-D does at once. */
function armInterrupt(line: Interface, output: Writable): void {
  let warned = false;
  line.on("line", () => {
    warned = false;
  });
  line.on("SIGINT", () => {
    if (line.line !== "") {
      warned = false;
      output.write("^C\n");
      // Ctrl-U from the end: nothing of the line is left.
      line.write(null, { ctrl: true, name: "e" });
      line.write(null, { ctrl: true, name: "u" });
      line.prompt();
    } else if (warned) {
      line.close();
    } else {
      warned = true;
      output.write("\n(Ctrl-C again, Ctrl-D or quit to leave)\n");
      line.prompt();
    }
  });
}

async function readLinesOf(path: string): Promise<string[]> {
  try {
    return (await readFile(path, "utf8")).split("\n").filter(Boolean);
  } catch {
    // There is none before the first session.
    return [];
  }
}
