import { optionsOf } from "../../../commands/usage.ts";
import type { Dispatcher, From } from "../dispatch.ts";

/**
 * What the tab key proposes: commands, then their options and the values they suggest.
 *
 * @returns the proposals, and the part of the line that each would replace.
 */
export async function completeLine(
  line: string,
  dispatcher: Dispatcher,
  from: From,
): Promise<[string[], string]> {
  const [, slash = "", name = "", rest] = /^\s*(\/?)(\S*)(?:\s+(.*))?$/su.exec(line) ?? [];
  if (rest === undefined && !/\s$/u.test(line)) {
    const known = dispatcher.commands.map((command) => `${slash}${command.name} `);
    return [known.filter((one) => one.startsWith(`${slash}${name.toLowerCase()}`)), `${slash}${name}`];
  }
  const command = dispatcher.commands.find((one) => one.name === name.toLowerCase());
  if (!command) return [[], line];
  const typed = rest ?? "";
  const word = /\S*$/u.exec(typed)?.[0] ?? "";
  const [, option, value] = /^([a-z]+):(.*)$/u.exec(word) ?? [];
  if (option !== undefined && value !== undefined) {
    const spec = optionsOf(command).find((one) => one.name === option);
    const values = spec?.choices ?? (await labels(dispatcher, command.name, option, value, from));
    return [values.filter((one) => startsAlike(one, value)).map((one) => `${option}:${quoted(one)} `), word];
  }
  const names = optionsOf(command).map((spec) => `${spec.name}:`);
  const fitting = word === "" ? [] : names.filter((one) => one.startsWith(word.toLowerCase()));
  if (command.words === undefined) return [word === "" ? names : fitting, word];
  const proposed = await labels(dispatcher, command.name, command.words, typed, from);
  const words = proposed.filter((one) => startsAlike(one, typed));
  if (words.length > 0) return [words, typed];
  // Nothing begins as typed, such as a surname: the whole value takes its place.
  return fitting.length > 0 ? [fitting, word] : [proposed.slice(0, 10), typed];
}

/** A person types names, not ids: what stands before the role is the name. */
async function labels(
  dispatcher: Dispatcher,
  command: string,
  option: string,
  typed: string,
  from: From,
): Promise<string[]> {
  const found = await dispatcher.suggest(command, option, typed, from);
  return [...new Set(found.map(({ label }) => label.replace(/ \([^()]*\)$/u, "")))];
}

function startsAlike(proposal: string, typed: string): boolean {
  return proposal.toLowerCase().startsWith(typed.toLowerCase());
}

function quoted(value: string): string {
  return value.includes(" ") ? `"${value}"` : value;
}
