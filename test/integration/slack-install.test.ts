import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type SlackChat, startSlack } from "../../src/chat/slack/index.ts";
import { chatParts, memoryCalls, recordingDispatcher, sampleAnswer } from "../support/chat-parts.ts";
import { freePort } from "../support/local-slack.ts";
import { DESK, SLACK } from "../support/slack-names.ts";
import { type SlackDouble, startSlackDouble } from "../support/slack-server.ts";

const address = `slack:${SLACK.team}:${DESK}`;
const workspaceId = `slack:${SLACK.team}`;

let slack: SlackDouble;
let chat: SlackChat;
let server: Server;
let base: string;
const { dispatcher } = recordingDispatcher(() => sampleAnswer());
let { parts, workspaces } = chatParts();

beforeEach(async () => {
  ({ parts, workspaces } = chatParts());
  const port = await freePort();
  base = `http://localhost:${port}`;
  slack = await startSlackDouble({ requestUrl: `${base}/slack/events` });
  chat = await startSlack(
    {
      signingSecret: SLACK.signingSecret,
      install: { clientId: "1.2", clientSecret: "client-secret", tokenKey: "a key from the settings" },
      apiUrl: slack.apiUrl,
    },
    { dispatcher, calls: memoryCalls(), ...parts },
  );
  server = createServer((request, response) => chat.handle?.(request, response));
  server.listen(port);
  await once(server, "listening");
});
afterEach(async () => {
  await chat.stop();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await slack.stop();
});

/** What a browser does: to Slack's page, and back with a code. */
async function install(code: string): Promise<number> {
  const begun = await fetch(`${base}/slack/install`, { redirect: "manual" });
  const page = new URL(begun.headers.get("location") ?? "");
  expect(page.searchParams.get("scope")).toContain("chat:write");
  const query = new URLSearchParams({ code, state: page.searchParams.get("state") ?? "" });
  const cookie = begun.headers
    .getSetCookie()
    .map((each) => each.split(";")[0])
    .join("; ");
  const back = await fetch(`${base}/slack/oauth_redirect?${query}`, { headers: { cookie } });
  return back.status;
}

test("a workspace that installs the app is answered and gets its digests, with its token sealed", async () => {
  expect(await install("good-code")).toBe(200);
  const kept = workspaces.get(workspaceId);
  expect(kept?.name).toBe("Newsroom");
  expect(kept?.installation).not.toBeNull();
  expect(kept?.installation).not.toContain(SLACK.botToken);
  expect(Buffer.from(kept?.installation ?? "", "base64").toString("latin1")).not.toContain(SLACK.botToken);

  const question = slack.command("/quotes", "blinken");
  await vi.waitFor(() => expect(question.responses).toHaveLength(1));
  await chat.send(address, sampleAnswer(), "delivery-1");
  expect(slack.messages(DESK)).toHaveLength(1);
});

test("nothing is sent to a workspace that did not install the app", async () => {
  await expect(chat.send(address, sampleAnswer(), "delivery-1")).rejects.toMatchObject({
    reason: "token-revoked",
  });
  await expect(chat.find("slack:T0OTHER:C1", "delivery-1", new Date())).rejects.toMatchObject({
    reason: "token-revoked",
  });
});

test("a refused code installs nothing", async () => {
  await install("bad-code");
  expect(workspaces.get(workspaceId)).toBeUndefined();
});

test.each([
  { name: "removes the app", event: { type: "app_uninstalled" } },
  {
    name: "revokes the bot's token",
    event: { type: "tokens_revoked", tokens: { bot: [SLACK.bot], oauth: [] } },
  },
])("a workspace that $name is forgotten, its token at once", async ({ event }) => {
  await install("good-code");
  slack.event(event);
  await vi.waitFor(() =>
    expect(workspaces.get(workspaceId)).toMatchObject({ removed: true, installation: null }),
  );
  await expect(chat.send(address, sampleAnswer(), "delivery-2")).rejects.toMatchObject({
    reason: "token-revoked",
  });
});

test("a token that was moved to another workspace's row cannot be opened", async () => {
  await install("good-code");
  const kept = workspaces.get(workspaceId);
  if (kept) workspaces.set("slack:T0OTHER", kept);
  await expect(chat.send("slack:T0OTHER:C1", sampleAnswer(), "delivery-3")).rejects.toThrow(
    "SLACK_TOKEN_KEY",
  );
});
