import type { Chat, Found, SendOptions } from "../../src/chat/chat.ts";
import type { Message } from "../../src/messages/message.ts";

export interface Post {
  readonly channelId: string;
  readonly deliveryId: string;
  readonly message: Message;
  readonly options: SendOptions;
}

/** A chat that keeps what it is sent, and fails when told to. */
export interface MemoryChat extends Chat {
  readonly posts: Post[];
  /** Thrown by the next `send`, before it posts or after. */
  failNext(error: Error, when: "before" | "after"): void;
  /** What the next `find` answers, in place of the truth. */
  findNext(found: Found): void;
  readonly looks: string[];
  /** What was written to people directly. */
  readonly told: { readonly userId: string; readonly message: Message }[];
}

export function createMemoryChat(): MemoryChat {
  const posts: Post[] = [];
  const looks: string[] = [];
  const told: { userId: string; message: Message }[] = [];
  let failure: { error: Error; when: "before" | "after" } | null = null;
  let answer: Found | null = null;
  return {
    name: "terminal",
    posts,
    looks,
    told,
    tell: async (_, userId, message) => {
      told.push({ userId, message });
    },
    failNext: (error, when) => {
      failure = { error, when };
    },
    findNext: (found) => {
      answer = found;
    },
    async send(channelId, message, deliveryId, options = {}) {
      const failing = failure;
      failure = null;
      if (failing?.when === "before") throw failing.error;
      posts.push({ channelId, deliveryId, message, options });
      if (failing) throw failing.error;
      return `message-${posts.length}`;
    },
    async find(channelId, deliveryId) {
      looks.push(deliveryId);
      const told = answer;
      answer = null;
      if (told) return told;
      const index = posts.findIndex((post) => post.channelId === channelId && post.deliveryId === deliveryId);
      return index < 0 ? null : { messageId: `message-${index + 1}`, parts: [1], complete: true };
    },
    state: () => ({ connected: true, note: "connected" }),
    stop: async () => {},
  };
}
