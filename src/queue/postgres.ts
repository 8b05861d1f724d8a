import { createPostgresBackend, DEFAULT_SCHEMA, runMigrations, withBackend } from "bullmq";
import { UserError } from "../errors.ts";
import { closePool, openPool } from "../store/pool.ts";
import { type Backend, makeQueues } from "./backend.ts";

/** Connections beside those that only listen: measured, more of them gained nothing on two cores. */
const QUERY_CONNECTIONS = 8;

/**
 * Jobs in the same PostgreSQL database as the records, in a schema of their own.
 *
 * @param prefix what every queue's name begins with.
 * @param workers how many workers will be opened: each keeps one connection that listens.
 * @throws UserError, without the address's password, when the server cannot be reached.
 */
export async function openPostgresBackend(
  url: string,
  prefix: string,
  workers: number,
  onError: (error: Error) => void,
): Promise<Backend> {
  // One pool for all queues and workers: BullMQ would open one for each, and a server allows about a hundred.
  const pool = openPool(url, {
    max: workers + QUERY_CONNECTIONS,
    searchPath: DEFAULT_SCHEMA,
    applicationName: "backchannel-queue",
  });
  // Every queue and worker listens to it.
  pool.setMaxListeners(0);
  pool.on("error", onError);
  try {
    const client = await pool.connect();
    try {
      await runMigrations(client);
    } finally {
      client.release();
    }
  } catch (error) {
    await closePool(pool);
    throw new UserError(
      `PostgreSQL cannot hold the jobs (${reasonOf(error)}). Is it running, is DATABASE_URL right, and may its user create a schema?`,
    );
  }
  return {
    name: "postgres",
    ...makeQueues(withBackend(createPostgresBackend), {
      connection: pool,
      queueName: (jobName) => `${prefix}.${jobName}`,
      onError,
    }),
    async probe() {
      await pool.query(
        "INSERT INTO meta (queue, field, value) VALUES ($1, 'probe', $2) ON CONFLICT (queue, field) DO UPDATE SET value = EXCLUDED.value",
        [prefix, new Date().toISOString()],
      );
    },
    close: () => closePool(pool),
  };
}

function reasonOf(error: unknown): string {
  return error instanceof Error && "code" in error && typeof error.code === "string"
    ? error.code
    : "no connection";
}
