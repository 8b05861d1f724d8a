import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type SlackChat, startSlack } from "../../src/chat/slack/index.ts";
import type { Message } from "../../src/messages/message.ts";
import { chatParts, memoryCalls, recordingDispatcher, sampleAnswer } from "../support/chat-parts.ts";
import { DESK, SLACK } from "../support/slack-names.ts";
import { type SlackDouble, startSlackDouble } from "../support/slack-server.ts";

const address = `slack:${SLACK.team}:${DESK}`;
const long: Message = {
  summary: "s",
  blocks: Array.from({ length: 60 }, (_, index) => ({
    kind: "paragraph" as const,
    text: [{ text: `${index} ${"talks ".repeat(80)}` }],
  })),
};
const since = () => new Date(Date.now() - 1_000);

let slack: SlackDouble;
let chat: SlackChat;
const { dispatcher, asked } = recordingDispatcher(() => sampleAnswer());
const { parts } = chatParts();

beforeEach(async () => {
  asked.length = 0;
  slack = await startSlackDouble();
  chat = await startSlack(
    { botToken: SLACK.botToken, appToken: SLACK.appToken, apiUrl: slack.apiUrl },
    { dispatcher, calls: memoryCalls(), ...parts },
  );
});
afterEach(async () => {
  await chat.stop();
  await slack.stop();
});

test("posts with the delivery's id and without previews, and finds it again", async () => {
  const ts = await chat.send(address, sampleAnswer(), "delivery-1");
  expect(slack.messages(DESK)).toMatchObject([
    {
      ts,
      unfurl_links: "false",
      unfurl_media: "false",
      metadata: { event_payload: { delivery_id: "delivery-1", part: 1, parts: 1 } },
    },
  ]);
  expect(await chat.find(address, "delivery-1", since())).toEqual({
    messageId: ts,
    parts: [1],
    complete: true,
  });
  expect(await chat.find(address, "delivery-2", since())).toBeNull();
});

test("finds a delivery beneath many later messages", async () => {
  const ts = await chat.send(address, sampleAnswer(), "delivery-1");
  for (let count = 0; count < 250; count += 1) await chat.send(address, sampleAnswer(), `other-${count}`);
  expect(await chat.find(address, "delivery-1", since())).toMatchObject({ messageId: ts });
});

test("posts only the parts that are missing", async () => {
  await chat.send(address, long, "delivery-3", { skip: [2] });
  const found = await chat.find(address, "delivery-3", since());
  expect(found?.complete).toBe(false);
  await chat.send(address, long, "delivery-3", { skip: found?.parts ?? [] });
  const after = await chat.find(address, "delivery-3", since());
  expect(after?.complete).toBe(true);
  expect(slack.messages(DESK)).toHaveLength(after?.parts.length ?? 0);
});

test("follows in the thread of an earlier message, and finds it there", async () => {
  const root = await chat.send(address, sampleAnswer(), "story-1");
  const reply = await chat.send(address, sampleAnswer(), "story-2", { replyTo: root });
  expect(slack.messages(DESK)[1]).toMatchObject({ ts: reply, thread_ts: root });
  expect(await chat.find(address, "story-2", since(), root)).toMatchObject({ messageId: reply });
});

test("halves a part that Slack finds too long, and counts it as one", async () => {
  slack.fail("chat.postMessage", { kind: "error", code: "msg_blocks_too_long" });
  await chat.send(address, sampleAnswer(), "delivery-4");
  expect(slack.messages(DESK)).toHaveLength(2);
  expect(await chat.find(address, "delivery-4", since())).toMatchObject({ parts: [1], complete: true });
});

test.each([
  { name: "a deleted channel", code: "channel_not_found", reason: "channel-gone" },
  { name: "an archived channel", code: "is_archived", reason: "channel-archived" },
  { name: "a kicked bot", code: "not_in_channel", reason: "bot-removed" },
  { name: "a missing permission", code: "restricted_action", reason: "not-allowed" },
  { name: "a revoked token", code: "token_revoked", reason: "token-revoked" },
  { name: "a refused message", code: "invalid_blocks", reason: "message-refused" },
])("says why $name cannot be reached, after one try", async ({ code, reason }) => {
  slack.fail("chat.postMessage", { kind: "error", code });
  await expect(chat.send(address, sampleAnswer(), "delivery-5")).rejects.toMatchObject({ reason });
  expect(slack.calls.filter((call) => call === "chat.postMessage")).toHaveLength(1);
});

test("sits a short rate limit out", async () => {
  slack.fail("chat.postMessage", { kind: "limited", retryAfterSeconds: 1 });
  await chat.send(address, sampleAnswer(), "delivery-6");
  expect(slack.messages(DESK)).toHaveLength(1);
});

test("looks that Slack limits are put off for as long as it says", async () => {
  const strict = await startSlackDouble({ looksPerMinute: 1 });
  const other = await startSlack(
    { botToken: SLACK.botToken, appToken: SLACK.appToken, apiUrl: strict.apiUrl },
    { dispatcher, calls: memoryCalls(), ...parts },
  );
  expect(await other.find(address, "delivery-1", since())).toBeNull();
  await expect(other.find(address, "delivery-1", since())).rejects.toMatchObject({
    name: "RateLimitedError",
    retryAfterMs: 60_000,
  });
  await other.stop();
  await strict.stop();
});

test("hands a long rate limit to the queue", async () => {
  slack.fail("chat.postMessage", { kind: "limited", retryAfterSeconds: 60 });
  await expect(chat.send(address, sampleAnswer(), "delivery-7")).rejects.toMatchObject({
    name: "RateLimitedError",
    retryAfterMs: 60_000,
  });
  expect(slack.messages(DESK)).toHaveLength(0);
});

test.each([
  { name: "breaks down", fault: { kind: "broken", status: 502 }, posted: false },
  { name: "reports an inner fault", fault: { kind: "error", code: "fatal_error" }, posted: false },
  { name: "posts and then falls silent", fault: { kind: "late" }, posted: true },
] as const)("does not know when Slack $name, tries nothing, and finds out", async ({ fault, posted }) => {
  slack.fail("chat.postMessage", fault);
  await expect(chat.send(address, sampleAnswer(), "delivery-8")).rejects.toMatchObject({
    name: "UnknownOutcomeError",
  });
  expect(slack.calls.filter((call) => call === "chat.postMessage")).toHaveLength(1);
  expect((await chat.find(address, "delivery-8", since())) !== null).toBe(posted);
});

test("uploads a picture before the message that shows it, and says it in words when that fails", async () => {
  const message: Message = {
    summary: "s",
    blocks: [{ kind: "image", png: new Uint8Array([1, 2]), name: "trend.png", alt: "3 mentions on Monday" }],
  };
  await chat.send(address, message, "delivery-9");
  slack.fail("files.getUploadURLExternal", { kind: "error", code: "missing_scope" });
  await chat.send(address, message, "delivery-10");
  expect(slack.messages(DESK).map((each) => each.blocks)).toMatchObject([
    [{ type: "image", slack_file: { id: "F1" }, alt_text: "3 mentions on Monday" }],
    [{ type: "section", text: { text: "3 mentions on Monday" } }],
  ]);
});

test("connects again after Slack took the connection away, and answers on", async () => {
  slack.disconnect();
  await vi.waitFor(() =>
    expect(slack.calls.filter((call) => call === "apps.connections.open")).toHaveLength(2),
  );
  await vi.waitFor(() => expect(chat.state().connected).toBe(true));
  const question = slack.command("/quotes", "blinken");
  await vi.waitFor(() => expect(question.responses).toHaveLength(1));
});

test("keeps trying while Slack cannot be reached", async () => {
  slack.fail("apps.connections.open", { kind: "broken", status: 503 }, 2);
  slack.disconnect();
  const opened = () => slack.calls.filter((call) => call === "apps.connections.open");
  await vi.waitFor(() => expect(opened()).toHaveLength(4), { timeout: 60_000 });
  await vi.waitFor(() => expect(chat.state().connected).toBe(true));
});

test("acknowledges before it works", async () => {
  let finish = () => {};
  const slow = recordingDispatcher(
    () =>
      new Promise((resolve) => {
        finish = () => resolve(sampleAnswer());
      }),
  );
  await chat.stop();
  chat = await startSlack(
    { botToken: SLACK.botToken, appToken: SLACK.appToken, apiUrl: slack.apiUrl },
    { dispatcher: slow.dispatcher, calls: memoryCalls(), ...parts },
  );
  const question = slack.command("/quotes", "blinken");
  await vi.waitFor(() => expect(question.ackedAfterMs).not.toBeNull());
  expect(question.responses).toEqual([]);
  await vi.waitFor(() => expect(slow.asked).toHaveLength(1));
  finish();
  await vi.waitFor(() => expect(question.responses).toHaveLength(1));
});

test("knows admins from members and guests", async () => {
  slack.command("/digest", "off", "U0ADMIN");
  slack.command("/digest", "off", "U0GUEST");
  slack.command("/digest", "off");
  await vi.waitFor(() => expect(asked).toHaveLength(3));
  const rights = Object.fromEntries(
    asked.map(({ from }) => [from.asker.userId, [from.asker.isAdmin, from.asker.managesChannel]]),
  );
  expect(rights).toEqual({ U0ADMIN: [true, true], U0GUEST: [false, false], U01ALICE: [false, true] });
});

test("says which setting is wrong when a token is refused", async () => {
  const deps = { dispatcher, calls: memoryCalls(), ...parts };
  const wrong = { apiUrl: slack.apiUrl, botToken: SLACK.botToken, appToken: SLACK.appToken };
  await expect(startSlack({ ...wrong, botToken: "xoxb-wrong" }, deps)).rejects.toThrow("SLACK_BOT_TOKEN");
  await expect(startSlack({ ...wrong, appToken: "xapp-wrong" }, deps)).rejects.toThrow("SLACK_APP_TOKEN");
});

test("an answer that Slack refuses is answered with a reference", async () => {
  const refused = recordingDispatcher(() => ({
    summary: "s",
    audience: "channel",
    blocks: [{ kind: "file", name: "quotes.csv", mimeType: "text/csv", text: "a,b" }],
  }));
  await chat.stop();
  chat = await startSlack(
    { botToken: SLACK.botToken, appToken: SLACK.appToken, apiUrl: slack.apiUrl },
    { dispatcher: refused.dispatcher, calls: memoryCalls(), ...parts },
  );
  slack.fail("files.getUploadURLExternal", { kind: "error", code: "missing_scope" });
  const question = slack.command("/quotes", "blinken export");
  await vi.waitFor(() =>
    expect(question.responses.at(-1)?.text).toMatch(/^Something went wrong \(ref [0-9a-f]{4}\)\.$/u),
  );
});
