import { FinalError } from "../errors.ts";
import { createLimiter } from "../limiter.ts";
import { createAgent } from "./agent.ts";
import { bodyTooLarge, decompress } from "./body.ts";
import { toNewsError } from "./http-errors.ts";
import { createPauses, createTurns } from "./pacing.ts";
import { createRobots } from "./robots.ts";
import type { Dispatcher } from "./undici.cjs";

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
   * @throws TemporaryError when the server is not reached or too slow, or asked us to wait; FinalError when the
   * address may not be asked or the answer breaks a limit. Both carry a `reason` among their facts.
   */
  get(url: string, request?: HttpRequest): Promise<HttpAnswer>;
  /** As `get`, sending a form; only a redirect that keeps the method (307, 308) is followed. */
  post(url: string, form: URLSearchParams, request?: HttpRequest): Promise<HttpAnswer>;
  /**
   * Whether a page's site lets our bot read it (robots.txt, asked once a day), now.
   *
   * @throws TemporaryError with `retryAfterMs` when robots.txt wants the site's pages asked for further apart
   */
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
/** Those that let a form be sent again. */
const FORM_REDIRECT_CODES = new Set([307, 308]);

/** Opens the client; `close` ends its connections. */
export function createHttp(settings: HttpSettings): Http {
  const limits = { ...LIMITS, ...settings.limits };
  const dispatcher = createAgent(settings.privateHosts, limits);
  const hosts = createLimiter(limits.perHost);
  const pauses = createPauses();
  const turns = createTurns();
  const send = async (url: string, form: URLSearchParams | null, request: HttpRequest = {}) => {
    const first = parseAddress(url);
    const headers = {
      "user-agent": settings.userAgent,
      "accept-encoding": "gzip, br, zstd, deflate",
      ...(form && { "content-type": "application/x-www-form-urlencoded" }),
      ...request.headers,
    };
    const asked = { ...limits, ...request.limits };
    const ask = async (address: URL, more: Readonly<Record<string, string>>, signal: AbortSignal) => {
      pauses.check(address.host);
      const sent = { headers: { ...headers, ...more }, body: form?.toString() ?? null };
      const answer = await askOnce(address, sent, asked, dispatcher, signal);
      pauses.note(address.host, answer);
      return answer;
    };
    return await hosts.run(first.host, () => followRedirects(first, form !== null, asked, ask));
  };
  const get: Http["get"] = (url, request) => send(url, null, request);
  const robots = createRobots(get, BOT);
  return {
    get,
    post: send,
    async mayRead(url) {
      const { allowed, crawlDelayMs } = await robots.ask(url);
      if (allowed && crawlDelayMs > 0) await turns.take(new URL(url).host, url, crawlDelayMs);
      return allowed;
    },
    close: () => dispatcher.destroy(),
  };
}

function parseAddress(url: string, base?: URL): URL {
  const address = URL.parse(url, base?.href);
  if (!address || !/^https?:$/u.test(address.protocol) || address.hostname === "") {
    throw new FinalError("not a web address", { reason: "bad-address" });
  }
  return address;
}

type Ask = (
  address: URL,
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal,
) => Promise<OneAnswer>;

async function followRedirects(
  first: URL,
  hasForm: boolean,
  limits: HttpLimits,
  ask: Ask,
): Promise<HttpAnswer> {
  const signal = AbortSignal.timeout(limits.wholeMs);
  const codes = hasForm ? FORM_REDIRECT_CODES : REDIRECT_CODES;
  const cookies = new Map<string, string>();
  let address = first;
  let permanent = true;
  for (let hop = 0; hop <= limits.redirects; hop += 1) {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const answer = await ask(address, cookie === "" ? {} : { cookie }, signal);
    const location = answer.headers.location;
    if (!codes.has(answer.status) || location === undefined) {
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

async function askOnce(
  address: URL,
  { headers, body: form }: { headers: Record<string, string>; body: string | null },
  limits: HttpLimits,
  dispatcher: Dispatcher,
  signal: AbortSignal,
): Promise<OneAnswer> {
  try {
    const answer = await dispatcher.request({
      origin: address.origin,
      path: `${address.pathname}${address.search}`,
      method: form === null ? "GET" : "POST",
      headers,
      body: form,
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
