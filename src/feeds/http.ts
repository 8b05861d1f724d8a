import { isIP, type Socket } from "node:net";
import { Agent, buildConnector, type Dispatcher, errors } from "undici";
import { FinalError, NewsError, TemporaryError } from "../errors.ts";
import { forbiddenAddress, isPublicAddress, lookupPublic } from "./addresses.ts";
import { bodyTooLarge, decompress } from "./body.ts";
import { createHostQueue } from "./hosts.ts";
import { createRobots } from "./robots.ts";

export interface HttpLimits {
  readonly connectMs: number;
  readonly headersMs: number;
  /** Longest silence inside a body. */
  readonly silenceMs: number;
  /** For one address with all its redirects, waiting for the host's turn not counted. */
  readonly wholeMs: number;
  readonly headerBytes: number;
  /** On the wire. */
  readonly wireBytes: number;
  /** After decompression. */
  readonly bodyBytes: number;
  readonly redirects: number;
  /** Requests under way at one host. */
  readonly perHost: number;
}

export interface HttpSettings {
  /** Sent as User-Agent; names the bot and whom to write to. */
  readonly userAgent: string;
  /** `host` or `host:port` that may be private; everything else must be of the public internet. */
  readonly privateHosts: readonly string[];
  readonly limits?: Partial<HttpLimits>;
}

export interface HttpAnswer {
  readonly status: number;
  /** Names in lower case; repeated ones joined by a comma. */
  readonly headers: Readonly<Record<string, string>>;
  /** Decompressed. */
  readonly body: Buffer;
  readonly wireBytes: number;
  /** Where the answer came from, after redirects. */
  readonly url: string;
  /** The new address when every redirect on the way was permanent, else null. */
  readonly movedTo: string | null;
}

export interface HttpRequest {
  readonly headers?: Readonly<Record<string, string>>;
  readonly limits?: Partial<HttpLimits>;
}

/** The only way to the world outside. */
export interface Http {
  /**
   * Whatever the server answers, also 404 and 500.
   *
   * @throws TemporaryError when the server is not reached or too slow; FinalError when the address may not be
   * asked or the answer breaks a limit. Both carry a `reason` among their facts.
   */
  get(url: string, request?: HttpRequest): Promise<HttpAnswer>;
  /** Whether a page's site lets our bot read it (robots.txt, asked once a day). */
  mayRead(url: string): Promise<boolean>;
  close(): Promise<void>;
}

/** Feeds of 10,000 items stay under 20 MB; the slowest public ones of 2023 answered within 30 s. */
const LIMITS: HttpLimits = {
  connectMs: 10_000,
  headersMs: 20_000,
  silenceMs: 15_000,
  wholeMs: 60_000,
  headerBytes: 32 * 1024,
  wireBytes: 16 * 1024 * 1024,
  bodyBytes: 32 * 1024 * 1024,
  redirects: 8,
  perHost: 2,
};

/** What robots.txt calls us. */
const BOT = "backchannel";

const REDIRECT_CODES = new Set([301, 302, 303, 307, 308]);
const PERMANENT_CODES = new Set([301, 308]);

/** Opens the client; `close` ends its connections. */
export function createHttp(settings: HttpSettings): Http {
  const limits = { ...LIMITS, ...settings.limits };
  const dispatcher = createAgent(settings, limits);
  const hosts = createHostQueue(limits.perHost);
  const get: Http["get"] = async (url, request = {}) => {
    const asked = { ...limits, ...request.limits };
    const headers = {
      "user-agent": settings.userAgent,
      "accept-encoding": "gzip, br, zstd, deflate",
      ...request.headers,
    };
    const first = parseAddress(url);
    return await hosts.run(first.host, () => followRedirects(first, headers, asked, dispatcher));
  };
  const robots = createRobots(get, BOT);
  return { get, mayRead: robots.mayRead, close: () => dispatcher.destroy() };
}

function parseAddress(url: string, base?: URL): URL {
  const address = URL.parse(url, base?.href);
  if (!address || !/^https?:$/u.test(address.protocol) || address.hostname === "") {
    throw new FinalError("not a web address", { reason: "bad-address" });
  }
  return address;
}

async function followRedirects(
  first: URL,
  headers: Readonly<Record<string, string>>,
  limits: HttpLimits,
  dispatcher: Dispatcher,
): Promise<HttpAnswer> {
  const signal = AbortSignal.timeout(limits.wholeMs);
  const cookies = new Map<string, string>();
  let address = first;
  let permanent = true;
  for (let hop = 0; hop <= limits.redirects; hop += 1) {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const sent = cookie === "" ? headers : { ...headers, cookie };
    const answer = await ask(address, sent, limits, dispatcher, signal);
    const location = answer.headers.location;
    if (!REDIRECT_CODES.has(answer.status) || location === undefined) {
      return { ...answer, url: address.href, movedTo: permanent && hop > 0 ? address.href : null };
    }
    permanent &&= PERMANENT_CODES.has(answer.status);
    const next = parseAddress(location, address);
    // Some sites set a cookie and send you round again; it goes nowhere but back to them, and is then forgotten.
    if (next.host !== address.host) cookies.clear();
    else keepCookies(answer.setCookies, cookies);
    address = next;
  }
  throw new FinalError("redirected too often", { reason: "redirects", redirects: limits.redirects });
}

function keepCookies(setCookies: readonly string[], cookies: Map<string, string>): void {
  for (const line of setCookies.slice(0, 20)) {
    const [, name, value] = /^([^=;\s]+)=([^;]*)/u.exec(line) ?? [];
    if (name !== undefined && value !== undefined && line.length < 4096) cookies.set(name, value);
  }
}

type OneAnswer = Omit<HttpAnswer, "url" | "movedTo"> & { readonly setCookies: readonly string[] };

async function ask(
  address: URL,
  headers: Readonly<Record<string, string>>,
  limits: HttpLimits,
  dispatcher: Dispatcher,
  signal: AbortSignal,
): Promise<OneAnswer> {
  try {
    const answer = await dispatcher.request({
      origin: address.origin,
      path: `${address.pathname}${address.search}`,
      method: "GET",
      headers: { ...headers },
      headersTimeout: limits.headersMs,
      bodyTimeout: limits.silenceMs,
      signal,
    });
    const wire = await collect(answer.body, limits.wireBytes);
    const flat = flatten(answer.headers);
    const body = await decompress(wire, flat["content-encoding"] ?? "", limits.bodyBytes);
    const setCookies = [answer.headers["set-cookie"] ?? []].flat();
    return { status: answer.statusCode, headers: flat, body, wireBytes: wire.length, setCookies };
  } catch (cause) {
    throw toNewsError(cause, address.host);
  }
}

async function collect(body: Dispatcher.ResponseData["body"], limitBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of body) {
    if (!Buffer.isBuffer(chunk)) continue;
    length += chunk.length;
    // Leaving the loop destroys the body, and the connection with it.
    if (length > limitBytes) throw bodyTooLarge(limitBytes);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, length);
}

function flatten(headers: Dispatcher.ResponseData["headers"]): Record<string, string> {
  const flat: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) flat[name.toLowerCase()] = Array.isArray(value) ? value.join(", ") : value;
  }
  return flat;
}

const TIMEOUTS = [errors.ConnectTimeoutError, errors.HeadersTimeoutError, errors.BodyTimeoutError];

function toNewsError(cause: unknown, host: string): NewsError {
  const known = findNewsError(cause);
  if (known) return known;
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : "unknown";
  const isTimeout =
    TIMEOUTS.some((kind) => cause instanceof kind) ||
    (cause instanceof Error && cause.name === "TimeoutError");
  if (isTimeout) return new TemporaryError("server too slow", { reason: "timeout", host, code }, cause);
  if (/CERT|TLS|SSL|ALTNAME|ISSUER/u.test(code)) {
    return new FinalError("certificate not valid", { reason: "tls", host, code }, cause);
  }
  if (cause instanceof errors.HeadersOverflowError) {
    return new FinalError("headers too large", { reason: "too-large", host }, cause);
  }
  if (/^E(?:NOTFOUND|AI_)/u.test(code)) {
    return new TemporaryError("name not resolved", { reason: "dns", host, code }, cause);
  }
  return new TemporaryError("server not reached", { reason: "connection", host, code }, cause);
}

function findNewsError(error: unknown): NewsError | null {
  if (error instanceof NewsError) return error;
  if (error instanceof AggregateError) return error.errors.map(findNewsError).find(Boolean) ?? null;
  return error instanceof Error && error.cause !== undefined ? findNewsError(error.cause) : null;
}

function createAgent({ privateHosts }: HttpSettings, limits: HttpLimits): Agent {
  const named = new Set(privateHosts.map((host) => host.toLowerCase()));
  const options = { timeout: limits.connectMs, allowH2: false };
  const connectAnywhere = buildConnector(options);
  const connectPublic = buildConnector({ ...options, lookup: lookupPublic });
  return new Agent({
    allowH2: false,
    maxHeaderSize: limits.headerBytes,
    connections: limits.perHost,
    keepAliveTimeout: 10_000,
    connect(target, callback) {
      if (named.has(target.hostname) || named.has(`${target.hostname}:${target.port}`)) {
        return connectAnywhere(target, callback);
      }
      // The lookup is not asked for a host that is an address already.
      if (isIP(target.hostname) !== 0 && !isPublicAddress(target.hostname)) {
        return callback(forbiddenAddress(target.hostname), null);
      }
      connectPublic(target, (...result) => {
        const [error, socket] = result;
        if (error || !socket || isPublicPeer(socket)) return callback(...result);
        socket.destroy();
        callback(forbiddenAddress(target.hostname), null);
      });
    },
  });
}

/** The last word, whatever the lookup said: who is at the other end. */
function isPublicPeer(socket: Socket): boolean {
  return socket.remoteAddress !== undefined && isPublicAddress(socket.remoteAddress);
}
