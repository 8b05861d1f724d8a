import Parser from "rss-parser";
import { type FeedDocument, findChild, findChildren, textOf } from "./document.ts";
import type { XmlElement } from "./xml.ts";

/** What rss-parser picked for one item, with the element it stood in for what it leaves behind. */
export interface PickedItem {
  readonly element: XmlElement;
  readonly title: string | null;
  readonly link: string | null;
  readonly id: string | null;
  readonly author: string | null;
}

export interface PickedFeed {
  readonly title: string | null;
  readonly link: string | null;
  readonly items: readonly PickedItem[];
}

interface Extras {
  readonly element: XmlElement;
  readonly id?: string;
  readonly author?: string;
}

/** What rss-parser walks through: every name holds a list of texts or of deeper records, attributes under `$`. */
interface RecordTree {
  readonly [name: string]: unknown;
}

/**
 * rss-parser over our own reading of the XML. Its `xmlParser` (xml2js) refuses what is not well formed, never
 * settles on a second document without a root, and takes three times as long; see docs/decisions/feeds.md.
 */
class RepairedParser extends Parser<object, Extras> {
  readonly xmlParser: {
    parseString(text: string, done: (error: Error | null, record: RecordTree) => void): void;
  };

  constructor(record: RecordTree) {
    super({ customFields: { item: ["element"] } });
    this.xmlParser = { parseString: (_text, done) => done(null, record) };
  }
}

/** Lets rss-parser pick title, link, id and author of the feed and of each item. */
export async function pickFields(feed: FeedDocument): Promise<PickedFeed> {
  const picked = await new RepairedParser(toRecord(feed)).parseString("");
  return {
    title: picked.title ?? null,
    link: picked.link ?? null,
    items: picked.items.map((item) => ({
      element: item.element,
      title: item.title ?? null,
      link: item.link ?? null,
      id: item.guid ?? item.id ?? null,
      author: item.creator ?? item.author ?? null,
    })),
  };
}

function toRecord(feed: FeedDocument): RecordTree {
  if (feed.kind === "atom") {
    const entry = feed.entries.map(toAtomEntry);
    return { feed: { ...titleAndLink(feed.channel, atomLinks(feed.channel)), entry } };
  }
  const item = feed.entries.map(toRssItem);
  const channel = titleAndLink(feed.channel, list(rssLink(feed.channel)));
  if (feed.kind === "rdf") return { "rdf:RDF": { channel: [channel], item } };
  // rss-parser refuses a feed without a version, and reads all versions alike.
  return { rss: { $: { version: "2.0" }, channel: [{ ...channel, item }] } };
}

function titleAndLink(channel: XmlElement, link: readonly unknown[]): RecordTree {
  return { title: texts(channel, "title", "dc:title").slice(0, 1), ...(link.length > 0 ? { link } : {}) };
}

function toRssItem(element: XmlElement): RecordTree {
  return withoutEmpty({
    element: [element],
    title: texts(element, "title", "dc:title", "media:title", "itunes:title"),
    link: list(rssLink(element)),
    guid: [
      ...texts(element, "guid", "id", "dc:identifier"),
      ...list(element.attributes["rdf:about"] ?? null),
    ],
    author: texts(element, "author", "itunes:author"),
    "dc:creator": texts(element, "dc:creator", "dc:author"),
  });
}

function toAtomEntry(element: XmlElement): RecordTree {
  const author = findChild(element, "author");
  const names = author ? texts(author, "name") : [];
  const anyone = author ? list(textOf(author)) : texts(element, "dc:creator");
  return withoutEmpty({
    element: [element],
    title: texts(element, "title", "dc:title"),
    link: atomLinks(element),
    id: texts(element, "id", "guid"),
    author: [{ name: names.length > 0 ? names : anyone }],
  });
}

/** The first of these elements that says anything; rss-parser takes the first of a list. */
function texts(parent: XmlElement, ...names: string[]): string[] {
  for (const name of names) {
    for (const element of findChildren(parent, name)) {
      const text = textOf(element);
      if (text !== "") return [text];
    }
  }
  return [];
}

/** RSS gives a link as text; mended: as `href`, as a guest from Atom, or only as a guid that is one. */
function rssLink(element: XmlElement): string | null {
  for (const link of [...findChildren(element, "link"), ...findChildren(element, "atom:link")]) {
    const address = textOf(link) || link.attributes.href;
    if (address && isAlternate(link)) return fromOwnBase(address, link, element);
  }
  const guid = findChild(element, "guid");
  const isLink =
    guid && guid.attributes.ispermalink?.toLowerCase() !== "false" && /^https?:/iu.test(textOf(guid));
  return isLink ? textOf(guid) : (element.attributes["rdf:about"] ?? element.attributes.href ?? null);
}

/** rss-parser takes the first link that says "alternate", or the first of all: an enclosure must not be that. */
function atomLinks(element: XmlElement): RecordTree[] {
  const links = findChildren(element, "link").filter(isAlternate);
  const html = links.filter((link) => /html/u.test(link.attributes.type ?? "html"));
  const found = [...html, ...links]
    .map((link) => fromOwnBase(link.attributes.href || textOf(link), link, element))
    .filter(Boolean);
  const id = findChild(element, "id");
  if (found.length === 0 && element.name.endsWith("entry") && id) found.push(...webAddresses(textOf(id)));
  return found.slice(0, 1).map((href) => ({ $: { rel: "alternate", href } }));
}

/** A link with an xml:base of its own starts there; what stands around it tells where all others do. */
function fromOwnBase(address: string, link: XmlElement, around: XmlElement): string {
  if (link.base === around.base || link.base === null || address === "") return address;
  return URL.parse(address, link.base)?.href ?? address;
}

const webAddresses = (text: string) => (/^https?:/iu.test(text) ? [text] : []);

const isAlternate = ({ attributes }: XmlElement) =>
  (attributes.rel ?? "alternate").toLowerCase().split(/\s+/u).includes("alternate");

const list = <Value>(value: Value | null): Value[] => (value === null || value === "" ? [] : [value]);

/** rss-parser takes the first of every list that is there. */
function withoutEmpty(record: Readonly<Record<string, readonly unknown[]>>): RecordTree {
  const full: Record<string, unknown> = {};
  for (const name in record) if (record[name]?.length) full[name] = record[name];
  return full;
}
