import { z } from "zod";
import { UserError } from "../src/errors.ts";
import type { Block, Button, Message, TextSpan } from "../src/messages/message.ts";
import type { Command } from "./command.ts";

/** An option as a chat registers it. */
export interface OptionSpec {
  readonly name: string;
  readonly description: string;
  readonly required: boolean;
  /** Null when any text will do. */
  readonly choices: readonly string[] | null;
  /** Whether the command proposes values while one types. */
  readonly suggests: boolean;
}

/** The options a person may give, in the order of the schema; those for buttons only are left out. */
export function optionsOf(command: Command): OptionSpec[] {
  return Object.entries(command.options.shape).flatMap(([name, schema]) => {
    const description = descriptionOf(schema);
    if (description === null) return [];
    return [
      {
        name,
        description,
        required: !schemaAccepts(schema, undefined),
        choices: choicesOf(schema),
        suggests: command.suggest?.[name] !== undefined,
      },
    ];
  });
}

/** The fixed choices of an option, or null when it takes any text. */
export function choicesOf(schema: unknown): readonly string[] | null {
  const inner = unwrap(schema);
  if (!(inner instanceof z.ZodEnum)) return null;
  return inner.options.map(String);
}

/** An option that is either on or off. */
export const onOff = z.enum(["yes", "no"]);

/** Whether an option is on or off, so that its bare name switches it on: `/quotes blinken direct`. */
export function isOnOff(schema: unknown): boolean {
  const choices = choicesOf(schema);
  return choices?.length === 2 && choices[0] === "yes" && choices[1] === "no";
}

/** The call is not as the command needs it: it is answered with the message and the usage. */
export class UsageError extends UserError {}

/** What is wrong with a call, and how to make it, with two examples as buttons. */
export function usage(command: Command, fault: string): Message {
  const options = optionsOf(command);
  const blocks: Block[] = [
    { kind: "paragraph", text: [{ text: fault }] },
    { kind: "paragraph", text: [{ text: "For example: " }, ...examples(command)] },
  ];
  if (options.length > 0) {
    blocks.push({
      kind: "facts",
      facts: options.map((option) => ({ label: option.name, value: [{ text: describe(option) }] })),
    });
  }
  return { summary: fault, blocks, audience: "asker", failed: true };
}

export function describe(option: OptionSpec): string {
  return option.choices ? `${option.description} (${option.choices.join(", ")})` : option.description;
}

function examples(command: Command): TextSpan[] {
  return command.examples
    .slice(0, 2)
    .flatMap((example, index) => [
      ...(index > 0 ? [{ text: " or " }] : []),
      { text: `/${example}`, strong: true },
    ]);
}

/** A button that calls a command; options left undefined are not sent. */
export function button(
  label: string,
  command: string,
  options: Readonly<Record<string, string | undefined>> = {},
  style?: Button["style"],
): Button {
  const given = Object.entries(options).filter((entry): entry is [string, string] => entry[1] !== undefined);
  const call = { command, options: Object.fromEntries(given) };
  return style ? { label, call, style } : { label, call };
}

function descriptionOf(schema: unknown): string | null {
  if (!(schema instanceof z.ZodType)) return null;
  const inner = unwrap(schema);
  return schema.description ?? (inner instanceof z.ZodType ? (inner.description ?? null) : null);
}

function schemaAccepts(schema: unknown, value: unknown): boolean {
  return schema instanceof z.ZodType && schema.safeParse(value).success;
}

function unwrap(schema: unknown): unknown {
  let inner = schema;
  while (inner instanceof z.ZodOptional || inner instanceof z.ZodDefault || inner instanceof z.ZodPrefault) {
    inner = inner.unwrap();
  }
  return inner;
}
