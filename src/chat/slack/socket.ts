import type { SocketModeReceiver } from "@slack/bolt";
import { UserError } from "../../errors.ts";
import type { Log } from "../../log.ts";
import type { ChatState } from "../chat.ts";
import { readSlackError, slackCode } from "./errors.ts";

type SocketClient = SocketModeReceiver["client"];

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 30_000;

/**
 * Opens the socket and opens it again whenever it closes, for as long as the bot runs. The package's own way
 * of doing so gives up for good when the network is away at the wrong moment.
 *
 * @throws UserError when Slack refuses the app's token at the first try.
 */
export async function keepConnected(client: SocketClient, log: Log) {
  let state: ChatState = { connected: false, note: "connecting" };
  let stopped = false;
  let failures = 0;
  let timer: NodeJS.Timeout | undefined;

  client.on("connected", () => {
    failures = 0;
    state = { connected: true, note: "connected" };
  });
  client.on("disconnected", () => {
    if (stopped || timer !== undefined) return;
    state = { connected: false, note: "connection lost" };
    const waitMs = failures === 0 ? 0 : Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (failures - 1));
    failures += 1;
    timer = setTimeout(() => {
      timer = undefined;
      void connect();
    }, waitMs);
  });

  async function connect(): Promise<void> {
    try {
      await client.start();
      log.info("slack connected");
    } catch (error) {
      if (stopped || error === undefined) return;
      const code = slackCode(error) ?? readSlackError(error).message;
      state = { connected: false, note: `Slack says: ${code}` };
      log.warn({ code }, "slack not connected");
      client.emit("disconnected");
    }
  }

  try {
    await client.start();
  } catch (error) {
    stopped = true;
    throw slackCode(error) === null
      ? readSlackError(error)
      : new UserError("Slack refuses SLACK_APP_TOKEN.", { code: slackCode(error) }, error);
  }

  return {
    state: () => state,
    async stop(): Promise<void> {
      stopped = true;
      clearTimeout(timer);
      await Promise.race([client.disconnect(), new Promise((resolve) => setTimeout(resolve, 2_000).unref())]);
    },
  };
}
