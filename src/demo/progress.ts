import { setTimeout as sleep } from "node:timers/promises";
import { TemporaryError } from "../errors.ts";
import type { Store } from "../store/store.ts";

const LOOK_EVERY_MS = 100;
/** Reading takes about two seconds; a slow machine gets a hundred times that. */
const GIVE_UP_MS = 20_000;
const ALL_TIME = { from: new Date(0), until: new Date("9999-01-01") };
const BAR_WIDTH = 24;

interface Expected {
  readonly feeds: number;
  readonly articles: number;
}

type Screen = NodeJS.WriteStream;

/**
 * Shows how far the reading has come, until every feed was looked at and every article is read and placed.
 *
 * @throws TemporaryError when that does not happen.
 */
export async function showProgress(store: Store, expected: Expected, screen: Screen): Promise<void> {
  const giveUpAt = Date.now() + GIVE_UP_MS;
  for (;;) {
    const { feeds, articles, done } = await readProgress(store);
    if (screen.isTTY)
      screen.write(`\r${bar(done, expected.articles)} ${done} of ${expected.articles} articles read`);
    if (feeds === expected.feeds && done >= articles && articles > 0) break;
    if (Date.now() > giveUpAt)
      throw new TemporaryError("the demo's news was not read in time", { done, articles });
    await sleep(LOOK_EVERY_MS);
  }
  screen.write(screen.isTTY ? "\r\u001b[2K" : `${expected.articles} articles read\n`);
}

async function readProgress(store: Store) {
  const feeds = await store.feeds.list();
  const [{ articles }, waiting] = await Promise.all([
    store.articles.count(ALL_TIME),
    store.articles.unfinished(ALL_TIME.from, ALL_TIME.until),
  ]);
  return {
    feeds: feeds.filter(({ lastLookAt }) => lastLookAt !== null).length,
    articles,
    done: articles - waiting.length,
  };
}

function bar(done: number, all: number): string {
  const filled = Math.min(BAR_WIDTH, Math.round((done / all) * BAR_WIDTH));
  return `${"█".repeat(filled)}${"░".repeat(BAR_WIDTH - filled)}`;
}
