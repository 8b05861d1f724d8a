import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { UserError } from "./errors.ts";
import type { Log } from "./log.ts";

export interface Health {
  readonly healthy: boolean;
  /** One word for each part, such as "ok" or "unreachable". */
  readonly parts: Readonly<Record<string, string>>;
}

type Handler = (request: IncomingMessage, response: ServerResponse) => void;
type PushHandler = (token: string, request: IncomingMessage, response: ServerResponse) => void;

export interface WebParts {
  readonly health: () => Promise<Health>;
  /** Answers what comes under /slack/; null when Slack does not speak HTTP. */
  readonly slack: Handler | null;
  /** Answers hubs that push feeds, under /websub/; null when nobody can reach us. */
  readonly pushes: PushHandler | null;
  readonly log: Log;
}

/** Slower senders hold a connection for nothing. */
const HEADERS_MS = 20_000;
const REQUEST_MS = 60_000;
const HUBS = "/websub/";

/**
 * The bot's one HTTP server: `GET /health` for probes, Slack's requests, and those of hubs that push feeds.
 *
 * @throws UserError when the port cannot be had.
 */
export async function startWeb(port: number, { health, slack, pushes, log }: WebParts) {
  const limits = { headersTimeout: HEADERS_MS, requestTimeout: REQUEST_MS };
  const server = createServer(limits, (request, response) => {
    const path = (request.url ?? "/").split("?", 1)[0] ?? "/";
    if (slack && path.startsWith("/slack/")) return slack(request, response);
    if (pushes && path.startsWith(HUBS)) return pushes(path.slice(HUBS.length), request, response);
    if (path === "/health") return void answerHealth(health, request, response, log);
    response.writeHead(404, { "content-type": "text/plain" }).end("not found\n");
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", (cause: NodeJS.ErrnoException) => {
      reject(
        new UserError(`PORT ${port} cannot be used (${cause.code ?? "unknown fault"}).`, { port }, cause),
      );
    });
    server.listen(port, resolve);
  });
  log.info({ port }, "HTTP server ready");
  return {
    async stop(): Promise<void> {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeIdleConnections();
      await closed;
    },
  };
}

async function answerHealth(
  health: WebParts["health"],
  request: IncomingMessage,
  response: ServerResponse,
  log: Log,
): Promise<void> {
  if (request.method !== "GET" && request.method !== "HEAD") {
    response.writeHead(405, { allow: "GET, HEAD" }).end();
    return;
  }
  const found = await health().catch((error: unknown): Health => {
    log.error({ error: error instanceof Error ? error.name : "unknown" }, "health check failed");
    return { healthy: false, parts: {} };
  });
  response.writeHead(found.healthy ? 200 : 503, { "content-type": "application/json" });
  response.end(request.method === "HEAD" ? undefined : `${JSON.stringify(found)}\n`);
}
