import type { IncomingMessage, ServerResponse } from "node:http";
import { WebSocket } from "ws";
import { faultsOfSlackAck, faultsOfSlackMessage } from "./slack-limits.ts";
import { type Body, readForm, reply, signed, textOf, writeForm } from "./slack-wire.ts";

/** Slack waits so long for an acknowledgement. */
const ACK_LIMIT_MS = 3_000;
const MAX_RESPONSES = 5;

/** Something Slack sent to the bot, and what came back. */
export interface Sent {
  readonly payload: Body;
  readonly sentAt: number;
  /** Milliseconds until the bot acknowledged; null while it has not. */
  ackedAfterMs: number | null;
  ack: Body | null;
  /** What came to the response address. */
  readonly responses: Body[];
}

interface Tracked extends Sent {
  /** Where what comes to the response address goes on to; null when it ends here. */
  readonly responseUrl: string | null;
}

interface EnvelopeParts {
  /** Where the layer itself is reached. */
  readonly base: () => string;
  /** Where the bot takes requests; Socket Mode when left out. */
  readonly requestUrl: string | undefined;
  readonly refused: string[];
}

/** What goes from Slack to the bot and back, over sockets or as signed requests: each is followed to its end. */
export function createEnvelopes({ base, requestUrl, refused }: EnvelopeParts) {
  const tracked = new Map<string, Tracked>();
  const sockets = new Set<WebSocket>();
  let sequence = 0;

  /** Follows an envelope; what the bot answers to it comes through us. */
  function track(id: string, payload: Body): Tracked {
    const address = textOf(payload.response_url);
    const response_url = `${base()}/response/${id}`;
    const followed: Tracked = {
      payload: address === "" ? payload : { ...payload, response_url },
      sentAt: Date.now(),
      ackedAfterMs: null,
      ack: null,
      responses: [],
      responseUrl: address === "" || address === response_url ? null : address,
    };
    tracked.set(id, followed);
    return followed;
  }

  function noteAck(followed: Tracked, ack: Body): void {
    followed.ackedAfterMs = Date.now() - followed.sentAt;
    followed.ack = ack;
    if (followed.ackedAfterMs > ACK_LIMIT_MS) refused.push("acknowledged too late");
    refused.push(...faultsOfSlackAck(followed.payload, ack).map((fault) => `acknowledged with ${fault}`));
  }

  /** Hands a bot's socket on to the workspace behind us, when there is one. */
  function connect(socket: WebSocket, upstreamUrl: string): void {
    sockets.add(socket);
    const upstream = upstreamUrl === "" ? null : new WebSocket(upstreamUrl);
    upstream?.on("message", (data) => {
      const envelope = JSON.parse(String(data));
      const { envelope_id: id } = envelope;
      if (id) envelope.payload = track(id, envelope.payload).payload;
      socket.send(JSON.stringify(envelope));
    });
    upstream?.on("close", () => socket.close());
    upstream?.on("error", () => socket.close());
    socket.on("close", () => {
      sockets.delete(socket);
      upstream?.close();
    });
    socket.on("message", (data) => {
      const ack = JSON.parse(String(data));
      const followed = tracked.get(ack.envelope_id);
      if (followed) noteAck(followed, ack.payload ?? {});
      if (!ack.envelope_id?.startsWith("ours-")) upstream?.send(String(data));
    });
    if (!upstream) socket.send(JSON.stringify({ type: "hello", num_connections: 1 }));
  }

  async function post(type: string, followed: Tracked): Promise<{ status: number; text: string }> {
    const isEvent = type === "events_api";
    const { payload } = followed;
    const body = isEvent
      ? JSON.stringify(payload)
      : writeForm(type === "slash_commands" ? payload : { payload });
    const answer = await fetch(requestUrl ?? "", { method: "POST", body, headers: signed(body, isEvent) });
    const text = await answer.text();
    if (answer.ok) noteAck(followed, text.startsWith("{") ? JSON.parse(text) : {});
    else refused.push(`request answered with ${answer.status}`);
    return { status: answer.status, text };
  }

  return {
    connect,
    connections: () => sockets.size,
    /** What was sent, the latest last. */
    sent: (): readonly Sent[] => [...tracked.values()],

    /** Sends something of the test's own to the bot. */
    inject(type: string, make: (responseUrl: string) => Body): Sent {
      sequence += 1;
      const id = `ours-${sequence}`;
      const followed = track(id, make(`${base()}/response/${id}`));
      const { payload } = followed;
      const envelope = { envelope_id: id, type, payload, accepts_response_payload: true };
      if (requestUrl === undefined) for (const socket of sockets) socket.send(JSON.stringify(envelope));
      else post(type, followed).catch((error: unknown) => refused.push(String(error)));
      return followed;
    },

    /** A request of the workspace behind us: checked, then sent on to the bot. */
    async passOn(request: IncomingMessage, raw: string, response: ServerResponse): Promise<void> {
      const isEvent = request.headers["content-type"]?.includes("json") ?? false;
      const at = textOf(request.headers["x-slack-request-timestamp"]);
      const wanted = signed(raw, isEvent, undefined, at)["x-slack-signature"];
      if (request.headers["x-slack-signature"] !== wanted) refused.push("a signature unlike ours");
      const fields: Body = isEvent ? JSON.parse(raw) : readForm(raw);
      const { payload: click } = fields;
      const isClick = typeof click === "object" && click !== null;
      sequence += 1;
      const followed = track(`theirs-${sequence}`, isClick ? { ...click } : fields);
      const type = isEvent ? "events_api" : isClick ? "interactive" : "slash_commands";
      const { status, text } = await post(type, followed);
      response.writeHead(status, { "content-type": "application/json" }).end(text);
    },

    /** The bot answers at a response address. */
    async respond(id: string, body: Body, response: ServerResponse): Promise<unknown> {
      const followed = tracked.get(id);
      if (!followed || followed.responses.length >= MAX_RESPONSES)
        return reply(response, 404, { ok: false, error: "used_url" });
      const found = faultsOfSlackMessage(body);
      refused.push(...found.map((fault) => `response_url: ${fault}`));
      if (found.length > 0) return reply(response, 400, { ok: false, error: "invalid_blocks" });
      followed.responses.push(body);
      if (followed.responseUrl !== null) {
        const headers = { "content-type": "application/json" };
        await fetch(followed.responseUrl, { method: "POST", headers, body: JSON.stringify(body) });
      }
      return reply(response, 200, { ok: true });
    },

    /** Slack takes the connection away, as it does every few hours. */
    disconnect(): void {
      const notice = JSON.stringify({ type: "disconnect", reason: "refresh_requested" });
      for (const socket of sockets) socket.send(notice);
    },

    close(): void {
      for (const socket of sockets) socket.terminate();
    },
  };
}
