import type { IncomingMessage, ServerResponse } from "node:http";
import type { Enqueue } from "../jobs/job.ts";
import { createSignatureCheck, readLeaseMs } from "./feeds/websub.ts";
import type { Log } from "./log.ts";
import type { StoredHub } from "./store/hubs.ts";
import type { Store } from "./store/store.ts";

export interface PushParts {
  readonly store: Pick<Store, "hubs" | "feeds">;
  readonly enqueue: Enqueue;
  readonly log: Log;
  readonly now: () => Date;
}

const TOKEN = /^[\w-]{20,64}$/u;
/** A hub asks back within minutes; what comes a day later answers nothing of ours. */
const VERIFY_MS = 24 * 60 * 60_000;
const LONGEST_CHALLENGE = 2_000;
/** Renewed with a third of the lease left for hubs that are away. */
const RENEW_SHARE = 2 / 3;
/** No feed is larger; see the client's own limit. */
const MOST_BYTES = 32 * 1024 * 1024;
/** A feed that pushes each keystroke is looked at so often. */
const LOOK_GAP_MS = 20_000;

/** Whoever cannot be told why is told only that. */
class Refused extends Error {
  readonly status: number;

  constructor(status: number) {
    super(`refused with ${status}`);
    this.status = status;
  }
}

/**
 * Answers hubs (WebSub): that it was us who asked, and that a feed has changed. What is pushed is only checked to
 * be the hub's; then the feed itself is looked at.
 *
 * @returns what answers a request whose path ends with a callback's token
 */
export function createPushHandler(parts: PushParts) {
  return (token: string, request: IncomingMessage, response: ServerResponse): void => {
    void answer(token, request, parts).then(
      ({ status, body }) => reply(response, status, body),
      (error: unknown) => {
        if (!(error instanceof Refused)) {
          parts.log.error({ error: error instanceof Error ? error.name : "unknown" }, "hub not answered");
        }
        // What is left of the body is not waited for.
        response.once("finish", () => request.destroy());
        reply(response, error instanceof Refused ? error.status : 503);
      },
    );
  };
}

function reply(response: ServerResponse, status: number, body = ""): void {
  if (response.destroyed || response.headersSent) return;
  const headers = { "content-type": "text/plain; charset=utf-8", "x-content-type-options": "nosniff" };
  response.writeHead(status, headers).end(body);
}

async function answer(token: string, request: IncomingMessage, parts: PushParts) {
  if (!TOKEN.test(token)) throw new Refused(404);
  if (request.method === "GET") return { status: 200, body: await verify(token, request, parts) };
  if (request.method !== "POST") throw new Refused(405);
  await takePush(token, request, parts);
  return { status: 202, body: "" };
}

/** @returns the challenge, when it was us who asked. */
async function verify(
  token: string,
  request: IncomingMessage,
  { store, log, now }: PushParts,
): Promise<string> {
  const query = new URL(request.url ?? "/", "http://callback").searchParams;
  const hub = await store.hubs.byToken(token);
  if (!hub || query.get("hub.topic") !== hub.topic) throw new Refused(404);
  const mode = query.get("hub.mode");
  if (mode === "denied") {
    await store.hubs.save(hub.id, { leasedUntil: null, lastError: "the hub refuses to push it" });
    log.warn({ feedId: hub.feedId }, "hub refuses");
    return "";
  }
  const challenge = query.get("hub.challenge") ?? "";
  if (challenge === "" || challenge.length > LONGEST_CHALLENGE || !isAsked(hub, mode, now())) {
    throw new Refused(404);
  }
  if (mode === "unsubscribe") await store.hubs.forget(hub.id);
  else await keepLease(hub, readLeaseMs(query.get("hub.lease_seconds")), store, now());
  log.info({ feedId: hub.feedId, mode }, "hub answered");
  return challenge;
}

function isAsked({ asked, askedAt, wanted }: StoredHub, mode: string | null, at: Date): boolean {
  const isRecent = askedAt !== null && at.getTime() - askedAt.getTime() < VERIFY_MS;
  return isRecent && asked === mode && wanted === (mode === "subscribe");
}

async function keepLease({ id }: StoredHub, leaseMs: number, store: PushParts["store"], at: Date) {
  await store.hubs.save(id, {
    leasedUntil: new Date(at.getTime() + leaseMs),
    nextTryAt: new Date(at.getTime() + leaseMs * RENEW_SHARE),
    failures: 0,
    lastError: null,
  });
}

async function takePush(token: string, request: IncomingMessage, parts: PushParts): Promise<void> {
  const { store, enqueue, log, now } = parts;
  const hub = await store.hubs.byToken(token);
  // "Gone" is how a hub learns that nobody wants it any longer.
  if (!hub?.wanted) throw new Refused(410);
  const check = createSignatureCheck(headerOf(request, "x-hub-signature"), hub.secret);
  await readThrough(request, (chunk) => check?.update(chunk));
  // Answered like any other: whoever tries signatures learns nothing.
  if (!check?.isRight()) return log.warn({ feedId: hub.feedId }, "push not signed by its hub");
  const at = now();
  await store.hubs.save(hub.id, { pushedAt: at });
  const dueAt = await store.feeds.hurry(hub.feedId, at, LOOK_GAP_MS);
  if (dueAt === null) return;
  const delayMs = Math.max(0, dueAt.getTime() - at.getTime());
  await enqueue("fetch-feed", [{ feedId: hub.feedId }], { delayMs });
  log.info({ feedId: hub.feedId }, "feed pushed");
}

async function readThrough(request: IncomingMessage, take: (chunk: Buffer) => void): Promise<void> {
  let length = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    if (!Buffer.isBuffer(chunk)) continue;
    length += chunk.length;
    if (length > MOST_BYTES) throw new Refused(413);
    take(chunk);
  }
}

function headerOf({ headers }: IncomingMessage, name: string): string | undefined {
  const value = headers[name];
  return Array.isArray(value) ? value[0] : value;
}
