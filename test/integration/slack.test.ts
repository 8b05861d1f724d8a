import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { type SlackChat, startSlack } from "../../src/chat/slack/index.ts";
import type { CommandCall, Message } from "../../src/messages/message.ts";
import { chatParts, memoryCalls, recordingDispatcher, sampleAnswer } from "../support/chat-parts.ts";
import {
  ALICE,
  BOT,
  GENERAL,
  HAS_LOCAL_SLACK,
  type LocalSlack,
  startLocalSlack,
  TOKENS,
} from "../support/local-slack.ts";
import { faultsOfSlackMessage } from "../support/slack-limits.ts";

describe.skipIf(!HAS_LOCAL_SLACK)("on a real local-slack, by Socket Mode", () => {
  let slack: LocalSlack;
  let chat: SlackChat;
  let reply: (asked: CommandCall | string) => Message | Promise<Message> = () => sampleAnswer();
  const { dispatcher, asked } = recordingDispatcher((call) => reply(call));
  const calls = memoryCalls();
  const { parts } = chatParts();

  beforeAll(async () => {
    slack = await startLocalSlack();
    chat = await startSlack(
      { botToken: TOKENS.botToken, appToken: TOKENS.appToken, apiUrl: slack.apiUrl },
      { dispatcher, calls, ...parts },
    );
  });
  beforeEach(async () => {
    asked.length = 0;
    reply = () => sampleAnswer();
    await slack.control("reset", {});
  });
  afterAll(async () => {
    await chat.stop();
    await slack.stop();
  });

  test("answers /quotes blinken in Block Kit, to the asker alone", async () => {
    await slack.command("/quotes", "blinken");
    const [said] = await slack.botMessages(GENERAL, 1);
    expect(asked).toMatchObject([
      {
        call: "quotes blinken",
        from: {
          channelId: "slack:T01TEST:C01GEN",
          asker: { chat: "slack", workspaceId: "slack:T01TEST", userId: ALICE, timeZone: "Asia/Singapore" },
        },
      },
    ]);
    expect(said).toMatchObject({ subtype: "ephemeral", ephemeral_to: ALICE });
    expect(said?.blocks?.map((block) => block.type)).toEqual([
      "header",
      "section",
      "context",
      "context",
      "actions",
    ]);
    expect(faultsOfSlackMessage({ text: said?.text ?? "", blocks: said?.blocks })).toEqual([]);
  });

  test("takes every command under /backchannel too", async () => {
    await slack.command("/backchannel", "search export controls");
    await slack.botMessages(GENERAL, 1);
    expect(asked[0]?.call).toBe("search export controls");
  });

  test("answers a mention in its thread, for everyone", async () => {
    await slack.say(`<@${BOT}> quotes blinken &amp; yellen`);
    const [said] = await slack.botMessages(GENERAL, 1);
    const question = (await slack.messages(GENERAL)).find((each) => each.user === ALICE);
    expect(asked[0]?.call).toBe("quotes blinken & yellen");
    expect(said?.thread_ts).toBe(question?.ts);
    expect(said?.subtype).toBeUndefined();
  });

  test("answers a mention within a thread in that thread", async () => {
    await slack.say("what do we know?");
    const root = (await slack.messages(GENERAL))[0]?.ts ?? "";
    await slack.say(`<@${BOT}> latest`, GENERAL, root);
    const [said] = await slack.botMessages(GENERAL, 1);
    expect(said?.thread_ts).toBe(root);
  });

  test("answers a direct message, and lets people manage their own channel", async () => {
    await slack.say("help", BOT);
    await vi.waitFor(() => expect(asked).toHaveLength(1));
    expect(asked[0]).toMatchObject({ call: "help", from: { asker: { managesChannel: true } } });
  });

  test("runs the call that a button carries", async () => {
    await slack.command("/quotes", "blinken");
    const [said] = await slack.botMessages(GENERAL, 1);
    const button = { type: "button", action_id: "call-1", block_id: "b", value: "quotes?who=blinken&page=2" };
    await slack.click(GENERAL, said?.ts ?? "", button);
    await slack.botMessages(GENERAL, 2);
    expect(asked[1]?.call).toEqual({ command: "quotes", options: { who: "blinken", page: "2" } });
  });

  test("runs a call that was too long for its button", async () => {
    const call = { command: "search", options: { words: "x".repeat(2_100) } };
    reply = () => ({ summary: "s", blocks: [{ kind: "buttons", buttons: [{ label: "Again", call }] }] });
    await slack.command("/search", "x");
    const [said] = await slack.botMessages(GENERAL, 1);
    const value = `!${[...calls.kept.keys()][0]}`;
    await slack.click(GENERAL, said?.ts ?? "", { type: "button", action_id: "call-1", value });
    await slack.botMessages(GENERAL, 2);
    expect(asked[1]?.call).toEqual(call);
  });

  test("says that a button is too old when its call is no longer kept", async () => {
    await slack.command("/quotes", "blinken");
    const [said] = await slack.botMessages(GENERAL, 1);
    await slack.click(GENERAL, said?.ts ?? "", { type: "button", action_id: "call-1", value: "!gone" });
    const [, second] = await slack.botMessages(GENERAL, 2);
    expect(second?.text).toBe("That button is too old.");
  });

  test("posts an answer for the channel in the open", async () => {
    reply = () => sampleAnswer("channel");
    await slack.command("/digest", "now");
    const [said] = await slack.botMessages(GENERAL, 1);
    expect(said?.subtype).toBeUndefined();
  });

  test("shows an answer of more parts than a response address takes", async () => {
    reply = () => ({
      summary: "long",
      blocks: [{ kind: "paragraph", text: [{ text: "communication ".repeat(6_000) }] }],
    });
    await slack.command("/quotes", "everyone");
    const said = await slack.botMessages(GENERAL, 8);
    expect(said.every((each) => each.subtype === "ephemeral")).toBe(true);
    for (const each of said)
      expect(faultsOfSlackMessage({ text: each.text, blocks: each.blocks })).toEqual([]);
  });

  test("delivers a message and gives its id", async () => {
    const ts = await chat.send("slack:T01TEST:C02DESK", sampleAnswer(), "delivery-1");
    const [said] = await slack.botMessages("C02DESK", 1);
    expect(said?.ts).toBe(ts);
  });

  test("is connected", () => {
    expect(chat.state()).toEqual({ connected: true, note: "connected" });
  });
});
