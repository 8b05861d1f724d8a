import { createHmac } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { type WebSocket, WebSocketServer } from "ws";
import { faultsOfSlackMessage, faultsOfSlackView } from "./slack-limits.ts";

/**
 * A double of Slack, Web API and Socket Mode, as strict as Slack about limits; unlike local-slack it keeps
 * message metadata, and it fails on demand. What Slack would refuse is refused and written down in `refused`.
 */

export const SLACK = {
  botToken: "xoxb-double",
  appToken: "xapp-double",
  signingSecret: "double-signing-secret",
  team: "T0DOUBLE",
  bot: "U0BOT",
} as const;
export const DESK = "C0DESK";
export const ALICE = "U0ALICE";

const CHANCE_FAULTS: readonly SlackFault[] = [
  { kind: "limited", retryAfterSeconds: 1 },
  { kind: "broken", status: 500 },
  { kind: "late" },
];

const ACK_LIMIT_MS = 3_000;

type Body = Readonly<Record<string, unknown>>;

export interface SlackMessage extends Body {
  readonly ts: string;
  readonly channel: string;
}

/** What the server does instead of answering as usual; "late" does the work and then says nothing. */
export type SlackFault =
  | { readonly kind: "error"; readonly code: string }
  | { readonly kind: "limited"; readonly retryAfterSeconds: number }
  | { readonly kind: "broken"; readonly status: number }
  | { readonly kind: "late" };

/** Something Slack sent to the bot, and what came back. */
export interface Sent {
  readonly envelopeId: string;
  readonly sentAt: number;
  /** Milliseconds until the bot acknowledged; null while it has not. */
  ackedAfterMs: number | null;
  ack: Body | null;
  /** What came to the response address. */
  readonly responses: Body[];
}

export interface SlackDoubleOptions {
  /** Where events go in HTTP mode; Socket Mode when left out. */
  readonly requestUrl?: string;
  /** How many of the calls that post or look go wrong by themselves, 0 to 1. */
  readonly faultRate?: number;
  /** Messages that one channel takes in five seconds. Slack allows one a second, and short bursts. */
  readonly messagesPerWindow?: number;
  /** Shows nothing of what was posted. */
  readonly forgetful?: boolean;
}

export async function startSlackDouble(options: SlackDoubleOptions = {}) {
  const { requestUrl, faultRate = 0, messagesPerWindow = 1_000, forgetful = false } = options;
  const windows = new Map<string, { count: number; endsAt: number }>();
  let posted = 0;
  let chanceFaults = 0;
  let sequence = 0;
  const messages = new Map<string, SlackMessage[]>();
  let isMember = true;
  const views: Body[] = [];
  const uploads: Body[] = [];
  const refused: string[] = [];
  const calls: string[] = [];
  const sent = new Map<string, Sent>();
  const faults: { readonly on: string; readonly fault: SlackFault; left: number }[] = [];
  const sockets = new Set<WebSocket>();

  const nextTs = () => {
    sequence += 1;
    return `${(Date.now() / 1000).toFixed(3)}${String(sequence % 1_000).padStart(3, "0")}`;
  };
  const add = (channel: string, body: Body): SlackMessage => {
    const message = { ...body, ts: nextTs(), channel };
    messages.set(channel, [...(messages.get(channel) ?? []), message]);
    posted += 1;
    return message;
  };
  const isFull = (channel: string): boolean => {
    const window = windows.get(channel);
    if (!window || window.endsAt <= Date.now()) {
      windows.set(channel, { count: 1, endsAt: Date.now() + 5_000 });
      return false;
    }
    window.count += 1;
    return window.count > messagesPerWindow;
  };
  const text = (value: unknown) => (typeof value === "string" ? value : "");

  function refuse(method: string, found: readonly string[]): Body {
    refused.push(...found.map((fault) => `${method}: ${fault}`));
    return {
      ok: false,
      error: found.some((each) => each === "msg_blocks_too_long") ? "msg_blocks_too_long" : "invalid_blocks",
    };
  }

  function post(method: string, args: Body): Body {
    const found = faultsOfSlackMessage(args);
    if (found.length > 0) return refuse(method, found);
    const message = add(text(args.channel), { ...args, user: SLACK.bot, token: undefined });
    return { ok: true, ts: message.ts, channel: message.channel, message };
  }

  function history(args: Body): Body {
    const oldest = Number(args.oldest ?? 0);
    const thread = args.ts === undefined ? null : text(args.ts);
    const limit = Number(args.limit ?? 100);
    const start = Number(args.cursor ?? 0);
    const all = (forgetful ? [] : (messages.get(text(args.channel)) ?? []))
      .filter(
        (each) =>
          Number(each.ts) > oldest &&
          (thread === null ? each.thread_ts === undefined : each.thread_ts === thread),
      )
      .toReversed();
    const page = all
      .slice(start, start + limit)
      .map((each) => (args.include_all_metadata === undefined ? { ...each, metadata: undefined } : each));
    const more = start + limit < all.length;
    return {
      ok: true,
      messages: page,
      has_more: more,
      response_metadata: { next_cursor: more ? String(start + limit) : "" },
    };
  }

  function view(method: string, args: Body): Body {
    const found = faultsOfSlackView(args.view);
    if (found.length > 0) return refuse(method, found);
    const shown = {
      method,
      user: args.user_id,
      trigger: args.trigger_id,
      view: args.view,
      id: `V${views.length}`,
    };
    views.push(shown);
    return { ok: true, view: { id: shown.id, hash: "h" } };
  }

  const methods: Readonly<Record<string, (args: Body) => Body>> = {
    "auth.test": () => ({
      ok: true,
      team_id: SLACK.team,
      user_id: SLACK.bot,
      bot_id: "B0BOT",
      user: "backchannel",
      team: "Newsroom",
    }),
    "oauth.v2.access": ({ code }) =>
      code === "good-code"
        ? {
            ok: true,
            access_token: SLACK.botToken,
            token_type: "bot",
            scope: "commands",
            bot_user_id: SLACK.bot,
            app_id: "A0",
            team: { id: SLACK.team, name: "Newsroom" },
            enterprise: null,
            authed_user: { id: ALICE },
            is_enterprise_install: false,
          }
        : { ok: false, error: "invalid_code" },
    "apps.connections.open": () => ({ ok: true, url: `ws://127.0.0.1:${port}/socket` }),
    "chat.postMessage": (args) => post("chat.postMessage", args),
    "chat.postEphemeral": (args) => post("chat.postEphemeral", { ...args, ephemeral_to: args.user }),
    "conversations.history": history,
    "conversations.replies": history,
    "conversations.info": () => ({ ok: true, channel: { id: DESK, is_member: isMember } }),
    "conversations.open": (args) => ({ ok: true, channel: { id: `D-${text(args.users)}` } }),
    "users.conversations": () => ({ ok: true, channels: [{ id: DESK, name: "desk" }] }),
    "users.info": (args) => ({
      ok: true,
      user: {
        id: args.user,
        tz: "Asia/Singapore",
        is_admin: args.user === "U0ADMIN",
        is_restricted: args.user === "U0GUEST",
      },
    }),
    "views.open": (args) => view("views.open", args),
    "views.update": (args) => view("views.update", args),
    "views.publish": (args) => view("views.publish", args),
    "files.getUploadURLExternal": () => {
      uploads.push({});
      return {
        ok: true,
        file_id: `F${uploads.length}`,
        upload_url: `http://127.0.0.1:${port}/upload/F${uploads.length}`,
      };
    },
    "files.completeUploadExternal": (args) => {
      uploads.push(args);
      return { ok: true, files: [] };
    },
  };

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<unknown> {
    const path = new URL(request.url ?? "/", "http://double").pathname;
    const raw = await readAll(request);
    if (path.startsWith("/upload/")) return reply(response, 200, { ok: true });
    if (path.startsWith("/response/"))
      return respond(path.slice("/response/".length), JSON.parse(raw), response);
    const method = path.replace(/^\/api\//u, "");
    const args = readForm(raw);
    calls.push(method);
    const token = request.headers.authorization?.replace("Bearer ", "") ?? args.token;
    const wanted = method === "apps.connections.open" ? SLACK.appToken : SLACK.botToken;
    if (token !== wanted && method !== "oauth.v2.access")
      return reply(response, 200, { ok: false, error: "invalid_auth" });
    const known = methods[method];
    if (!known) return reply(response, 200, { ok: false, error: "unknown_method" });
    const planned =
      faults.find((each) => each.left > 0 && each.on === method) ?? byRate(method, args) ?? byChance(method);
    if (!planned) return reply(response, 200, known(args));
    planned.left -= 1;
    const { fault } = planned;
    if (fault.kind === "error") return reply(response, 200, { ok: false, error: fault.code });
    if (fault.kind === "broken") return reply(response, fault.status, { error: "upstream" });
    if (fault.kind === "limited") {
      response.setHeader("retry-after", String(fault.retryAfterSeconds));
      return reply(response, 429, { ok: false, error: "ratelimited" });
    }
    known(args);
    response.destroy();
  }

  function byRate(method: string, args: Body): { fault: SlackFault; left: number } | null {
    if (method !== "chat.postMessage" || !isFull(text(args.channel))) return null;
    return { fault: { kind: "limited", retryAfterSeconds: 1 }, left: 1 };
  }

  function byChance(method: string): { fault: SlackFault; left: number } | null {
    if (!/^(?:chat|conversations)\./u.test(method) || Math.random() >= faultRate) return null;
    chanceFaults += 1;
    return { fault: CHANCE_FAULTS[chanceFaults % CHANCE_FAULTS.length] ?? { kind: "late" }, left: 1 };
  }

  function respond(id: string, body: Body, response: ServerResponse): ServerResponse {
    const known = sent.get(id);
    if (!known || known.responses.length >= 5) return reply(response, 404, { ok: false, error: "used_url" });
    const found = faultsOfSlackMessage(body);
    if (found.length > 0) return reply(response, 400, refuse("response_url", found));
    known.responses.push(body);
    return reply(response, 200, { ok: true });
  }

  const server = createServer((request, response) => {
    serve(request, response).catch((error: unknown) => reply(response, 500, { error: String(error) }));
  });
  const webSockets = new WebSocketServer({ server });
  webSockets.on("connection", (socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    socket.on("message", (data) => {
      const ack = JSON.parse(String(data));
      const known = sent.get(ack.envelope_id);
      if (known) noteAck(known, ack.payload ?? {});
    });
    socket.send(JSON.stringify({ type: "hello", num_connections: 1 }));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;

  function noteAck(known: Sent, ack: Body): void {
    known.ackedAfterMs = Date.now() - known.sentAt;
    known.ack = ack;
    if (known.ackedAfterMs > ACK_LIMIT_MS) refused.push("acknowledged too late");
  }

  function send(type: string, make: (responseUrl: string) => Body): Sent {
    sequence += 1;
    const envelopeId = `e${sequence}`;
    const known: Sent = { envelopeId, sentAt: Date.now(), ackedAfterMs: null, ack: null, responses: [] };
    sent.set(envelopeId, known);
    const payload = make(`http://127.0.0.1:${port}/response/${envelopeId}`);
    const envelope = { envelope_id: envelopeId, type, payload, accepts_response_payload: true };
    if (requestUrl === undefined) for (const socket of sockets) socket.send(JSON.stringify(envelope));
    else overHttp(requestUrl, type, payload, known).catch((error: unknown) => refused.push(String(error)));
    return known;
  }

  async function overHttp(url: string, type: string, payload: Body, known: Sent): Promise<void> {
    const isEvent = type === "events_api";
    const fields = type === "slash_commands" ? payload : { payload: JSON.stringify(payload) };
    const body = isEvent ? JSON.stringify(payload) : formOf(fields);
    const answer = await fetch(url, { method: "POST", body, headers: signed(body, isEvent) });
    const said = await answer.text();
    if (answer.ok) noteAck(known, said.startsWith("{") ? JSON.parse(said) : {});
    else refused.push(`request answered with ${answer.status}`);
  }

  const team = { id: SLACK.team, domain: "newsroom" };
  const event = (body: Body) =>
    send("events_api", () => ({
      type: "event_callback",
      team_id: SLACK.team,
      api_app_id: "A0",
      event_id: `Ev${sequence}`,
      event_time: Math.floor(Date.now() / 1000),
      event: { event_ts: nextTs(), ...body },
    }));

  return {
    apiUrl: `http://127.0.0.1:${port}/api/`,
    messages: (channel: string) => messages.get(channel) ?? [],
    views,
    uploads,
    refused,
    calls,
    connections: () => sockets.size,
    /** How many messages came in all. */
    postCount: () => posted,
    /** When each message came, in milliseconds since 1970. */
    arrivals: () => [...messages.values()].flat().map(({ ts }) => Number(ts) * 1000),
    /** How many calls went wrong by chance. */
    faultCount: () => chanceFaults,
    /** The bot was taken out of the channel. */
    kick(): void {
      isMember = false;
    },
    /** The next `times` calls of a method go wrong. */
    fail(on: string, fault: SlackFault, times = 1): void {
      faults.push({ on, fault, left: times });
    },
    command: (command: string, words: string, user = ALICE) =>
      send("slash_commands", (responseUrl) => ({
        command,
        text: words,
        user_id: user,
        user_name: "alice",
        team_id: SLACK.team,
        channel_id: DESK,
        channel_name: "desk",
        response_url: responseUrl,
        trigger_id: `trigger-${sequence}`,
        is_enterprise_install: "false",
      })),
    event,
    click: (action: Body, more: Body = {}) =>
      send("interactive", (responseUrl) => ({
        type: "block_actions",
        team,
        user: { id: ALICE, team_id: SLACK.team },
        channel: { id: DESK },
        container: { type: "message", channel_id: DESK, is_ephemeral: false },
        trigger_id: `trigger-${sequence}`,
        response_url: responseUrl,
        actions: [{ block_id: "b", action_ts: "1", ...action }],
        ...more,
      })),
    suggest: (actionId: string, value: string) =>
      send("interactive", () => ({
        type: "block_suggestion",
        team,
        user: { id: ALICE, team_id: SLACK.team },
        action_id: actionId,
        block_id: "b",
        value,
        container: { type: "view" },
      })),
    shortcut: (callbackId: string, words: string) =>
      send("interactive", (responseUrl) => ({
        type: "message_action",
        callback_id: callbackId,
        team,
        user: { id: ALICE, team_id: SLACK.team },
        channel: { id: DESK },
        message: { type: "message", ts: "1.0", text: words },
        message_ts: "1.0",
        trigger_id: `trigger-${sequence}`,
        response_url: responseUrl,
      })),
    submit: (callbackId: string, values: Body, privateMetadata = "", user = ALICE) =>
      send("interactive", () => ({
        type: "view_submission",
        team,
        user: { id: user, team_id: SLACK.team },
        view: {
          id: "V0",
          type: "modal",
          callback_id: callbackId,
          private_metadata: privateMetadata,
          state: { values },
        },
        trigger_id: `trigger-${sequence}`,
      })),
    /** Slack takes the connection away, as it does every few hours. */
    disconnect(): void {
      for (const socket of sockets)
        socket.send(JSON.stringify({ type: "disconnect", reason: "refresh_requested" }));
    },
    async stop(): Promise<void> {
      for (const socket of sockets) socket.terminate();
      webSockets.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export type SlackDouble = Awaited<ReturnType<typeof startSlackDouble>>;

function formOf(fields: Body): string {
  const form = new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) form.set(name, String(value));
  return form.toString();
}

/** The headers by which a request proves that it comes from Slack. */
export function signed(
  body: string,
  isJson: boolean,
  secret: string = SLACK.signingSecret,
): Record<string, string> {
  const timestamp = String(Math.floor(Date.now() / 1000));
  const signature = createHmac("sha256", secret).update(`v0:${timestamp}:${body}`).digest("hex");
  return {
    "content-type": isJson ? "application/json" : "application/x-www-form-urlencoded",
    "x-slack-request-timestamp": timestamp,
    "x-slack-signature": `v0=${signature}`,
  };
}

async function readAll(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString();
}

/** Web API arguments come as a form in which objects are JSON. */
function readForm(raw: string): Record<string, unknown> {
  return Object.fromEntries(
    [...new URLSearchParams(raw)].map(([name, value]) => [
      name,
      /^[[{]/u.test(value) ? JSON.parse(value) : value,
    ]),
  );
}

function reply(response: ServerResponse, status: number, body: Body): ServerResponse {
  return response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}
