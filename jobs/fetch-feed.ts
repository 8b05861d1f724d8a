import { z } from "zod";
import { NewsError } from "../src/errors.ts";
import { toArticles } from "../src/feeds/articles.ts";
import { askedWaitMs, nextLook, nextLookAfterFailure } from "../src/feeds/due.ts";
import { type FeedPage, fetchFeedPage } from "../src/feeds/fetch.ts";
import { needsPage } from "../src/feeds/needs-page.ts";
import { isPaused } from "../src/feeds/pacing.ts";
import { type ParsedFeed, parseFeed } from "../src/feeds/parse.ts";
import { createLimiter } from "../src/limiter.ts";
import type { StoredFeed } from "../src/store/feeds.ts";
import { askForPages, askToTag } from "./article-batch.ts";
import { hubOf, lookAfterPush, noteHub } from "./feed-hub.ts";
import { defineJob, type JobContext } from "./job.ts";

const DAY_MS = 24 * 60 * 60 * 1000;
/** A week shows an outlet's weekends. */
const PAST_DAYS = 7;

/** Stores a feed's new articles and asks for each to be read. */
export const fetchFeed = defineJob({
  name: "fetch-feed",
  data: z.object({ feedId: z.string() }),
  key: ({ feedId }) => feedId,
  concurrency: 32,
  attempts: 3,
  async run({ feedId }, context) {
    const { store, now } = context;
    const feed = await store.feeds.get(feedId);
    // Removed while the job waited, or looked at already: the clock may ask twice.
    if (!feed || feed.nextLookAt > now()) return;
    const startedAt = now();
    const page = await askServer(feed, context).catch(asFault);
    if (page === null)
      return noteLook(feed, { startedAt, page, items: 0, fresh: 0, changed: 0, askedMs: null }, context);
    // What is wrong with a feed is no fault of the job: it is noted, and the feed is looked at again later.
    if (isPaused(page)) return waitForHost(feed, page, context);
    if (page instanceof NewsError) return noteFailure(feed, page, context);
    // Waiting for servers takes no room; what they sent does, once it is read.
    await readers.run("all", async () => {
      const parsed = await parseFeed(page.bytes, page.headers, page.url).catch(asFault);
      if (parsed instanceof NewsError) await noteFailure(feed, parsed, context);
      else await take({ page, parsed, address: addressOf(feed) }, feed, startedAt, context);
    });
  },
});

/** How many feeds are in hands at once in one process, of all that are asked for. */
const READ_AT_ONCE = 4;
const readers = createLimiter(READ_AT_ONCE);

function asFault(error: unknown): NewsError {
  if (error instanceof NewsError) return error;
  throw error;
}

export interface Served {
  readonly page: FeedPage;
  readonly parsed: ParsedFeed;
  /** Where we asked. */
  readonly address: string;
}

/** The feed as its server gives it now; null when it has not changed. */
async function askServer(feed: StoredFeed, { http, now }: JobContext): Promise<FeedPage | null> {
  const address = addressOf(feed);
  const { etag, lastModified } = isUsual(address, feed) ? feed : { etag: null, lastModified: null };
  return await fetchFeedPage({ id: feed.id, url: address, etag, lastModified }, http, now());
}

async function take(
  { page, parsed, address }: Served,
  feed: StoredFeed,
  startedAt: Date,
  context: JobContext,
): Promise<void> {
  const { store, enqueue, log, now } = context;
  const { articles, skipped } = toArticles(parsed, feed, now());
  for (const { index, reason } of skipped) log.warn({ index, reason }, "item skipped");
  const baseline = feed.baselineAt === null;
  const { fresh, changed } = await store.articles.add(articles.map((article) => ({ ...article, baseline })));
  // Not only the fresh ones: a run that was cut short after storing them has not asked for them.
  const isFresh = new Set(fresh);
  const known = articles.map(({ id }) => id).filter((id) => !isFresh.has(id));
  const wanted = new Set([...fresh, ...changed, ...(await store.articles.unread(known))]);
  const { short = [], whole = [] } = Object.groupBy(
    articles.filter(({ id }) => wanted.has(id)).map((article) => ({ ...article, baseline })),
    (article) => (needsPage(article, feed) ? "short" : "whole"),
  );
  await askForPages(short, enqueue);
  await askToTag(whole, enqueue);
  await noteHub({ page, parsed, address }, feed, context);
  // Last: after a crash before here, the next run does it all again.
  const currentUrl = page.movedTo ?? (isUsual(address, feed) ? feed.currentUrl : address);
  const look = {
    startedAt,
    page,
    items: articles.length,
    fresh: fresh.length,
    changed: changed.length,
    askedMs: askedWaitMs(parsed.waitMs, page),
  };
  await noteLook({ ...feed, currentUrl }, look, context);
  log.info({ items: parsed.items.length, fresh: fresh.length, changed: changed.length }, "feed read");
}

const isUsual = (address: string, { currentUrl, url }: StoredFeed) => address === (currentUrl ?? url);

/** The usual address; while that fails, the others in turn. */
function addressOf({ currentUrl, url, otherUrls, failures }: StoredFeed): string {
  const addresses = [...new Set([currentUrl ?? url, url, ...otherUrls])];
  return addresses[failures % addresses.length] ?? url;
}

interface Look {
  readonly startedAt: Date;
  /** Null when nothing had changed. */
  readonly page: FeedPage | null;
  readonly items: number;
  readonly fresh: number;
  readonly changed: number;
  readonly askedMs: number | null;
}

async function noteLook(
  feed: StoredFeed,
  { startedAt, page, items, fresh, changed, askedMs }: Look,
  context: JobContext,
): Promise<void> {
  const { store, now, settings } = context;
  const at = now();
  const hub = await hubOf(feed.id, context);
  const past = {
    failures: 0,
    meanGapMs: await meanGap(feed, at, store),
    pushedUntil: hub?.leasedUntil ?? null,
  };
  const nextLookAt =
    lookAfterPush(hub, startedAt, at, fresh + changed > 0) ??
    nextLook(at, past, askedMs, { pollMs: settings.feedPollMs }, Math.random());
  const look = {
    currentUrl: feed.currentUrl,
    ...(page ? { etag: page.etag, lastModified: page.lastModified, lastItems: items } : {}),
    failures: 0,
    lastError: null,
    lastLookAt: at,
    lastOkAt: at,
    ...(fresh > 0 ? { lastNewAt: at } : {}),
    ...(page && feed.baselineAt === null ? { baselineAt: at } : {}),
    nextLookAt,
  };
  await store.feeds.saveLook(feed.id, look, { at, failed: false, items, fresh });
}

async function noteFailure(
  feed: StoredFeed,
  error: NewsError,
  { store, log, now, settings }: JobContext,
): Promise<void> {
  const at = now();
  const failures = feed.failures + 1;
  const past = { failures, meanGapMs: null };
  log.warn({ ...error.facts, failures, fault: error.message }, "feed not read");
  const look = {
    failures,
    lastError: faultLine(error),
    lastLookAt: at,
    nextLookAt: nextLookAfterFailure(at, past, error, { pollMs: settings.feedPollMs }, Math.random()),
  };
  await store.feeds.saveLook(feed.id, look, { at, failed: true, items: 0, fresh: 0 });
}

/** Its host wants to be left alone: nothing was asked, so nothing is known against the feed. */
async function waitForHost(
  feed: StoredFeed,
  { facts }: NewsError,
  { store, now }: JobContext,
): Promise<void> {
  const waitMs = Number(facts.retryAfterMs) * (1 + Math.random() / 10);
  await store.feeds.saveLook(feed.id, { nextLookAt: new Date(now().getTime() + waitMs) });
}

/** For `/feeds`: what happened, and the status or reason that tells more. */
function faultLine({ message, facts }: NewsError): string {
  const detail = facts.status ?? facts.reason;
  return detail === undefined || detail === null ? message : `${message} (${detail})`;
}

/** Mean time between new items of late; null for a feed too young to tell. */
async function meanGap(feed: StoredFeed, at: Date, store: JobContext["store"]): Promise<number | null> {
  const since = new Date(at.getTime() - PAST_DAYS * DAY_MS);
  if (feed.baselineAt === null || feed.baselineAt > since) return null;
  const days = await store.feeds.days(feed.id, since);
  const fresh = days.reduce((sum, day) => sum + day.fresh, 0);
  return fresh === 0 ? PAST_DAYS * DAY_MS : (PAST_DAYS * DAY_MS) / fresh;
}
