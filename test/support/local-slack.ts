import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { WebSocket } from "ws";
import { stringify } from "yaml";
import { z } from "zod";
import { type LayerOptions, startSlackLayer } from "./slack-layer.ts";
import { ALICE, DESK, GENERAL, SLACK } from "./slack-names.ts";
import { type Body, writeForm } from "./slack-wire.ts";

const BINARY = new URL("../../node_modules/local-slack-linux-x64/bin/local-slack", import.meta.url).pathname;

/** The server is built for one platform only: elsewhere its tests are skipped. */
export const HAS_LOCAL_SLACK = existsSync(BINARY);

const message = z.looseObject({
  ts: z.string(),
  user: z.string().optional(),
  text: z.string().default(""),
  blocks: z.array(z.looseObject({ type: z.string() })).optional(),
  thread_ts: z.string().optional(),
  subtype: z.string().optional(),
  ephemeral_to: z.string().optional(),
});
export type LocalMessage = z.output<typeof message>;
const workspace = z.object({ channels: z.array(z.looseObject({ id: z.string(), is_im: z.boolean() })) });

export interface LocalSlackOptions extends Omit<LayerOptions, "requestUrl"> {
  /** Where the bot takes requests, in Events mode; Socket Mode when left out. */
  readonly botPort?: number;
}

/** A workspace with Alice, two channels and the bot, on a real local-slack server behind the strict layer. */
export async function startLocalSlack({ botPort, ...options }: LocalSlackOptions = {}) {
  const requestUrl = botPort === undefined ? {} : { requestUrl: `http://127.0.0.1:${botPort}/slack/events` };
  const port = await freePort();
  const base = `http://localhost:${port}`;
  let stopServer = async () => {};
  const layer = await startSlackLayer(
    async (eventsUrl) => {
      stopServer = await runServer(port, botPort === undefined ? {} : { requestUrl: eventsUrl });
      return { call: (method, args) => callServer(base, method, args) };
    },
    { ...options, ...requestUrl },
  );
  const page = await openPage(base);

  async function control(path: string, body?: object): Promise<unknown> {
    const answer = await fetch(`${base}/_control/${path}`, body === undefined ? {} : jsonPost(body));
    return answer.json();
  }
  const messages = async (channel: string) =>
    z.object({ messages: z.array(message) }).parse(await control(`messages/${channel}`)).messages;
  const injectClick = (type: string, more: Body) =>
    layer.inject("interactive", (responseUrl) => ({
      type,
      team: { id: SLACK.team, domain: "newsroom" },
      user: { id: ALICE, team_id: SLACK.team },
      trigger_id: "ours",
      ...more,
      ...(more.channel === undefined ? {} : { response_url: responseUrl }),
    }));

  return {
    /** Its own page, for people. */
    base,
    strict: layer,
    /** As `startSlack` and the app's config want them. */
    settings: {
      botToken: SLACK.botToken,
      appToken: botPort === undefined ? SLACK.appToken : null,
      signingSecret: botPort === undefined ? null : SLACK.signingSecret,
      install: null,
      managers: "members" as const,
      apiUrl: layer.apiUrl,
    },
    messages,
    /** The bot's messages in a channel, once there are `count` of them. */
    async botMessages(channel: string, count: number): Promise<LocalMessage[]> {
      for (let turn = 0; turn < 1_000; turn += 1) {
        const said = (await messages(channel)).filter((each) => each.user === SLACK.bot);
        if (said.length >= count) return said;
        await sleep(10);
      }
      throw new Error(`fewer than ${count} messages of the bot in ${channel}`);
    },
    /** The direct channel of Alice and the bot, once there is one. */
    async directChannel(): Promise<string> {
      const { channels } = workspace.parse(await control("state"));
      return channels.find(({ is_im }) => is_im)?.id ?? "";
    },
    /** Forgets all messages. */
    reset: () => control("reset", {}),
    command: (command: string, text: string, channel: string = GENERAL) =>
      control("command", { channel, user: ALICE, command, text }),
    say: (text: string, channel: string = GENERAL, thread?: string) =>
      control("message", { channel, user: ALICE, text, ...(thread ? { thread_ts: thread } : {}) }),
    click: (channel: string, messageTs: string, action: object) =>
      control("interact", { channel, messageTs, user: ALICE, action }),
    openHome: () => control("open-home", { user: ALICE }),
    /** A button of the Home tab, as the server's own page sends it: its ticket opens a form. */
    clickHome: (action: object) => page.send({ t: "block_action", user: ALICE, action }),
    /** Sends the form that is open, as the server's own page does. */
    submit: (values: object) => page.send({ t: "view_submit", user: ALICE, values }),
    /** What this server cannot send: what somebody typed into a select of a form. */
    suggest: (actionId: string, value: string) =>
      injectClick("block_suggestion", {
        action_id: actionId,
        block_id: actionId,
        value,
        container: { type: "view" },
      }),
    /** What this server cannot send: the shortcut on a message. */
    shortcut: (callbackId: string, text: string, at: string) =>
      injectClick("message_action", {
        callback_id: callbackId,
        channel: { id: GENERAL },
        message: { type: "message", ts: at, text },
        message_ts: at,
      }),
    async stop(): Promise<void> {
      page.close();
      await layer.stop();
      await stopServer();
    },
  };
}

export type LocalSlack = Awaited<ReturnType<typeof startLocalSlack>>;

/** @returns how to stop it. */
async function runServer(
  port: number,
  events: { readonly requestUrl?: string },
): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), "local-slack-"));
  const config = {
    workspace: { name: "Newsroom", domain: "newsroom", teamId: SLACK.team },
    app: {
      appId: "A01APP",
      botUserId: SLACK.bot,
      botName: "backchannel",
      botToken: SLACK.botToken,
      appToken: SLACK.appToken,
      signingSecret: SLACK.signingSecret,
      mode: events.requestUrl === undefined ? "socket" : "events",
      ...events,
    },
    users: [
      { id: ALICE, name: "alice", real_name: "Alice Anderson", tz: "Asia/Singapore" },
      { id: "U02BOB", name: "bob", real_name: "Bob Brown", tz: "America/New_York" },
    ],
    channels: [
      { id: GENERAL, name: "general", members: [ALICE, "U02BOB", SLACK.bot] },
      { id: DESK, name: "desk", members: [ALICE, SLACK.bot] },
    ],
  };
  await writeFile(join(folder, "config.yaml"), stringify(config));
  const server = spawn(BINARY, ["--config", join(folder, "config.yaml"), "--port", String(port)], {
    stdio: "ignore",
  });
  await untilUp(`http://localhost:${port}/_control/state`, server);
  return async () => {
    const gone = new Promise((resolve) => server.once("exit", resolve));
    server.kill("SIGKILL");
    await gone;
    await rm(folder, { recursive: true, force: true });
  };
}

async function callServer(base: string, method: string, args: Body): Promise<Body> {
  const token = method === "apps.connections.open" ? SLACK.appToken : SLACK.botToken;
  const headers = {
    authorization: `Bearer ${token}`,
    "content-type": "application/x-www-form-urlencoded",
  };
  const answer = await fetch(`${base}/api/${method}`, { method: "POST", headers, body: writeForm(args) });
  return z.record(z.string(), z.unknown()).parse(await answer.json());
}

/** The connection of the server's own page, which can do more than its control API. */
async function openPage(base: string) {
  const socket = new WebSocket(`${base.replace("http", "ws")}/ui`);
  await once(socket, "open");
  return {
    send: (event: object) => socket.send(JSON.stringify(event)),
    close: () => socket.terminate(),
  };
}

function jsonPost(body: object) {
  return { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
}

export async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, "127.0.0.1", resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}

async function untilUp(url: string, server: ChildProcess): Promise<void> {
  for (let turn = 0; turn < 400; turn += 1) {
    if (server.exitCode !== null) throw new Error(`local-slack ended with ${server.exitCode}`);
    try {
      if ((await fetch(url)).ok) return;
    } catch {
      await sleep(25);
    }
  }
  throw new Error("local-slack did not start");
}
