import { createServer } from "node:http";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { askHubs } from "../../jobs/ask-hubs.ts";
import { fetchFeed } from "../../jobs/fetch-feed.ts";
import { createLog } from "../../src/log.ts";
import { createPushHandler } from "../../src/pushes.ts";
import type { StoredHub } from "../../src/store/hubs.ts";
import { openTestDatabase, type TestDatabase } from "../support/database.ts";
import { type House, openHouse } from "../support/house.ts";
import { createRunner, type JobRunner } from "../support/job-runner.ts";
import { makeFeed } from "../support/records.ts";
import { rssOf, type Site, startSite } from "../support/site.ts";
import { type Hub, startHub } from "../support/websub-hub.ts";

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const START = new Date("2023-06-17T12:00:00Z");
const TEXT = "Mr Blinken told reporters in Beijing that the channels must reopen.";

let database: TestDatabase;
let house: House;
let runner: JobRunner;
let site: Site;
let hub: Hub;
let door: Awaited<ReturnType<typeof openDoor>>;
let now = START;

beforeAll(async () => {
  database = await openTestDatabase();
  site = await startSite();
});
afterAll(async () => {
  await site.stop();
  await database.close();
});

beforeEach(async () => {
  now = START;
  hub = await startHub([site.url("/feed.xml")]);
  house = await openHouse(database.url, { hosts: [site.host, hub.host], now: () => now });
  runner = createRunner(house.parts);
  door = await openDoor();
  await house.pool.query("delete from feeds");
  await house.store.feeds.add([makeFeed("feed", { url: site.url("/feed.xml") })]);
  await house.store.feeds.saveLook("feed", { nextLookAt: START });
  serve("one");
});
afterEach(async () => {
  await door.stop();
  await house.close();
  await hub.stop();
});

/** What hubs reach from outside: the handler, on a server of its own. */
async function openDoor() {
  const parts = {
    store: house.store,
    enqueue: async (job: string, data: readonly object[], options = {}) => {
      runner.asked.push(...data.map((each) => ({ job, data: each, options })));
    },
    log: createLog("silent"),
    now: () => now,
  };
  const answer = createPushHandler(parts);
  const server = createServer((request, response) =>
    answer((request.url ?? "").replace(/^\/websub\/|\?.*$/gu, ""), request, response),
  );
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the door has no port");
  return {
    url: `http://127.0.0.1:${address.port}`,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** The feed names its hub and itself in a Link header. */
function serve(...slugs: string[]): void {
  const items = slugs.map((slug) => ({ path: `/${slug}`, title: `Talks: ${slug}`, text: TEXT }));
  const link = `<${hub.url}>; rel="hub", <${site.url("/feed.xml")}>; rel="self"`;
  site.set("/feed.xml", { ...rssOf(site, items), headers: { link } });
}

const parts = () => ({ settings: { ...house.parts.settings, publicUrl: door.url } });
const look = () => runner.run(fetchFeed, { feedId: "feed" }, parts());
const askAll = async () => {
  await runner.run(askHubs, {}, parts());
  await hub.settled();
};
const later = (ms: number) => {
  now = new Date(now.getTime() + ms);
};
const looks = () => site.asked.filter((path) => path === "/feed.xml").length;
const fetches = () => runner.asked.filter(({ job }) => job === "fetch-feed");
const nextLookMs = async () =>
  ((await house.store.feeds.get("feed"))?.nextLookAt.getTime() ?? 0) - now.getTime();

async function subscribe(): Promise<StoredHub> {
  await look();
  await askAll();
  return stored();
}

async function stored(): Promise<StoredHub> {
  const [found] = await house.store.hubs.ofFeeds(["feed"]);
  return found ?? expect.fail("no hub is wanted");
}

test("asks the hub that a feed names, and shows it that it was us", async () => {
  await look();
  expect(runner.of("ask-hubs")).toEqual([{}]);
  await askAll();
  expect(hub.verified).toEqual([{ mode: "subscribe", status: 200, echoed: true }]);
  expect(hub.subscriptions()).toMatchObject([{ topic: site.url("/feed.xml") }]);
  expect(await stored()).toMatchObject({
    failures: 0,
    lastError: null,
    leasedUntil: new Date(START.getTime() + 60 * MINUTE_MS),
    nextTryAt: new Date(START.getTime() + 40 * MINUTE_MS),
  });
  // A second look at the same feed asks nothing more.
  later(30 * MINUTE_MS);
  serve("two", "one");
  await house.store.feeds.saveLook("feed", { nextLookAt: now });
  await look();
  expect(runner.of("ask-hubs")).toEqual([{}]);
});

test("without a public address, hubs are not asked", async () => {
  await runner.run(fetchFeed, { feedId: "feed" });
  await runner.run(askHubs, {});
  expect(runner.of("ask-hubs")).toEqual([]);
  expect(hub.asked).toEqual([]);
});

test("looks seldom at a feed that is pushed, and as often as ever once its hub falls silent", async () => {
  const usualMs = await look().then(nextLookMs);
  await askAll();
  later(usualMs);
  await look();
  const pushedMs = await nextLookMs();
  expect(pushedMs).toBeGreaterThan(usualMs * 2.5);
  // Not beyond the lease: then it is polled again.
  expect(now.getTime() + pushedMs).toBeLessThanOrEqual(START.getTime() + 60 * MINUTE_MS);
  later(pushedMs);
  await house.store.hubs.save((await stored()).id, { leasedUntil: now });
  await look();
  expect(await nextLookMs()).toBeLessThan(usualMs * 1.2);
});

test.each(["sha1", "sha256", "sha384", "sha512"])(
  "a push signed with %s has the feed read at once",
  async (method) => {
    await subscribe();
    later(5 * MINUTE_MS);
    serve("two", "one");
    expect(await hub.publish(site.url("/feed.xml"), "<rss/>", method)).toMatchObject([{ status: 202 }]);
    expect(fetches()).toEqual([{ job: "fetch-feed", data: { feedId: "feed" }, options: { delayMs: 0 } }]);
    await look();
    expect(looks()).toBeGreaterThan(1);
    expect(await nextLookMs()).toBeGreaterThan(20 * MINUTE_MS);
  },
);

test("pushes that follow one another have the feed read once in a while", async () => {
  await subscribe();
  later(5 * SECOND_MS);
  await hub.publish(site.url("/feed.xml"), "<rss/>");
  expect(fetches()).toMatchObject([{ options: { delayMs: 15 * SECOND_MS } }]);
});

test("a push that comes before the feed has changed is looked after again soon", async () => {
  await subscribe();
  later(5 * MINUTE_MS);
  await hub.publish(site.url("/feed.xml"), "<rss/>");
  await look();
  expect(await nextLookMs()).toBe(MINUTE_MS);
  later(MINUTE_MS);
  serve("two", "one");
  await look();
  expect(await nextLookMs()).toBeGreaterThan(20 * MINUTE_MS);
});

test("a push does not shorten the wait of a feed in trouble", async () => {
  await subscribe();
  await house.store.feeds.saveLook("feed", { failures: 2 });
  later(5 * MINUTE_MS);
  expect(await hub.publish(site.url("/feed.xml"), "<rss/>")).toMatchObject([{ status: 202 }]);
  expect(fetches()).toEqual([]);
});

test("forged pushes do nothing, and say nothing to whoever forges them", async () => {
  const { callback } = await subscribe();
  const push = async (
    body: string | Uint8Array<ArrayBuffer>,
    headers: Record<string, string> = {},
    url = callback,
  ) => (await fetch(url, { method: "POST", body, headers })).status;
  const right = "0".repeat(64);
  expect(await push("<rss/>")).toBe(202);
  expect(await push("<rss/>", { "x-hub-signature": `sha256=${right}` })).toBe(202);
  expect(await push("<rss/>", { "x-hub-signature": "md5=00000000000000000000000000000000" })).toBe(202);
  expect(await push("<rss/>", { "x-hub-signature": "sha256=xyz" })).toBe(202);
  expect(await push("<rss/>", {}, `${door.url}/websub/${"a".repeat(32)}`)).toBe(410);
  expect(await push("<rss/>", {}, `${door.url}/websub/..%2f`)).toBe(404);
  expect(fetches()).toEqual([]);
  expect(await stored()).toMatchObject({ pushedAt: null });
  expect((await fetch(callback, { method: "DELETE" })).status).toBe(405);
});

test("a push larger than any feed is cut off", async () => {
  const { callback } = await subscribe();
  const endless = new ReadableStream<Uint8Array>({
    pull: (stream) => stream.enqueue(new Uint8Array(1 << 20)),
  });
  const sent = fetch(callback, { method: "POST", body: endless, duplex: "half" });
  const status = await sent.then(
    (answer) => answer.status,
    () => "cut off",
  );
  expect([413, "cut off"]).toContain(status);
  expect(fetches()).toEqual([]);
});

test("answers only for what it asked", async () => {
  const { callback, topic } = await subscribe();
  const ask = async (changed: Record<string, string>, url = callback) => {
    const query = {
      "hub.mode": "subscribe",
      "hub.topic": topic,
      "hub.challenge": "c",
      "hub.lease_seconds": "60",
    };
    return (await fetch(`${url}?${new URLSearchParams({ ...query, ...changed })}`)).status;
  };
  // A hub whose answer was lost may ask again.
  expect(await ask({})).toBe(200);
  expect(await ask({ "hub.topic": "https://example.com/other" })).toBe(404);
  expect(await ask({ "hub.mode": "unsubscribe" })).toBe(404);
  expect(await ask({ "hub.mode": "delete" })).toBe(404);
  expect(await ask({ "hub.challenge": "" })).toBe(404);
  expect(await ask({ "hub.challenge": "c".repeat(4_000) })).toBe(404);
  expect(await ask({}, `${door.url}/websub/${"b".repeat(32)}`)).toBe(404);
  later(25 * 60 * MINUTE_MS);
  expect(await ask({})).toBe(404);
});

test("renews before the lease ends, with the same callback", async () => {
  const first = await subscribe();
  later(39 * MINUTE_MS);
  await askAll();
  expect(hub.asked).toHaveLength(1);
  later(2 * MINUTE_MS);
  await askAll();
  expect(hub.asked.map((form) => form["hub.callback"])).toEqual([first.callback, first.callback]);
  expect(await stored()).toMatchObject({ leasedUntil: new Date(now.getTime() + 60 * MINUTE_MS) });
});

test("a hub that refuses is asked again, ever later, and named", async () => {
  hub.refuseWith(503);
  await look();
  await askAll();
  expect(await stored()).toMatchObject({ failures: 1, leasedUntil: null, lastError: "the hub answers 503" });
  const waits: number[] = [];
  for (let question = 1; question <= 4; question += 1) {
    const { nextTryAt } = await stored();
    waits.push(Math.round((nextTryAt.getTime() - now.getTime()) / MINUTE_MS));
    now = nextTryAt;
    await askAll();
  }
  expect(hub.asked).toHaveLength(5);
  expect(waits.every((wait, index) => index === 0 || wait > (waits[index - 1] ?? 0) * 1.5)).toBe(true);
  hub.refuseWith(null);
  now = (await stored()).nextTryAt;
  await askAll();
  expect(await stored()).toMatchObject({ failures: 0, lastError: null });
});

test("a hub that ends a subscription leaves the feed to be polled", async () => {
  const { topic } = await subscribe();
  await hub.deny(topic);
  expect(await stored()).toMatchObject({ leasedUntil: null, lastError: "the hub refuses to push it" });
  expect(await house.store.hubs.livingOf("feed", now)).toBeNull();
});

test("a removed feed is unsubscribed, and the hub's last pushes are told that nobody is there", async () => {
  const { callback } = await subscribe();
  await house.store.feeds.remove("feed", now);
  await askAll();
  expect(hub.asked.map((form) => form["hub.mode"])).toEqual(["subscribe", "unsubscribe"]);
  expect(hub.subscriptions()).toEqual([]);
  const { rows } = await house.pool.query("select id from feed_hubs");
  expect(rows).toEqual([]);
  expect((await fetch(callback, { method: "POST", body: "<rss/>" })).status).toBe(410);
});

test("a hub that cannot be told of the end is forgotten when its lease ends", async () => {
  await subscribe();
  await house.store.feeds.remove("feed", now);
  hub.refuseWith(500);
  await askAll();
  expect(await hub.publish(site.url("/feed.xml"), "<rss/>")).toMatchObject([{ status: 410 }]);
  later(61 * MINUTE_MS);
  await askAll();
  const { rows } = await house.pool.query("select id from feed_hubs");
  expect(rows).toEqual([]);
});

test("a feed that names another hub leaves the first", async () => {
  await subscribe();
  const other = await startHub([site.url("/feed.xml")]);
  try {
    later(30 * MINUTE_MS);
    site.set("/feed.xml", {
      ...rssOf(site, [{ path: "/two", title: "Talks", text: TEXT }]),
      headers: { link: `<${other.url}>; rel=hub` },
    });
    await house.store.feeds.saveLook("feed", { nextLookAt: now });
    await look();
    await askAll();
    expect(hub.subscriptions()).toEqual([]);
    // Not one of the hosts that may be private: it is not asked.
    expect(other.asked).toEqual([]);
    expect(await stored()).toMatchObject({ hub: other.url, lastError: "address not public" });
  } finally {
    await other.stop();
  }
});
