import type { IncomingMessage, ServerResponse } from "node:http";
import { App, HTTPReceiver, type Receiver, SocketModeReceiver, webApi } from "@slack/bolt";
import { UserError } from "../../errors.ts";
import type { Log } from "../../log.ts";
import type { CallStore } from "../calls.ts";
import { type Chat, type ChatState, readChannelId, UnreachableError } from "../chat.ts";
import type { Dispatcher } from "../dispatch.ts";
import type { ChatRecords, WhoSaid } from "../records.ts";
import { clientOptions, slackApiUrl } from "./client.ts";
import { createDesk } from "./desk.ts";
import { readSlackError } from "./errors.ts";
import { showHome } from "./home.ts";
import { slackLogger } from "./log.ts";
import { offerModals } from "./modals.ts";
import { findDelivery, postDelivery } from "./post.ts";
import { takeQuestions } from "./questions.ts";
import { keepConnected } from "./socket.ts";

export interface SlackSettings {
  readonly botToken: string;
  /** For Socket Mode; without it requests come by HTTP and are checked with `signingSecret`. */
  readonly appToken?: string | null;
  readonly signingSecret?: string | null;
  /** Another server than Slack's, for tests and proxies. */
  readonly apiUrl?: string | null;
}

export interface SlackParts {
  readonly dispatcher: Dispatcher;
  readonly calls: CallStore;
  readonly log: Log;
  readonly now: () => Date;
  readonly records: ChatRecords;
  readonly whoSaid: WhoSaid;
}

export interface SlackChat extends Chat {
  /** In HTTP mode: answers Slack's requests, to be mounted under /slack/ on the bot's own server. */
  readonly handle: ((request: IncomingMessage, response: ServerResponse) => void) | null;
}

/**
 * Connects to Slack and takes questions.
 *
 * @throws UserError when a token is refused; TemporaryError when Slack cannot be reached.
 */
export async function startSlack(settings: SlackSettings, parts: SlackParts): Promise<SlackChat> {
  const options = { ...clientOptions(slackApiUrl(settings.apiUrl)), logger: slackLogger(parts.log) };
  const client = new webApi.WebClient(settings.botToken, options);
  const self = await whoAmI(client);
  await parts.records.workspaces.save({ id: `slack:${self.teamId}`, name: self.team });
  const { receiver, handle, socket } = createReceiver(settings, options, parts.log);
  const app = new App({
    receiver,
    authorize: async () => ({
      botToken: settings.botToken,
      botUserId: self.userId,
      botId: self.botId,
      teamId: self.teamId,
    }),
    clientOptions: options,
    logger: options.logger,
    convoStore: false,
  });
  app.error(async (error) => {
    parts.log.error({ error: error.name, code: error.code }, "slack question failed");
  });
  const desk = createDesk(parts);
  takeQuestions(app, parts, desk);
  offerModals(app, parts, desk);
  showHome(app, parts, desk);
  const connection = socket === null ? null : await keepConnected(socket.client, parts.log);

  return {
    name: "slack",
    handle,
    send: (channelId, message, deliveryId, sendOptions) =>
      postDelivery(client, parts.calls, channelOf(channelId), message, deliveryId, sendOptions),
    find: (channelId, deliveryId, since, replyTo) =>
      findDelivery(client, channelOf(channelId), deliveryId, since, replyTo),
    state: (): ChatState => connection?.state() ?? { connected: true, note: `as ${self.name}, by HTTP` },
    async stop() {
      await desk.settle();
      await connection?.stop();
    },
  };
}

interface Self {
  readonly teamId: string;
  readonly userId: string;
  readonly botId: string;
  readonly name: string;
  /** The workspace's name. */
  readonly team: string | null;
}

async function whoAmI(client: webApi.WebClient): Promise<Self> {
  try {
    const found = await client.auth.test();
    return {
      teamId: found.team_id ?? "",
      userId: found.user_id ?? "",
      botId: found.bot_id ?? "",
      name: found.user ?? "backchannel",
      team: found.team ?? null,
    };
  } catch (error) {
    const read = readSlackError(error);
    if (read instanceof UnreachableError) {
      throw new UserError("Slack refuses SLACK_BOT_TOKEN.", read.facts, error);
    }
    throw read;
  }
}

function createReceiver(settings: SlackSettings, options: webApi.WebClientOptions, log: Log) {
  const logger = slackLogger(log);
  if (settings.appToken) {
    const socket = new SocketModeReceiver({
      appToken: settings.appToken,
      logger,
      // Connecting again is our own work, see socket.ts.
      autoReconnectEnabled: false,
      installerOptions: { clientOptions: { ...options } },
    });
    return { receiver: socket satisfies Receiver, socket, handle: null };
  }
  if (!settings.signingSecret) {
    throw new UserError("Slack needs SLACK_APP_TOKEN or SLACK_SIGNING_SECRET.");
  }
  const http = new HTTPReceiver({
    signingSecret: settings.signingSecret,
    logger,
    endpoints: ["/slack/events"],
  });
  return { receiver: http satisfies Receiver, socket: null, handle: guard(http) };
}

/** The receiver throws on an address it does not know: left uncaught, anybody could stop the bot with one. */
function guard(receiver: HTTPReceiver): NonNullable<SlackChat["handle"]> {
  return (request, response) => {
    try {
      receiver.requestListener(request, response);
    } catch {
      response.writeHead(404, { "content-type": "text/plain" }).end("not found\n");
    }
  };
}

function channelOf(channelId: string): string {
  const address = readChannelId(channelId);
  if (address?.chat !== "slack") throw new UnreachableError("channel-gone", "not_a_slack_channel");
  return address.channel;
}
