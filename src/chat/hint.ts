import type { CommandCall, Message } from "../messages/message.ts";

/** Commands after which something will be posted in the channel unasked. */
const POSTING = new Set(["digest", "subscribe"]);

export function leadsToPosts(command: string): boolean {
  return POSTING.has(command);
}

/** The same answer with a warning beneath it: what was set cannot arrive as things are. */
export function warn(message: Message, warning: string): Message {
  return { ...message, blocks: [...message.blocks, { kind: "paragraph", text: [{ text: warning }] }] };
}

/** The command behind a typed line. */
export function commandOf(asked: CommandCall | string): string {
  if (typeof asked !== "string") return asked.command;
  return asked.trim().replace(/^\//u, "").split(/\s/u, 1)[0]?.toLowerCase() ?? "";
}
