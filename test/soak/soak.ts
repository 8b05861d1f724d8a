import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { Pool } from "pg";
import { drizzleOver } from "../../src/store/database.ts";
import { migrateTables } from "../../src/store/migrate.ts";
import { openPool } from "../../src/store/pool.ts";
import { createStore, type Store } from "../../src/store/store.ts";
import { DISCORD, startDiscordDouble } from "../support/discord-server.ts";
import { SLACK } from "../support/slack-names.ts";
import { startSlackDouble } from "../support/slack-server.ts";
import { countArrivals, type SoakChannels } from "./arrivals.ts";
import type { BotPlace } from "./bot.ts";
import { placeNews } from "./news.ts";

const BOT = fileURLToPath(new URL("./bot.ts", import.meta.url));
const DAY_MS = 24 * 60 * 60_000;
/** A killed bot's deliveries are taken up again when their lease ends; without any progress for longer, they are lost. */
const PATIENCE_MS = 4 * 60_000;
const SAY_EVERY_MS = 10_000;
/** Six times what Slack says (50 and more): here are fifty crashes in ten minutes. */
const LOOKS_PER_MINUTE = 300;

export interface SoakOptions {
  readonly channels: number;
  /** The one chat they are all on; left out, half are on Slack and half on Discord. */
  readonly chat?: "slack" | "discord";
  readonly kills: number;
  /** How often a call of a platform goes wrong: 429, 500, or silence after posting. */
  readonly faultRate: number;
  /**
   * The platforms show nothing of what was posted, and do not answer the first post of each: every look is in
   * vain, so that doubles must be counted.
   */
  readonly forgetful?: boolean;
  /** The longest that a bot lives before it is killed, once it is ready. */
  readonly longestLifeMs: number;
  readonly databaseUrl: string;
  readonly redisUrl?: string | null;
  readonly timing?: BotPlace["timing"];
  /** Ends the server that holds the jobs and starts it again; called twice, while a bot is at work. */
  readonly restart?: () => Promise<void>;
  readonly say?: (line: string) => void;
}

export interface SoakFigures {
  readonly channels: number;
  readonly lost: number;
  readonly doubled: number;
  /** Messages that a platform refused for breaking its limits. */
  readonly refused: number;
  /** Deliveries that the bot does not know to have arrived. */
  readonly unconfirmed: number;
  readonly messages: number;
  readonly discordMessages: number;
  readonly faults: number;
  readonly kills: number;
  readonly restarts: number;
  readonly seconds: number;
  /** From the first that arrived to the last. */
  readonly digestsPerSecond: number;
  readonly messagesPerSecond: number;
}

/** Brings one digest to every channel while the bot is killed and the platforms fail, and counts what arrived. */
export async function soakDeliveries(options: SoakOptions): Promise<SoakFigures> {
  const startedAt = Date.now();
  const { faultRate, forgetful = false, say = () => {} } = options;
  const channels = nameChannels(options);
  const slack = await startSlackDouble({
    faultRate,
    forgetful,
    messagesPerWindow: 5,
    looksPerMinute: LOOKS_PER_MINUTE,
  });
  const discord = await startDiscordDouble({
    faultRate,
    forgetful,
    messagesPerWindow: 5,
    channels: channels.discord,
  });
  if (forgetful) {
    slack.fail("chat.postMessage", { kind: "late" });
    discord.fail(/^POST .*\/messages$/u, { kind: "late" });
  }
  const pool = openPool(options.databaseUrl, { max: 4, applicationName: "soak" });
  pool.on("error", () => {});
  await migrateTables(pool);
  const now = new Date();
  await placeNews(pool, new Date(now.getTime() - 60_000));
  await setDigests(createStore(drizzleOver(pool)), channels, now);
  say(`${options.channels} digests are due`);

  const count = () => countArrivals(slack, discord, channels);
  const postCount = () => slack.postCount() + discord.postCount();
  const place: BotPlace = {
    databaseUrl: options.databaseUrl,
    redisUrl: options.redisUrl ?? null,
    prefix: `soak-${process.pid}-${startedAt}`,
    slackUrl: slack.apiUrl,
    discordUrl: discord.url,
    ...(options.timing && { timing: options.timing }),
  };
  const restartsAt = [Math.ceil(options.kills / 3), Math.ceil((2 * options.kills) / 3)];
  let restarts = 0;
  for (let kill = 1; kill <= options.kills; kill += 1) {
    // Lives end at random, but none so late that the later kills would find nothing to disturb.
    const share = (options.channels * kill) / (options.kills + 1);
    const life = new Life(place);
    await life.forAsLongAs(Math.random() * options.longestLifeMs, () => postCount() < share);
    if (options.restart && restartsAt[restarts] === kill) {
      await options.restart();
      restarts += 1;
      await life.forAsLongAs(Math.random() * options.longestLifeMs, () => true);
    }
    await life.kill();
    const { whole, doubled } = count();
    say(`${kill} kills, ${restarts} restarts: ${whole} of ${options.channels} arrived, ${doubled} doubled`);
  }
  const last = new Life(place);
  await untilStill(async () => {
    const { whole, messages } = count();
    const { open, nextTryAt } = await findOpen(pool);
    return { messages, nextTryAt, done: whole === options.channels && open === 0 };
  }, say);
  await last.kill();
  const { whole, doubled, messages, discordMessages } = count();
  const unconfirmed = options.channels - (await countConfirmed(pool));
  await pool.end();
  await Promise.all([slack.stop(), discord.stop()]);
  const seconds = spanOf([...slack.arrivals(), ...discord.arrivals()]) / 1000;
  return {
    channels: options.channels,
    lost: options.channels - whole,
    doubled,
    refused: slack.refused.length + discord.refused.length,
    unconfirmed,
    messages,
    discordMessages,
    faults: slack.faultCount() + discord.faultCount(),
    kills: options.kills,
    restarts,
    seconds: Math.round((Date.now() - startedAt) / 1000),
    digestsPerSecond: Math.round((whole / seconds) * 10) / 10,
    messagesPerSecond: Math.round((messages / seconds) * 10) / 10,
  };
}

function nameChannels({ channels, chat }: SoakOptions): SoakChannels {
  const onSlack = chat === undefined ? Math.ceil(channels / 2) : chat === "slack" ? channels : 0;
  return {
    slack: Array.from({ length: onSlack }, (_, index) => `C${String(index).padStart(6, "0")}`),
    discord: Array.from({ length: channels - onSlack }, (_, index) =>
      String(710_000_000_000_000_000n + BigInt(index)),
    ),
  };
}

/** A digest for every channel, due now. */
async function setDigests(store: Store, { slack, discord }: SoakChannels, now: Date): Promise<void> {
  const localTime = now.toISOString().slice(11, 16);
  const schedule = { cadence: "daily", localTime, weekday: null, timeZone: "UTC", setBy: null } as const;
  const times = { setAt: new Date(now.getTime() - DAY_MS), nextDueAt: now };
  const ids = [
    ...slack.map((channel) => `slack:${SLACK.team}:${channel}`),
    ...discord.map((channel) => `discord:${DISCORD.guildId}:${channel}`),
  ];
  for (let start = 0; start < ids.length; start += 50) {
    await Promise.all(
      ids.slice(start, start + 50).map(async (channelId) => {
        const workspaceId = channelId.split(":").slice(0, 2).join(":");
        await store.channels.ensure({ id: channelId, workspaceId });
        await store.schedules.set({ channelId, ...schedule, ...times });
      }),
    );
  }
}

/** One process of the bot, from its start to its kill. */
class Life {
  readonly #bot: ChildProcess;
  readonly #gone: Promise<unknown>;
  readonly #ready: Promise<unknown>;

  constructor(place: BotPlace) {
    this.#bot = spawn(process.execPath, [BOT, JSON.stringify(place)], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    this.#gone = once(this.#bot, "exit");
    this.#ready = this.#bot.stdout ? once(this.#bot.stdout, "data") : Promise.resolve();
  }

  /** Once it is ready: a while, or shorter when the condition ends. One that cannot start is gone by itself. */
  async forAsLongAs(lifeMs: number, goesOn: () => boolean): Promise<void> {
    await Promise.race([this.#ready, this.#gone]);
    const until = Date.now() + lifeMs;
    while (Date.now() < until && goesOn() && this.#bot.exitCode === null) await sleep(20);
  }

  async kill(): Promise<void> {
    this.#bot.kill("SIGKILL");
    await this.#gone;
  }
}

/** Waits until all is done, or nothing more arrives although the last try was due long ago. */
async function untilStill(
  look: () => Promise<{ messages: number; nextTryAt: number; done: boolean }>,
  say: (line: string) => void,
): Promise<void> {
  let best = -1;
  let bestAt = Date.now();
  let saidAt = Date.now();
  while (Date.now() - bestAt < PATIENCE_MS) {
    const { messages, nextTryAt, done } = await look();
    if (done) return;
    bestAt = Math.max(bestAt, nextTryAt);
    if (messages > best) {
      best = messages;
      bestAt = Date.now();
    }
    if (Date.now() - saidAt > SAY_EVERY_MS) {
      say(`${messages} messages arrived`);
      saidAt = Date.now();
    }
    await sleep(250);
  }
}

/** How many deliveries are not done, and when the last of them is tried next, in milliseconds of the clock. */
async function findOpen(pool: Pool): Promise<{ open: number; nextTryAt: number }> {
  const query = `select count(*)::int as open, max(next_try_at) as "nextTryAt" from deliveries
    where state in ('claimed', 'sent')`;
  const found = await pool.query(query).catch(() => null);
  const { open, nextTryAt } = found?.rows[0] ?? { open: 1, nextTryAt: null };
  return { open, nextTryAt: nextTryAt?.getTime() ?? 0 };
}

async function countConfirmed(pool: Pool): Promise<number> {
  const found = await pool.query("select count(*)::int as done from deliveries where state = 'confirmed'");
  return found.rows[0]?.done ?? 0;
}

function spanOf(instants: readonly number[]): number {
  const first = instants.reduce((one, other) => Math.min(one, other), Number.POSITIVE_INFINITY);
  const last = instants.reduce((one, other) => Math.max(one, other), 0);
  return Math.max(1, last - first);
}
