import { DatabaseError, type Pool } from "pg";
import { UserError } from "../errors.ts";
import type { Log } from "../log.ts";
import { type Database, drizzleOver } from "./database.ts";
import { openEmbedded } from "./embedded.ts";
import { migrateTables } from "./migrate.ts";
import { closePool, openPool } from "./pool.ts";

export interface DatabaseSettings {
  /** A PostgreSQL server's address; null starts the embedded one. */
  readonly url: string | null;
  /** Where the embedded server keeps its data. */
  readonly dataDir: string;
  /** Connections at most; the queue keeps its own beside them. */
  readonly maxConnections?: number;
  /** True for a command-line tool, which may use the embedded server beside a running bot. */
  readonly shared?: boolean;
}

export interface OpenDatabase {
  readonly db: Database;
  readonly pool: Pool;
  /** For others who need the same database, such as the queue. It holds a password. */
  readonly url: string;
  /** Whether it takes writes just now. Never throws. */
  probe(): Promise<boolean>;
  close(): Promise<void>;
}

const MAX_CONNECTIONS = 12;
const PROBE_TIMEOUT_MS = 2_000;

/**
 * Connects to the configured database, or to the embedded one that it starts, and brings the tables up to date.
 *
 * @throws UserError in words for the person who set it up, never with the password.
 */
export async function openDatabase(settings: DatabaseSettings, log: Log): Promise<OpenDatabase> {
  const { dataDir, shared = false } = settings;
  const embedded = settings.url === null ? await openEmbedded({ dataDir, alone: !shared }, log) : null;
  const url = embedded?.url ?? settings.url ?? "";
  const pool = openPool(url, {
    max: settings.maxConnections ?? MAX_CONNECTIONS,
    applicationName: "backchannel",
  });
  // A connection lost while idle is replaced at the next query.
  pool.on("error", (error) => log.warn({ error: error.message }, "database connection lost"));
  try {
    await migrateTables(pool);
  } catch (error) {
    await closePool(pool);
    await embedded?.close();
    throw connectionError(url, error);
  }
  return {
    db: drizzleOver(pool),
    pool,
    url,
    probe: () => canWrite(pool),
    async close() {
      await closePool(pool);
      await embedded?.close();
    },
  };
}

/** Takes a transaction's number: a server that cannot write refuses, one that hangs is given up. */
async function canWrite(pool: Pool): Promise<boolean> {
  const late = new Promise<false>((resolve) => setTimeout(resolve, PROBE_TIMEOUT_MS, false).unref());
  const written = pool.query("select pg_current_xact_id()").then(
    () => true,
    () => false,
  );
  return await Promise.race([written, late]);
}

const REASONS: Readonly<Record<string, string>> = {
  ECONNREFUSED: "nothing listens there",
  ENOTFOUND: "there is no such host",
  EAI_AGAIN: "its name cannot be looked up",
  ETIMEDOUT: "it does not answer",
  EHOSTUNREACH: "it cannot be reached",
  ENETUNREACH: "its network cannot be reached",
  ECONNRESET: "it hung up",
  "28P01": "it refuses the user or password",
  "28000": "it refuses the user",
  "3D000": "it has no such database",
  "42501": "the user may not create tables or the extension pg_trgm",
  "53300": "it has no connection left for us",
  "57P03": "it is starting or stopping",
  "0A000": "it lacks something that Backchannel needs, such as the extension pg_trgm",
  "58P01": "it lacks the extension pg_trgm",
};

/** A failed start in one line: which server, and why, but no password. */
function connectionError(url: string, error: unknown): unknown {
  const code = codeOf(error);
  const reason = REASONS[code] ?? reasonOf(error);
  if (reason === null) return error;
  const note = code === "" ? "" : ` (${code})`;
  return new UserError(
    `PostgreSQL at ${placeOf(url)} cannot be used: ${reason}${note}. Check DATABASE_URL and the server.`,
  );
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return "";
  if ("code" in error && typeof error.code === "string") return error.code;
  if (error instanceof AggregateError) return codeOf(error.errors[0]);
  return codeOf(error.cause);
}

function reasonOf(error: unknown): string | null {
  if (error instanceof DatabaseError) return error.message;
  if (!(error instanceof Error)) return null;
  return /timeout|terminated/iu.test(error.message) ? "it does not answer" : null;
}

/** Host and port, never user or password. */
function placeOf(url: string): string {
  const parsed = URL.parse(url);
  return parsed ? `${parsed.hostname || "localhost"}:${parsed.port || "5432"}` : "the given address";
}
