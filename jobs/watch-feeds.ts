import { z } from "zod";
import { type Chat, UnknownOutcomeError } from "../src/chat/chat.ts";
import { NewsError } from "../src/errors.ts";
import { type FeedJudgement, judgeFeed, PAST_DAYS } from "../src/feeds/health.ts";
import { feedHealthMessage } from "../src/messages/feed-health.ts";
import type { StoredFeed } from "../src/store/feeds.ts";
import { defineJob, type JobContext } from "./job.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

/** A feed whose state is not the one that admins know. */
interface Change {
  readonly feed: StoredFeed;
  readonly judgement: FeedJudgement;
  /** What is kept once they know; null is well. */
  readonly told: string | null;
}

/** Somebody to whom this process can write. */
interface Admin {
  readonly workspaceId: string;
  readonly userId: string;
  readonly tell: NonNullable<Chat["tell"]>;
}

/**
 * Tells admins once of each feed that is dead, empty, stale or quieter than its own past, and once when it is
 * well again; all that changed is one message. What nobody can be told waits until somebody can.
 */
export const watchFeeds = defineJob({
  name: "watch-feeds",
  data: z.object({}),
  key: () => "clock",
  role: "chat",
  concurrency: 1,
  attempts: 1,
  everyMs: 60 * 60_000,
  async run(_, context) {
    const feeds = await context.store.feeds.list();
    const changes = await findChanges(feeds, context);
    const letters = await addressChanges(changes, context);
    if (letters.size === 0) return;
    // Before it is told: after a crash in between it stands in /feeds alone, and is never told twice.
    const claimed = new Set<Change>();
    for (const change of new Set([...letters.values()].flat())) {
      const { feed, told } = change;
      if (await context.store.feeds.claimTelling(feed.id, feed.told, told)) claimed.add(change);
    }
    const known = await tellAll(letters, claimed, feeds, context);
    for (const change of claimed) {
      const { feed, told } = change;
      if (!known.has(change)) await context.store.feeds.claimTelling(feed.id, told, feed.told);
    }
    context.log.info({ changed: changes.length, told: known.size }, "feeds watched");
  },
});

async function findChanges(
  feeds: readonly StoredFeed[],
  { store, now }: JobContext,
): Promise<readonly Change[]> {
  const since = new Date(now().getTime() - PAST_DAYS * DAY_MS);
  const ids = feeds.map(({ id }) => id);
  const days = await store.feeds.daysOf(ids, since);
  return feeds.flatMap((feed) => {
    const judgement = judgeFeed(feed, days.get(feed.id) ?? [], now());
    const told = judgement.since === null ? null : judgement.state;
    return told === feed.told ? [] : [{ feed, judgement, told }];
  });
}

/** Whom to tell what: of everyone's feeds each workspace's admin, of a private one whoever added it. */
async function addressChanges(
  changes: readonly Change[],
  { store, chats }: JobContext,
): Promise<ReadonlyMap<Admin, readonly Change[]>> {
  const letters = new Map<Admin, Change[]>();
  if (changes.length === 0) return letters;
  for (const { id: workspaceId, adminId } of await store.workspaces.list()) {
    const chat = [...chats.values()].find(({ name }) => workspaceId.startsWith(`${name}:`));
    if (!chat?.tell) continue;
    const theirs = changes.filter(
      ({ feed }) => feed.workspaceId === null || feed.workspaceId === workspaceId,
    );
    const tell = chat.tell.bind(chat);
    for (const [userId, list] of Map.groupBy(theirs, ({ feed }) => feed.addedBy ?? adminId)) {
      if (userId !== null) letters.set({ workspaceId, userId, tell }, list);
    }
  }
  return letters;
}

/** Returns the changes that at least one admin knows now, or may know. */
async function tellAll(
  letters: ReadonlyMap<Admin, readonly Change[]>,
  claimed: ReadonlySet<Change>,
  feeds: readonly StoredFeed[],
  { log, settings }: JobContext,
): Promise<ReadonlySet<Change>> {
  const known = new Set<Change>();
  for (const [{ workspaceId, userId, tell }, list] of letters) {
    const news = list.filter((change) => claimed.has(change));
    if (news.length === 0) continue;
    const seen = feeds.filter((feed) => feed.workspaceId === null || feed.workspaceId === workspaceId);
    const changed = news.map(({ feed, judgement }) => ({ ...feed, judgement }));
    try {
      await tell(workspaceId, userId, feedHealthMessage(changed, seen.length, settings.timeZone));
    } catch (error) {
      log.warn({ workspaceId, error: error instanceof Error ? error.name : "unknown" }, "admin not told");
      // Only what surely did not arrive is told again.
      if (error instanceof NewsError && !(error instanceof UnknownOutcomeError)) continue;
    }
    for (const change of news) known.add(change);
  }
  return known;
}
