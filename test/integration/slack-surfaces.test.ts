import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type SlackChat, startSlack } from "../../src/chat/slack/index.ts";
import { chatParts, memoryCalls, recordingDispatcher, sampleAnswer } from "../support/chat-parts.ts";
import { ALICE, DESK, SLACK, type SlackDouble, startSlackDouble } from "../support/slack-server.ts";

let slack: SlackDouble;
let chat: SlackChat;
const { dispatcher, asked } = recordingDispatcher(() => sampleAnswer());
const { parts, workspaces, channels } = chatParts();

beforeEach(async () => {
  asked.length = 0;
  channels.length = 0;
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

test("notes the workspace it works in", () => {
  expect(workspaces.get(`slack:${SLACK.team}`)).toMatchObject({ name: "Newsroom", removed: false });
});

test("shows on the Home tab what the person's channels follow, and the top stories", async () => {
  channels.push(`slack:${SLACK.team}:${DESK}`, `slack:${SLACK.team}:C0SECRET`);
  slack.event({ type: "app_home_opened", user: ALICE, channel: "D0ALICE", tab: "home" });
  await vi.waitFor(() => expect(slack.views).toHaveLength(1));
  expect(asked.map(({ call, from }) => [call, from.channelId])).toEqual([
    [{ command: "subscriptions", options: {} }, `slack:${SLACK.team}:${DESK}`],
    [{ command: "latest", options: {} }, `slack:${SLACK.team}:D0ALICE`],
  ]);
  expect(slack.views[0]).toMatchObject({ method: "views.publish", user: ALICE, view: { type: "home" } });
  expect(JSON.stringify(slack.views[0])).toContain("#desk");
  expect(JSON.stringify(slack.views[0])).not.toContain("C0SECRET");
  expect(slack.refused).toEqual([]);
});

test("shows admins how the feeds are", async () => {
  slack.event({ type: "app_home_opened", user: "U0ADMIN", channel: "D0ADMIN", tab: "home" });
  await vi.waitFor(() => expect(slack.views).toHaveLength(1));
  expect(asked.map(({ call }) => call)).toContainEqual({ command: "status", options: {} });
});

test("answers a click on the Home tab in the person's direct channel", async () => {
  slack.click(
    { type: "button", action_id: "call-1", value: "latest?page=2" },
    { channel: undefined, container: { type: "view" }, response_url: undefined },
  );
  await vi.waitFor(() => expect(slack.messages(`D-${ALICE}`)).toHaveLength(1));
});

test("opens a form for a bare /subscribe, proposes while one types, and follows what was chosen", async () => {
  slack.command("/subscribe", "");
  await vi.waitFor(() =>
    expect(slack.views).toMatchObject([{ method: "views.open", view: { callback_id: "subscribe" } }]),
  );

  const typing = slack.suggest("what", "rare earths");
  await vi.waitFor(() => expect(typing.ack).not.toBeNull());
  expect(typing.ack).toMatchObject({
    options: [
      { text: { text: "subscribe what rare earths" } },
      { text: { text: "“rare earths” as words" }, value: "rare earths" },
    ],
  });

  const sent = slack.submit("subscribe", {
    channel: { channel: { type: "conversations_select", selected_conversation: DESK } },
    what: { what: { type: "external_select", selected_option: { value: "military-channels" } } },
    when: { when: { type: "static_select", selected_option: { value: "now" } } },
  });
  await vi.waitFor(() => expect(sent.ackedAfterMs).not.toBeNull());
  await vi.waitFor(() => expect(asked).toHaveLength(1));
  expect(asked[0]).toMatchObject({
    call: { command: "subscribe", options: { what: "military-channels", when: "now" } },
    from: { channelId: `slack:${SLACK.team}:${DESK}`, asker: { userId: ALICE } },
  });
  await vi.waitFor(() => expect(slack.messages(DESK)).toMatchObject([{ ephemeral_to: ALICE }]));
  expect(slack.refused).toEqual([]);
});

test("opens a form for a digest's schedule, knows cities, and sets what was chosen", async () => {
  slack.command("/backchannel", "digest schedule");
  await vi.waitFor(() => expect(slack.views).toMatchObject([{ view: { callback_id: "digest" } }]));

  const typing = slack.suggest("zone", "singapore");
  await vi.waitFor(() => expect(typing.ack).toMatchObject({ options: [{ value: "Asia/Singapore" }] }));

  slack.submit("digest", {
    channel: { channel: { type: "conversations_select", selected_conversation: DESK } },
    cadence: { cadence: { type: "static_select", selected_option: { value: "weekly mon" } } },
    time: { time: { type: "timepicker", selected_time: "07:30" } },
    zone: { zone: { type: "external_select", selected_option: { value: "Asia/Singapore" } } },
  });
  await vi.waitFor(() => expect(asked).toHaveLength(1));
  expect(asked[0]?.call).toEqual({ command: "digest", options: { when: "weekly mon 07:30 Asia/Singapore" } });
  expect(slack.refused).toEqual([]);
});

test("reads who said what in a message, by the shortcut", async () => {
  const sent = slack.shortcut("who_said", "Mr Blinken said no &amp; <https://a.example|left>.");
  await vi.waitFor(() => expect(sent.responses).toHaveLength(1));
  expect(sent.responses[0]).toMatchObject({
    response_type: "ephemeral",
    text: "1970-01-01: Mr Blinken said no &amp; left.",
  });
});

test("says at once that it cannot post where it is no member", async () => {
  slack.kick();
  const set = slack.command("/digest", "daily 08:00");
  const asked = slack.command("/quotes", "blinken");
  await vi.waitFor(() => expect([...set.responses, ...asked.responses]).toHaveLength(2));
  expect(JSON.stringify(set.responses)).toContain("/invite @Backchannel");
  expect(JSON.stringify(asked.responses)).not.toContain("/invite");
});

test("tells a person something directly", async () => {
  await chat.tell?.(`slack:${SLACK.team}`, ALICE, sampleAnswer());
  expect(slack.messages(`D-${ALICE}`)).toHaveLength(1);
});
