import { createRedisBackend, withBackend } from "bullmq";
import { Redis } from "ioredis";
import { UserError } from "../errors.ts";
import { type Backend, makeQueues } from "./backend.ts";

const CONNECT_TIMEOUT_MS = 10_000;
const LONGEST_RECONNECT_MS = 2_000;

/**
 * Jobs in Redis, or in anything that speaks its protocol.
 *
 * @param prefix what every key begins with, so that two bots or two tests can share a server.
 * @throws UserError, without the address's password, when the server cannot be reached.
 */
export async function openRedisBackend(
  url: string,
  prefix: string,
  onError: (error: Error) => void,
): Promise<Backend> {
  const redis = new Redis(url, {
    lazyConnect: true,
    connectTimeout: CONNECT_TIMEOUT_MS,
    // BullMQ's own demand: a command waits for the connection rather than fail.
    maxRetriesPerRequest: null,
    retryStrategy: (attempt) => Math.min(attempt * 100, LONGEST_RECONNECT_MS),
  });
  let lastError: Error | null = null;
  redis.on("error", (error: Error) => {
    lastError = error;
    onError(error);
  });
  try {
    await redis.connect();
    await redis.ping();
  } catch (error) {
    redis.disconnect();
    throw new UserError(
      `Redis cannot be used at ${placeOf(url)} (${reasonOf(lastError ?? error)}). Is it running, and is REDIS_URL right?`,
    );
  }
  return {
    name: "redis",
    ...makeQueues(withBackend(createRedisBackend), {
      connection: redis,
      prefix,
      queueName: (jobName) => jobName,
      onError,
    }),
    async probe() {
      await redis.set(`${prefix}:probe`, new Date().toISOString(), "EX", 3600);
    },
    async close() {
      await Promise.race([redis.quit(), new Promise((resolve) => setTimeout(resolve, 1000).unref())]);
      redis.disconnect();
    },
  };
}

/** Host and port, never the name or password. */
function placeOf(url: string): string {
  const { hostname, port } = new URL(url);
  return `${hostname}:${port || "6379"}`;
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return "unknown reason";
  if ("code" in error && typeof error.code === "string") return error.code;
  return /^(WRONGPASS|NOAUTH|NOPERM|LOADING|READONLY)/u.exec(error.message)?.[1] ?? "no connection";
}
