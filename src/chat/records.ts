import type { Message } from "../messages/message.ts";
import type { Store } from "../store/store.ts";

/** What of the store a chat itself uses: who its workspaces are, and where the bot is at work. */
export interface ChatRecords {
  readonly workspaces: Pick<Store["workspaces"], "get" | "save" | "remove" | "list">;
  readonly channels: Pick<Store["channels"], "ofWorkspace">;
}

/** Who said what in a text that somebody selected, at that date. */
export type WhoSaid = (text: string, date: Date) => Message;
