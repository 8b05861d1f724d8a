import { FinalError, TemporaryError } from "../errors.ts";
import { decodeText } from "./decode.ts";
import type { Http } from "./http.ts";
import { readRetryAfterMs } from "./retry-after.ts";

/** A page as served, decoded. */
export interface Page {
  readonly html: string;
  /** Where it came from, after redirects. */
  readonly url: string;
}

/** No article needs more; beyond it pages are applications. */
const MOST_BYTES = 5 * 1024 * 1024;

/**
 * Gets an article's page, if its site's robots.txt lets us.
 *
 * @returns null when robots.txt forbids it, or when there is no HTML at the address
 * @throws TemporaryError and FinalError as `fetchFeedPage`; TemporaryError with `retryAfterMs` too while the site's
 * robots.txt wants its pages asked for further apart
 */
export async function fetchPage(url: string, http: Http, now = new Date()): Promise<Page | null> {
  if (!(await http.mayRead(url))) return null;
  const answer = await http.get(url, {
    headers: {
      accept: "text/html, application/xhtml+xml;q=0.9, */*;q=0.1",
      "accept-language": "en, *;q=0.5",
    },
    limits: { wireBytes: MOST_BYTES, bodyBytes: MOST_BYTES * 2 },
  });
  if (answer.status !== 200) {
    const retryAfterMs = readRetryAfterMs(answer.headers["retry-after"], now);
    const facts = { reason: "status", status: answer.status, retryAfterMs };
    if (answer.status >= 500 || answer.status === 429) throw new TemporaryError("server busy", facts);
    throw new FinalError("page not served", facts);
  }
  const type = answer.headers["content-type"];
  if (type !== undefined && !/html|xml|text\/plain/iu.test(type)) return null;
  return { html: decodeText(answer.body, type).text, url: answer.url };
}
