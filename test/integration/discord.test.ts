import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { z } from "zod";
import type { Command } from "../../commands/command.ts";
import type { Chat } from "../../src/chat/chat.ts";
import { startDiscord } from "../../src/chat/discord/index.ts";
import type { CommandCall, Message } from "../../src/messages/message.ts";
import { chatParts, memoryCalls, recordingDispatcher, sampleAnswer } from "../support/chat-parts.ts";
import {
  CHANNEL,
  DISCORD,
  type DiscordDouble,
  FORUM,
  startDiscordDouble,
} from "../support/discord-server.ts";

const HIDDEN = 1 << 6;
const MANAGE_CHANNELS = "16";

const quotesCommand: Command = {
  name: "quotes",
  summary: "What a speaker has said lately",
  options: z.object({
    who: z.string().optional().describe("Name as printed, such as Blinken"),
    kind: z.enum(["direct", "indirect"]).optional().describe("Direct or indirect"),
    topic: z.string().describe("A topic"),
    page: z.string().optional(),
  }),
  examples: ["quotes blinken", "quotes wang yi"],
  audience: "asker",
  permission: "everyone",
  suggest: { who: async () => [] },
  run: async () => sampleAnswer(),
};
const digestCommand: Command = {
  ...quotesCommand,
  name: "digest",
  audience: "channel",
  permission: "channel-manager",
  options: z.object({}),
};

const { parts, workspaces } = chatParts();
let discord: DiscordDouble;
let chat: Chat;
let reply: (asked: CommandCall | string) => Message | Promise<Message>;
const calls = memoryCalls();
const { dispatcher, asked } = recordingDispatcher((call) => reply(call), [quotesCommand, digestCommand]);

beforeEach(async () => {
  asked.length = 0;
  reply = () => sampleAnswer();
  discord = await startDiscordDouble();
  chat = await startDiscord(
    { token: DISCORD.token, applicationId: DISCORD.applicationId, apiUrl: discord.url },
    { dispatcher, calls, ...parts },
  );
  await vi.waitFor(() => expect(chat.state().connected).toBe(true));
});
afterEach(async () => {
  await chat.stop();
  await discord.stop();
});

const address = `discord:${DISCORD.guildId}:${CHANNEL}`;

describe("connecting", () => {
  test("registers the commands from their options, required ones first", () => {
    expect(discord.refused).toEqual([]);
    expect(discord.registered()).toMatchObject([
      {
        name: "quotes",
        default_member_permissions: null,
        options: [
          { name: "topic", required: true },
          { name: "who", required: false, autocomplete: true },
          {
            name: "kind",
            choices: [
              { name: "direct", value: "direct" },
              { name: "indirect", value: "indirect" },
            ],
          },
        ],
      },
      { name: "digest", default_member_permissions: MANAGE_CHANNELS },
      { name: "Who said this?", type: 3 },
    ]);
  });

  test("says which setting is wrong when the token is refused", async () => {
    const wrong = { token: "wrong", applicationId: DISCORD.applicationId, apiUrl: discord.url };
    await expect(startDiscord(wrong, { dispatcher, calls, ...parts })).rejects.toThrow("DISCORD_TOKEN");
  });

  test("shares the guilds among as many connections as are set", { timeout: 180_000 }, async () => {
    const shared = await startDiscord({ ...discord.settings, shards: 2 }, { dispatcher, calls, ...parts });
    await vi.waitFor(() => expect(discord.gateway.counts.identified).toBe(3), { timeout: 180_000 });
    const question = discord.command("quotes", { who: "blinken" });
    await vi.waitFor(() => expect(question.original).not.toBeNull());
    await shared.stop();
  });

  test("of two processes of the bot one answers", async () => {
    const second = await startDiscord(discord.settings, { dispatcher, calls, ...parts });
    await vi.waitFor(() => expect(discord.gateway.counts.identified).toBe(2));
    const question = discord.command("quotes", { who: "blinken" });
    await vi.waitFor(() => expect(question.original).not.toBeNull());
    await vi.waitFor(() =>
      expect(discord.refused).toEqual([expect.stringContaining("already acknowledged")]),
    );
    expect(asked).toHaveLength(1);
    expect(JSON.stringify(question.original)).not.toContain("went wrong");
    await second.stop();
  });

  test("resumes after the connection was lost and misses no question", async () => {
    discord.gateway.drop();
    const missed = discord.command("quotes", { who: "blinken" });
    await vi.waitFor(() => expect(missed.original).not.toBeNull(), { timeout: 180_000 });
    expect(discord.gateway.counts).toEqual({ identified: 1, resumed: 1 });
  });
});

describe("guilds", () => {
  test("knows the guilds it is in, and forgets one that removed it", async () => {
    const id = `discord:${DISCORD.guildId}`;
    await vi.waitFor(() => expect(workspaces.get(id)).toMatchObject({ name: "Newsroom", removed: false }));
    discord.leave();
    await vi.waitFor(() => expect(workspaces.get(id)).toMatchObject({ removed: true }));
  });
});

describe("questions", () => {
  test("reads who said what in a message", async () => {
    const question = discord.messageCommand("Who said this?", "Mr Blinken said no.");
    await vi.waitFor(() => expect(question.original).not.toBeNull());
    expect(JSON.stringify(question.original)).toContain("Mr Blinken said no.");
    expect(Number(question.original?.flags) & HIDDEN).toBe(HIDDEN);
    expect(discord.refused).toEqual([]);
  });

  test("answers a look-up to the asker alone, deferred at once", async () => {
    let finish = () => {};
    reply = () =>
      new Promise((resolve) => {
        finish = () => resolve(sampleAnswer());
      });
    const question = discord.command("quotes", { who: "blinken" }, { permissions: MANAGE_CHANNELS });
    await vi.waitFor(() => expect(question.respondedAfterMs).not.toBeNull());
    expect(question.original).toBeNull();
    await vi.waitFor(() => expect(asked).toHaveLength(1));
    finish();
    await vi.waitFor(() => expect(question.original).not.toBeNull());
    expect(Number(question.original?.flags) & HIDDEN).toBe(HIDDEN);
    expect(asked[0]).toMatchObject({
      call: { command: "quotes", options: { who: "blinken" } },
      from: {
        channelId: address,
        asker: {
          chat: "discord",
          workspaceId: `discord:${DISCORD.guildId}`,
          isAdmin: false,
          managesChannel: true,
        },
      },
    });
    expect(discord.refused).toEqual([]);
  });

  test("answers in the open when the answer turns out to be for the channel", async () => {
    reply = () => sampleAnswer("channel");
    const question = discord.command("quotes", { who: "blinken" });
    await vi.waitFor(() => expect(question.followUps).toHaveLength(1));
    expect(question.original).toBeNull();
    expect(Number(question.followUps[0]?.flags) & HIDDEN).toBe(0);
    expect(discord.refused).toEqual([]);
  });

  test("runs the call that a button carries", async () => {
    const question = discord.click("1~quotes?who=blinken&since=7d");
    await vi.waitFor(() => expect(question.original).not.toBeNull());
    expect(asked[0]?.call).toEqual({ command: "quotes", options: { who: "blinken", since: "7d" } });
  });

  test("runs a call that was too long for its button", async () => {
    const call = { command: "search", options: { words: "export controls ".repeat(12) } };
    reply = () => ({ summary: "s", blocks: [{ kind: "buttons", buttons: [{ label: "Again", call }] }] });
    const first = discord.command("quotes", { who: "x" });
    await vi.waitFor(() => expect(first.original).not.toBeNull());
    const id = /"custom_id":"([^"]*)"/u.exec(JSON.stringify(first.original))?.[1] ?? "";
    const second = discord.click(id);
    await vi.waitFor(() => expect(second.original).not.toBeNull());
    expect(asked[1]?.call).toEqual(call);
  });

  test("turns a page where it stands", async () => {
    const question = discord.click("1~quotes?who=blinken&page=2", HIDDEN);
    await vi.waitFor(() => expect(question.original).not.toBeNull());
    expect(question.deferredHidden).toBeNull();
    expect(question.followUps).toEqual([]);
  });

  test("runs the call that a choice carries", async () => {
    const question = discord.choose("3", "4~quotes?who=wang-yi");
    await vi.waitFor(() => expect(question.original).not.toBeNull());
    expect(asked[0]?.call).toEqual({ command: "quotes", options: { who: "wang-yi" } });
  });

  test("says that a button is too old when its call is no longer kept", async () => {
    const question = discord.click("1~!gone");
    await vi.waitFor(() => expect(question.original).not.toBeNull());
    expect(JSON.stringify(question.original)).toContain("too old");
  });

  test("an answer that Discord refuses is answered with a reference", async () => {
    discord.fail(/^PATCH /u, { kind: "error", status: 400, code: 50035 });
    const question = discord.command("quotes", { who: "blinken" });
    await vi.waitFor(() => expect(JSON.stringify(question.original)).toMatch(/Something went wrong/u));
  });

  test("proposes while one types", async () => {
    const typing = discord.complete("quotes", "who", "blin");
    await vi.waitFor(() => expect(typing.choices).toEqual([{ name: "quotes who blin", value: "blin" }]));
  });

  test("lets people manage their own direct channel, and admins everything", async () => {
    discord.command("quotes", {}, { direct: true });
    discord.command("quotes", {}, { permissions: "32" });
    await vi.waitFor(() => expect(asked).toHaveLength(2));
    expect(asked.map(({ from }) => [from.asker.isAdmin, from.asker.managesChannel])).toEqual([
      [false, true],
      [true, true],
    ]);
  });

  test("shows an answer in several parts", async () => {
    reply = () => ({
      summary: "s",
      blocks: [{ kind: "paragraph", text: [{ text: "communication ".repeat(900) }] }],
    });
    const question = discord.command("quotes", {});
    await vi.waitFor(() => expect(question.followUps).toHaveLength(3));
    expect(question.followUps.every((each) => (Number(each.flags) & HIDDEN) === HIDDEN)).toBe(true);
    expect(discord.refused).toEqual([]);
  });

  test("shows a picture and hands over a file", async () => {
    reply = () => ({
      summary: "s",
      blocks: [
        { kind: "image", png: new Uint8Array([1, 2, 3]), name: "trend.png", alt: "3 mentions on Monday" },
        { kind: "file", name: "quotes.csv", mimeType: "text/csv", text: "a,b" },
      ],
    });
    const question = discord.command("quotes", {});
    await vi.waitFor(() => expect(question.original).not.toBeNull());
    expect(discord.refused).toEqual([]);
  });
});

describe("forms", () => {
  test("opens a form for a bare /subscribe, and follows what was filled in", async () => {
    const opened = discord.command("subscribe");
    await vi.waitFor(() => expect(opened.modal).toMatchObject({ custom_id: "form~subscribe" }));
    const sent = discord.submit("form~subscribe", { what: "rare earths", when: ["now"] });
    await vi.waitFor(() => expect(sent.original).not.toBeNull());
    expect(asked.map(({ call }) => call)).toEqual([
      { command: "subscribe", options: { what: "rare earths", when: "now" } },
    ]);
    expect(discord.refused).toEqual([]);
  });

  test("opens a form for a digest's schedule, and sets what was filled in", async () => {
    const opened = discord.command("digest", { when: "schedule" });
    await vi.waitFor(() => expect(opened.modal).toMatchObject({ custom_id: "form~digest" }));
    discord.submit("form~digest", { cadence: ["weekly mon"], time: "07:30", zone: "Singapore" });
    discord.submit("form~digest", { cadence: ["off"], time: "", zone: "" });
    await vi.waitFor(() => expect(asked).toHaveLength(2));
    expect(asked.map(({ call }) => call)).toEqual([
      { command: "digest", options: { when: "weekly mon 07:30 Singapore" } },
      { command: "digest", options: { when: "off" } },
    ]);
    expect(discord.refused).toEqual([]);
  });
});

describe("permissions", () => {
  test("says at once which permissions it lacks to post where a digest is set", async () => {
    const VIEW_ONLY = String(1 << 10);
    const question = discord.command("digest", {}, { appPermissions: VIEW_ONLY });
    await vi.waitFor(() =>
      expect(JSON.stringify([question.original, question.followUps])).toContain(
        "Send Messages, Read Message History",
      ),
    );
  });

  test("tells a person something directly", async () => {
    await chat.tell?.(`discord:${DISCORD.guildId}`, "600000000000000009", sampleAnswer());
    expect(discord.messages("dm-600000000000000009")).toHaveLength(1);
    expect(discord.refused).toEqual([]);
  });
});

describe("deliveries", () => {
  test("posts once and finds it again", async () => {
    const id = await chat.send(address, sampleAnswer(), "delivery-1");
    expect(discord.messages(CHANNEL).map((message) => message.id)).toEqual([id]);
    const since = new Date(Date.now() - 1_000);
    expect(await chat.find(address, "delivery-1", since)).toEqual({
      messageId: id,
      parts: [1],
      complete: true,
    });
    expect(await chat.find(address, "delivery-2", since)).toBeNull();
  });

  test("posts only the parts that are missing", async () => {
    const long: Message = {
      summary: "s",
      blocks: [{ kind: "paragraph", text: [{ text: "talks ".repeat(1_600) }] }],
    };
    await chat.send(address, long, "delivery-3", { skip: [2] });
    const found = await chat.find(address, "delivery-3", new Date(Date.now() - 1_000));
    expect(found).toMatchObject({ parts: [1, 3], complete: false });
    await chat.send(address, long, "delivery-3", { skip: found?.parts ?? [] });
    expect(await chat.find(address, "delivery-3", new Date(Date.now() - 1_000))).toMatchObject({
      complete: true,
    });
    expect(discord.messages(CHANNEL)).toHaveLength(3);
  });

  test("does not post twice within the nonce's life, even when nobody looks", async () => {
    await chat.send(address, sampleAnswer(), "delivery-4");
    await chat.send(address, sampleAnswer(), "delivery-4");
    expect(discord.messages(CHANNEL)).toHaveLength(1);
  });

  test("begins a thread in a forum, and finds it again", async () => {
    const forum = `discord:${DISCORD.guildId}:${FORUM}`;
    const thread = await chat.send(forum, sampleAnswer(), "delivery-5");
    expect(discord.threads).toMatchObject([{ id: thread, parent_id: FORUM }]);
    expect(await chat.find(forum, "delivery-5", new Date(Date.now() - 1_000))).toMatchObject({
      complete: true,
    });
    expect(discord.refused).toEqual([]);
  });

  test.each([
    { name: "a deleted channel", fault: { kind: "error", status: 404, code: 10003 }, reason: "channel-gone" },
    {
      name: "an archived thread",
      fault: { kind: "error", status: 400, code: 50083 },
      reason: "channel-archived",
    },
    { name: "a kicked bot", fault: { kind: "error", status: 403, code: 50001 }, reason: "bot-removed" },
    {
      name: "a missing permission",
      fault: { kind: "error", status: 403, code: 50013 },
      reason: "not-allowed",
    },
    { name: "a revoked token", fault: { kind: "error", status: 401, code: 0 }, reason: "token-revoked" },
    {
      name: "a refused message",
      fault: { kind: "error", status: 400, code: 50035 },
      reason: "message-refused",
    },
  ] as const)("says why $name cannot be reached, after one try", async ({ fault, reason }) => {
    discord.fail(/^POST .*\/messages$/u, fault);
    await expect(chat.send(address, sampleAnswer(), "delivery-6")).rejects.toMatchObject({ reason });
    expect(discord.calls.filter((call) => call.startsWith("POST"))).toHaveLength(1);
  });

  test("sits a short rate limit out", async () => {
    discord.fail(/^POST .*\/messages$/u, { kind: "limited", retryAfterMs: 300 });
    await chat.send(address, sampleAnswer(), "delivery-7");
    expect(discord.messages(CHANNEL)).toHaveLength(1);
  });

  test("hands a long rate limit to the queue", async () => {
    discord.fail(/^POST .*\/messages$/u, { kind: "limited", retryAfterMs: 60_000 });
    await expect(chat.send(address, sampleAnswer(), "delivery-8")).rejects.toMatchObject({
      name: "RateLimitedError",
    });
    expect(discord.messages(CHANNEL)).toHaveLength(0);
  });

  test.each([
    { name: "breaks down", fault: { kind: "broken", status: 502 }, posted: false },
    { name: "posts and then falls silent", fault: { kind: "late" }, posted: true },
  ] as const)("does not know when Discord $name, and finds out", async ({ fault, posted }) => {
    discord.fail(/^POST .*\/messages$/u, fault);
    await expect(chat.send(address, sampleAnswer(), "delivery-9")).rejects.toMatchObject({
      name: "UnknownOutcomeError",
    });
    const found = await chat.find(address, "delivery-9", new Date(Date.now() - 1_000));
    expect(found !== null).toBe(posted);
  });
});
