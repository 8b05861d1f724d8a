import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { jobs } from "../../jobs/index.ts";
import type { Chat } from "../../src/chat/chat.ts";
import { loadKnowledge } from "../../src/knowledge/knowledge.ts";
import { createLog } from "../../src/log.ts";
import type { Message } from "../../src/messages/message.ts";
import { createQueues } from "../../src/queue/queues.ts";
import { openDatabase } from "../../src/store/open.ts";
import { type House, makeFeed, openHouse } from "../support/house.ts";
import { type Answer, serveHttp } from "../support/http-server.ts";
import { HAPPENINGS } from "./latency-news.ts";

/**
 * `npm run bench:latency`: two hundred feeds, each with something new at every poll; one item a round is of our
 * subject. Measured from the moment a poll is given that item to the moment the alert reaches the channel's chat.
 * An item that joins a story told before follows in its thread half an hour later, and is counted by itself.
 * Prints one JSON object; exit code 1 when p95 is 2 seconds or more, or an alert did not come.
 */

const FEEDS = 200;
const CHANNEL = "terminal:bench:room";
const MOST_WAIT_MS = 20_000;
const MOST_P95_MS = 2000;
/** With fewer p95 says nothing. */
const LEAST_TOLD = 12;

interface Item {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  readonly at: Date;
}

/** Everyday news that is none of ours. */
const everyday = (feed: number, round: number): Item => ({
  id: `everyday-${feed}-${round}`,
  title: `Town ${feed} opens its ${round}th library`,
  text: `The town council of town ${feed} opened library number ${round} on Monday. Children sang, and the mayor cut a ribbon.`,
  at: new Date(),
});

function drawFeed(items: readonly Item[]): string {
  const drawn = items.map(
    ({ id, title, text, at }) =>
      `<item><title>${title}</title><link>https://outlet.example/${id}</link><pubDate>${at.toUTCString()}</pubDate><description>${text}</description></item>`,
  );
  return `<rss version="2.0"><channel><title>Outlet</title>${drawn.join("")}</channel></rss>`;
}

async function main(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "backchannel-latency-"));
  const log = createLog("error");
  const items = Array.from({ length: FEEDS }, (_, feed): Item[] => [everyday(feed, 0)]);
  const servedAt = new Map<string, number>();
  const toldAt = new Map<string, number>();
  const routes = Object.fromEntries(
    items.map((list, feed): [string, Answer] => [
      `/${feed}`,
      (response) => {
        for (const { title } of list) if (!servedAt.has(title)) servedAt.set(title, performance.now());
        response.writeHead(200, { "content-type": "application/rss+xml" }).end(drawFeed(list));
      },
    ]),
  );
  await using server = await serveHttp(routes);
  const database = await openDatabase({ url: null, dataDir: folder }, log);
  const house = await openHouse(database.url, { hosts: [server.host], chats: [listeningChat(toldAt)] });
  const ids = items.map((_, feed) => `feed-${feed}`);
  await house.store.feeds.add(
    ids.map((id, feed) => makeFeed({ id, url: `${server.origin}/${feed}`, fullText: true })),
  );
  await house.store.channels.ensure({ id: CHANNEL, workspaceId: "terminal:bench" });
  for (const { id } of loadKnowledge().topics()) {
    const wish = { channelId: CHANNEL, kind: "topic", value: id, when: "now", addedBy: null } as const;
    await house.store.subscriptions.add({ ...wish, addedAt: new Date() });
  }
  const place = { redisUrl: null, databaseUrl: database.url };
  const queues = await createQueues(place, jobs, house.parts, log);
  await queues.work(["worker", "chat"]);
  const poll = async () => {
    await house.pool.query("update feeds set next_look_at = now() - interval '1 minute'");
    await queues.enqueue("poll-feeds", [{}]);
  };
  await poll();
  await until(async () => (await house.store.feeds.list()).every(({ baselineAt }) => baselineAt !== null));

  const tookMs: number[] = [];
  const missing: string[] = [];
  const joined: string[] = [];
  for (const [round, [title, text]] of HAPPENINGS.entries()) {
    for (const [feed, list] of items.entries()) list.push(everyday(feed, round + 1));
    items[(round * 37) % FEEDS]?.push({ id: `ours-${round}`, title, text, at: new Date() });
    await poll();
    await until(async () => toldAt.has(title) || (await joinedOther(house, title)));
    if (await joinedOther(house, title)) joined.push(title);
    else if (!toldAt.has(title)) missing.push(title);
    else tookMs.push((toldAt.get(title) ?? 0) - (servedAt.get(title) ?? 0));
    await until(async () => (await queues.counts()).every(({ waiting, active }) => waiting + active === 0));
  }
  await queues.close();
  await house.close();
  await database.close();
  await rm(folder, { recursive: true, force: true });
  print(
    tookMs.sort((left, right) => left - right),
    missing,
    joined,
  );
}

/** A chat that only notes when each story was told. */
function listeningChat(toldAt: Map<string, number>): Chat {
  return {
    name: "terminal",
    async send(_channel, message: Message) {
      const shown = JSON.stringify(message);
      for (const [title] of HAPPENINGS) if (shown.includes(title)) toldAt.set(title, performance.now());
      return "1";
    },
    find: async () => null,
    state: () => ({ connected: true, note: "listening" }),
    stop: async () => {},
  };
}

/** Whether an item of ours lies in a story with an earlier one. */
async function joinedOther({ pool }: House, title: string): Promise<boolean> {
  const { rowCount } = await pool.query(
    `select from story_articles own join articles on articles.id = own.article_id and articles.title = $1
     join story_articles other on other.story_id = own.story_id and other.article_id <> own.article_id`,
    [title],
  );
  return (rowCount ?? 0) > 0;
}

async function until(isSo: () => Promise<boolean>): Promise<boolean> {
  const end = performance.now() + MOST_WAIT_MS;
  while (performance.now() < end) {
    if (await isSo()) return true;
    await sleep(20);
  }
  return false;
}

function print(tookMs: readonly number[], missing: readonly string[], joined: readonly string[]): void {
  const share = (part: number) =>
    Math.round(tookMs[Math.min(tookMs.length - 1, Math.floor(tookMs.length * part))] ?? 0);
  const report = {
    feeds: FEEDS,
    rounds: HAPPENINGS.length,
    told: tookMs.length,
    missing,
    joined,
    p50Ms: share(0.5),
    p95Ms: share(0.95),
  };
  console.log(JSON.stringify(report));
  process.exitCode = missing.length > 0 || tookMs.length < LEAST_TOLD || report.p95Ms >= MOST_P95_MS ? 1 : 0;
}

if (import.meta.main) await main();
