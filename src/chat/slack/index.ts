import { App, type Logger, type webApi } from "@slack/bolt";
import { UserError } from "../../errors.ts";
import type { Log } from "../../log.ts";
import type { CallStore } from "../calls.ts";
import { type Chat, type ChatState, readChannelId, UnreachableError } from "../chat.ts";
import type { Dispatcher } from "../dispatch.ts";
import type { ChatRecords, WhoSaid } from "../records.ts";
import { clientOptions, slackApiUrl } from "./client.ts";
import { createDesk } from "./desk.ts";
import { showHome } from "./home.ts";
import { slackLogger } from "./log.ts";
import { offerModals } from "./modals.ts";
import type { Managers } from "./people.ts";
import { findDelivery, postDelivery, tellPerson } from "./post.ts";
import { takeQuestions } from "./questions.ts";
import { createReceiver, type Install, type SlackHandler } from "./receiver.ts";
import { keepConnected } from "./socket.ts";
import { createVault } from "./vault.ts";
import { installedWorkspaces, oneWorkspace, type Workspaces } from "./workspaces.ts";

export interface SlackSettings {
  /** Of the one workspace; without it the app is installed by many, see `install`. */
  readonly botToken?: string | null;
  /** For Socket Mode; without it requests come by HTTP and are checked with `signingSecret`. */
  readonly appToken?: string | null;
  readonly signingSecret?: string | null;
  /** For many workspaces: the app's own credentials, and the key that seals the tokens it is given. */
  readonly install?: {
    readonly clientId: string;
    readonly clientSecret: string;
    readonly tokenKey: string;
  } | null;
  /** Another server than Slack's, for tests and proxies. */
  readonly apiUrl?: string | null;
  /** Who may change what a channel gets; a workspace's own setting goes before it. */
  readonly managers?: Managers;
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
  readonly handle: SlackHandler | null;
}

/**
 * Connects to Slack and takes questions.
 *
 * @throws UserError when a token is refused; TemporaryError when Slack cannot be reached.
 */
export async function startSlack(settings: SlackSettings, parts: SlackParts): Promise<SlackChat> {
  const options = { ...clientOptions(slackApiUrl(settings.apiUrl)), logger: slackLogger(parts.log) };
  const { workspaces, install } = await openWorkspaces(settings, options, parts.records);
  const { receiver, handle, socket } = createReceiver(settings, options, install);
  const app = new App({
    receiver,
    // The receiver that installs the app looks tokens up by itself.
    ...(install === null ? { authorize: ({ teamId }) => workspaces.authorize(teamId ?? "") } : {}),
    clientOptions: options,
    logger: options.logger,
    convoStore: false,
  });
  app.error(async (error) => {
    parts.log.error({ error: error.name, code: error.code }, "slack question failed");
  });
  const desk = createDesk(parts, settings.managers ?? "members");
  takeQuestions(app, parts, desk);
  offerModals(app, parts, desk);
  showHome(app, parts, desk);
  followWorkspaces(app, parts);
  const connection = socket === null ? null : await keepConnected(socket.client, parts.log);

  return {
    name: "slack",
    handle,
    async send(channelId, message, deliveryId, sendOptions) {
      const { workspace, channel } = addressOf(channelId);
      const client = await workspaces.clientOf(workspace);
      return postDelivery(client, parts.calls, channel, message, deliveryId, sendOptions);
    },
    async find(channelId, deliveryId, since, replyTo) {
      const { workspace, channel } = addressOf(channelId);
      return findDelivery(await workspaces.clientOf(workspace), channel, deliveryId, since, replyTo);
    },
    async tell(workspaceId, userId, message) {
      const client = await workspaces.clientOf(workspaceId.replace(/^slack:/u, ""));
      await tellPerson(client, parts.calls, userId, message);
    },
    state: (): ChatState => connection?.state() ?? { connected: true, note: `${workspaces.note}, by HTTP` },
    async stop() {
      await desk.settle();
      await connection?.stop();
    },
  };
}

async function openWorkspaces(
  settings: SlackSettings,
  options: webApi.WebClientOptions & { readonly logger: Logger },
  records: ChatRecords,
): Promise<{ workspaces: Workspaces; install: Install | null }> {
  if (settings.botToken) {
    return { workspaces: await oneWorkspace(settings.botToken, options, records), install: null };
  }
  if (!settings.install) throw new UserError("Slack needs SLACK_BOT_TOKEN or SLACK_CLIENT_ID.");
  const { clientId, clientSecret, tokenKey } = settings.install;
  const vault = createVault(tokenKey);
  const { workspaces, installations } = installedWorkspaces(options, records, vault);
  const stateSecret = vault.secretFor("install state");
  return { workspaces, install: { clientId, clientSecret, stateSecret, installations } };
}

/** A workspace that removed the app is forgotten, its tokens at once. */
function followWorkspaces(app: App, { records, log, now }: SlackParts): void {
  const forget = async (team: string) => {
    await records.workspaces.remove(`slack:${team}`, now());
    log.info({ team }, "removed from a workspace");
  };
  app.event("app_uninstalled", ({ body }) => forget(body.team_id));
  app.event("tokens_revoked", async ({ event, body }) => {
    // Tokens of people alone do not concern us: we hold the bot's.
    if ((event.tokens.bot ?? []).length > 0) await forget(body.team_id);
  });
}

function addressOf(channelId: string) {
  const address = readChannelId(channelId);
  if (address?.chat !== "slack") throw new UnreachableError("channel-gone", "not_a_slack_channel");
  return address;
}
