import { type FeedJudgement, judgeFeed, PAST_DAYS } from "../src/feeds/health.ts";
import type { StoredFeed } from "../src/store/feeds.ts";
import type { Store } from "../src/store/store.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

/** Each feed compared with its own past, by feed id. */
export async function judgeFeeds(
  feeds: readonly StoredFeed[],
  store: Store,
  now: Date,
): Promise<ReadonlyMap<string, FeedJudgement>> {
  const ids = feeds.map(({ id }) => id);
  const days = await store.feeds.daysOf(ids, new Date(now.getTime() - PAST_DAYS * DAY_MS));
  return new Map(feeds.map((feed) => [feed.id, judgeFeed(feed, days.get(feed.id) ?? [], now)]));
}
