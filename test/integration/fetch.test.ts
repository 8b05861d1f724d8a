import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from "node:zlib";
import { afterEach, expect, test } from "vitest";
import { createHttp, fetchFeedPage, type Http } from "../../src/feeds/fetch.ts";
import type { HttpLimits } from "../../src/feeds/http.ts";
import { fetchPage } from "../../src/feeds/page.ts";
import { type Answer, body, type HttpServer, serveHttp, status } from "../support/http-server.ts";

const FEED = '<rss version="2.0"><channel><title>Example Wire</title></channel></rss>';

const opened: AsyncDisposable[] = [];
afterEach(async () => {
  for (const each of opened.splice(0).reverse()) await each[Symbol.asyncDispose]();
});

/** A server with these routes, and a client that may ask it; both are closed after the test. */
async function open(
  routes: Readonly<Record<string, Answer>>,
  limits: Partial<HttpLimits> = {},
): Promise<{ server: HttpServer; http: Http }> {
  const server = await serveHttp(routes);
  const http = createHttp({ userAgent: "Backchannel test", privateHosts: [server.host], limits });
  opened.push(server, { [Symbol.asyncDispose]: () => http.close() });
  return { server, http };
}

const state = (url: string, known: { etag?: string; lastModified?: string } = {}) => ({
  id: "example",
  url,
  etag: known.etag ?? null,
  lastModified: known.lastModified ?? null,
});

/** What an attempt failed with; fails when it did not. */
async function failure(attempt: Promise<unknown>): Promise<unknown> {
  return attempt.then(
    () => expect.fail("should have failed"),
    (error: unknown) => error,
  );
}

const isTemporary = (reason: string) => ({ name: "TemporaryError", facts: { reason } });
const isFinal = (reason: string) => ({ name: "FinalError", facts: { reason } });

test("gives the feed with its validators, and sends them back next time", async () => {
  const { server, http } = await open({
    "/feed": (response, request) =>
      request.headers["if-none-match"] === '"v1"' && request.headers["if-modified-since"] !== undefined
        ? response.writeHead(304).end()
        : response
            .writeHead(200, { etag: '"v1"', "last-modified": "Mon, 19 Jun 2023 08:00:00 GMT" })
            .end(FEED),
  });
  const page = await fetchFeedPage(state(`${server.origin}/feed`), http);
  expect(page).toMatchObject({ etag: '"v1"', lastModified: "Mon, 19 Jun 2023 08:00:00 GMT", movedTo: null });
  expect(page?.bytes.toString()).toBe(FEED);
  const known = { etag: '"v1"', lastModified: "Mon, 19 Jun 2023 08:00:00 GMT" };
  expect(await fetchFeedPage(state(`${server.origin}/feed`, known), http)).toBeNull();
  expect(server.seen[0]?.headers["user-agent"]).toBe("Backchannel test");
});

test("sees for itself that a feed without validators has not changed", async () => {
  let content = FEED;
  const { server, http } = await open({ "/feed": (response) => response.writeHead(200).end(content) });
  const first = await fetchFeedPage(state(`${server.origin}/feed`), http);
  const known = { etag: first?.etag ?? "none" };
  expect(await fetchFeedPage(state(`${server.origin}/feed`, known), http)).toBeNull();
  expect(server.seen.map(({ headers }) => headers["if-none-match"])).toEqual([undefined, undefined]);
  content = FEED.replace("Wire", "Post");
  expect((await fetchFeedPage(state(`${server.origin}/feed`, known), http))?.bytes.toString()).toContain(
    "Post",
  );
});

test.each([
  { name: "gzip", bytes: gzipSync(FEED) },
  { name: "x-gzip", bytes: gzipSync(FEED) },
  { name: "br", bytes: brotliCompressSync(FEED) },
  { name: "zstd", bytes: zstdCompressSync(FEED) },
  { name: "deflate", bytes: deflateSync(FEED) },
  { name: "deflate", bytes: deflateRawSync(FEED) },
  { name: "gzip", bytes: Buffer.from(FEED) },
  { name: "gzip, br", bytes: brotliCompressSync(gzipSync(FEED)) },
])("undoes $name", async ({ name, bytes }) => {
  await using server = await serveHttp({ "/feed": body(bytes, { "content-encoding": name }) });
  const http = createHttp({ userAgent: "Backchannel test", privateHosts: [server.host] });
  const page = await fetchFeedPage(state(`${server.origin}/feed`), http);
  await http.close();
  expect(page?.bytes.toString()).toBe(FEED);
});

test("gives what came of a gzip body cut short", async () => {
  const whole = gzipSync(FEED.repeat(2000));
  const cut = whole.subarray(0, whole.length - 20);
  const { server, http } = await open({ "/feed": body(cut, { "content-encoding": "gzip" }) });
  const page = await fetchFeedPage(state(`${server.origin}/feed`), http);
  expect(page?.bytes.toString().startsWith(FEED)).toBe(true);
});

test("remembers a move for good, not one for now", async () => {
  const { server, http } = await open({
    "/old": status(301, { location: "/new" }),
    "/new": status(308, { location: "/feed" }),
    "/now": status(302, { location: "/feed" }),
    "/mixed": status(301, { location: "/now" }),
    "/feed": body(FEED),
  });
  const movedTo = async (path: string) =>
    (await fetchFeedPage(state(`${server.origin}${path}`), http))?.movedTo;
  expect(await movedTo("/old")).toBe(`${server.origin}/feed`);
  expect(await movedTo("/now")).toBeNull();
  expect(await movedTo("/mixed")).toBeNull();
});

test("goes round once more with the cookie a site insists on", async () => {
  const { server, http } = await open({
    "/feed": (response, request) =>
      request.headers.cookie === "seen=1"
        ? response.writeHead(200).end(FEED)
        : response.writeHead(302, { location: "/feed", "set-cookie": "seen=1; Path=/" }).end(),
  });
  expect((await fetchFeedPage(state(`${server.origin}/feed`), http))?.bytes.toString()).toBe(FEED);
});

test("waits for a busy server as long as it says", async () => {
  const now = new Date("2023-06-19T08:00:00Z");
  const { server, http } = await open({
    "/seconds": status(429, { "retry-after": "120" }),
    "/date": status(503, { "retry-after": "Mon, 19 Jun 2023 08:05:00 GMT" }),
    "/gone": status(410),
  });
  const told = async (path: string) => failure(fetchFeedPage(state(`${server.origin}${path}`), http, now));
  expect(await told("/date")).toMatchObject({ name: "TemporaryError", facts: { retryAfterMs: 300_000 } });
  expect(await told("/gone")).toMatchObject({ name: "FinalError", facts: { status: 410 } });
  expect(await told("/seconds")).toMatchObject({ name: "TemporaryError", facts: { retryAfterMs: 120_000 } });
});

test("leaves a host alone that asks for it, with all its feeds, pages and robots.txt, and no other", async () => {
  const { server, http } = await open({
    "/feed": status(429, { "retry-after": "120" }),
    "/other": body(FEED),
    "/page": body("<p>Talks resume.</p>", { "content-type": "text/html" }),
  });
  await failure(fetchFeedPage(state(`${server.origin}/feed`), http));
  const paused = { name: "TemporaryError", facts: { reason: "paused", retryAfterMs: expect.any(Number) } };
  expect(await failure(fetchFeedPage(state(`${server.origin}/other`), http))).toMatchObject(paused);
  expect(await failure(fetchPage(`${server.origin}/page`, http))).toMatchObject(paused);
  expect(server.seen.map(({ path }) => path)).toEqual(["/feed"]);
});

test("follows no redirect of a form but one that lets it be sent again", async () => {
  const { server, http } = await open({
    "/hub": status(307, { location: "/real" }),
    "/old": status(302, { location: "/real" }),
    "/real": (response, request) => {
      request.setEncoding("utf8").on("data", (chunk) => response.write(`${request.method} ${chunk}`));
      request.on("end", () => response.end());
    },
  });
  const form = new URLSearchParams({ "hub.mode": "subscribe", "hub.topic": "https://example.com/a b" });
  const sent = await http.post(`${server.origin}/hub`, form);
  expect(sent.body.toString()).toBe("POST hub.mode=subscribe&hub.topic=https%3A%2F%2Fexample.com%2Fa+b");
  expect((await http.post(`${server.origin}/old`, form)).status).toBe(302);
  expect(server.seen.map(({ path }) => path)).toEqual(["/hub", "/real", "/old"]);
});

test.each<{ name: string; answer: Answer; error: object }>([
  { name: "a redirect to itself", answer: status(301, { location: "/feed" }), error: isFinal("redirects") },
  {
    name: "a redirect to a file",
    answer: status(302, { location: "file:///etc/passwd" }),
    error: isFinal("bad-address"),
  },
  {
    name: "an endless body",
    answer: (response) => {
      const more = () => response.write(Buffer.alloc(16_384, "x"), () => setImmediate(more));
      response.on("close", () => response.destroy());
      more();
    },
    error: isFinal("too-large"),
  },
  {
    name: "zeros packed a thousandfold",
    answer: body(gzipSync(Buffer.alloc(50_000_000)), { "content-encoding": "gzip" }),
    error: isFinal("too-large"),
  },
  {
    name: "brotli packed a thousandfold",
    answer: body(brotliCompressSync(Buffer.alloc(50_000_000)), { "content-encoding": "br" }),
    error: isFinal("too-large"),
  },
  {
    name: "a body packed many times",
    answer: body("x", { "content-encoding": "gzip, gzip, gzip, gzip" }),
    error: isFinal("bad-body"),
  },
  {
    name: "a flood of headers",
    answer: (response) => {
      for (let index = 0; index < 2000; index += 1) response.setHeader(`x-${index}`, "x".repeat(100));
      response.end();
    },
    error: isFinal("too-large"),
  },
  { name: "no answer at all", answer: () => undefined, error: isTemporary("timeout") },
  {
    name: "a byte now and then",
    answer: (response) => {
      const timer = setInterval(() => response.write("x"), 20);
      response.on("close", () => clearInterval(timer));
    },
    error: isTemporary("timeout"),
  },
  {
    name: "a body that stops",
    answer: (response) => void response.writeHead(200, { "content-length": "1000" }).write("x"),
    error: isTemporary("timeout"),
  },
  {
    name: "a connection cut",
    answer: (response) => {
      response.writeHead(200, { "content-length": "1000" }).write("x", () => response.destroy());
    },
    error: isTemporary("connection"),
  },
])("gives up on $name", async ({ answer, error }) => {
  await using server = await serveHttp({ "/feed": answer });
  const limits = {
    wireBytes: 1_000_000,
    bodyBytes: 4_000_000,
    wholeMs: 700,
    headersMs: 500,
    silenceMs: 500,
    redirects: 5,
  };
  const http = createHttp({ userAgent: "Backchannel test", privateHosts: [server.host], limits });
  expect(await failure(fetchFeedPage(state(`${server.origin}/feed`), http))).toMatchObject(error);
  await http.close();
});

test("says that a server speaks no TLS", async () => {
  const { server, http } = await open({ "/feed": body(FEED) });
  const address = `https://${server.host}/feed`;
  expect(await failure(fetchFeedPage(state(address), http))).toMatchObject(isFinal("tls"));
});

test("never connects to a private address that is not named", async () => {
  await using server = await serveHttp({ "/feed": body(FEED) });
  await using other = await serveHttp({ "/away": status(302, { location: `${server.origin}/feed` }) });
  const http = createHttp({ userAgent: "Backchannel test", privateHosts: [other.host] });
  const port = new URL(server.origin).port;
  const hosts = [
    "127.0.0.1",
    "localhost",
    "2130706433",
    "0x7f.1",
    "0177.0.0.1",
    "127.1",
    "[::1]",
    "[::ffff:127.0.0.1]",
  ];
  for (const host of hosts) {
    const error = await failure(fetchFeedPage(state(`http://${host}:${port}/feed`), http));
    expect(error, host).toMatchObject(isFinal("private-address"));
  }
  const away = await failure(fetchFeedPage(state(`${other.origin}/away`), http));
  expect(away).toMatchObject(isFinal("private-address"));
  await http.close();
  expect(server.connections()).toBe(0);
});

test("refuses what is no web address", async () => {
  const { http } = await open({});
  for (const address of ["ftp://example.com/feed", "file:///etc/passwd", "javascript:alert(1)", "feed", ""]) {
    expect(await failure(fetchFeedPage(state(address), http)), address).toMatchObject(isFinal("bad-address"));
  }
});

test("asks one host for at most two things at a time", async () => {
  let running = 0;
  let most = 0;
  const { server, http } = await open({
    "/feed": (response) => {
      running += 1;
      most = Math.max(most, running);
      setTimeout(() => {
        running -= 1;
        response.end(FEED);
      }, 10);
    },
  });
  await Promise.all(Array.from({ length: 12 }, () => fetchFeedPage(state(`${server.origin}/feed`), http)));
  expect(most).toBe(2);
});

test("reads pages as robots.txt lets it, asking for that once", async () => {
  const robots =
    "User-agent: *\nDisallow: /private\nAllow: /private/press$\n\nUser-agent: Backchannel\nDisallow: /members";
  const page = "<html><body><p>Talks resume.</p></body></html>";
  const { server, http } = await open({
    "/robots.txt": body(robots),
    "/news": body(page, { "content-type": "text/html; charset=utf-8" }),
    "/members": body(page, { "content-type": "text/html" }),
    "/photo": body("GIF89a", { "content-type": "image/gif" }),
  });
  expect(await fetchPage(`${server.origin}/news`, http)).toMatchObject({ html: page });
  expect(await fetchPage(`${server.origin}/members`, http)).toBeNull();
  expect(await fetchPage(`${server.origin}/photo`, http)).toBeNull();
  const asked = server.seen.map(({ path }) => path);
  expect(asked).toEqual(["/robots.txt", "/news", "/photo"]);
});

test("asks for a site's pages as far apart as its robots.txt says", async () => {
  const { server, http } = await open({
    "/robots.txt": body("User-agent: *\nCrawl-delay: 5"),
    "/one": body("<p>One</p>", { "content-type": "text/html" }),
    "/two": body("<p>Two</p>", { "content-type": "text/html" }),
  });
  expect(await fetchPage(`${server.origin}/one`, http)).not.toBeNull();
  expect(await failure(fetchPage(`${server.origin}/two`, http))).toMatchObject({
    name: "TemporaryError",
    facts: { reason: "crawl-delay", retryAfterMs: expect.any(Number) },
  });
  expect(server.seen.map(({ path }) => path)).toEqual(["/robots.txt", "/one"]);
});
