import type { JobParts } from "../../jobs/job.ts";
import type { Chat, ChatName } from "../../src/chat/chat.ts";
import { createHttp } from "../../src/feeds/http.ts";
import { type Knowledge, loadKnowledge } from "../../src/knowledge/knowledge.ts";
import { drizzleOver } from "../../src/store/database.ts";
import type { NewFeed } from "../../src/store/feeds.ts";
import { migrateTables } from "../../src/store/migrate.ts";
import { openPool } from "../../src/store/pool.ts";
import { createStore, type Store } from "../../src/store/store.ts";
import { readInPlace } from "./read-in-place.ts";

/** What jobs work with, over a real database; the chats and the clock are the test's. */
export interface House {
  readonly store: Store;
  readonly parts: JobParts;
  /** For what no store method tells. */
  readonly pool: ReturnType<typeof openPool>;
  close(): Promise<void>;
}

export interface HouseOptions {
  readonly chats?: readonly Chat[];
  readonly now?: () => Date;
  /** `host:port` of the test's own servers. */
  readonly hosts?: readonly string[];
}

let knowledge: Knowledge | null = null;

export async function openHouse(databaseUrl: string, options: HouseOptions = {}): Promise<House> {
  const pool = openPool(databaseUrl, { max: 8, applicationName: "backchannel-test" });
  pool.on("error", () => {});
  await migrateTables(pool);
  const store = createStore(drizzleOver(pool));
  const http = createHttp({ userAgent: "Backchannel test", privateHosts: options.hosts ?? [] });
  knowledge ??= loadKnowledge();
  const chats = new Map<ChatName, Chat>((options.chats ?? []).map((chat) => [chat.name, chat]));
  const settings = { feedPollMs: 15 * 60_000, articleKeepDays: 3650, timeZone: "UTC" };
  const now = options.now ?? (() => new Date());
  return {
    store,
    pool,
    parts: { store, knowledge, http, readers: readInPlace(knowledge), chats, now, settings },
    async close() {
      await http.close();
      await pool.end();
    },
  };
}

/** A feed with the facts that a test does not care about. */
export function makeFeed(feed: Partial<NewFeed> & { readonly id: string; readonly url: string }): NewFeed {
  return {
    outlet: feed.id,
    publisher: feed.id,
    country: "US",
    class: "newspaper",
    language: "en",
    homepage: null,
    ...feed,
  };
}
