import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type App, startApp } from "../app.ts";
import { createTerminal, type Terminal } from "../chat/terminal/index.ts";
import { type Config, readConfig } from "../config.ts";
import { readEnvironment } from "../environment.ts";
import { UserError } from "../errors.ts";
import { createLog } from "../log.ts";
import { removeEmbedded } from "../store/embedded.ts";
import { startFeedServer } from "./feed-server.ts";
import { type DemoOutlet, readDemoNews } from "./news.ts";
import { showProgress } from "./progress.ts";

const HELP = `The bot at work on two days of sample news, June 2023: no accounts, no keys, no network.

  npm run demo               reads the news, prints a digest, answers /quotes blinken, then the prompt is yours
  npm run demo -- --once     the same, and ends after the answer
  npm run demo -- --help     this text
`;

/** The evening after the last article: when the demo takes place. */
const DEMO_TIME = new Date("2023-06-19T23:00:00Z");

async function main(words: readonly string[]): Promise<number> {
  if (words.includes("--help") || words.includes("-h")) {
    process.stdout.write(HELP);
    return 0;
  }
  const once = words[0] === "--once";
  if (words.length > (once ? 1 : 0)) {
    process.stderr.write(`Not understood: ${words.join(" ")}\n\n${HELP}`);
    return 2;
  }
  const news = readDemoNews();
  const server = await startFeedServer(news.outlets, news.articles);
  const config = await configure(news.outlets, server);
  const { dataDir } = config.database;
  try {
    // What a demo that was killed left behind.
    await removeEmbedded(dataDir);
    await runDemo(config, news, once);
  } finally {
    await server.stop();
    await removeEmbedded(dataDir);
  }
  return 0;
}

type FeedServer = Awaited<ReturnType<typeof startFeedServer>>;

/** The person's own settings, but a database, feeds and a clock of the demo's own, and no chats. */
async function configure(outlets: readonly DemoOutlet[], server: FeedServer): Promise<Config> {
  const config = readConfig({ LOG_LEVEL: "error", ...readEnvironment() });
  const dataDir = join(config.database.dataDir, "demo");
  await mkdir(dataDir, { recursive: true }).catch((cause: unknown) => {
    throw new UserError(
      `The folder ${dataDir} cannot be made. Set BACKCHANNEL_DATA to one that can.`,
      {},
      cause,
    );
  });
  const catalogue = join(dataDir, "feeds.yaml");
  await writeFile(catalogue, JSON.stringify(outlets.map((outlet) => toCatalogueEntry(outlet, server))));
  return {
    ...config,
    database: { url: null, dataDir, shared: false },
    queuePrefix: "backchannel-demo",
    feeds: { ...config.feeds, catalogue, privateHosts: [server.host] },
    port: null,
    slack: null,
    discord: null,
  };
}

function toCatalogueEntry({ id, format: _, ...outlet }: DemoOutlet, server: FeedServer) {
  return { ...outlet, language: "en", feeds: [{ id, url: server.feedAddressOf(id), fullText: true }] };
}

async function runDemo(config: Config, news: ReturnType<typeof readDemoNews>, once: boolean): Promise<void> {
  const startedAt = Date.now();
  const now = () => new Date(DEMO_TIME.getTime() + Date.now() - startedAt);
  const app = await startApp(config, { log: createLog(config.logLevel), now });
  const leave = stopOnSignal();
  try {
    const terminal = createTerminal({
      dispatcher: app.dispatcher,
      input: process.stdin,
      output: process.stdout,
      noColor: Boolean(process.env.NO_COLOR),
      folder: null,
      timeZone: "UTC",
    });
    app.join(terminal.chat);
    // A Redis may remember the clock of an earlier demo, whose next look is not due yet.
    await app.queues.enqueue("poll-feeds", [{}]);
    await Promise.race([leave, showWork(app, terminal, news, once)]);
  } finally {
    await app.stop();
  }
}

async function showWork(
  app: App,
  terminal: Terminal,
  { outlets, articles }: ReturnType<typeof readDemoNews>,
  once: boolean,
): Promise<void> {
  process.stdout.write(`Backchannel reads ${outlets.length} sample feeds of 18 and 19 June 2023.\n`);
  await showProgress(app.store, { feeds: outlets.length, articles: articles.length }, process.stderr);
  await say(terminal, "/digest now");
  await say(terminal, "/quotes blinken");
  if (once) return;
  process.stdout.write("Now you. Try /story, /quotes about blinken, /search hotline, /help; quit leaves.\n");
  await terminal.prompt();
}

async function say(terminal: Terminal, line: string): Promise<void> {
  process.stdout.write(`\n› ${line}\n\n`);
  await terminal.answer(line);
}

function stopOnSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => resolve());
  });
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  const text =
    error instanceof UserError ? error.message : error instanceof Error ? error.stack : String(error);
  process.stderr.write(`${text}\n`);
  process.exitCode = 1;
}
