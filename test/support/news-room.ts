import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type App, startApp } from "../../src/app.ts";
import { type Config, readConfig } from "../../src/config.ts";
import { startFeedServer } from "../../src/demo/feed-server.ts";
import { readDemoNews } from "../../src/demo/news.ts";
import { createLog } from "../../src/log.ts";
import { makeDataDir } from "./data-dir.ts";

export interface NewsRoom {
  readonly app: App;
  /** The bot's clock. */
  readonly now: () => Date;
  /** Puts the bot's clock forward. */
  advance(ms: number): void;
  stop(): Promise<void>;
}

/**
 * The whole bot on the demo's two days of news, with the chats it is given and, without a database's address, one of its own; its
 * clock starts at `start` and runs on.
 */
export async function openNewsRoom(
  databaseUrl: string | null,
  start: Date,
  chats: Pick<Config, "slack" | "discord">,
): Promise<NewsRoom> {
  const news = readDemoNews();
  const server = await startFeedServer(news.outlets, news.articles);
  const { dataDir: folder, remove } = await makeDataDir();
  const catalogue = join(folder, "feeds.yaml");
  const entries = news.outlets.map(({ id, format: _, ...outlet }) => ({
    ...outlet,
    language: "en",
    feeds: [{ id, url: server.feedAddressOf(id), fullText: true }],
  }));
  await writeFile(catalogue, JSON.stringify(entries));
  const database = databaseUrl === null ? {} : { DATABASE_URL: databaseUrl };
  const settings = {
    LOG_LEVEL: "error",
    BACKCHANNEL_DATA: folder,
    BACKCHANNEL_FEEDS: catalogue,
    ...database,
  };
  const config = readConfig(settings);
  const startedAt = Date.now();
  let ahead = 0;
  const now = () => new Date(start.getTime() + Date.now() - startedAt + ahead);
  const app = await startApp(
    { ...config, ...chats, terminal: false, feeds: { ...config.feeds, privateHosts: [server.host] } },
    { log: createLog("error"), now },
  );
  return {
    app,
    now,
    advance(ms) {
      ahead += ms;
    },
    async stop() {
      await app.stop();
      await server.stop();
      await remove();
    },
  };
}

/** Waits until every feed was looked at and every article is read and placed. */
export async function untilRead({ app }: NewsRoom): Promise<void> {
  const allTime = { from: new Date(0), until: new Date("9999-01-01") };
  for (let turn = 0; turn < 600; turn += 1) {
    const feeds = await app.store.feeds.list();
    const { articles } = await app.store.articles.count(allTime);
    const unread = await app.store.articles.unfinished(allTime.from, allTime.until);
    if (articles > 0 && unread.length === 0 && feeds.every(({ lastLookAt }) => lastLookAt !== null)) return;
    await sleep(100);
  }
  throw new Error("the news was not read in time");
}
