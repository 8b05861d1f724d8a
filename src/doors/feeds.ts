// `npm run feeds`: the feeds that the bot reads, for whoever runs it. It may be used beside a running bot.
import { readFile, writeFile } from "node:fs/promises";
import { readConfig } from "../config.ts";
import { readEnvironment } from "../environment.ts";
import { UserError } from "../errors.ts";
import { toArticles } from "../feeds/articles.ts";
import { readCatalogue } from "../feeds/catalogue.ts";
import { findFeedAt } from "../feeds/discovery.ts";
import { createHttp, type Http } from "../feeds/http.ts";
import { WHOLE_LETTERS } from "../feeds/needs-page.ts";
import { parseOpml, writeOpml } from "../feeds/opml.ts";
import { ownFeed } from "../feeds/own-feed.ts";
import { loadKnowledge } from "../knowledge/knowledge.ts";
import { createLog } from "../log.ts";
import { readArticle } from "../reading/read.ts";
import type { StoredHub } from "../store/hubs.ts";
import { openDatabase } from "../store/open.ts";
import { createStore, type Store } from "../store/store.ts";
import { type ProgramCommand, plainLine, runProgram } from "./program.ts";

const HELP = `Usage: npm run feeds -- <command>

  list              every feed: id, outlet, how reading it goes, whether its hub tells of changes, address
  test <address>    what would be read there; an address of a site finds its feed
  add <address>     reads that feed from now on, for everyone
  remove <id>       no longer reads it; its articles stay
  import <file>     adds the feeds of an OPML file that another reader exported
  export <file>     writes the feeds as OPML; "-" is standard output
  --help            this text

It reads the bot's own settings and may be used while the bot runs. The feeds we ship with, or those of
BACKCHANNEL_FEEDS, come back at the next start: to be without one, take it out of that file.
`;
/** Who added a feed, where a person in a chat has an id. */
const OPERATOR = "operator";

/** Every command reads the settings itself, so that the help needs none. */
const withStored = (use: (word: string, store: Store) => Promise<void>) => (word: string) =>
  withStore(readSettings(), (store) => use(word, store));

const COMMANDS: Readonly<Record<string, ProgramCommand>> = {
  list: { words: 0, run: withStored((_word, store) => listFeeds(store)) },
  test: { words: 1, run: (address) => withHttp(readSettings(), (http) => testFeed(address, http)) },
  add: { words: 1, run: (address) => addFeed(address, readSettings()) },
  remove: { words: 1, run: withStored(removeFeed) },
  import: { words: 1, run: withStored(importFeeds) },
  export: { words: 1, run: withStored(exportFeeds) },
};

const readSettings = () => readConfig(readEnvironment());
type Config = ReturnType<typeof readSettings>;

async function withStore(config: Config, use: (store: Store) => Promise<void>): Promise<void> {
  const database = await openDatabase({ ...config.database, shared: true }, createLog("error"));
  try {
    const store = createStore(database.db);
    // Before the bot's first start the list is empty: then it is what the start would make it.
    if ((await store.feeds.list()).length === 0)
      await store.feeds.sync(readCatalogue(config.feeds.catalogue));
    await use(store);
  } finally {
    await database.close();
  }
}

async function withHttp(config: Config, use: (http: Http) => Promise<void>): Promise<void> {
  const { contact, privateHosts } = config.feeds;
  const http = createHttp({ userAgent: `Backchannel (${contact ?? "self-hosted"})`, privateHosts });
  try {
    await use(http);
  } finally {
    await http.close();
  }
}

async function listFeeds(store: Store): Promise<void> {
  const feeds = await store.feeds.list();
  const hubs = await store.hubs.ofFeeds(feeds.map(({ id }) => id));
  for (const feed of feeds) {
    const name = feed.section === null ? feed.outlet : `${feed.outlet}, ${feed.section}`;
    const state = feed.lastLookAt === null ? "not read yet" : (feed.lastError ?? "well");
    print([
      feed.id,
      name,
      `${state}${feed.failures > 0 ? ` (${feed.failures}×)` : ""}`,
      pushState(hubs.find(({ feedId }) => feedId === feed.id)),
      feed.currentUrl ?? feed.url,
    ]);
  }
}

/** Whether a feed's hub tells of its changes, and why not. */
function pushState(hub: StoredHub | undefined): string {
  if (!hub) return "polled";
  if (hub.leasedUntil && hub.leasedUntil > new Date()) return `pushed by ${new URL(hub.hub).host}`;
  return `polled, ${new URL(hub.hub).host} asked${hub.lastError === null ? "" : `: ${hub.lastError}`}`;
}

async function testFeed(address: string, http: Http): Promise<void> {
  const found = await findFeedAt(address, http);
  const { parsed } = found;
  const { articles, skipped } = toArticles(parsed, asFeed(found), new Date());
  const dated = parsed.items.filter(({ published, updated }) => published ?? updated).length;
  const lengths = articles.map(({ text }) => text.length).sort((left, right) => left - right);
  const middle = lengths[Math.floor(lengths.length / 2)] ?? 0;
  print(["address", found.url]);
  print(["title", found.title ?? "none"]);
  print(["format", `${parsed.kind}, ${parsed.encoding}, language ${parsed.language ?? "not named"}`]);
  print(["items", `${parsed.items.length}, of which ${articles.length} can be read`]);
  print(["dates", `${dated} of ${parsed.items.length} items are dated`]);
  print([
    "text",
    `${middle} letters in the middle one: ${middle < WHOLE_LETTERS ? "pages will be read" : "whole articles"}`,
  ]);
  print([
    "hub",
    found.hub === null ? "none: it will be polled" : `${found.hub}, asked when PUBLIC_URL is set`,
  ]);
  for (const { index, reason } of skipped.slice(0, 5)) print([`item ${index + 1}`, `skipped: ${reason}`]);
  const knowledge = loadKnowledge();
  const latest = articles.toSorted((left, right) => right.publishedAt.getTime() - left.publishedAt.getTime());
  for (const article of latest.slice(0, 5)) {
    const { relevant, relevance } = readArticle({ ...article, date: article.publishedAt }, knowledge);
    const date = article.publishedAt.toISOString().slice(0, 16);
    print([date, `${relevant ? "relevant" : "not relevant"} (${relevance.toFixed(2)})`, article.title]);
  }
}

async function addFeed(address: string, config: Config): Promise<void> {
  await withHttp(config, async (http) => {
    const found = await findFeedAt(address, http);
    await withStore(config, async (store) => {
      const known = (await store.feeds.list()).find(({ workspaceId, ...feed }) =>
        workspaceId === null ? [feed.url, feed.currentUrl].includes(found.url) : false,
      );
      if (known) return print(["known already", known.id, known.outlet, found.url]);
      await store.feeds.add([asFeed(found)]);
      print(["added", asFeed(found).id, found.title ?? "", found.url]);
    });
  });
}

async function removeFeed(id: string, store: Store): Promise<void> {
  if (!(await store.feeds.remove(id, new Date()))) throw new UserError(`There is no feed ${plainLine(id)}.`);
  print(["removed", id]);
}

async function importFeeds(file: string, store: Store): Promise<void> {
  const listed = parseOpml(await readText(file));
  if (listed.length === 0) throw new UserError(`${file} names no feed.`);
  const known = new Set((await store.feeds.list()).map(({ url }) => url));
  const fresh = listed.filter(({ url }) => !known.has(url));
  await store.feeds.add(fresh.map((feed) => asFeed({ ...feed, language: null })));
  print([`${fresh.length} added`, `${listed.length - fresh.length} known already`]);
}

async function exportFeeds(file: string, store: Store): Promise<void> {
  const feeds = (await store.feeds.list()).map((feed) => ({
    ...feed,
    title: feed.section === null ? feed.outlet : `${feed.outlet}, ${feed.section}`,
  }));
  const folders = Map.groupBy(feeds, (feed) => feed.class);
  const opml = writeOpml("Backchannel", folders);
  if (file === "-") {
    process.stdout.write(opml);
    return;
  }
  await writeFile(file, opml).catch((cause: unknown) => {
    throw new UserError(`${file} cannot be written.`, {}, cause);
  });
  print([`${feeds.length} written`, file]);
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (cause) {
    throw new UserError(`${file} cannot be read.`, {}, cause);
  }
}

const asFeed = (found: Parameters<typeof ownFeed>[0]) => ({ ...ownFeed(found, null), addedBy: OPERATOR });

function print(cells: readonly string[]): void {
  process.stdout.write(`${cells.map((cell) => plainLine(cell)).join("\t")}\n`);
}

process.exitCode = await runProgram(HELP, COMMANDS, process.argv.slice(2));
