import { z } from "zod";
import { parseDate } from "../articles/dates.ts";
import { htmlToLine, htmlToText, plainParagraphs } from "../articles/text.ts";
import type { ParsedFeed, ParsedItem } from "./parsed.ts";
import { preferSafe } from "./websub.ts";

/** A field of the wrong kind is as good as none: it never costs the item. */
const text = z.string().optional().catch(undefined);
const author = z.object({ name: text }).optional().catch(undefined);
const authors = z
  .array(z.object({ name: text }))
  .optional()
  .catch(undefined);

const itemSchema = z.object({
  id: z
    .union([z.string(), z.number().transform(String)])
    .optional()
    .catch(undefined),
  url: text,
  external_url: text,
  title: text,
  content_html: text,
  content_text: text,
  summary: text,
  date_published: text,
  date_modified: text,
  author,
  authors,
});

const feedSchema = z.object({
  version: text,
  title: text,
  home_page_url: text,
  feed_url: text,
  language: text,
  author,
  authors,
  items: z.array(z.unknown()),
  hubs: z
    .array(z.object({ type: text, url: text }))
    .optional()
    .catch(undefined),
});

type JsonItem = z.output<typeof itemSchema>;

/**
 * Reads a JSON Feed.
 *
 * @returns null for what is no JSON Feed
 * @see https://www.jsonfeed.org/version/1.1/
 */
export function parseJsonFeed(written: string, encoding: string, base: string | null): ParsedFeed | null {
  const result = feedSchema.safeParse(readJson(written));
  if (!result.success) return null;
  const feed = result.data;
  const names = nameOf(feed);
  return {
    kind: "json",
    encoding,
    title: feed.title === undefined ? null : htmlToLine(feed.title),
    link: absolute(feed.home_page_url, base),
    language: feed.language ?? null,
    waitMs: null,
    hub: preferSafe(
      (feed.hubs ?? []).flatMap(({ type, url }) => (/^rssCloud$/iu.test(type ?? "") ? [] : (url ?? []))),
    ),
    self: absolute(feed.feed_url, base),
    items: feed.items.flatMap((item) => {
      const read = itemSchema.safeParse(item);
      return read.success ? [toItem(read.data, names, base)] : [];
    }),
  };
}

function readJson(written: string): unknown {
  try {
    return JSON.parse(written);
  } catch {
    return null;
  }
}

function toItem(item: JsonItem, feedAuthor: string | null, base: string | null): ParsedItem {
  return {
    id: item.id ?? null,
    link: absolute(item.url ?? item.external_url, base),
    title: item.title === undefined ? null : htmlToLine(item.title),
    author: nameOf(item) ?? feedAuthor,
    published: parseDate(item.date_published),
    updated: parseDate(item.date_modified),
    summary: item.summary === undefined ? null : htmlToText(item.summary),
    content: contentOf(item),
    source: null,
  };
}

function contentOf({ content_html: html, content_text: plain }: JsonItem): string | null {
  if (html !== undefined) return htmlToText(html);
  return plain === undefined ? null : plainParagraphs(plain);
}

function nameOf({ author, authors }: Pick<JsonItem, "author" | "authors">): string | null {
  return (
    authors
      ?.map(({ name }) => name)
      .filter(Boolean)
      .join(", ") ||
    author?.name ||
    null
  );
}

function absolute(link: string | undefined, base: string | null): string | null {
  if (link === undefined || link.trim() === "") return null;
  return URL.parse(link.trim(), base ?? undefined)?.href ?? link.trim();
}
