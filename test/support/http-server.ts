import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from "node:http";

export type Answer = (response: ServerResponse, request: IncomingMessage) => void;

export interface Seen {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
}

/** A real server on the loopback interface, closed with all its connections at the end of `using`. */
export interface HttpServer extends AsyncDisposable {
  /** Such as "http://127.0.0.1:40123". */
  readonly origin: string;
  /** "127.0.0.1:40123", as the setting for private hosts takes it. */
  readonly host: string;
  /** Every request so far, in order. */
  readonly seen: readonly Seen[];
  /** Connections opened so far. */
  readonly connections: () => number;
}

/** Serves `routes` by path; any other path is a 404. Node's own limits are off: tests break rules on purpose. */
export async function serveHttp(
  routes: Readonly<Record<string, Answer>>,
  address = "127.0.0.1",
): Promise<HttpServer> {
  const seen: Seen[] = [];
  let connections = 0;
  const server = createServer({ maxHeaderSize: 1024 * 1024 }, (request, response) => {
    const path = new URL(request.url ?? "/", "http://server").pathname;
    seen.push({ path, headers: request.headers });
    response.on("error", () => undefined);
    const answer = routes[path];
    if (answer) answer(response, request);
    else response.writeHead(404).end();
  });
  server.on("connection", () => {
    connections += 1;
  });
  server.listen(0, address);
  await once(server, "listening");
  const bound = server.address();
  if (bound === null || typeof bound === "string") throw new Error("the server has no port");
  const host = `${address.includes(":") ? `[${address}]` : address}:${bound.port}`;
  return {
    origin: `http://${host}`,
    host,
    seen,
    connections: () => connections,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

/** A whole answer at once. */
export function body(content: string | Uint8Array, headers: Readonly<Record<string, string>> = {}): Answer {
  return (response) => response.writeHead(200, { ...headers }).end(content);
}

/** A status with headers and nothing in it. */
export function status(code: number, headers: Readonly<Record<string, string>> = {}): Answer {
  return (response) => response.writeHead(code, { ...headers }).end();
}
