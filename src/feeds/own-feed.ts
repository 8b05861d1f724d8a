import { createHash } from "node:crypto";
import type { Feed } from "../model.ts";

/** What is known of a feed that a person adds. */
interface FeedFacts {
  readonly url: string;
  readonly title: string | null;
  readonly homepage: string | null;
  readonly language: string | null;
}

/**
 * A feed that a person adds: what is not known of it is taken from its address, and can be set in a catalogue.
 * Added again, it is the same.
 *
 * @param workspaceId who alone sees it; null is everyone
 */
export function ownFeed({ url, title, homepage, language }: FeedFacts, workspaceId: string | null) {
  const host = new URL(url).hostname.replace(/^(?:www|feeds?|rss)\./u, "");
  const name = workspaceId === null ? url : `${workspaceId} ${url}`;
  return {
    id: `own-${createHash("sha256").update(name).digest("base64url").slice(0, 16)}`,
    workspaceId,
    outlet: title ?? host,
    publisher: host,
    country: "unknown",
    class: "specialist",
    language: language ?? "en",
    url,
    homepage,
  } satisfies Feed & { workspaceId: string | null };
}
