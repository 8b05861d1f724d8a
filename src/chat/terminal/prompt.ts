import { join } from "node:path";
import { createInterface, type Interface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import { readLinesOf, writeLinesTo } from "./files.ts";

const PROMPT = "› ";
const HISTORY_LENGTH = 500;

export interface Session {
  readonly input: Readable & { readonly isTTY?: boolean };
  readonly output: Writable & { readonly isTTY?: boolean };
  /** Where the history is kept; null keeps none. */
  readonly folder: string | null;
  answer(line: string): Promise<unknown>;
  complete(typed: string): Promise<[string[], string]>;
  opened(line: Interface | null): void;
}

/** Lines are answered one after the other, also when a pipe brings them all at once. */
export async function readLines({ input, output, folder, answer, complete, opened }: Session): Promise<void> {
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
    if (path !== null && isTerminal) await writeLinesTo(path, kept.slice(0, HISTORY_LENGTH));
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
