import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { commands } from "../../commands/index.ts";
import { buildDigest } from "../../jobs/build-digest.ts";
import { deliver } from "../../jobs/deliver.ts";
import type { Chat } from "../../src/chat/chat.ts";
import { startDiscord } from "../../src/chat/discord/index.ts";
import { createDispatcher, type From } from "../../src/chat/dispatch.ts";
import { startSlack } from "../../src/chat/slack/index.ts";
import { renderTerminal } from "../../src/chat/terminal/render.ts";
import { TemporaryError, UserError } from "../../src/errors.ts";
import { createLog } from "../../src/log.ts";
import type { Delivery } from "../../src/store/deliveries.ts";
import { chatParts, memoryCalls, recordingDispatcher, sampleAnswer } from "../support/chat-parts.ts";
import { openTestDatabase, type TestDatabase } from "../support/database.ts";
import { CHANNEL, DISCORD, type Fault, startDiscordDouble } from "../support/discord-server.ts";
import { type House, openHouse } from "../support/house.ts";
import { crash, createRunner, type JobRunner } from "../support/job-runner.ts";
import { DESK, SLACK } from "../support/slack-names.ts";
import { startSlackDouble } from "../support/slack-server.ts";
import type { SlackFault } from "../support/slack-trouble.ts";

const HOUR_MS = 60 * 60_000;
const { parts } = chatParts();
const { dispatcher: silent } = recordingDispatcher(() => sampleAnswer());
const log = createLog("silent");

/** One platform's double with the bot's own adapter before it. */
interface Platform {
  readonly chat: Chat;
  readonly channelId: string;
  readonly workspaceId: string;
  count(): number;
  /** The next post goes wrong. */
  fail(fault: "limited" | "broken" | "late"): void;
  /** The next call that looks for what was posted goes wrong. */
  failLook(): void;
  /** The connection by which the platform speaks to the bot is cut; resolves once the bot has taken it up again. */
  cut(): Promise<void>;
  /** From now on every post is refused so. */
  refuse(reason: Refusal): void;
  stop(): Promise<void>;
}
type Refusal = "revoked" | "deleted" | "archived" | "kicked" | "forbidden";

async function slackPlatform(): Promise<Platform> {
  const double = await startSlackDouble();
  const settings = { botToken: SLACK.botToken, appToken: SLACK.appToken, apiUrl: double.apiUrl };
  const chat = await startSlack(settings, { dispatcher: silent, calls: memoryCalls(), ...parts });
  const faults: Readonly<Record<"limited" | "broken" | "late", SlackFault>> = {
    limited: { kind: "limited", retryAfterSeconds: 60 },
    broken: { kind: "broken", status: 500 },
    late: { kind: "late" },
  };
  const codes: Readonly<Record<Refusal, string>> = {
    revoked: "token_revoked",
    deleted: "channel_not_found",
    archived: "is_archived",
    kicked: "not_in_channel",
    forbidden: "restricted_action",
  };
  return {
    chat,
    channelId: `slack:${SLACK.team}:${DESK}`,
    workspaceId: `slack:${SLACK.team}`,
    count: () => double.messages(DESK).length,
    fail: (fault) => double.fail("chat.postMessage", faults[fault]),
    failLook: () => double.fail("conversations.history", faults.broken),
    async cut() {
      double.disconnect();
      await vi.waitFor(() => expect(opened(double.calls)).toBe(2));
      await vi.waitFor(() => expect(chat.state().connected).toBe(true));
    },
    refuse: (reason) => double.fail("chat.postMessage", { kind: "error", code: codes[reason] }, 10),
    async stop() {
      await chat.stop();
      await double.stop();
    },
  };
}

const opened = (calls: readonly string[]) => calls.filter((call) => call === "apps.connections.open").length;

async function discordPlatform(): Promise<Platform> {
  const double = await startDiscordDouble();
  const { chat } = await connectDiscord(double.url);
  const faults: Readonly<Record<"limited" | "broken" | "late", Fault>> = {
    limited: { kind: "limited", retryAfterMs: 60_000 },
    broken: { kind: "broken", status: 500 },
    late: { kind: "late" },
  };
  const errors: Readonly<Record<Refusal, { status: number; code: number }>> = {
    revoked: { status: 401, code: 0 },
    deleted: { status: 404, code: 10003 },
    archived: { status: 400, code: 50083 },
    kicked: { status: 403, code: 50001 },
    forbidden: { status: 403, code: 50013 },
  };
  return {
    chat,
    channelId: `discord:${DISCORD.guildId}:${CHANNEL}`,
    workspaceId: `discord:${DISCORD.guildId}`,
    count: () => double.messages(CHANNEL).length,
    fail: (fault) => double.fail(/^POST .*\/messages$/u, faults[fault]),
    failLook: () => double.fail(/^GET .*\/messages$/u, faults.broken),
    async cut() {
      double.gateway.drop();
      await vi.waitFor(() => expect(double.gateway.counts.resumed).toBe(1), { timeout: 60_000 });
      await vi.waitFor(() => expect(chat.state().connected).toBe(true));
    },
    refuse: (reason) => double.fail(/^POST .*\/messages$/u, { kind: "error", ...errors[reason] }, 10),
    async stop() {
      await chat.stop();
      await double.stop();
    },
  };
}

async function connectDiscord(apiUrl: string) {
  const settings = { token: DISCORD.token, applicationId: DISCORD.applicationId, apiUrl };
  const chat = await startDiscord(settings, { dispatcher: silent, calls: memoryCalls(), ...parts });
  await vi.waitFor(() => expect(chat.state().connected).toBe(true));
  return { chat };
}

describe.each([
  { name: "Slack", open: slackPlatform },
  { name: "Discord", open: discordPlatform },
])("$name", ({ open }) => {
  let platform: Platform;
  let database: TestDatabase;
  let house: House;
  let runner: JobRunner;
  let ahead = 0;

  beforeEach(async () => {
    ahead = 0;
    platform = await open();
    database = await openTestDatabase();
    const now = () => new Date(Date.now() + ahead);
    house = await openHouse(database.url, { now, chats: [platform.chat] });
    runner = createRunner(house.parts);
    const { channelId, workspaceId } = platform;
    await house.store.channels.ensure({ id: channelId, workspaceId, name: "desk" });
    await setDigest(now().toISOString().slice(11, 16));
    await runner.run(buildDigest, { channelId });
  });
  afterEach(async () => {
    await platform.stop();
    await house.close();
    await database.close();
  });

  const later = (ms: number) => {
    ahead += ms;
  };

  async function setDigest(localTime: string): Promise<void> {
    const now = house.parts.now();
    const when = { cadence: "daily", localTime, weekday: null, timeZone: "UTC", setBy: null } as const;
    const times = { setAt: new Date(now.getTime() - 24 * HOUR_MS), nextDueAt: now };
    await house.store.schedules.set({ channelId: platform.channelId, ...when, ...times });
  }

  async function delivery(): Promise<Delivery> {
    const [only, ...others] = await house.store.deliveries.ofChannel(platform.channelId);
    expect(others).toEqual([]);
    if (!only) throw new Error("no delivery");
    return only;
  }

  async function send(): Promise<void> {
    await runner.run(deliver, { deliveryId: (await delivery()).id });
  }

  /** What somebody in the channel reads, as plain text. */
  async function ask(line: string): Promise<string> {
    const { chat, workspaceId, channelId } = platform;
    const dispatcher = createDispatcher(commands, {
      store: house.store,
      knowledge: house.parts.knowledge,
      enqueue: async () => {},
      defaultTimeZone: "UTC",
      now: house.parts.now,
      log,
      parts: async () => [{ name: chat.name, well: chat.state().connected, note: chat.state().note }],
      findFeed: async (address) => {
        throw new UserError(`There is no feed at ${address}.`);
      },
    });
    const rights = { isAdmin: false, managesChannel: true };
    const asker = { chat: chat.name, workspaceId, userId: "U1", timeZone: null, ...rights };
    const from: From = { asker, channelId };
    const answer = await dispatcher.runTyped(line, from);
    return renderTerminal(answer, { width: 200, ansi: false }).text.replace(/\s+/gu, " ");
  }

  test("a digest that arrived is said to have arrived", async () => {
    await send();
    expect(platform.count()).toBe(1);
    expect(await ask("why channel")).toMatch(/Digest of .* arrived/u);
    expect(await ask("status")).toMatch(/1 arrived, 0 on their way/u);
  });

  test("asked to wait, it waits so long, says so, and posts once", async () => {
    platform.fail("limited");
    await expect(send()).rejects.toThrow(TemporaryError);
    const { nextTryAt } = await delivery();
    expect(nextTryAt.getTime() - Date.now()).toBeGreaterThan(50_000);
    expect(await ask("why channel")).toContain("The chat asks us to wait.");
    expect(await ask("status")).toMatch(/0 arrived, 1 on their way/u);
    later(61_000);
    await platform.stop();
    // The adapter keeps to the wait too: what comes after it is another process.
    platform = await open();
    const chats = new Map([[platform.chat.name, platform.chat]]);
    await runner.run(deliver, { deliveryId: (await delivery()).id }, { chats });
    expect(platform.count()).toBe(1);
    expect(await delivery()).toMatchObject({ state: "confirmed" });
  });

  test.each(["broken", "late"] as const)(
    "a post that ends %s is looked for before it is posted again",
    async (fault) => {
      platform.fail(fault);
      await expect(send()).rejects.toThrow(TemporaryError);
      expect(await ask("why channel")).toContain("did not say whether the message was posted");
      later(60_000);
      await send();
      await send();
      expect(platform.count()).toBe(1);
      expect(await delivery()).toMatchObject({ state: "confirmed", attempts: 2 });
      expect(await ask("why channel")).toContain("arrived");
    },
  );

  test("a connection cut in the middle of a sending, and taken up again, neither loses nor doubles it", async () => {
    const { chat } = platform;
    const cutBefore: Chat = {
      ...chat,
      async send(...given) {
        const cut = platform.cut();
        const id = await chat.send(...given);
        await cut;
        return id;
      },
    };
    const deliveryId = (await delivery()).id;
    await runner.run(deliver, { deliveryId }, { chats: new Map([[chat.name, cutBefore]]) });
    await send();
    expect(platform.count()).toBe(1);
    expect(await delivery()).toMatchObject({ state: "confirmed", attempts: 1 });
  });

  test("a process that dies while its connection is cut leaves one message, found by the next", async () => {
    const { chat } = platform;
    const dying: Chat = {
      ...chat,
      async send(...given) {
        await Promise.all([platform.cut(), chat.send(...given)]);
        return crash();
      },
    };
    const deliveryId = (await delivery()).id;
    await runner.crash(deliver, { deliveryId }, { chats: new Map([[chat.name, dying]]) });
    later(HOUR_MS);
    await send();
    expect(platform.count()).toBe(1);
    expect(await delivery()).toMatchObject({ state: "confirmed", attempts: 2 });
  });

  test("when the look fails too, it posts nothing until it has looked", async () => {
    platform.fail("late");
    await expect(send()).rejects.toThrow(TemporaryError);
    later(HOUR_MS);
    platform.failLook();
    await expect(send()).rejects.toThrow(TemporaryError);
    expect(platform.count()).toBe(1);
    later(HOUR_MS);
    await send();
    expect(platform.count()).toBe(1);
    expect(await delivery()).toMatchObject({ state: "confirmed" });
  });

  test("killed after posting, the next process finds the message", async () => {
    const { id } = await delivery();
    const { store } = house;
    const deliveries = { ...store.deliveries, confirm: crash };
    await runner.crash(deliver, { deliveryId: id }, { store: { ...store, deliveries } });
    later(2 * HOUR_MS);
    await send();
    expect(platform.count()).toBe(1);
    expect(await delivery()).toMatchObject({ state: "confirmed" });
  });

  test("killed after posting and found only when it is too late, it has arrived all the same", async () => {
    const { id } = await delivery();
    const { store } = house;
    const deliveries = { ...store.deliveries, confirm: crash };
    await runner.crash(deliver, { deliveryId: id }, { store: { ...store, deliveries } });
    later(30 * HOUR_MS);
    await send();
    expect(platform.count()).toBe(1);
    expect(await delivery()).toMatchObject({ state: "confirmed" });
  });

  test("killed before posting, it is not posted when it is too late, and that is said", async () => {
    const { id } = await delivery();
    const dead = { ...platform.chat, send: crash };
    await runner.crash(deliver, { deliveryId: id }, { chats: new Map([[dead.name, dead]]) });
    later(30 * HOUR_MS);
    await send();
    expect(platform.count()).toBe(0);
    expect(await ask("why channel")).toContain("failed");
    expect(await ask("why channel")).toContain("too late to be of use");
  });

  test.each([
    { reason: "revoked", words: "The chat refuses the bot's token." },
    { reason: "deleted", words: "The channel no longer exists." },
    { reason: "archived", words: "The channel is archived." },
    { reason: "kicked", words: "The bot is no longer in the channel." },
    { reason: "forbidden", words: "The bot may not post in the channel." },
  ] as const)("$reason: given up after one call, and said why", async ({ reason, words }) => {
    platform.refuse(reason);
    await send();
    await send();
    expect(platform.count()).toBe(0);
    expect(await delivery()).toMatchObject({ state: "failed", attempts: 1, lastError: words });
    const answer = await ask("why channel");
    expect(answer).toContain(words);
    const why = words.charAt(0).toLowerCase() + words.slice(1, -1);
    expect(answer).toContain(`I cannot post here: ${why}, since`);
    expect(answer).not.toMatch(/channel-gone|channel-archived|bot-removed|not-allowed|token-revoked/u);
    expect(await ask("status")).toMatch(/1 failed: \/why channel says why/u);
  });

  test("while its chat is not connected it waits, and says so", async () => {
    const { id } = await delivery();
    await expect(runner.run(deliver, { deliveryId: id }, { chats: new Map() })).rejects.toThrow(
      "not connected",
    );
    expect(await delivery()).toMatchObject({ state: "claimed", attempts: 0 });
    expect(await ask("why channel")).toContain("its chat is not connected");
    await send();
    expect(platform.count()).toBe(1);
  });

  test("two workers at once post once", async () => {
    await Promise.allSettled([send(), send(), send()]);
    expect(platform.count()).toBe(1);
  });

  test("a digest turned off between its time and its sending is not sent, and that is said", async () => {
    await house.store.schedules.off(platform.channelId);
    await send();
    expect(platform.count()).toBe(0);
    expect(await ask("why channel")).toContain("turned off before it was sent");
  });

  test("a digest moved to later on the same day is sent once that day", async () => {
    await send();
    later(1_000);
    await setDigest("23:59");
    await runner.run(buildDigest, { channelId: platform.channelId });
    await send();
    expect(platform.count()).toBe(1);
  });
});
