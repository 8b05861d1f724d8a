import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { WebSocketServer } from "ws";
import { createEnvelopes } from "./slack-envelopes.ts";
import { faultsOfSlackMessage, faultsOfSlackView } from "./slack-limits.ts";
import { SLACK } from "./slack-names.ts";
import { createTrouble, type SlackFault, type TroubleOptions } from "./slack-trouble.ts";
import { type Body, readAll, readForm, reply, textOf } from "./slack-wire.ts";

/**
 * A strict layer before a workspace: it refuses what Slack would refuse and writes it down in `refused`, keeps
 * message metadata and pages the history, limits rates, fails on demand, and sends what the workspace behind it
 * cannot.
 */

/** The workspace behind the layer. */
export interface SlackBackend {
  /** A call of the Web API that the layer let through. */
  call(method: string, args: Body): Promise<Body>;
}

export interface LayerOptions extends TroubleOptions {
  /** Where the bot takes requests, in Events mode; Socket Mode when left out. */
  readonly requestUrl?: string;
  /** Shows nothing of what was posted. */
  readonly forgetful?: boolean;
}

/** One view that the bot opened or published. */
export interface ShownView {
  readonly method: string;
  readonly user: unknown;
  readonly view: unknown;
}

type Json = Readonly<Record<string, unknown>>;

/** @param open the workspace; it may want to know where its requests to the bot go. */
export async function startSlackLayer(
  open: (eventsUrl: string) => Promise<SlackBackend>,
  options: LayerOptions = {},
) {
  const refused: string[] = [];
  const calls: string[] = [];
  const views: ShownView[] = [];
  const metadata = new Map<string, unknown>();
  const trouble = createTrouble(options);
  let port = 0;
  const base = () => `http://127.0.0.1:${port}`;
  const envelopes = createEnvelopes({ base, requestUrl: options.requestUrl, refused });

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<unknown> {
    const path = new URL(request.url ?? "/", "http://layer").pathname;
    const raw = await readAll(request);
    const [, room, rest = ""] = path.split("/");
    if (room === "upload") return reply(response, 200, { ok: true });
    if (room === "response") return envelopes.respond(rest, JSON.parse(raw), response);
    if (room === "events") return envelopes.passOn(request, raw, response);
    return serveCall(rest, request, readForm(raw), response);
  }

  async function serveCall(method: string, request: IncomingMessage, args: Body, response: ServerResponse) {
    calls.push(method);
    const token = request.headers.authorization?.replace("Bearer ", "") ?? args.token;
    const wanted = method === "apps.connections.open" ? SLACK.appToken : SLACK.botToken;
    if (token !== wanted && method !== "oauth.v2.access")
      return reply(response, 200, { ok: false, error: "invalid_auth" });
    const fault = trouble.next(method, args);
    if (fault === null) return reply(response, 200, await answer(method, args));
    switch (fault.kind) {
      case "error":
        return reply(response, 200, { ok: false, error: fault.code });
      case "broken":
        return reply(response, fault.status, { error: "upstream" });
      case "answer":
        return reply(response, 200, fault.body);
      case "limited":
        response.setHeader("retry-after", String(fault.retryAfterSeconds));
        return reply(response, 429, { ok: false, error: "ratelimited" });
      case "late":
        await answer(method, args);
        return response.destroy();
    }
  }

  async function answer(method: string, args: Body): Promise<Body> {
    const found = faultsOfCall(method, args);
    if (found.length > 0) return refuse(method, found);
    const answered = await backend.call(method, args);
    if (answered.ok !== true) return answered;
    if (method === "apps.connections.open")
      return {
        ...answered,
        url: `ws://127.0.0.1:${port}/socket?to=${encodeURIComponent(textOf(answered.url))}`,
      };
    if (method === "conversations.history" || method === "conversations.replies") return page(answered, args);
    if (method === "chat.postMessage" && args.metadata !== undefined)
      metadata.set(`${answered.channel} ${answered.ts}`, args.metadata);
    if (method.startsWith("views.")) views.push({ method, user: args.user_id, view: args.view });
    return answered;
  }

  /** The newest first, so many at a time, with what the bot noted on its messages when it asks for that. */
  function page({ messages }: Body, args: Body): Body {
    const oldest = Number(args.oldest ?? 0);
    const start = Number(args.cursor ?? 0);
    const end = start + Number(args.limit ?? 100);
    const known: readonly Json[] = Array.isArray(messages) && !options.forgetful ? messages : [];
    const later = known
      .filter(({ ts }) => Number(ts) > oldest)
      .toSorted((one, other) => Number(other.ts) - Number(one.ts));
    const withNotes = args.include_all_metadata !== undefined;
    const shown = later.slice(start, end).map((message) => ({
      ...message,
      metadata: withNotes ? metadata.get(`${args.channel} ${message.ts}`) : undefined,
    }));
    const next = end < later.length ? String(end) : "";
    return { ok: true, messages: shown, has_more: next !== "", response_metadata: { next_cursor: next } };
  }

  function refuse(method: string, found: readonly string[]): Body {
    refused.push(...found.map((fault) => `${method}: ${fault}`));
    return {
      ok: false,
      error: found.includes("msg_blocks_too_long") ? "msg_blocks_too_long" : "invalid_blocks",
    };
  }

  const server = createServer((request, response) => {
    serve(request, response).catch((error: unknown) => reply(response, 500, { error: String(error) }));
  });
  const webSockets = new WebSocketServer({ server });
  webSockets.on("connection", (socket, request) => {
    envelopes.connect(socket, new URL(request.url ?? "/", base()).searchParams.get("to") ?? "");
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  port = typeof address === "object" && address !== null ? address.port : 0;
  const backend = await open(`${base()}/events`);

  return {
    base: base(),
    apiUrl: `${base()}/api/`,
    refused,
    calls,
    views,
    /** What the bot was sent, the latest last. */
    sent: envelopes.sent,
    inject: envelopes.inject,
    connections: envelopes.connections,
    disconnect: envelopes.disconnect,
    /** How many calls went wrong by chance. */
    faultCount: trouble.chanceCount,
    /** The next `times` calls of a method go wrong. */
    fail(on: string, fault: SlackFault, times = 1): void {
      trouble.plan(on, fault, times);
    },
    async stop(): Promise<void> {
      envelopes.close();
      webSockets.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function faultsOfCall(method: string, args: Body): string[] {
  if (method.startsWith("views.")) return faultsOfSlackView(args.view);
  const isMessage = /^chat\.(?:postMessage|postEphemeral|update)$/u.test(method);
  return isMessage ? faultsOfSlackMessage(args) : [];
}
