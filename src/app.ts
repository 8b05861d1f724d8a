import type { PartState } from "../commands/command.ts";
import { commands } from "../commands/index.ts";
import { jobs } from "../jobs/index.ts";
import type { JobParts } from "../jobs/job.ts";
import packageFile from "../package.json" with { type: "json" };
import type { Chat, ChatName } from "./chat/chat.ts";
import { startDiscord } from "./chat/discord/index.ts";
import { createDispatcher, type Dispatcher } from "./chat/dispatch.ts";
import { type SlackChat, startSlack } from "./chat/slack/index.ts";
import type { Config } from "./config.ts";
import { readCatalogue } from "./feeds/catalogue.ts";
import { findFeedAt } from "./feeds/discovery.ts";
import { createHttp } from "./feeds/http.ts";
import { type Knowledge, loadKnowledge } from "./knowledge/knowledge.ts";
import type { Log } from "./log.ts";
import { whoSaid } from "./messages/who-said.ts";
import { createPushHandler } from "./pushes.ts";
import { createQueues, type Queues } from "./queue/queues.ts";
import { createReaders } from "./readers/readers.ts";
import { type OpenDatabase, openDatabase } from "./store/open.ts";
import { createStore, type Store } from "./store/store.ts";
import { createSummaryWriter } from "./summaries/writer.ts";
import { type Health, startWeb } from "./web.ts";

export interface AppDeps {
  readonly log: Log;
  readonly now: () => Date;
  /** How soon what a killed process had in hands is taken up again; left out, as the queue and the jobs say. */
  readonly timing?: { readonly deliveryLeaseMs: number; readonly lockMs: number };
}

/** How to stop what was started, first started first. */
type Stops = (() => Promise<void>)[];

/** The running bot, for whoever started it: `main`, the demo, tests. */
export interface App {
  readonly store: Store;
  readonly queues: Queues;
  readonly dispatcher: Dispatcher;
  /** Takes part in deliveries from now on. */
  join(chat: Chat): void;
  /** The reverse of starting: no new commands, running jobs end, then the database. */
  stop(): Promise<void>;
}

/**
 * Builds every part from the config and joins them; the only place that does.
 *
 * @throws UserError when something the person set up cannot be used; what was started is stopped again.
 */
export async function startApp(config: Config, deps: AppDeps): Promise<App> {
  const stops: Stops = [];
  const stop = async () => {
    for (const each of stops.splice(0).reverse()) await each();
  };
  try {
    return { ...(await buildApp(config, deps, stops)), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function buildApp(
  config: Config,
  { log, now, timing }: AppDeps,
  stops: Stops,
): Promise<Omit<App, "stop">> {
  const readers = createReaders();
  stops.push(() => readers.close());
  // While the database starts, since both take their time.
  if (config.roles.includes("worker")) readers.start();
  const database = await openDatabase(config.database, log);
  stops.push(() => database.close());
  const store = createStore(database.db);
  if (config.roles.includes("worker")) await store.feeds.sync(readCatalogue(config.feeds.catalogue));
  const http = createHttp({
    userAgent: userAgent(config.feeds.contact),
    privateHosts: config.feeds.privateHosts,
  });
  stops.push(() => http.close());
  const knowledge = loadKnowledge();
  const chats = new Map<ChatName, Chat>();
  const settings = {
    feedPollMs: config.feeds.pollMs,
    articleKeepDays: config.feeds.keepDays,
    timeZone: config.timeZone,
    summaryDailyLimit: config.summaries?.dailyLimit ?? 0,
    ...(config.publicUrl !== null && { publicUrl: config.publicUrl }),
    ...(timing && { deliveryLeaseMs: timing.deliveryLeaseMs }),
  };
  const parts: JobParts = {
    store,
    knowledge,
    http,
    readers,
    chats,
    now,
    settings,
    ...(config.summaries && { writeSummary: createSummaryWriter(config.summaries) }),
  };
  const queueConfig = {
    redisUrl: config.redisUrl,
    databaseUrl: database.url,
    prefix: config.queuePrefix,
    ...(timing && { lockMs: timing.lockMs }),
  };
  const queues = await createQueues(queueConfig, jobs, parts, log);
  stops.push(() => queues.close());

  const dispatcher = createDispatcher(commands, {
    store,
    knowledge,
    enqueue: queues.enqueue,
    defaultTimeZone: config.timeZone,
    parts: () => readParts(queues, chats),
    findFeed: (address) => findFeedAt(address, http),
    now,
    log,
  });
  const join = (chat: Chat) => {
    chats.set(chat.name, chat);
    stops.push(() => chat.stop());
  };
  const chatParts = { dispatcher, store, knowledge, log, now };
  const slack = config.roles.includes("chat") ? await startChats(config, chatParts, join) : null;
  if (config.port !== null) {
    const health = () => readHealth(database, queues);
    const pushes =
      config.publicUrl === null ? null : createPushHandler({ store, enqueue: queues.enqueue, log, now });
    const web = await startWeb(config.port, { health, slack: slack?.handle ?? null, pushes, log });
    stops.push(() => web.stop());
  }
  await queues.work(config.roles);
  return { store, queues, dispatcher, join };
}

function userAgent(contact: string | null): string {
  return `Backchannel/${packageFile.version} (feed reader${contact === null ? "" : `; ${contact}`})`;
}

interface ChatParts {
  readonly dispatcher: Dispatcher;
  readonly store: Store;
  readonly knowledge: Knowledge;
  readonly log: Log;
  readonly now: () => Date;
}

/** Connects to the chats that are set up, and returns Slack, whose requests may come through our HTTP server. */
async function startChats(
  { slack, discord }: Config,
  { dispatcher, store, knowledge, log, now }: ChatParts,
  join: (chat: Chat) => void,
): Promise<SlackChat | null> {
  const parts = {
    dispatcher,
    calls: store.calls,
    records: store,
    whoSaid: (text: string, date: Date) => whoSaid(text, date, knowledge),
    now,
  };
  const slackChat = slack && (await startSlack(slack, { ...parts, log: log.child({ chat: "slack" }) }));
  if (slackChat) join(slackChat);
  if (discord) join(await startDiscord(discord, { ...parts, log: log.child({ chat: "discord" }) }));
  return slackChat;
}

/** The lines of /status about the parts that can be in trouble. */
async function readParts(queues: Queues, chats: ReadonlyMap<ChatName, Chat>): Promise<PartState[]> {
  const queue = await queues.health();
  const place = queue.backend === "redis" ? "in Redis" : "in PostgreSQL";
  const trouble = queue.lastError === null ? "" : `, last trouble: ${queue.lastError}`;
  return [
    { name: "queue", well: queue.reachable, note: `${queue.reachable ? place : "unreachable"}${trouble}` },
    ...[...chats.values()].map((chat) => {
      const { connected, note } = chat.state();
      return { name: chat.name, well: connected, note };
    }),
  ];
}

/** Probes what the bot cannot work without: both are written to. */
async function readHealth(database: OpenDatabase, queues: Queues): Promise<Health> {
  const records = await database.probe();
  const queue = await queues.health();
  const word = (well: boolean) => (well ? "ok" : "unreachable");
  return {
    healthy: records && queue.reachable,
    parts: { database: word(records), queue: word(queue.reachable) },
  };
}
