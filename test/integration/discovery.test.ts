import { expect, test } from "vitest";
import { findFeedAt } from "../../src/feeds/discovery.ts";
import { createHttp } from "../../src/feeds/http.ts";
import { type Answer, body, serveHttp, status } from "../support/http-server.ts";
import { SAMPLE_FEEDS } from "../support/sample-feeds.ts";

const FEED = body(SAMPLE_FEEDS[0] ?? "");
const page = (links: string) =>
  body(`<html><head>${links}</head><body>News</body></html>`, { "content-type": "text/html" });

async function find(routes: Readonly<Record<string, Answer>>, path = "/") {
  await using server = await serveHttp(routes);
  const http = createHttp({ userAgent: "Backchannel test", privateHosts: [server.host] });
  try {
    const { url, ...found } = await findFeedAt(`${server.origin}${path}`, http);
    return { path: url.replace(server.origin, ""), ...found };
  } finally {
    await http.close();
  }
}

const named = '<link rel="alternate" type="application/rss+xml" href="/news.xml">';
const comments = '<link rel="alternate" type="application/rss+xml" href="/comments/feed">';

test.each<{ name: string; routes: Readonly<Record<string, Answer>>; path: string }>([
  { name: "at the address itself", routes: { "/": FEED }, path: "/" },
  {
    name: "named by the page, before that of its comments",
    routes: { "/": page(comments + named), "/news.xml": FEED, "/comments/feed": FEED },
    path: "/news.xml",
  },
  { name: "at a usual place", routes: { "/": page(""), "/rss.xml": FEED }, path: "/rss.xml" },
  {
    name: "where the site has moved it",
    routes: { "/": status(301, { location: "/feed/" }), "/feed/": FEED },
    path: "/feed/",
  },
])("finds a feed $name", async ({ routes, path }) => {
  expect(await find(routes)).toMatchObject({
    path,
    title: "Example Wire",
    homepage: "https://wire.example/",
  });
});

test("shows the newest items first", async () => {
  expect((await find({ "/": FEED })).titles).toEqual(["Envoys meet & agree", "Ships pass"]);
});

test.each([
  { name: "a site without a feed", routes: { "/": page("") }, told: "no feed" },
  { name: "a site that answers with an error", routes: { "/": status(403) }, told: "answers 403" },
])("says that there is none at $name", async ({ routes, told }) => {
  await expect(find(routes)).rejects.toMatchObject({
    name: "UserError",
    message: expect.stringContaining(told),
  });
});

test.each(["", "blinken", "ftp://wire.example/feed", "javascript:alert(1)"])(
  "says that %j is no address",
  async (typed) => {
    const http = createHttp({ userAgent: "Backchannel test", privateHosts: [] });
    await expect(findFeedAt(typed, http)).rejects.toThrow("not the address");
    await http.close();
  },
);

test("asks no private address for a person", async () => {
  const http = createHttp({ userAgent: "Backchannel test", privateHosts: [] });
  await expect(findFeedAt("http://127.0.0.1:9/feed", http)).rejects.toMatchObject({ name: "UserError" });
  await http.close();
});
