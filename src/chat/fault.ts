import { randomBytes } from "node:crypto";
import type { Log } from "../log.ts";
import type { Message } from "../messages/message.ts";

/** Logs a fault under a short reference, and says so to the person who waits for an answer. */
export function noteFault(error: unknown, log: Log, facts: Readonly<Record<string, unknown>>): Message {
  const ref = randomBytes(2).toString("hex");
  // Only the kind of error: its message may quote the person's words.
  log.error({ ref, error: error instanceof Error ? error.name : typeof error, ...facts }, "question failed");
  const text = `Something went wrong (ref ${ref}).`;
  return { summary: text, blocks: [{ kind: "paragraph", text: [{ text }] }], audience: "asker" };
}
