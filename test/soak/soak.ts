import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { drizzleOver } from "../../src/store/database.ts";
import { migrateTables } from "../../src/store/migrate.ts";
import { openPool } from "../../src/store/pool.ts";
import { createStore, type Store } from "../../src/store/store.ts";
import { DISCORD, type DiscordDouble, startDiscordDouble } from "../support/discord-server.ts";
import { SLACK, type SlackDouble, startSlackDouble } from "../support/slack-server.ts";

const BOT = fileURLToPath(new URL("./bot.ts", import.meta.url));
const DAY_MS = 24 * 60 * 60_000;
/** A killed bot's deliveries are taken up again when their lease ends; without any progress for longer, they are lost. */
const PATIENCE_MS = 4 * 60_000;

export interface SoakOptions {
  readonly channels: number;
  /** The one chat they are all on; left out, half are on Slack and half on Discord. */
  readonly chat?: "slack" | "discord";
  readonly kills: number;
  /** How often a call of a platform goes wrong: 429, 500, or silence after posting. */
  readonly faultRate: number;
  /** The longest that a bot lives before it is killed, once it is ready. */
  readonly longestLifeMs: number;
  readonly databaseUrl: string;
  readonly redisUrl?: string;
  /** Called between kills, such as to restart a server. */
  readonly between?: (kill: number) => Promise<void>;
  readonly say?: (line: string) => void;
}

export interface SoakFigures {
  readonly channels: number;
  readonly lost: number;
  readonly doubled: number;
  readonly refused: number;
  readonly faults: number;
  readonly kills: number;
  readonly seconds: number;
  /** Digests a second, from the first that arrived to the last. */
  readonly perSecond: number;
}

/** Brings one digest to every channel while the bot is killed and the platforms fail, and counts what arrived. */
export async function soakDeliveries(options: SoakOptions): Promise<SoakFigures> {
  const startedAt = Date.now();
  const half = { slack: options.channels, discord: 0, both: Math.ceil(options.channels / 2) }[
    options.chat ?? "both"
  ];
  const discordChannels = Array.from({ length: options.channels - half }, (_, index) =>
    String(710_000_000_000_000_000n + BigInt(index)),
  );
  const slackChannels = Array.from({ length: half }, (_, index) => `C${String(index).padStart(6, "0")}`);
  const slack = await startSlackDouble({ faultRate: options.faultRate });
  const discord = await startDiscordDouble({ faultRate: options.faultRate, channels: discordChannels });
  const pool = openPool(options.databaseUrl, { max: 4, applicationName: "soak" });
  pool.on("error", () => {});
  await migrateTables(pool);
  const store = createStore(drizzleOver(pool));
  await setDigests(store, [
    ...slackChannels.map((channel) => `slack:${SLACK.team}:${channel}`),
    ...discordChannels.map((channel) => `discord:${DISCORD.guildId}:${channel}`),
  ]);

  const count = () => countArrived(slack, discord, slackChannels, discordChannels);
  const prefix = `soak-${process.pid}`;
  const args = [BOT, options.databaseUrl, prefix, slack.apiUrl, discord.url, options.redisUrl ?? ""];
  for (let kill = 1; kill <= options.kills; kill += 1) {
    await runAndKill(args, Math.random() * options.longestLifeMs);
    await options.between?.(kill);
    options.say?.(`${kill} kills, ${count().arrived} of ${options.channels} arrived`);
  }
  const bot = startBot(args);
  await untilStill(async () => {
    const { arrived } = count();
    return { arrived, done: arrived === options.channels && (await openDeliveries(pool)) === 0 };
  });
  const { arrived, doubled } = count();
  bot.kill("SIGKILL");
  await once(bot, "exit");
  await pool.end();
  await Promise.all([slack.stop(), discord.stop()]);
  return {
    channels: options.channels,
    lost: options.channels - arrived,
    doubled,
    refused: slack.refused.length + discord.refused.length,
    faults: slack.faultCount() + discord.faultCount(),
    kills: options.kills,
    seconds: Math.round((Date.now() - startedAt) / 1000),
    perSecond: rateOf([...slack.arrivals(), ...discord.arrivals()]),
  };
}

/** A digest for every channel, due now. */
async function setDigests(store: Store, channelIds: readonly string[]): Promise<void> {
  const now = new Date();
  const localTime = now.toISOString().slice(11, 16);
  for (let start = 0; start < channelIds.length; start += 50) {
    await Promise.all(
      channelIds.slice(start, start + 50).map(async (channelId) => {
        const workspaceId = channelId.split(":").slice(0, 2).join(":");
        await store.channels.ensure({ id: channelId, workspaceId });
        await store.schedules.set({
          channelId,
          cadence: "daily",
          localTime,
          weekday: null,
          timeZone: "UTC",
          setAt: new Date(now.getTime() - DAY_MS),
          setBy: null,
          nextDueAt: now,
        });
      }),
    );
  }
}

/** Ends the server as an administrator would; whoever keeps it starts it again at the same address. */
export async function restartPostgres(databaseUrl: string): Promise<void> {
  const pool = openPool(databaseUrl, { max: 1, applicationName: "soak-restart" });
  pool.on("error", () => {});
  const found = await pool.query("select pg_backend_pid() as pid");
  const stat = await readFile(`/proc/${found.rows[0].pid}/stat`, "utf8");
  // The backend's parent is the postmaster; the name before it may hold spaces.
  const parent = Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
  process.kill(parent, "SIGINT");
  await pool.end().catch(() => {});
}

function startBot(args: readonly string[]): ChildProcess {
  return spawn(process.execPath, [...args], { stdio: ["ignore", "pipe", "inherit"] });
}

async function runAndKill(args: readonly string[], lifeMs: number): Promise<void> {
  const bot = startBot(args);
  const gone = once(bot, "exit");
  const ready = bot.stdout ? once(bot.stdout, "data") : Promise.resolve();
  // One that cannot start, because a server is away, is gone by itself.
  await Promise.race([ready, gone]);
  await Promise.race([sleep(lifeMs), gone]);
  bot.kill("SIGKILL");
  await gone;
}

/** Waits until all is done, or nothing more arrives. */
async function untilStill(look: () => Promise<{ arrived: number; done: boolean }>): Promise<void> {
  let best = -1;
  let bestAt = Date.now();
  while (Date.now() - bestAt < PATIENCE_MS) {
    const { arrived, done } = await look();
    if (done) return;
    if (arrived > best) {
      best = arrived;
      bestAt = Date.now();
    }
    await sleep(1_000);
  }
}

async function openDeliveries(pool: ReturnType<typeof openPool>): Promise<number> {
  const found = await pool
    .query("select count(*)::int as open from deliveries where state in ('claimed', 'sent')")
    .catch(() => null);
  return found?.rows[0]?.open ?? 1;
}

/** Each part of a digest must stand in its channel once; more is one that was sent twice. */
function countArrived(
  slack: SlackDouble,
  discord: DiscordDouble,
  slackChannels: readonly string[],
  discordChannels: readonly string[],
): { arrived: number; doubled: number } {
  const lists = [
    ...slackChannels.map((channel) =>
      slack.messages(channel).map((message) => JSON.stringify(message.metadata)),
    ),
    ...discordChannels.map((channel) =>
      discord.messages(channel).map((message) => labelOf(message.components)),
    ),
  ];
  const arrived = lists.filter((list) => list.length > 0).length;
  const doubled = lists.filter((list) => new Set(list).size !== list.length).length;
  return { arrived, doubled };
}

function rateOf(arrivals: readonly number[]): number {
  const first = arrivals.reduce((one, other) => Math.min(one, other), Number.POSITIVE_INFINITY);
  const last = arrivals.reduce((one, other) => Math.max(one, other), 0);
  return last > first ? Math.round(((arrivals.length - 1) / (last - first)) * 100_000) / 100 : 0;
}

function labelOf(components: unknown): string {
  return /(?:Part \d+\/\d+ · )?ref [0-9a-f]{10}/u.exec(JSON.stringify(components))?.[0] ?? "no label";
}
