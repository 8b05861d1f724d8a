import type { Command } from "../../commands/command.ts";
import { choicesOf, isOnOff } from "../../commands/usage.ts";

/** What a person may give at most for one option; more is a paste gone wrong. */
export const MAX_OPTION_LENGTH = 1_000;

const SMART_QUOTES = /[“”„‟«»＂]/gu;
/** Controls become spaces; invisible marks (bidirectional, zero-width, soft hyphen) go. */
const CONTROLS = /\p{Cc}+/gu;
const INVISIBLE = /\p{Cf}+/gu;
const SPACES = /\s+/gu;
const TOKEN = /(?:[^\s"]+|"[^"]*(?:"|$))+/gu;
const NAMED = /^(?:--)?(?<name>[a-z][a-z-]*)(?:[:=：](?<value>.*))$/isu;

/** Plain words from whatever was typed or pasted. */
export function cleanText(text: string): string {
  return text.normalize("NFC").replace(INVISIBLE, "").replace(CONTROLS, " ").replace(SPACES, " ").trim();
}

/** The first word of a typed call without its slash, in lower case, and the rest of it, cleaned. */
export function splitTyped(text: string): { name: string; rest: string } {
  const clean = cleanText(text);
  const end = clean.indexOf(" ");
  const first = end < 0 ? clean : clean.slice(0, end);
  return { name: first.replace(/^\//u, "").toLowerCase(), rest: end < 0 ? "" : clean.slice(end + 1) };
}

/**
 * Reads what follows a typed command: `name:value` for options it has, the name alone for one that is on or
 * off, and all else, in its quotation marks, for the option that takes free words.
 */
export function readTypedOptions(command: Command, rest: string): Record<string, string> {
  const options: Record<string, string> = {};
  const words: string[] = [];
  const tokens = cleanText(rest).replace(SMART_QUOTES, '"').match(TOKEN) ?? [];
  for (let index = 0; index < tokens.length; index += 1) {
    const token = tokens[index] ?? "";
    const named = readNamed(command, token);
    if (named) {
      // "since: 7d", with a space
      if (named.value === "" && index + 1 < tokens.length) index += 1;
      options[named.name] = named.value === "" ? unquote(tokens[index] ?? "") : named.value;
    } else if (isFlag(command, token)) {
      options[token.toLowerCase()] = "yes";
    } else {
      words.push(token);
    }
  }
  takeLead(command, words, options);
  const given = words.join(" ");
  if (command.words !== undefined && given !== "") {
    options[command.words] = [given, options[command.words]].filter(Boolean).join(" ");
  }
  return options;
}

/** Cleans each value and spells a choice as the command does ("us" for "US"). */
export function cleanOptions(
  command: Command,
  options: Readonly<Record<string, string>>,
): Record<string, string> {
  const cleaned: Record<string, string> = {};
  for (const [name, schema] of Object.entries(command.options.shape)) {
    const value = Object.hasOwn(options, name) ? options[name] : undefined;
    if (value === undefined) continue;
    const text = cleanText(value);
    if (text === "") continue;
    const choice = choicesOf(schema)?.find((known) => known.toLowerCase() === text.toLowerCase());
    cleaned[name] = choice ?? text.replace(SMART_QUOTES, '"');
  }
  return cleaned;
}

function readNamed(command: Command, token: string): { name: string; value: string } | null {
  const groups = NAMED.exec(token)?.groups;
  const name = groups?.name?.toLowerCase();
  if (name === undefined || !Object.hasOwn(command.options.shape, name)) return null;
  return { name, value: unquote(groups?.value ?? "") };
}

function isFlag(command: Command, token: string): boolean {
  const name = token.toLowerCase();
  return Object.hasOwn(command.options.shape, name) && isOnOff(command.options.shape[name]);
}

function takeLead(command: Command, words: string[], options: Record<string, string>): void {
  if (command.lead === undefined || options[command.lead] !== undefined) return;
  const first = words[0]?.toLowerCase();
  const choice = choicesOf(command.options.shape[command.lead])?.find(
    (known) => known.toLowerCase() === first,
  );
  if (choice === undefined) return;
  words.shift();
  options[command.lead] = choice;
}

function unquote(text: string): string {
  return text.replace(/^"(.*?)"?$/su, "$1");
}
