import { setTimeout as sleep } from "node:timers/promises";
import { FinalError, NewsError, TemporaryError } from "../errors.ts";
import { readRetryAfterMs } from "./retry-after.ts";

/** A host that asks for a day is asked again after an hour: one page's server must not silence all its others. */
const LONGEST_PAUSE_MS = 60 * 60_000;
const MOST_HOSTS = 5_000;
/** A turn so soon is waited for; for a later one, the job makes room for others. */
const SHORT_WAIT_MS = 1_000;
/** Beyond, a site's pages would wait for hours: the feed's own text is what there is. */
const MOST_WAITING = 500;

const PAUSED = "paused";

/** Whether nothing was asked, because the host wants to be left alone: no fault of what was to be read there. */
export function isPaused(error: unknown): error is NewsError {
  return error instanceof NewsError && error.facts.reason === PAUSED;
}

interface Answered {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
}

/** Hosts that asked to be left alone, by 429 or 503 with Retry-After: none of their feeds and pages is asked for. */
export function createPauses(now: () => number = Date.now) {
  const until = new Map<string, number>();
  return {
    /** @throws TemporaryError with `retryAfterMs` while the host wants no requests */
    check(host: string): void {
      const waitMs = (until.get(host) ?? 0) - now();
      if (waitMs <= 0) return void until.delete(host);
      throw new TemporaryError("host asked to wait", { reason: PAUSED, host, retryAfterMs: waitMs });
    },

    /** Heeds what an answer asks for. */
    note(host: string, { status, headers }: Answered): void {
      if (status !== 429 && status !== 503) return;
      const askedMs = readRetryAfterMs(headers["retry-after"], new Date(now()));
      if (askedMs === null || askedMs <= 0) return;
      if (until.size >= MOST_HOSTS) until.clear();
      until.set(host, now() + Math.min(askedMs, LONGEST_PAUSE_MS));
    },
  };
}

interface Line {
  /** When the host's last page was asked for. */
  lastAt: number;
  /** The first turn that nobody has. */
  freeAt: number;
  /** By address: whose turn comes when. */
  readonly turns: Map<string, number>;
}

/** Lets one page at a time go to a host, as far apart as its robots.txt asks. */
export function createTurns(now: () => number = Date.now) {
  const lines = new Map<string, Line>();

  function lineOf(host: string): Line {
    const known = lines.get(host);
    if (known) return known;
    if (lines.size >= MOST_HOSTS) lines.clear();
    const line = { lastAt: Number.NEGATIVE_INFINITY, freeAt: 0, turns: new Map<string, number>() };
    lines.set(host, line);
    return line;
  }

  /** The turn of an address, kept until it comes for it; one that comes late lets a gap to the last. */
  function turnOf(line: Line, url: string, gapMs: number): number {
    const kept = line.turns.get(url);
    if (kept !== undefined) return Math.max(kept, line.lastAt + gapMs);
    if (line.turns.size >= MOST_WAITING) forgetMissed(line);
    if (line.turns.size >= MOST_WAITING) {
      throw new FinalError("too many pages wait for this host", { reason: "crawl-delay" });
    }
    const turn = Math.max(line.freeAt, line.lastAt + gapMs, now());
    line.freeAt = turn + gapMs;
    return turn;
  }

  /** Turns of articles that were removed while they waited. */
  function forgetMissed({ turns }: Line): void {
    for (const [url, turn] of turns) if (turn < now() - LONGEST_PAUSE_MS) turns.delete(url);
  }

  return {
    /**
     * Takes an address's turn, waiting for one that is near.
     *
     * @throws TemporaryError with `retryAfterMs` when it comes later: the turn is kept for the address
     */
    async take(host: string, url: string, gapMs: number): Promise<void> {
      const line = lineOf(host);
      const turn = turnOf(line, url, gapMs);
      const waitMs = turn - now();
      if (waitMs > SHORT_WAIT_MS) {
        line.turns.set(url, turn);
        throw new TemporaryError("page's turn not come", {
          reason: "crawl-delay",
          host,
          retryAfterMs: waitMs,
        });
      }
      line.turns.delete(url);
      line.lastAt = Math.max(turn, now());
      if (waitMs > 0) await sleep(waitMs);
    },
  };
}
