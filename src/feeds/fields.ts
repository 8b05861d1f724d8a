import { parseDate } from "../articles/dates.ts";
import { htmlToLine, htmlToText, plainParagraphs } from "../articles/text.ts";
import { findChild, findChildren, innerHtml, textOf } from "./document.ts";
import type { ItemSource } from "./parsed.ts";
import { isElement, type XmlElement } from "./xml.ts";

/** What rss-parser leaves behind or would spoil: texts with their types, dates in any format, relative links. */

const PUBLISHED = [
  "pubdate",
  "published",
  "issued",
  "dcterms:issued",
  "dc:date",
  "date",
  "created",
  "dcterms:created",
  "atom:published",
];
const UPDATED = ["updated", "modified", "dcterms:modified", "atom:updated", "lastmod"];
const CONTENT = ["content:encoded", "content", "xhtml:body", "body", "xhtml:div", "fullitem"];
const SUMMARY = [
  "description",
  "summary",
  "abstract",
  "dc:description",
  "itunes:summary",
  "media:description",
  "itunes:subtitle",
];

export const readPublished = (item: XmlElement) => firstDate(item, PUBLISHED);
export const readUpdated = (item: XmlElement) =>
  firstDate(item, UPDATED) ?? parseDate(item.attributes.lastmod);
export const readContent = (item: XmlElement) => firstText(item, CONTENT) ?? firstText(item, ["summary"]);
export const readSummary = (item: XmlElement) => firstText(item, SUMMARY) ?? mediaDescription(item);

function firstDate(item: XmlElement, names: readonly string[]): Date | null {
  for (const name of names) {
    for (const element of findChildren(item, name)) {
      const date = parseDate(textOf(element));
      if (date) return date;
    }
  }
  return null;
}

function firstText(item: XmlElement, names: readonly string[]): string | null {
  for (const name of names) {
    for (const element of findChildren(item, name)) {
      const text = bodyText(element);
      if (text !== "") return text;
    }
  }
  return null;
}

/** Media RSS hides the description of a video one or two levels down. */
function mediaDescription(item: XmlElement): string | null {
  for (const name of ["media:group", "media:content"]) {
    const group = findChild(item, name);
    const text = group && (firstText(group, ["media:description"]) ?? mediaDescription(group));
    if (text) return text;
  }
  return null;
}

/** An element's text as plain paragraphs, by what its attributes say it is. */
export function bodyText(element: XmlElement): string {
  const { html, isHtml } = bodyOf(element);
  return isHtml ? htmlToText(html) : plainParagraphs(html);
}

/** A title as one line. */
export function lineText(element: XmlElement): string {
  const { html, isHtml } = bodyOf(element);
  return isHtml ? htmlToLine(html) : plainParagraphs(html).replace(/\s+/gu, " ");
}

function bodyOf(element: XmlElement): { html: string; isHtml: boolean } {
  if (element.children.some(isElement)) return { html: innerHtml(element), isHtml: true };
  const type = element.attributes.type?.toLowerCase() ?? "";
  const isBase64 = element.attributes.mode === "base64" || /^(?:application\/(?!.*xml)|image\/)/u.test(type);
  const text = isBase64 ? Buffer.from(textOf(element), "base64").toString("utf8") : textOf(element);
  return { html: text, isHtml: /html/u.test(type) || (!isPlain(type) && looksLikeHtml(text)) };
}

const isPlain = (type: string) => type === "text" || type === "text/plain";

/** RSS does not say whether a text is HTML; a tag or a character reference does. */
export function looksLikeHtml(text: string): boolean {
  return /<\/?[a-z][^<>]*>|<!--|&(?:#\d+|#x[\da-f]+|[a-z]{2,31});/iu.test(text);
}

/** "<source url>" of RSS names the outlet that an aggregator took the item from; Atom nests the feed's own header. */
export function readSource(item: XmlElement): ItemSource | null {
  const source = findChild(item, "source");
  if (!source) return null;
  const title = findChild(source, "title");
  const name = title ? lineText(title) : lineText(source);
  const url = source.attributes.url ?? findChild(source, "link")?.attributes.href ?? null;
  return name === "" ? null : { name, url };
}

const PERIOD_MS: ReadonlyMap<string, number> = new Map(
  Object.entries({
    hourly: 3_600_000,
    daily: 86_400_000,
    weekly: 604_800_000,
    monthly: 2_592_000_000,
    yearly: 31_536_000_000,
  }),
);

/** How long the feed asks to be left alone: `ttl` in minutes, or so many times a period. */
export function readWaitMs(channel: XmlElement): number | null {
  const minutes = Number(firstText(channel, ["ttl"]) ?? Number.NaN);
  if (minutes > 0) return minutes * 60_000;
  const period = PERIOD_MS.get(firstText(channel, ["sy:updateperiod"])?.toLowerCase() ?? "");
  const times = Number(firstText(channel, ["sy:updatefrequency"]) ?? 1);
  return period === undefined ? null : period / Math.max(times, 1);
}

/** Where the feed's links of a kind lead, such as "hub", in its order. */
export function readLinks(channel: XmlElement, rel: string): string[] {
  const links = [...findChildren(channel, "link"), ...findChildren(channel, "atom:link")];
  const isKind = (written = "") => written.toLowerCase().split(/\s+/u).includes(rel);
  return links
    .filter(({ attributes }) => isKind(attributes.rel))
    .flatMap(({ attributes }) => attributes.href ?? []);
}

export function readLanguage(channel: XmlElement): string | null {
  const written = firstText(channel, ["language", "dc:language"]) ?? channel.attributes["xml:lang"];
  const tag = written?.trim().replace("_", "-") ?? "";
  return /^[a-z]{2,3}(?:-[a-z0-9]{2,8})*$/iu.test(tag) ? tag : null;
}
