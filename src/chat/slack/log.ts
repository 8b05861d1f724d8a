import { LogLevel, type Logger as SlackLogger } from "@slack/bolt";
import type { Log } from "../../log.ts";

/** Slack's packages log through ours; only what goes wrong, for their finer levels print whole messages. */
export function slackLogger(log: Log): SlackLogger {
  const words = (given: unknown[]) => given.map((part) => (part instanceof Error ? part.name : String(part)));
  return {
    debug() {},
    info() {},
    warn(...given) {
      log.warn({ said: cut(words(given).join(" ")) }, "slack client warns");
    },
    error(...given) {
      log.error({ said: cut(words(given).join(" ")) }, "slack client fails");
    },
    setLevel() {},
    getLevel: () => LogLevel.WARN,
    setName() {},
  };
}

/** Addresses may carry tickets, such as a socket's: they stay out of the log. */
function cut(text: string): string {
  return text.replace(/(?:wss?|https?):\/\/\S+/gu, "(address)").slice(0, 300);
}
