import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { stringify } from "yaml";
import { z } from "zod";

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

export const TOKENS = {
  botToken: "xoxb-local-test",
  appToken: "xapp-local-test",
  signingSecret: "local-signing-secret",
} as const;

export const BOT = "U0BOT";
export const ALICE = "U01ALICE";
export const GENERAL = "C01GEN";

/** A workspace with Alice, a channel and the bot, on a real local-slack server. */
export async function startLocalSlack(requestUrl?: string) {
  const port = await freePort();
  const folder = await mkdtemp(join(tmpdir(), "local-slack-"));
  const config = {
    workspace: { name: "Newsroom", domain: "newsroom", teamId: "T01TEST" },
    app: {
      appId: "A01APP",
      botUserId: BOT,
      botName: "backchannel",
      ...TOKENS,
      mode: requestUrl === undefined ? "socket" : "events",
      ...(requestUrl === undefined ? {} : { requestUrl }),
    },
    users: [
      { id: ALICE, name: "alice", real_name: "Alice Anderson", tz: "Asia/Singapore" },
      { id: "U02BOB", name: "bob", real_name: "Bob Brown", tz: "America/New_York" },
    ],
    channels: [
      { id: GENERAL, name: "general", members: [ALICE, "U02BOB", BOT] },
      { id: "C02DESK", name: "desk", members: [ALICE, BOT] },
    ],
  };
  await writeFile(join(folder, "config.yaml"), stringify(config));
  const server = spawn(BINARY, ["--config", join(folder, "config.yaml"), "--port", String(port)], {
    stdio: "ignore",
  });
  const base = `http://localhost:${port}`;
  await untilUp(`${base}/_control/state`, server);

  async function control(path: string, body?: object): Promise<unknown> {
    const answer = await fetch(`${base}/_control/${path}`, {
      ...(body === undefined
        ? {}
        : { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) }),
    });
    return answer.json();
  }
  const messages = async (channel: string) =>
    z.object({ messages: z.array(message) }).parse(await control(`messages/${channel}`)).messages;

  return {
    base,
    apiUrl: `${base}/api/`,
    /** As `startSlack` and the app's config want them, in Socket Mode. */
    settings: {
      botToken: TOKENS.botToken,
      appToken: TOKENS.appToken,
      signingSecret: null,
      install: null,
      managers: "members" as const,
      apiUrl: `${base}/api/`,
    },
    control,
    messages,
    /** The bot's messages in a channel, once there are `count` of them. */
    async botMessages(channel: string, count: number): Promise<LocalMessage[]> {
      for (let turn = 0; turn < 400; turn += 1) {
        const said = (await messages(channel)).filter((each) => each.user === BOT);
        if (said.length >= count) return said;
        await sleep(25);
      }
      throw new Error(`fewer than ${count} messages of the bot in ${channel}`);
    },
    command: (command: string, text: string, channel = GENERAL) =>
      control("command", { channel, user: ALICE, command, text }),
    say: (text: string, channel = GENERAL, thread?: string) =>
      control("message", { channel, user: ALICE, text, ...(thread ? { thread_ts: thread } : {}) }),
    click: (channel: string, messageTs: string, action: object) =>
      control("interact", { channel, messageTs, user: ALICE, action }),
    async stop(): Promise<void> {
      const gone = new Promise((resolve) => server.once("exit", resolve));
      server.kill("SIGKILL");
      await gone;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export type LocalSlack = Awaited<ReturnType<typeof startLocalSlack>>;

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
