import { createHmac, randomBytes } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";

type Mode = "subscribe" | "unsubscribe";

interface Subscription {
  readonly topic: string;
  readonly callback: string;
  readonly secret: string | null;
  readonly leaseSeconds: number;
}

/** A question that a hub was asked, as its form said. */
export type Asked = Readonly<Record<string, string>>;

export interface Push {
  readonly callback: string;
  readonly status: number;
}

/**
 * A hub on the loopback interface that does what the W3C Recommendation demands of hubs, and refuses what it lets
 * them refuse: forms that are not forms, callbacks that are no addresses, secrets of 200 bytes, foreign topics.
 * It verifies before it believes, and ends a subscription whose callback is gone.
 */
export async function startHub(topics: readonly string[], leaseSeconds = 3600) {
  const subscriptions = new Map<string, Subscription>();
  const asked: Asked[] = [];
  const verified: { mode: Mode; status: number; echoed: boolean }[] = [];
  let verifying: Promise<void> = Promise.resolve();
  let refusal: number | null = null;

  async function verify(mode: Mode, wish: Subscription): Promise<void> {
    const challenge = randomBytes(16).toString("hex");
    // What the callback has of a query is kept.
    const url = new URL(wish.callback);
    url.searchParams.append("hub.mode", mode);
    url.searchParams.append("hub.topic", wish.topic);
    url.searchParams.append("hub.challenge", challenge);
    if (mode === "subscribe") url.searchParams.append("hub.lease_seconds", String(wish.leaseSeconds));
    const answer = await fetch(url, { redirect: "manual" });
    const echoed = answer.ok && (await answer.text()) === challenge;
    verified.push({ mode, status: answer.status, echoed });
    if (!echoed) return;
    if (mode === "subscribe") subscriptions.set(wish.callback, wish);
    else subscriptions.delete(wish.callback);
  }

  async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const refuse = (reason: string, status = 400) => response.writeHead(status).end(reason);
    const chunks: Buffer[] = [];
    for await (const chunk of request) if (Buffer.isBuffer(chunk)) chunks.push(chunk);
    if (request.method !== "POST") return void refuse("not a question", 405);
    if (request.headers["content-type"] !== "application/x-www-form-urlencoded")
      return void refuse("not a form");
    const form: Record<string, string> = Object.fromEntries(
      new URLSearchParams(Buffer.concat(chunks).toString()),
    );
    asked.push(form);
    if (refusal !== null) return void refuse("not now", refusal);
    const mode = form["hub.mode"];
    const callback = form["hub.callback"] ?? "";
    const topic = form["hub.topic"] ?? "";
    const secret = form["hub.secret"] ?? null;
    const lease = form["hub.lease_seconds"];
    if (mode !== "subscribe" && mode !== "unsubscribe") return void refuse("no mode");
    if (!/^https?:/u.test(callback) || !URL.canParse(callback) || callback.includes("#")) {
      return void refuse("no callback");
    }
    if (!topics.includes(topic)) return void refuse("not my topic");
    if (secret !== null && Buffer.byteLength(secret) >= 200) return void refuse("secret too long");
    if (lease !== undefined && !/^[1-9]\d*$/u.test(lease)) return void refuse("no lease");
    response.writeHead(202).end();
    verifying = verifying.then(() => verify(mode, { topic, callback, secret, leaseSeconds }));
  }

  const server = createServer((request, response) => void take(request, response));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const bound = server.address();
  if (bound === null || typeof bound === "string") throw new Error("the hub has no port");
  const host = `127.0.0.1:${bound.port}`;
  const url = `http://${host}/hub`;

  return {
    host,
    url,
    asked,
    verified,
    subscriptions: () => [...subscriptions.values()],
    /** Once everything asked so far is verified. */
    settled: async () => await verifying,
    /** Answers questions with this status from now on; null: as it should. */
    refuseWith(status: number | null) {
      refusal = status;
    },
    /** Brings what a topic holds now to everyone subscribed; signed as they may demand. */
    async publish(topic: string, body: string, method = "sha256"): Promise<Push[]> {
      const pushes: Push[] = [];
      for (const { callback, secret } of subscriptions.values()) {
        const signature = secret === null ? "" : createHmac(method, secret).update(body).digest("hex");
        const answer = await fetch(callback, {
          method: "POST",
          body,
          headers: {
            "content-type": "application/rss+xml",
            link: `<${url}>; rel=hub, <${topic}>; rel=self`,
            ...(secret !== null && { "x-hub-signature": `${method}=${signature}` }),
          },
        });
        pushes.push({ callback, status: answer.status });
        if (answer.status === 410) subscriptions.delete(callback);
      }
      return pushes;
    },
    /** Says that it will not, or no longer, push to anyone. */
    async deny(topic: string): Promise<void> {
      for (const { callback } of subscriptions.values()) {
        const denied = new URL(callback);
        denied.searchParams.append("hub.mode", "denied");
        denied.searchParams.append("hub.topic", topic);
        denied.searchParams.append("hub.reason", "over capacity");
        await fetch(denied);
      }
      subscriptions.clear();
    },
    async stop(): Promise<void> {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

export type Hub = Awaited<ReturnType<typeof startHub>>;
