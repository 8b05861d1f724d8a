import { createHmac } from "node:crypto";
import { expect, test } from "vitest";
import { parseFeed } from "../../src/feeds/parse.ts";
import { createSignatureCheck, findHub, hubForm, hubId, readLeaseMs } from "../../src/feeds/websub.ts";

const URL = "https://news.example/feed.xml";
const HUB = "https://hub.example/";
const NONE = { hub: null, self: null };

test.each([
  {
    name: "in two Link headers",
    headers: { link: `<${HUB}>; rel="hub", <${URL}?own>; rel="self"` },
    feed: NONE,
    found: { hub: HUB, topic: `${URL}?own` },
  },
  {
    name: "in a Link header before the feed",
    headers: { link: `<${HUB}>;rel=hub;title="a, b",<${URL}>; type="x"; rel='self' ` },
    feed: { hub: "https://other.example/", self: "https://other.example/feed" },
    found: { hub: HUB, topic: "https://other.example/feed" },
  },
  {
    name: "as one of several kinds",
    headers: { link: `<${HUB}>; rel="preconnect hub"` },
    feed: NONE,
    found: { hub: HUB, topic: URL },
  },
  { name: "in the feed", headers: {}, feed: { hub: HUB, self: URL }, found: { hub: HUB, topic: URL } },
  {
    name: "relative",
    headers: { link: "</hub>; rel=hub, </own>; rel=self" },
    feed: NONE,
    found: { hub: "https://news.example/hub", topic: "https://news.example/own" },
  },
  {
    name: "over TLS where there is a choice",
    headers: { link: `<http://hub.example/>; rel=hub, <${HUB}2>; rel=hub` },
    feed: NONE,
    found: { hub: `${HUB}2`, topic: URL },
  },
  { name: "nowhere", headers: { link: `<${URL}>; rel=self` }, feed: { hub: null, self: URL }, found: null },
  { name: "at no web address", headers: { link: "<file:///etc/passwd>; rel=hub" }, feed: NONE, found: null },
  { name: "in a header of nonsense", headers: { link: "<<;;>>, rel=hub <" }, feed: NONE, found: null },
])("finds a hub $name", ({ headers, feed, found }) => {
  const given: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) given[name] = value;
  expect(findHub(given, feed, URL)).toEqual(found);
});

test.each([
  {
    kind: "RSS",
    text: `<rss version="2.0" xmlns:a="http://www.w3.org/2005/Atom"><channel><title>T</title><link>https://news.example/</link><a:link rel="hub" href="${HUB}"/><a:link rel="self" href="${URL}"/></channel></rss>`,
  },
  {
    kind: "Atom",
    text: `<feed xmlns="http://www.w3.org/2005/Atom"><link rel="hub" href="http://hub.example/"/><link rel="hub" href="${HUB}"/><link rel="self" href="${URL}"/></feed>`,
  },
  {
    kind: "JSON Feed",
    text: JSON.stringify({
      version: "https://jsonfeed.org/version/1.1",
      feed_url: URL,
      hubs: [
        { type: "rssCloud", url: "https://cloud.example/" },
        { type: "WebSub", url: HUB },
      ],
      items: [],
    }),
  },
])("reads hub and own address from $kind", async ({ text }) => {
  expect(await parseFeed(Buffer.from(text), {}, URL)).toMatchObject({ hub: HUB, self: URL });
});

test("keeps a feed's own address as it is written", async () => {
  const text =
    '<feed xmlns="http://www.w3.org/2005/Atom"><link rel="self" href="HTTPS://News.example"/></feed>';
  expect(await parseFeed(Buffer.from(text), {}, URL)).toMatchObject({ self: "HTTPS://News.example" });
});

test("tells a hub the secret only where it is to sign with it", () => {
  const question = { hub: HUB, topic: URL, callback: "https://bot.example/websub/1", secret: "s" };
  expect(Object.fromEntries(hubForm({ ...question, mode: "subscribe" }))).toEqual({
    "hub.mode": "subscribe",
    "hub.topic": URL,
    "hub.callback": "https://bot.example/websub/1",
    "hub.secret": "s",
    "hub.lease_seconds": "864000",
  });
  expect(hubForm({ ...question, mode: "unsubscribe" }).has("hub.secret")).toBe(false);
});

test.each([
  { seconds: "3600", leaseMs: 3_600_000 },
  { seconds: "31536000", leaseMs: 2_592_000_000 },
  { seconds: null, leaseMs: 86_400_000 },
  { seconds: "0", leaseMs: 86_400_000 },
  { seconds: "-1", leaseMs: 86_400_000 },
  { seconds: "for ever", leaseMs: 86_400_000 },
])("a lease of $seconds seconds", ({ seconds, leaseMs }) => {
  expect(readLeaseMs(seconds)).toBe(leaseMs);
});

test("a signature is right for its body, its secret and its method alone", () => {
  const sign = (method: string, secret: string, body: string) =>
    `${method}=${createHmac(method, secret).update(body).digest("hex")}`;
  const isRight = (header: string) => {
    const check = createSignatureCheck(header, "secret");
    check?.update(Buffer.from("bo"));
    check?.update(Buffer.from("dy"));
    return check?.isRight() ?? null;
  };
  expect(isRight(sign("sha256", "secret", "body"))).toBe(true);
  expect(isRight(sign("sha256", "secret", "body").toUpperCase())).toBe(true);
  expect(isRight(sign("sha256", "other", "body"))).toBe(false);
  expect(isRight(sign("sha256", "secret", "Body"))).toBe(false);
  expect(isRight(sign("sha512", "secret", "body").slice(0, 71))).toBe(false);
  expect(isRight(sign("sha1", "secret", "body").replace("sha1", "sha256"))).toBe(false);
  expect(isRight(sign("md5", "secret", "body"))).toBeNull();
  expect(isRight("sha256=")).toBeNull();
});

test("one feed, hub and public address are one id", () => {
  const offer = { hub: HUB, topic: URL };
  const id = hubId("feed", offer, "https://bot.example");
  expect(hubId("feed", { ...offer }, "https://bot.example")).toBe(id);
  const others = [
    hubId("other", offer, "https://bot.example"),
    hubId("feed", { ...offer, topic: HUB }, "https://bot.example"),
    hubId("feed", offer, "https://moved.example"),
  ];
  expect(new Set([id, ...others]).size).toBe(4);
});
