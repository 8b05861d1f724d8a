import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { afterEach, describe, expect, test } from "vitest";
import type { Dispatcher } from "../../src/chat/dispatch.ts";
import { createTerminal } from "../../src/chat/terminal/index.ts";
import type { Message } from "../../src/messages/message.ts";

const folders: string[] = [];

afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true });
});

async function makeFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "terminal-"));
  folders.push(folder);
  return folder;
}

function say(text: string, ...commands: string[]): Message {
  const buttons = commands.map((command) => ({ label: command, call: { command, options: { a: "1" } } }));
  return {
    summary: text,
    blocks: [
      { kind: "paragraph", text: [{ text }] },
      ...(buttons.length > 0 ? [{ kind: "buttons", buttons } as const] : []),
    ],
  };
}

/** Answers with what it was asked; "menu" has two choices. */
const echo: Dispatcher = {
  commands: [],
  run: async ({ command }) => say(`ran ${command}`),
  runTyped: async (text) => (text === "menu" ? say("menu", "first", "second") : say(`typed ${text}`)),
  suggest: async () => [],
};

function openTerminal(folder: string | null, dispatcher: Dispatcher = echo) {
  const input = new PassThrough();
  const output = new PassThrough();
  const terminal = createTerminal({ dispatcher, input, output, noColor: true, folder, timeZone: "UTC" });
  const shown = () => {
    const chunk: unknown = output.read();
    return chunk === null ? "" : String(chunk);
  };
  return { terminal, input, shown };
}

test("says on its errors, and by its result, that a line could not be carried out", async () => {
  const refused = { ...echo, runTyped: async (text: string) => ({ ...say(`no ${text}`), failed: true }) };
  const [output, errors] = [new PassThrough(), new PassThrough()];
  const streams = { input: new PassThrough(), output, errors };
  const open = (dispatcher: Dispatcher) =>
    createTerminal({ dispatcher, ...streams, noColor: true, folder: null, timeZone: "UTC" });
  expect(await open(echo).answer("help")).toBe(true);
  expect(await open(refused).answer("fly")).toBe(false);
  expect(await open(echo).answer("7")).toBe(false);
  expect(String(output.read())).toBe("typed help\n\n");
  expect(String(errors.read())).toBe("no fly\n\nNo choice 7: the last answer had none.\n\n");
});

describe("from a pipe", () => {
  test("answers every line in order and ends with the input", async () => {
    const { terminal, input, shown } = openTerminal(null);
    input.end("help\n\nmenu\n2\nbye now\n");
    await terminal.prompt();
    expect(shown()).toBe("typed help\n\nmenu\n\n[1] first  [2] second\n\nran second\n\ntyped bye now\n\n");
  });

  test.each(["quit", "/exit", " QUIT "])("“%s” leaves", async (word) => {
    const { terminal, input, shown } = openTerminal(null);
    input.write(`${word}\nhelp\n`);
    await terminal.prompt();
    expect(shown()).toBe("");
  });
});

test("a number that no choice has is said so", async () => {
  const { terminal, shown } = openTerminal(null);
  await terminal.answer("3");
  await terminal.answer("menu");
  await terminal.answer("[7]");
  expect(shown()).toBe(
    "No choice 3: the last answer had none.\n\nmenu\n\n[1] first  [2] second\n\nNo choice 7: there are 1 to 2.\n\n",
  );
});

describe("deliveries", () => {
  test("appear, and are found again after a restart", async () => {
    const folder = await makeFolder();
    const { terminal, shown } = openTerminal(folder);
    await terminal.chat.send("terminal:local:main", say("digest"), "d1");
    expect(shown()).toBe("digest\n\n");
    const restarted = openTerminal(folder).terminal;
    const since = new Date(0);
    expect(await restarted.chat.find("terminal:local:main", "d1", since)).toEqual({
      messageId: "d1",
      parts: [1],
      complete: true,
    });
    expect(await restarted.chat.find("terminal:local:main", "d2", since)).toBeNull();
    expect(await readFile(join(folder, "terminal-deliveries"), "utf8")).toBe("d1\n");
  });

  test("stopping the chat ends the prompt", async () => {
    const { terminal } = openTerminal(null);
    const done = terminal.prompt();
    await terminal.chat.stop();
    await done;
    expect(terminal.chat.state().connected).toBe(true);
  });
});
