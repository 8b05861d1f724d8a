import { UserError } from "../errors.ts";

const EXIT_BAD_START = 1;
const EXIT_BAD_CALL = 2;

/** What a program can be asked for by a word. */
export interface ProgramCommand {
  /** How many words come behind. */
  readonly words: number;
  /** @param word the first behind; blank when there is none */
  run(word: string): Promise<void>;
}

/** Prints to where a person reads: standard output for what was asked, standard error for what went wrong. */
export interface ProgramOutput {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}

function toTerminal(): ProgramOutput {
  // "| head" has read enough: the program ends as if all had been read.
  process.stdout.once("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
  return {
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
  };
}

/**
 * Answers one call of a program: `--help`, a command with its words, or how to call it.
 *
 * @returns its exit code
 * @throws whatever a command throws but a UserError, whose words are printed
 */
export async function runProgram(
  help: string,
  commands: Readonly<Record<string, ProgramCommand>>,
  [name = "", ...words]: readonly string[],
  { out, err }: ProgramOutput = toTerminal(),
): Promise<number> {
  if (name === "--help" || name === "-h") {
    out(help);
    return 0;
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command?.words !== words.length) {
    err(`${name === "" ? "" : "Not understood.\n\n"}${help}`);
    return EXIT_BAD_CALL;
  }
  try {
    await command.run(words[0] ?? "");
    return 0;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    err(`${error.message}\n`);
    return EXIT_BAD_START;
  }
}

/** Text from outside as one line that cannot steer the terminal. */
export function plainLine(text: string, most = Number.POSITIVE_INFINITY): string {
  const line = text.replace(/[\p{C}\s]+/gu, " ");
  return line.length > most ? `${line.slice(0, most - 1)}…` : line;
}
