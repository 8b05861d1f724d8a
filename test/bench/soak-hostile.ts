import { once } from "node:events";
import { createServer as createRaw, type Server, type Socket } from "node:net";
import { brotliCompressSync, gzipSync, zstdCompressSync } from "node:zlib";
import { NewsError } from "../../src/errors.ts";
import { toArticles } from "../../src/feeds/articles.ts";
import { createHttp, fetchFeedPage, type Http } from "../../src/feeds/fetch.ts";
import { parseFeed } from "../../src/feeds/parse.ts";
import type { Feed } from "../../src/model.ts";
import { type Answer, body, type HttpServer, serveHttp, status } from "../support/http-server.ts";
import { diagnosticsFor } from "./sockets.ts";

/**
 * `npm run soak:hostile [-- ROUNDS]`: a hundred good feeds beside servers that break every rule, read together
 * again and again. Prints one JSON object; exit code 1 when a good item was lost, a limit broken, memory grew or
 * a connection went to an address that is not named.
 */

const GOOD = 100;
const ITEMS = 20;
const LIMITS = {
  connectMs: 2000,
  headersMs: 2000,
  silenceMs: 1000,
  wholeMs: 4000,
  wireBytes: 2_000_000,
  bodyBytes: 8_000_000,
  redirects: 5,
};
/** Beyond `wholeMs` for one hostile feed: what reading and giving up may take on a busy machine. */
const GRACE_MS = 6000;
/** After the first round, when everything is loaded, memory may move by this much. */
const MOST_GROWTH_MEGABYTES = 60;

const goodFeed = (feed: number) =>
  `<?xml version="1.0"?><rss version="2.0"><channel><title>Good ${feed}</title>${Array.from(
    { length: ITEMS },
    (_, item) =>
      `<item><title>Story ${item} of ${feed}</title><link>https://good-${feed}.example/${item}</link><description>Talks went on.</description></item>`,
  ).join("")}</channel></rss>`;

const rss = (inner: string) => `<rss version="2.0"><channel><title>x</title>${inner}</channel></rss>`;
const packed = (encoding: string, bytes: Buffer) => body(bytes, { "content-encoding": encoding });

/** Writes for ever, `bytes` at a time. */
function endless(bytes: Buffer, everyMs: number, headers: Record<string, string> = {}): Answer {
  return (response) => {
    response.writeHead(200, headers);
    const timer = setInterval(() => response.write(bytes), everyMs);
    response.on("close", () => clearInterval(timer));
  };
}

const ZEROS = Buffer.alloc(64 * 1024 * 1024);
const X = (length: number) => Buffer.alloc(length, "x");

/** By path: what each does wrong. */
function hostileRoutes(away: string): Record<string, Answer> {
  const manyItems = rss("<item><title>x</title><link>https://x.example/1</link></item>".repeat(50_000));
  const entities = Array.from({ length: 30 }, (_, n) => `<!ENTITY e${n + 1} "${`&e${n};`.repeat(10)}">`).join(
    "",
  );
  return {
    "/gzip-bomb": packed("gzip", gzipSync(ZEROS)),
    "/gzip-bomb-twice": packed("gzip, gzip", gzipSync(gzipSync(ZEROS))),
    "/brotli-bomb": packed("br", brotliCompressSync(ZEROS)),
    "/zstd-bomb": packed("zstd", zstdCompressSync(ZEROS)),
    "/gzip-many-times": packed("gzip, gzip, gzip, gzip, gzip", X(10)),
    "/gzip-that-is-none": packed("gzip", X(1000)),
    "/gzip-damaged": packed("gzip", Buffer.concat([gzipSync(X(50_000)).subarray(0, 30), X(500)])),
    "/brotli-that-is-none": packed("br", X(1000)),
    "/zstd-that-is-none": packed("zstd", X(1000)),
    "/unknown-encoding": packed("rot13", X(1000)),
    "/endless": endless(X(65_536), 1),
    "/endless-gzip": endless(gzipSync(X(1000)), 1, { "content-encoding": "gzip" }),
    "/endless-items": endless(Buffer.from("<rss><channel><item><title>x</title></item>"), 1),
    "/byte-a-time": endless(X(1), 100),
    "/byte-a-second": endless(X(1), 900),
    "/large": body(X(3_000_000)),
    "/large-length": (response) =>
      void response.writeHead(200, { "content-length": "9999999999" }).write("x"),
    "/no-answer": () => undefined,
    "/headers-only": (response) => response.writeHead(200, { "content-length": "100" }).flushHeaders(),
    "/stops": (response) => void response.writeHead(200, { "content-length": "1000" }).write("<rss>"),
    "/cut": (response) =>
      response.writeHead(200, { "content-length": "1000" }).write("x", () => response.destroy()),
    "/cut-at-once": (response) => response.destroy(),
    "/header-flood": (response) => {
      for (let index = 0; index < 3000; index += 1) response.setHeader(`x-${index}`, "y".repeat(100));
      response.end();
    },
    "/header-long": (response) => response.writeHead(200, { "x-long": "y".repeat(300_000) }).end(),
    "/cookie-flood": (response) => {
      const cookies = Array.from({ length: 200 }, (_, n) => `c${n}=${"v".repeat(100)}`);
      response.writeHead(302, { location: "/cookie-flood", "set-cookie": cookies }).end();
    },
    "/loop": status(301, { location: "/loop" }),
    "/loop-a": status(302, { location: "/loop-b" }),
    "/loop-b": status(302, { location: "/loop-a" }),
    "/loop-growing": (response, request) => response.writeHead(302, { location: `${request.url}?x` }).end(),
    "/to-file": status(302, { location: "file:///etc/passwd" }),
    "/to-ftp": status(302, { location: "ftp://wire.example/" }),
    "/to-nowhere": status(302, { location: "http://" }),
    "/to-script": status(302, { location: "javascript:alert(1)" }),
    "/to-data": status(302, { location: "data:text/xml,<rss/>" }),
    "/to-loopback": status(302, { location: away }),
    "/to-loopback-decimal": status(302, { location: away.replace("127.0.0.1", "2130706433") }),
    "/to-loopback-hex": status(302, { location: away.replace("127.0.0.1", "0x7f000001") }),
    "/to-loopback-octal": status(302, { location: away.replace("127.0.0.1", "0177.0.0.1") }),
    "/to-loopback-short": status(302, { location: away.replace("127.0.0.1", "127.1") }),
    "/to-loopback-name": status(302, { location: away.replace("127.0.0.1", "localhost") }),
    "/to-loopback-v6": status(302, { location: away.replace("127.0.0.1", "[::1]") }),
    "/to-loopback-mapped": status(302, { location: away.replace("127.0.0.1", "[::ffff:127.0.0.1]") }),
    "/to-any": status(302, { location: away.replace("127.0.0.1", "0.0.0.0") }),
    "/to-private-10": status(302, { location: "http://10.0.0.1/" }),
    "/to-private-192": status(302, { location: "http://192.168.0.1/" }),
    "/to-link-local": status(302, { location: "http://169.254.169.254/latest/meta-data/" }),
    "/to-metadata-v6": status(302, { location: "http://[fd00:ec2::254]/" }),
    "/to-credentials": status(302, { location: away.replace("http://", "http://user:pass@") }),
    "/entity-bomb": body(
      `<!DOCTYPE rss [<!ENTITY e0 "xxxxxxxxxx">${entities}]>${rss("<item><title>&e30;</title></item>")}`,
    ),
    "/entity-file": body(
      '<!DOCTYPE rss [<!ENTITY f SYSTEM "file:///etc/passwd">]><rss><channel><title>&f;</title></channel></rss>',
    ),
    "/deep": body("<a>".repeat(300_000)),
    "/deep-items": body(`<rss><channel>${"<item>".repeat(20_000)}`),
    "/many-items": body(manyItems),
    "/many-attributes": body(
      `<rss ${Array.from({ length: 20_000 }, (_, n) => `a${n}="x"`).join(" ")}></rss>`,
    ),
    "/many-namespaces": body(
      rss(`<item ${Array.from({ length: 5000 }, (_, n) => `xmlns:n${n}="http://x/${n}"`).join(" ")}/>`),
    ),
    "/long-title": body(
      rss(`<item><title>${"x".repeat(1_500_000)}</title><link>https://x.example/1</link></item>`),
    ),
    "/open-tags": body(rss(`<item><description><![CDATA[${"<p".repeat(300_000)}]]></description></item>`)),
    "/open-comments": body(
      rss(`<item><description><![CDATA[${"<!--".repeat(200_000)}]]></description></item>`),
    ),
    "/open-cdata": body(`<rss><channel>${"<![CDATA[".repeat(100_000)}`),
    "/ampersands": body(rss(`<item><title>${"&".repeat(500_000)}</title></item>`)),
    "/long-date": body(rss(`<item><pubDate>${"Mon, ".repeat(100_000)}</pubDate></item>`)),
    "/deep-json": body(`{"version":"https://jsonfeed.org/version/1.1","items":${"[".repeat(200_000)}`),
    "/noise": body(Buffer.from(Array.from({ length: 500_000 }, (_, n) => (n * 7919) % 256))),
    "/utf-16-broken": body(Buffer.concat([Buffer.from([0xff, 0xfe, 0x3c]), X(10_001)])),
    "/page": body("<!doctype html><html><body>Not found</body></html>", { "content-type": "text/html" }),
    "/empty": body(""),
    "/status-999": (response) => response.writeHead(999).end(),
    "/retry-for-ever": status(503, { "retry-after": "99999999999999" }),
  };
}

/** Servers that do not even speak HTTP. */
const RAW: Readonly<Record<string, (socket: Socket) => void>> = {
  "says nothing": () => undefined,
  "closes at once": (socket) => socket.destroy(),
  "speaks another language": (socket) => socket.end("220 smtp.example ESMTP\r\n"),
  "never ends its headers": (socket) => {
    socket.write("HTTP/1.1 200 OK\r\n");
    const timer = setInterval(() => socket.write(`x-${Math.random()}: y\r\n`), 5);
    socket.on("close", () => clearInterval(timer));
  },
  "two lengths": (socket) =>
    socket.end("HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nab"),
  "broken chunks": (socket) => socket.end("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\nx\r\n"),
  "endless chunk size": (socket) =>
    socket.write(`HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n${"f".repeat(100_000)}`),
};

interface Target {
  readonly name: string;
  readonly url: string;
}

interface Outcome {
  readonly name: string;
  readonly reason: string;
  readonly items: number;
  readonly tookMs: number;
}

async function serveRaw(answer: (socket: Socket) => void): Promise<Server> {
  const server = createRaw((socket) => {
    socket.on("error", () => undefined);
    socket.once("data", () => answer(socket));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return server;
}

const asFeed = (url: string): Feed => ({
  id: url,
  outlet: "x",
  publisher: "x",
  country: "US",
  class: "wire",
  language: "en",
  url,
  homepage: null,
});

async function readOne({ name, url }: Target, http: Http): Promise<Outcome> {
  const start = performance.now();
  const took = () => Math.round(performance.now() - start);
  try {
    const page = await fetchFeedPage({ id: name, url, etag: null, lastModified: null }, http);
    if (!page) return { name, reason: "unchanged", items: 0, tookMs: took() };
    const parsed = await parseFeed(page.bytes, page.headers, page.url);
    const { articles } = toArticles(parsed, asFeed(url), new Date());
    return { name, reason: "read", items: articles.length, tookMs: took() };
  } catch (error) {
    const reason =
      error instanceof NewsError ? String(error.facts.reason ?? error.message) : `not ours: ${String(error)}`;
    return { name, reason, items: 0, tookMs: took() };
  }
}

async function main(rounds: number): Promise<void> {
  // Nothing may ever connect to this one: it is private and not named.
  await using forbidden = await serveHttp({});
  const hostile = hostileRoutes(`${forbidden.origin}/secret`);
  await using good = await serveHttp(
    Object.fromEntries(Array.from({ length: GOOD }, (_, feed) => [`/${feed}`, body(goodFeed(feed))])),
  );
  await using bad = await serveHttp(hostile);
  const raw = await Promise.all(
    Object.entries(RAW).map(async ([name, answer]) => [name, await serveRaw(answer)] as const),
  );
  const rawTargets = raw.map(([name, server]) => ({ name, url: `http://127.0.0.1:${portOf(server)}/` }));
  const named = [good, bad].map(({ host }) => host).concat(rawTargets.map(({ url }) => new URL(url).host));
  const sockets = diagnosticsFor(new Set(named));
  const http = createHttp({
    userAgent: "Backchannel soak",
    privateHosts: named,
    limits: { ...LIMITS, perHost: 16 },
  });
  const goodTargets = Array.from({ length: GOOD }, (_, feed) => ({
    name: `good ${feed}`,
    url: `${good.origin}/${feed}`,
  }));
  const badTargets = [
    ...Object.keys(hostile).map((path) => ({ name: path, url: `${bad.origin}${path}` })),
    { name: "TLS with one who speaks none", url: `https://${bad.host}/` },
    ...rawTargets,
  ];

  const memory: number[] = [];
  let outcomes: Outcome[] = [];
  for (let round = 0; round < rounds; round += 1) {
    outcomes = await Promise.all([...badTargets, ...goodTargets].map((target) => readOne(target, http)));
    global.gc?.();
    memory.push(Math.round(process.memoryUsage().rss / 1024 / 1024));
  }
  await http.close();
  for (const [, server] of raw) server.close();
  print(outcomes, badTargets.length, memory, sockets(), forbidden);
}

function portOf(server: Server): number {
  const bound = server.address();
  if (bound === null || typeof bound === "string") throw new Error("no port");
  return bound.port;
}

function print(
  outcomes: readonly Outcome[],
  hostile: number,
  memory: readonly number[],
  strays: readonly string[],
  forbidden: HttpServer,
): void {
  const bad = outcomes.slice(0, hostile);
  const goodItems = outcomes.slice(hostile).reduce((sum, { items }) => sum + items, 0);
  const slowest = bad.toSorted((left, right) => right.tookMs - left.tookMs)[0];
  const growth = (memory.at(-1) ?? 0) - (memory[0] ?? 0);
  const faults = [
    ...(goodItems === GOOD * ITEMS ? [] : [`good items read: ${goodItems} of ${GOOD * ITEMS}`]),
    ...bad
      .filter(({ tookMs }) => tookMs > LIMITS.wholeMs + GRACE_MS)
      .map(({ name, tookMs }) => `${name} took ${tookMs} ms`),
    ...bad
      .filter(({ reason }) => reason.startsWith("not ours"))
      .map(({ name, reason }) => `${name}: ${reason}`),
    ...(growth > MOST_GROWTH_MEGABYTES ? [`memory grew by ${growth} MB`] : []),
    ...(forbidden.connections() === 0 ? [] : ["the forbidden server was reached"]),
    ...strays.map((peer) => `connected to ${peer}`),
  ];
  const reasons = Object.fromEntries(bad.map(({ name, reason }) => [name, reason]));
  console.log(
    JSON.stringify(
      { hostile, good: GOOD, goodItems, slowest, memoryMegabytes: memory, reasons, faults },
      null,
      2,
    ),
  );
  process.exitCode = faults.length > 0 ? 1 : 0;
}

if (import.meta.main) await main(Number(process.argv[2] ?? 5));
