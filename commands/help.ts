import { z } from "zod";
import { UserError } from "../src/errors.ts";
import type { Message } from "../src/messages/message.ts";
import { paragraph, smallPrint, strong, text } from "../src/messages/spans.ts";
import { type Command, defineCommand } from "./command.ts";
import { nearestNames } from "./nearest.ts";
import { button, describe, optionsOf } from "./usage.ts";

export const help = defineCommand({
  name: "help",
  aliases: ["?", "commands"],
  summary: "What I can do, or how one command works",
  options: z.object({ command: z.string().describe("A command, such as quotes").optional() }),
  words: "command",
  examples: ["help", "help quotes"],
  audience: "asker",
  permission: "everyone",
  suggest: {
    async command(typed, { commands }) {
      const wanted = typed.replace(/^\//u, "").toLowerCase();
      return commands
        .filter(({ name }) => name.startsWith(wanted))
        .map(({ name, summary }) => ({ label: `${name}: ${summary}`, value: name }));
    },
  },
  async run({ command }, { commands }) {
    if (command === undefined) return overview(commands);
    const wanted = command.replace(/^\//u, "").toLowerCase();
    const found = commands.find(({ name, aliases }) => name === wanted || aliases?.includes(wanted));
    if (found) return details(found);
    const [near] = nearestNames(
      wanted,
      commands.map(({ name }) => name),
      1,
    );
    throw new UserError(
      near
        ? `I have no command “${wanted}”. Did you mean /${near}?`
        : `I have no command “${wanted}”. See /help.`,
    );
  },
});

function overview(commands: readonly Command[]): Message {
  return {
    summary: "Who said what in US–China diplomacy, and where it was reported",
    blocks: [
      { kind: "heading", text: "Backchannel" },
      paragraph(
        "I read the news on US–China relations and keep who said what, when, in what office, and where it was reported.",
      ),
      {
        kind: "facts",
        facts: commands.map(({ name, summary }) => ({ label: `/${name}`, value: [text(summary)] })),
      },
      paragraph(
        strong("Try: "),
        "/quotes blinken, /subscribe military channels, /digest daily 08:00 Singapore",
      ),
      {
        kind: "buttons",
        buttons: [
          button("Latest", "latest"),
          button("Topics", "topics"),
          button("How /quotes works", "help", { command: "quotes" }),
        ],
      },
    ],
  };
}

function details(command: Command): Message {
  const options = optionsOf(command);
  const facts = options.map((option) => ({
    label: option.name,
    value: [text(`${describe(option)}${option.required ? " (needed)" : ""}`)],
  }));
  const others =
    command.aliases && command.aliases.length > 0
      ? [smallPrint(`Also: ${command.aliases.map((name) => `/${name}`).join(", ")}`)]
      : [];
  return {
    summary: `/${command.name}: ${command.summary}`,
    blocks: [
      { kind: "heading", text: `/${command.name}` },
      paragraph(`${command.summary}.`),
      { kind: "list", items: command.examples.map((example) => [strong(`/${example}`)]) },
      ...(facts.length > 0 ? [{ kind: "facts", facts } as const] : []),
      ...(options.length > 1
        ? [smallPrint("Typed, an option is name:value, in any order: since:7d outlet:scmp.")]
        : []),
      ...others,
    ],
  };
}
