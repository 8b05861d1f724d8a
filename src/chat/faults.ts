import { randomBytes } from "node:crypto";
import type { Command } from "../../commands/command.ts";
import { UsageError, usage } from "../../commands/usage.ts";
import { UserError } from "../errors.ts";
import type { Log } from "../log.ts";
import type { Message } from "../messages/message.ts";

/** A command did not answer within its time. */
class TooSlow extends Error {}

/** What a person is told when a command throws: their own mistake in words, ours by a reference to the log. */
export function answerFault(error: unknown, command: Command, channelId: string, log: Log): Message {
  if (error instanceof UsageError) return usage(command, error.message);
  if (error instanceof UserError) return forAsker(error.message);
  const ref = randomBytes(2).toString("hex");
  // Only what code says of itself: a driver's message may quote the person's words.
  log.error(
    { ref, command: command.name, channelId, error: nameOf(error), at: placeOf(error) },
    "command failed",
  );
  if (error instanceof TooSlow)
    return forAsker(`That takes too long just now. Please try again (ref ${ref}).`);
  return forAsker(`Something went wrong (ref ${ref}).`);
}

/** Why a command was not carried out, in one line for the asker alone. */
export function forAsker(text: string): Message {
  return {
    summary: text,
    blocks: [{ kind: "paragraph", text: [{ text }] }],
    audience: "asker",
    failed: true,
  };
}

/** @throws TooSlow when the work has not ended in time; the work itself goes on. */
export async function within<Value>(limitMs: number, work: Promise<Value>): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new TooSlow()), limitMs);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Class and code of an error and its causes, never its message. */
export function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const code = "code" in error && typeof error.code === "string" ? ` ${error.code}` : "";
  const cause = error.cause instanceof Error ? ` < ${nameOf(error.cause)}` : "";
  return `${error.constructor.name}${code}${cause}`;
}

/** The frames of the stack, without the first lines, which hold the message. */
function placeOf(error: unknown): string {
  const stack = error instanceof Error ? (error.stack ?? "") : "";
  const frames = stack.split("\n").filter((line) => /^\s+at /u.test(line));
  return frames.slice(0, 4).join(" ").replace(/\s+/gu, " ").trim();
}
