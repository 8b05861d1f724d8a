import { availableParallelism } from "node:os";
import { Tinypool } from "tinypool";
import type { ExtractedArticle } from "../articles/extract.ts";
import { FinalError } from "../errors.ts";
import { createLimiter } from "../limiter.ts";
import type { Reading } from "../model.ts";
import type { ReadableArticle } from "../reading/read.ts";
import type { ReadPage } from "./thread.ts";

/** Threads that read beside the event loop, so that no long article keeps a person or the queue waiting. */
export interface Readers {
  /** Starts a thread now rather than when something is first to be read. */
  start(): void;
  /**
   * The readings of articles, in their order: all of them or none.
   *
   * @throws FinalError when reading takes too long or too much memory.
   */
  readArticles(articles: readonly ReadableArticle[]): Promise<Reading[]>;
  /** @throws FinalError when reading takes too long or too much memory. */
  extractArticle(page: ReadPage): Promise<ExtractedArticle>;
  close(): Promise<void>;
}

export interface ReaderLimits {
  readonly threads?: number;
  /** The wait for a free thread included. */
  readonly timeoutMs?: number;
}

/** The event loop and the database need a core too; beyond four the database is what bounds. */
const MOST_THREADS = 4;
/** The longest hostile text of 1 MB takes some seconds: what takes this long would never end. */
const TIMEOUT_MS = 120_000;
/** Far beyond what any article needs; a thread that reaches it ends alone, not the bot. */
const HEAP_MB = 1024;
/** Measured: as fast as without, and 100 MB less. */
const YOUNG_MB = 32;
/** Threads beyond the first are let go when there is nothing to read. */
const IDLE_MS = 30_000;

export function createReaders({
  threads = Math.max(1, Math.min(MOST_THREADS, availableParallelism() - 1)),
  timeoutMs = TIMEOUT_MS,
}: ReaderLimits = {}): Readers {
  let pool: Tinypool | null = null;
  // Pages come faster than they are read: without a limit, articles that are ready would wait behind all of them.
  const pages = createLimiter(threads);

  function start(): Tinypool {
    pool ??= new Tinypool({
      filename: new URL("./thread.ts", import.meta.url).href,
      minThreads: 1,
      maxThreads: threads,
      idleTimeout: IDLE_MS,
      resourceLimits: { maxOldGenerationSizeMb: HEAP_MB, maxYoungGenerationSizeMb: YOUNG_MB },
    });
    return pool;
  }

  async function ask<Answer>(name: string, task: object): Promise<Answer> {
    try {
      return await start().run(task, { name, signal: AbortSignal.timeout(timeoutMs) });
    } catch (error) {
      if (isAbout(error, "AbortError")) throw new FinalError("reading took too long", { timeoutMs });
      if (isAbout(error, "ERR_WORKER_OUT_OF_MEMORY")) throw new FinalError("reading took too much memory");
      throw error;
    }
  }

  return {
    start: () => void start(),
    readArticles: (articles) =>
      // Nothing else of what the caller holds is copied to the thread.
      ask(
        "read",
        articles.map(({ title, text, date }) => ({ title, text, date })),
      ),
    extractArticle: ({ html, url }) => pages.run("all", () => ask("extract", { html, url })),
    async close() {
      await pool?.destroy();
    },
  };
}

function isAbout(error: unknown, word: string): boolean {
  return error instanceof Error && (error.name === word || ("code" in error && error.code === word));
}
