import { isElement, readXml, type XmlElement } from "./xml.ts";

/** A feed as reading lists name it. */
export interface OpmlFeed {
  readonly url: string;
  readonly title: string | null;
  readonly homepage: string | null;
  /** The folder it stands in, outermost first. */
  readonly folders: readonly string[];
}

/**
 * Reads a reading list that another program exported, well formed or not. Feeds without a web address are left
 * out; each address comes once.
 *
 * @see http://opml.org/spec2.opml
 */
export function parseOpml(text: string): readonly OpmlFeed[] {
  const feeds = new Map<string, OpmlFeed>();
  for (const feed of findOutlines(readXml(text), [])) if (!feeds.has(feed.url)) feeds.set(feed.url, feed);
  return [...feeds.values()];
}

function* findOutlines(elements: readonly XmlElement[], folders: readonly string[]): Generator<OpmlFeed> {
  for (const element of elements) {
    const { name, attributes, children } = element;
    const title = attributes.title?.trim() || attributes.text?.trim() || null;
    const url = webAddress(attributes.xmlurl);
    const homepage = webAddress(attributes.htmlurl);
    if (name === "outline" && url) yield { url, title, homepage, folders };
    const isFolder = name === "outline" && !url && title !== null;
    yield* findOutlines(children.filter(isElement), isFolder ? [...folders, title] : folders);
  }
}

function webAddress(written: string | undefined): string | null {
  const address = URL.parse(written?.trim() ?? "");
  return address && /^https?:$/u.test(address.protocol) ? address.href : null;
}

/** Writes a reading list, one folder for each name in the order given. */
export function writeOpml(
  title: string,
  folders: ReadonlyMap<string, readonly Omit<OpmlFeed, "folders">[]>,
): string {
  const body = [...folders].map(([name, feeds]) => {
    const outlines = feeds.map((feed) => {
      const home = feed.homepage ? ` htmlUrl=${quoted(feed.homepage)}` : "";
      const label = quoted(feed.title ?? feed.url);
      return `      <outline type="rss" text=${label} title=${label} xmlUrl=${quoted(feed.url)}${home}/>\n`;
    });
    return `    <outline text=${quoted(name)} title=${quoted(name)}>\n${outlines.join("")}    </outline>\n`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<opml version="2.0">\n  <head>\n    <title>${escaped(title)}</title>\n  </head>\n  <body>\n${body.join("")}  </body>\n</opml>\n`;
}

const quoted = (text: string) => `"${escaped(text)}"`;

function escaped(text: string): string {
  return text.replace(/&/gu, "&amp;").replace(/</gu, "&lt;").replace(/>/gu, "&gt;").replace(/"/gu, "&quot;");
}
