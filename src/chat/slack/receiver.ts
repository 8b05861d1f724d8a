import type { IncomingMessage, ServerResponse } from "node:http";
import {
  HTTPReceiver,
  type InstallationStore,
  type Logger,
  SocketModeReceiver,
  type webApi,
} from "@slack/bolt";
import { UserError } from "../../errors.ts";
import type { SlackSettings } from "./index.ts";
import { SCOPES } from "./manifest.ts";

/** Answers what comes under /slack/ on the bot's own HTTP server. */
export type SlackHandler = (request: IncomingMessage, response: ServerResponse) => void;

export interface Install {
  readonly clientId: string;
  readonly clientSecret: string;
  /** Signs the state that travels through the browser. */
  readonly stateSecret: string;
  readonly installations: InstallationStore;
}

/** Where Slack's events come in: our own connection to Slack, or Slack's requests to us. */
export function createReceiver(
  settings: SlackSettings,
  options: webApi.WebClientOptions & { readonly logger: Logger },
  install: Install | null,
) {
  const { logger } = options;
  if (settings.appToken && install === null) {
    const socket = new SocketModeReceiver({
      appToken: settings.appToken,
      logger,
      // Connecting again is our own work, see socket.ts.
      autoReconnectEnabled: false,
      installerOptions: { clientOptions: { ...options } },
    });
    return { receiver: socket, socket, handle: null };
  }
  if (!settings.signingSecret) {
    throw new UserError("Slack needs SLACK_APP_TOKEN or SLACK_SIGNING_SECRET.");
  }
  const http = new HTTPReceiver({
    signingSecret: settings.signingSecret,
    logger,
    endpoints: ["/slack/events"],
    ...(install === null ? {} : installOptions(install, options)),
  });
  return { receiver: http, socket: null, handle: guard(http) };
}

function installOptions(install: Install, clientOptions: webApi.WebClientOptions) {
  return {
    clientId: install.clientId,
    clientSecret: install.clientSecret,
    stateSecret: install.stateSecret,
    installationStore: install.installations,
    scopes: Object.keys(SCOPES),
    installerOptions: {
      directInstall: true,
      installPath: "/slack/install",
      redirectUriPath: "/slack/oauth_redirect",
      clientOptions,
    },
  };
}

/** The receiver throws on an address it does not know: left uncaught, anybody could stop the bot with one. */
function guard(receiver: HTTPReceiver): SlackHandler {
  return (request, response) => {
    try {
      receiver.requestListener(request, response);
    } catch {
      response.writeHead(404, { "content-type": "text/plain" }).end("not found\n");
    }
  };
}
