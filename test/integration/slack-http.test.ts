import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type SlackChat, startSlack } from "../../src/chat/slack/index.ts";
import { chatParts, memoryCalls, recordingDispatcher, sampleAnswer } from "../support/chat-parts.ts";
import {
  BOT,
  freePort,
  GENERAL,
  HAS_LOCAL_SLACK,
  type LocalSlack,
  startLocalSlack,
  TOKENS,
} from "../support/local-slack.ts";
import { signed } from "../support/slack-server.ts";

describe.skipIf(!HAS_LOCAL_SLACK)("on a real local-slack, by HTTP", () => {
  let slack: LocalSlack;
  let chat: SlackChat;
  let server: Server;
  let requestUrl: string;
  const { dispatcher, asked } = recordingDispatcher(() => sampleAnswer());
  const { parts } = chatParts();

  beforeAll(async () => {
    const port = await freePort();
    requestUrl = `http://localhost:${port}/slack/events`;
    slack = await startLocalSlack(requestUrl);
    chat = await startSlack(
      { botToken: TOKENS.botToken, signingSecret: TOKENS.signingSecret, apiUrl: slack.apiUrl },
      { dispatcher, calls: memoryCalls(), ...parts },
    );
    server = createServer((request, response) => chat.handle?.(request, response));
    server.listen(port);
    await once(server, "listening");
  });
  beforeEach(async () => {
    asked.length = 0;
    await slack.control("reset", {});
  });
  afterAll(async () => {
    await chat.stop();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await slack.stop();
  });

  test("answers a slash command, a mention and a button", async () => {
    await slack.command("/quotes", "blinken");
    const [first] = await slack.botMessages(GENERAL, 1);
    await slack.say(`<@${BOT}> latest`);
    await slack.botMessages(GENERAL, 2);
    await slack.click(GENERAL, first?.ts ?? "", {
      type: "button",
      action_id: "call-1",
      value: "quotes?page=2",
    });
    await slack.botMessages(GENERAL, 3);
    expect(asked.map(({ call }) => call)).toEqual([
      "quotes blinken",
      "latest",
      { command: "quotes", options: { page: "2" } },
    ]);
  });

  test.each([
    { name: "another secret", headers: (body: string) => signed(body, false, "another-secret") },
    { name: "no signature", headers: () => ({ "content-type": "application/x-www-form-urlencoded" }) },
    {
      name: "an old time",
      headers: (body: string) => ({
        ...signed(body, false, TOKENS.signingSecret),
        "x-slack-request-timestamp": "1600000000",
      }),
    },
  ])("refuses a request with $name", async ({ headers }) => {
    const body =
      "command=%2Fquotes&text=blinken&team_id=T01TEST&channel_id=C&user_id=U&response_url=http%3A%2F%2Fx";
    const answer = await fetch(requestUrl, { method: "POST", headers: headers(body), body });
    expect(answer.status).toBe(401);
    expect(asked).toEqual([]);
  });

  test("knows nothing beside its own address", async () => {
    const answer = await fetch(requestUrl.replace("/events", "/other"), { method: "POST", body: "" });
    expect(answer.status).toBe(404);
  });
});
