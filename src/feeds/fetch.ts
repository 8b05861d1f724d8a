import { createHash } from "node:crypto";
import { FinalError, TemporaryError } from "../errors.ts";
import type { Feed } from "../model.ts";
import type { Http } from "./http.ts";
import { readRetryAfterMs } from "./retry-after.ts";

export { createHttp, type Http, type HttpSettings } from "./http.ts";

/** What we keep of a feed between two looks, so that its server need not send it again. */
export interface FeedState extends Pick<Feed, "id" | "url"> {
  /** The server's entity tag; where it gives no validator at all, our own of the body: see `ownTag`. */
  readonly etag: string | null;
  readonly lastModified: string | null;
}

/** A feed as served. */
export interface FeedPage {
  readonly bytes: Buffer;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Where it came from, after redirects: relative links start here. */
  readonly url: string;
  /** The feed's new address when its server says for good, else null. */
  readonly movedTo: string | null;
  readonly etag: string | null;
  readonly lastModified: string | null;
  readonly wireBytes: number;
}

const ACCEPT =
  "application/rss+xml, application/atom+xml, application/feed+json, application/rdf+xml, application/json;q=0.9, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.5";

/**
 * Asks a feed's server for what is new since last time.
 *
 * @returns null when nothing has changed, else the whole feed and its new validators.
 * @throws TemporaryError for 408, 425, 429, 5xx and failed connections, with `retryAfterMs` where the server
 * says when; FinalError for other statuses, forbidden addresses and broken limits. `reason` and `status` tell why.
 * @see RFC 9110, 13.1: conditional requests
 */
export async function fetchFeedPage(feed: FeedState, http: Http, now = new Date()): Promise<FeedPage | null> {
  const answer = await http.get(feed.url, { headers: { accept: ACCEPT, ...validators(feed) } });
  if (answer.status === 304) return null;
  if (answer.status < 200 || answer.status > 299) {
    throw statusError(answer.status, answer.headers["retry-after"], feed.id, now);
  }
  const lastModified = answer.headers["last-modified"] ?? null;
  const etag = answer.headers.etag ?? (lastModified === null ? ownTag(answer.body) : null);
  // The server cannot say that nothing has changed, but we can see it.
  if (etag !== null && etag === feed.etag && isOwnTag(etag)) return null;
  return {
    bytes: answer.body,
    headers: answer.headers,
    url: answer.url,
    movedTo: answer.movedTo,
    etag,
    lastModified,
    wireBytes: answer.wireBytes,
  };
}

/** No server's tag looks so: they are quoted. */
const OWN_TAG = "body-sha256:";

const isOwnTag = (etag: string) => etag.startsWith(OWN_TAG);

function ownTag(body: Buffer): string {
  return `${OWN_TAG}${createHash("sha256").update(body).digest("base64url")}`;
}

function validators({ etag, lastModified }: FeedState): Record<string, string> {
  return {
    ...(etag === null || isOwnTag(etag) ? {} : { "if-none-match": etag }),
    ...(lastModified === null ? {} : { "if-modified-since": lastModified }),
  };
}

function statusError(status: number, retryAfter: string | undefined, feedId: string, now: Date): Error {
  const retryAfterMs = readRetryAfterMs(retryAfter, now);
  const facts = { reason: "status", status, feedId, retryAfterMs };
  const passes = status >= 500 || status === 429 || status === 408 || status === 425;
  return passes ? new TemporaryError("server busy", facts) : new FinalError("feed not served", facts);
}
