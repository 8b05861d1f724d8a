import { join } from "node:path";
import type { Message } from "../../messages/message.ts";
import type { Chat } from "../chat.ts";
import { addLineTo, readLinesOf } from "./files.ts";

/** The chat that deliveries see: they appear above the line being typed. */
export function createTerminalChat(
  show: (message: Message) => void,
  folder: string | null,
  close: () => void,
): Chat {
  const seen = new Set<string>();
  const journal = folder === null ? null : join(folder, "terminal-deliveries");
  const found = (messageId: string) => ({ messageId, parts: [1], complete: true });
  return {
    name: "terminal",
    async send(_channelId, message, deliveryId) {
      show(message);
      seen.add(deliveryId);
      if (journal !== null) await addLineTo(journal, deliveryId);
      return deliveryId;
    },
    /** Kept in a file, so that what was printed before a crash is not printed again. */
    async find(_channelId, deliveryId) {
      if (seen.has(deliveryId)) return found(deliveryId);
      const lines = journal === null ? [] : await readLinesOf(journal);
      return lines.includes(deliveryId) ? found(deliveryId) : null;
    },
    state: () => ({ connected: true, note: "at the prompt" }),
    async stop() {
      close();
    },
  };
}
