import { articleId, canonicalUrl } from "../articles/identity.ts";
import { detectLanguage } from "../articles/language.ts";
import type { Article, Feed } from "../model.ts";
import type { ParsedFeed, ParsedItem } from "./parsed.ts";

/** An item that cannot be made an article, for the log. */
export interface SkippedItem {
  /** Place in the feed, from 0. */
  readonly index: number;
  readonly reason: "no address" | "nothing to read" | "twice in the feed";
}

/** An article, and where its page is: the canonical address is a name that not every server answers to. */
export interface FeedArticle extends Article {
  readonly pageUrl: string;
}

/** Private when a workspace has it. */
export interface OwnedFeed extends Feed {
  readonly workspaceId?: string | null;
}

export interface ItemsRead {
  /** In the order of the feed, each once. */
  readonly articles: readonly FeedArticle[];
  readonly skipped: readonly SkippedItem[];
}

/** Dates before the first feeds are mistakes, mostly 1970. */
const EARLIEST = Date.UTC(1995, 0, 1);
const MOST_TITLE = 300;

/**
 * Makes a feed's items ours. A bad item is skipped and reported; it never costs the others.
 *
 * @param seenAt when the feed was read: stands in for a missing date, and no article is dated later
 */
export function toArticles(parsed: ParsedFeed, feed: OwnedFeed, seenAt: Date): ItemsRead {
  const links = parsed.items.map(linkOf);
  const shared = sharedAddresses(parsed.items, links);
  const articles = new Map<string, FeedArticle>();
  const skipped: SkippedItem[] = [];
  parsed.items.forEach((item, index) => {
    const url = addressOf(item, links[index] ?? null, shared);
    const text = textOf(item);
    const title = titleOf(item, text);
    if (!url) skipped.push({ index, reason: "no address" });
    else if (title === "") skipped.push({ index, reason: "nothing to read" });
    else {
      const article = {
        url,
        pageUrl: item.link ?? url,
        text,
        title,
        ...outletOf(item, feed),
        ...aboutOf(item, parsed, feed, seenAt),
      };
      const id = articleId(url, feed.workspaceId);
      if (articles.has(id)) skipped.push({ index, reason: "twice in the feed" });
      else articles.set(id, { id, ...article });
    }
  });
  return { articles: [...articles.values()], skipped };
}

/** Canonical addresses under which the feed tells different things: a front page, a live blog. */
function sharedAddresses(
  items: readonly ParsedItem[],
  links: readonly (string | null)[],
): ReadonlySet<string> {
  const titles = new Map<string, Set<string>>();
  for (const [index, item] of items.entries()) {
    const url = links[index];
    if (!url) continue;
    const known = titles.get(url) ?? new Set();
    titles.set(url, known.add(item.title ?? item.id ?? ""));
  }
  return new Set([...titles].filter(([, known]) => known.size > 1).map(([url]) => url));
}

function linkOf(item: ParsedItem): string | null {
  return (item.link && canonicalUrl(item.link)) || (item.id && canonicalUrl(item.id)) || null;
}

/** Where several items share an address, what tells them apart becomes its fragment. */
function addressOf(item: ParsedItem, url: string | null, shared: ReadonlySet<string>): string | null {
  if (!url || !shared.has(url)) return url;
  const fragment = URL.parse(item.link ?? "")?.hash.slice(1) || item.id || item.title || "";
  return fragment === "" || fragment === item.link ? url : `${url}#${encodeURIComponent(fragment)}`;
}

/** The longer of the two: some feeds put the article in `description` and a line in `content`. */
function textOf({ summary, content }: ParsedItem): string {
  const [short, long] = [summary ?? "", content ?? ""];
  return long.length >= short.length ? long : short;
}

function titleOf({ title, source }: ParsedItem, text: string): string {
  const given = title ?? text.split(/\n|(?<=[.!?。！？])\s/u, 1)[0] ?? "";
  // News searches put the outlet's name behind every title.
  const suffix = source ? ` - ${source.name}` : "";
  const bare = suffix !== "" && given.endsWith(suffix) ? given.slice(0, -suffix.length) : given;
  return bare.length > MOST_TITLE ? `${bare.slice(0, MOST_TITLE - 1).trimEnd()}…` : bare;
}

/** An item that names another outlet as its source, on another site, is that outlet's. */
function outletOf({ source }: ParsedItem, feed: Feed): Pick<Article, "feedId" | "outlet" | "publisher"> {
  const isOther = source?.url && siteOf(source.url) !== siteOf(feed.homepage ?? feed.url);
  const names = isOther ? { outlet: source.name, publisher: source.name } : feed;
  return { feedId: feed.id, outlet: names.outlet, publisher: names.publisher };
}

function siteOf(url: string): string {
  return (URL.parse(url)?.hostname ?? "").split(".").slice(-2).join(".");
}

function aboutOf(item: ParsedItem, parsed: ParsedFeed, feed: Feed, seenAt: Date) {
  const date = item.published ?? item.updated;
  const isLikely = date !== null && date.getTime() > EARLIEST && date <= seenAt;
  return {
    author: item.author,
    language:
      detectLanguage(item.title ?? "", item.content ?? item.summary ?? "") ??
      feed.language ??
      parsed.language,
    publishedAt: isLikely ? date : seenAt,
    seenAt,
  };
}
