import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { createConnection, createServer } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";

const NAMES = ["redis-server", "valkey-server", "keydb-server"];
const START_TIMEOUT_MS = 10_000;

export interface RedisServer {
  readonly url: string;
  readonly port: number;
  /** Ends it as a crash would, keeping what it wrote to disk. */
  kill(): Promise<void>;
  /** Starts it again on the same port and files. */
  start(): Promise<void>;
  /** Ends it and deletes its files. */
  stop(): Promise<void>;
}

/** Path of a Redis server on this machine, or null. */
export function findRedis(path = process.env.PATH ?? ""): string | null {
  const folders = [...path.split(delimiter), "/usr/bin", "/usr/local/bin", "/opt/homebrew/bin"];
  const places = folders.flatMap((folder) => NAMES.map((name) => join(folder, name)));
  return places.find((place) => existsSync(place)) ?? null;
}

/** Starts a Redis of our own on a free port, with its append-only file in a temporary folder. */
export async function startRedis(): Promise<RedisServer> {
  const binary = findRedis();
  if (binary === null) throw new Error(`no Redis found: install one of ${NAMES.join(", ")}`);
  const folder = mkdtempSync(join(tmpdir(), "backchannel-redis-"));
  const port = await freePort();
  let server: ChildProcess | null = null;

  async function start(): Promise<void> {
    const options = ["--bind", "127.0.0.1", "--port", `${port}`, "--dir", folder, "--save", ""];
    const durable = ["--appendonly", "yes", "--appendfsync", "everysec", "--maxmemory-policy", "noeviction"];
    server = spawn(binary ?? "", [...options, ...durable], { stdio: "ignore" });
    await answers(port);
  }

  async function kill(signal: NodeJS.Signals = "SIGKILL"): Promise<void> {
    const running = server;
    server = null;
    if (!running || running.exitCode !== null) return;
    const ended = new Promise((resolve) => running.once("exit", resolve));
    running.kill(signal);
    await ended;
  }

  await start();
  return {
    url: `redis://127.0.0.1:${port}`,
    port,
    kill: () => kill(),
    start,
    async stop() {
      await kill("SIGTERM");
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A port that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("no free port");
  return address.port;
}

async function answers(port: number): Promise<void> {
  const until = Date.now() + START_TIMEOUT_MS;
  while (Date.now() < until) {
    if (await pings(port)) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error("Redis did not start in time");
}

/** Listening is not enough: while it reads its file back, it answers LOADING. */
async function pings(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection({ host: "127.0.0.1", port });
    const finish = (result: boolean) => {
      socket.destroy();
      resolve(result);
    };
    socket.setTimeout(1000, () => finish(false));
    socket.once("error", () => finish(false));
    socket.once("connect", () => socket.write("PING\r\n"));
    socket.once("data", (data) => finish(data.toString().startsWith("+PONG")));
  });
}
