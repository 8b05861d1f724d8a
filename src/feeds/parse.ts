import { cleanLine, htmlToLine } from "../articles/text.ts";
import { FinalError } from "../errors.ts";
import { decodeText } from "./decode.ts";
import { type FeedDocument, findChild, findFeed } from "./document.ts";
import {
  lineText,
  looksLikeHtml,
  readContent,
  readLanguage,
  readLinks,
  readPublished,
  readSource,
  readSummary,
  readUpdated,
  readWaitMs,
} from "./fields.ts";
import { parseJsonFeed } from "./json-feed.ts";
import type { ParsedFeed, ParsedItem } from "./parsed.ts";
import { type PickedItem, pickFields } from "./rss.ts";
import { preferSafe } from "./websub.ts";
import type { XmlElement } from "./xml.ts";

export type { ItemSource, ParsedFeed, ParsedItem } from "./parsed.ts";

type Headers = Readonly<Record<string, string>>;

/**
 * Reads a feed as served: RSS of every version, Atom, JSON Feed, well formed or not, in any charset.
 *
 * @param headers of the HTTP answer, names in any case
 * @param url where it came from: relative links start there
 * @throws FinalError for what is no feed
 */
export async function parseFeed(
  bytes: Uint8Array,
  headers: Headers,
  url: string | null,
): Promise<ParsedFeed> {
  const { text, encoding } = decodeText(bytes, header(headers, "content-type"));
  const base = baseAddress(header(headers, "content-location"), url);
  if (/^\s*[{[]/u.test(text)) {
    const feed = parseJsonFeed(text, encoding, base);
    if (feed) return feed;
  }
  const document = findFeed(text);
  if (!document) throw new FinalError("not a feed", { reason: notFeedReason(text) });
  return await readDocument(document, encoding, base);
}

async function readDocument(feed: FeedDocument, encoding: string, base: string | null): Promise<ParsedFeed> {
  const picked = await pickFields(feed);
  const titleElement = findChild(feed.channel, "title");
  return {
    kind: feed.kind,
    encoding,
    title: titleElement ? orNull(lineText(titleElement)) : picked.title,
    link: absolute(picked.link, feed.channel, base),
    language: readLanguage(feed.channel),
    waitMs: readWaitMs(feed.channel),
    hub: absolute(preferSafe(readLinks(feed.channel, "hub")), feed.channel, base),
    self: ownAddress(feed.channel, base),
    items: picked.items.map((item) => toItem(item, base)),
  };
}

function toItem({ element, ...picked }: PickedItem, base: string | null): ParsedItem {
  return {
    id: idOf(picked.id?.trim() ?? "", element, base),
    link: absolute(picked.link, element, base),
    title: titleOf(element, picked.title),
    author: picked.author === null ? null : orNull(plainLine(picked.author)),
    published: readPublished(element),
    updated: readUpdated(element),
    summary: readSummary(element),
    content: readContent(element),
    source: readSource(element),
  };
}

/** As it was written, where it can be: it is a name, and hubs compare names letter by letter. */
function ownAddress(channel: XmlElement, base: string | null): string | null {
  const written = readLinks(channel, "self")[0]?.trim() ?? null;
  const address = absolute(written, channel, base);
  return address !== null && written !== null && URL.canParse(written) ? written : address;
}

/** A path for an id says nothing outside its feed. */
function idOf(id: string, element: XmlElement, base: string | null): string | null {
  return id.startsWith("/") ? absolute(id, element, base) : orNull(id);
}

/** rss-parser gives a title's text; whether that is HTML, only its element says. */
function titleOf(element: XmlElement, picked: string | null): string | null {
  const title = findChild(element, "title");
  const own = title && orNull(lineText(title));
  return own ?? (picked === null ? null : orNull(plainLine(picked)));
}

const plainLine = (text: string) => (looksLikeHtml(text) ? htmlToLine(text) : cleanLine(text));
const orNull = (text: string) => (text === "" ? null : text);

/** Relative links start at the nearest xml:base, which may itself be relative to where the feed came from. */
function absolute(link: string | null, element: XmlElement, base: string | null): string | null {
  const written = link?.trim() ?? "";
  if (written === "") return null;
  const start = element.base === null ? base : (URL.parse(element.base, base ?? undefined)?.href ?? base);
  const address = URL.parse(written, start ?? undefined);
  if (!address) return written;
  return /^(?:https?|mailto|ftp):$/u.test(address.protocol) ? address.href : null;
}

function baseAddress(contentLocation: string | undefined, url: string | null): string | null {
  const address = contentLocation ? URL.parse(contentLocation, url ?? undefined) : null;
  return address && /^https?:$/u.test(address.protocol) ? address.href : url;
}

function header(headers: Headers, name: string): string | undefined {
  return Object.entries(headers).find(([key]) => key.toLowerCase() === name)?.[1];
}

function notFeedReason(text: string): string {
  if (text.trim() === "") return "empty";
  return /<(?:!doctype\s+)?html/iu.test(text.slice(0, 2000)) ? "html" : "not-a-feed";
}
