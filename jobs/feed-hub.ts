import { randomBytes } from "node:crypto";
import { findHub, hubId } from "../src/feeds/websub.ts";
import type { StoredFeed } from "../src/store/feeds.ts";
import type { StoredHub } from "../src/store/hubs.ts";
import type { Served } from "./fetch-feed.ts";
import type { JobContext } from "./job.ts";

/** What a push promised may still be on its way to the feed's own server, or to a copy of it. */
const COPY_MS = 3 * 60_000;
const LOOK_AGAIN_MS = 60_000;

/** Wants the hub that a feed names now, and no other; it is asked at once. */
export async function noteHub(
  { page, parsed }: Served,
  feed: StoredFeed,
  context: JobContext,
): Promise<void> {
  const { store, enqueue, now, settings } = context;
  const { publicUrl } = settings;
  if (publicUrl === undefined) return;
  const offer = findHub(page.headers, parsed, page.url);
  const known = await store.hubs.ofFeeds([feed.id]);
  const id = offer && hubId(feed.id, offer, publicUrl);
  if (known.length === (id === null ? 0 : 1) && known.every((hub) => hub.id === id)) return;
  if (offer && id !== null) {
    const token = randomBytes(24).toString("base64url");
    const secret = randomBytes(32).toString("base64url");
    const callback = `${publicUrl}/websub/${token}`;
    await store.hubs.want({ ...offer, id, feedId: feed.id, token, secret, callback, nextTryAt: now() });
  } else await store.hubs.leave(feed.id, now());
  await enqueue("ask-hubs", [{}]);
}

/** The hub that pushes a feed now; null where every feed is polled. */
export async function hubOf(
  feedId: string,
  { store, now, settings }: Pick<JobContext, "store" | "now" | "settings">,
): Promise<StoredHub | null> {
  return settings.publicUrl === undefined ? null : await store.hubs.livingOf(feedId, now());
}

/**
 * When to look again because of a push: one that came while the feed was read, or that told of something which
 * was not there yet. Null when there is no such push.
 *
 * @param found whether the look brought anything
 */
export function lookAfterPush(hub: StoredHub | null, startedAt: Date, at: Date, found: boolean): Date | null {
  const pushedAt = hub?.pushedAt?.getTime() ?? null;
  if (pushedAt === null) return null;
  const isNewer = pushedAt > startedAt.getTime();
  const isMissed = !found && at.getTime() - pushedAt < COPY_MS;
  return isNewer || isMissed ? new Date(at.getTime() + LOOK_AGAIN_MS) : null;
}
