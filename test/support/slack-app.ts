import { once } from "node:events";
import { createServer } from "node:http";
import { type SlackParts, startSlack } from "../../src/chat/slack/index.ts";
import { freePort, startLocalSlack } from "./local-slack.ts";

/** How Slack's events come in. */
export type SlackMode = "Socket Mode" | "Events mode";

/** The bot's side of Slack on a real local-slack behind the strict layer. */
export async function startSlackApp(mode: SlackMode, parts: SlackParts) {
  const botPort = mode === "Events mode" ? await freePort() : undefined;
  const slack = await startLocalSlack(botPort === undefined ? {} : { botPort });
  const chat = await startSlack(slack.settings, parts);
  const server = createServer((request, response) => chat.handle?.(request, response));
  if (botPort !== undefined) {
    server.listen(botPort, "127.0.0.1");
    await once(server, "listening");
  }
  return {
    slack,
    chat,
    requestUrl: `http://127.0.0.1:${botPort}/slack/events`,
    async stop(): Promise<void> {
      await chat.stop();
      server.closeAllConnections();
      server.close();
      await slack.stop();
    },
  };
}

export type SlackApp = Awaited<ReturnType<typeof startSlackApp>>;
