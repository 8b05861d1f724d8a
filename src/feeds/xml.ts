import { readMarkup } from "../articles/markup.ts";
import { decodeReferences } from "./references.ts";

/** An element of a feed, its name in one spelling whatever prefix and case the feed uses. */
export interface XmlElement {
  /** Lower case; "dc:date", "content:encoded", "atom:link" …; bare for RSS, and for Atom in an Atom feed. */
  readonly name: string;
  /** Names in lower case. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly (XmlElement | string)[];
  /** What relative links in it start from, by xml:base; null when the feed names none. */
  readonly base: string | null;
}

interface OpenElement extends XmlElement {
  readonly children: (OpenElement | string)[];
  /** Prefixes in force, or null when the same as the parent's. */
  readonly prefixes: ReadonlyMap<string, string>;
  readonly tag: string;
}

/** Beginnings of namespace addresses, in lower case and without "http://www.", and the prefix we give them. */
const NAMESPACES: readonly (readonly [start: string, prefix: string])[] = [
  ["w3.org/2005/atom", "atom"],
  ["purl.org/atom/ns", "atom"],
  ["purl.org/atom/app", "app"],
  ["example.com/newformat", "atom"],
  ["example.com/necho", "atom"],
  ["purl.org/echo", "atom"],
  ["uri/of/echo/namespace", "atom"],
  ["purl.org/pie", "atom"],
  ["purl.org/rss/1.0/modules/content", "content"],
  ["purl.org/rss/1.0/modules/syndication", "sy"],
  ["purl.org/rss/1.0/modules/", "module"],
  ["purl.org/rss/1.0", "rss"],
  ["my.netscape.com/rdf/simple/0.9", "rss"],
  ["my.netscape.com/publish/formats/rss", "rss"],
  ["channel.netscape.com/rdf/simple/0.9", "rss"],
  ["purl.org/net/rss", "rss"],
  ["backend.userland.com", "rss"],
  ["blogs.law.harvard.edu/tech/rss", "rss"],
  ["w3.org/1999/02/22-rdf-syntax-ns", "rdf"],
  ["purl.org/dc/elements", "dc"],
  ["purl.org/dc/terms", "dcterms"],
  ["search.yahoo.com/mrss", "media"],
  ["itunes.com/dtds/podcast", "itunes"],
  ["example.com/dtds/podcast", "itunes"],
  ["w3.org/1999/xhtml", "xhtml"],
  ["w3.org/xml/1998/namespace", "xml"],
];

/** Prefixes that feeds use without declaring them. */
const USUAL_PREFIXES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    atom: "atom",
    atom10: "atom",
    content: "content",
    dc: "dc",
    dcterms: "dcterms",
    itunes: "itunes",
    media: "media",
    rdf: "rdf",
    sy: "sy",
    xhtml: "xhtml",
    xml: "xml",
  }),
);

/** Deeper than any feed nests; past it elements are kept side by side, so that no reader of the tree overflows. */
const MOST_DEPTH = 100;

/** Elements that never stand inside one another: an open one is closed by the next. */
const ENTRY = /^(?:rss:|atom:)?(?:item|entry)$/u;

/**
 * Reads XML as far as it can be read: unclosed and wrongly closed elements, bare ampersands, references of
 * HTML, missing namespace declarations. Linear in the length of the text.
 *
 * @returns the elements at the top; none for a text without any
 */
export function readXml(text: string): readonly XmlElement[] {
  const top: OpenElement = {
    name: "",
    tag: "",
    attributes: {},
    children: [],
    base: null,
    prefixes: USUAL_PREFIXES,
  };
  const open: OpenElement[] = [top];
  const entities = declaredEntities(text);
  let isCdata = false;
  readMarkup(
    repairText(text),
    {
      onopentag(tag, attributes) {
        const parent = open.at(-1) ?? top;
        const element = openElement(tag, attributes, parent, entities);
        const home = ENTRY.test(element.name) ? homeOfEntry(open) : parent;
        home.children.push(element);
        if (open.length < MOST_DEPTH) open.push(element);
      },
      ontext(data) {
        open.at(-1)?.children.push(isCdata ? data : decodeReferences(data, entities));
      },
      onclosetag(tag) {
        const at = open.findLastIndex((element) => element.tag === tag);
        if (at > 0) open.length = at;
      },
      oncdatastart() {
        isCdata = true;
      },
      oncdataend() {
        isCdata = false;
      },
    },
    { xmlMode: true, decodeEntities: false },
  );
  return top.children.filter((child) => isElement(child));
}

export function isElement(child: XmlElement | string): child is XmlElement {
  return typeof child !== "string";
}

/** Where an entry belongs: an entry still open was never closed, unless it quotes another feed's markup. */
function homeOfEntry(open: OpenElement[]): OpenElement {
  const at = open.findIndex((element) => ENTRY.test(element.name));
  if (at > 0) open.length = at;
  const home = open.at(-1);
  return home ?? fail();
}

function fail(): never {
  throw new Error("the top element is never closed");
}

function openElement(
  tag: string,
  rawAttributes: Readonly<Record<string, string>>,
  parent: OpenElement,
  entities: ReadonlyMap<string, string>,
): OpenElement {
  const attributes: Record<string, string> = {};
  // Most elements have neither: nothing is made for them.
  let declared: Map<string, string> | null = null;
  for (const rawName in rawAttributes) {
    const name = rawName.toLowerCase();
    const value = decodeReferences(rawAttributes[rawName] ?? "", entities);
    attributes[name] = value;
    if (!name.startsWith("xmlns")) continue;
    const prefix = /^xmlns(?::(.+))?$/u.exec(name);
    if (!prefix) continue;
    declared ??= new Map(parent.prefixes);
    declared.set(prefix[1] ?? "", prefixOf(value) ?? prefix[1] ?? "");
  }
  const prefixes = declared ?? parent.prefixes;
  const base = attributes["xml:base"];
  return {
    name: canonicalName(tag.toLowerCase(), prefixes),
    tag,
    attributes,
    children: [],
    prefixes,
    base: base === undefined ? parent.base : joinBase(parent.base, base),
  };
}

function prefixOf(address: string): string | null {
  const plain = address
    .trim()
    .toLowerCase()
    .replace(/^(?:https?:\/\/)?(?:www\.)?/u, "");
  return NAMESPACES.find(([start]) => plain.startsWith(start))?.[1] ?? null;
}

function canonicalName(tag: string, prefixes: ReadonlyMap<string, string>): string {
  const colon = tag.indexOf(":");
  const prefix = colon === -1 ? "" : tag.slice(0, colon);
  const local = tag.slice(colon + 1);
  const canonical = prefixes.get(prefix) ?? prefix;
  return canonical === "" || canonical === "rss" || canonical === "atom"
    ? atomOrRss(canonical, prefix, local)
    : `${canonical}:${local}`;
}

/** Atom's own elements keep their prefix only where they are guests in an RSS feed. */
function atomOrRss(canonical: string, prefix: string, local: string): string {
  return canonical === "atom" && prefix !== "" ? `atom:${local}` : local;
}

function joinBase(outer: string | null, base: string): string | null {
  const joined = URL.parse(base.trim(), outer ?? undefined);
  return joined && /^https?:$/u.test(joined.protocol) ? joined.href : (outer ?? base.trim());
}

/** `<!ENTITY name "text">` of the document's own type, one level deep: nothing nested can grow. */
function declaredEntities(text: string): ReadonlyMap<string, string> {
  const entities = new Map<string, string>();
  const start = text.indexOf("<!DOCTYPE");
  if (start === -1) return entities;
  const subset = text.slice(start, start + 16_384);
  for (const [, name = "", value = ""] of subset.matchAll(
    /<!ENTITY\s+([\w.-]+)\s+["']([^"'<&%]{0,200})["']\s*>/gu,
  )) {
    entities.set(name, value);
  }
  return entities;
}

/** Characters that XML forbids, and document types, whose inner declarations the tokenizer would take for text. */
function repairText(text: string): string {
  const clean = text.replace(/[\p{Cc}--[\t\n\r]]|\uFFFE|\uFFFF/gv, windowsCharacter);
  const start = clean.search(/<[a-z!][^-]/iu);
  const doctype = start === -1 ? null : /^<!DOCTYPE[^>[]*(?:\[[^\]]*\]\s*)?>/iu.exec(clean.slice(start));
  return doctype ? clean.slice(start + doctype[0].length) : clean;
}

/** U+0080 to U+009F are controls that nobody means: they come from windows-1252 taken for Latin-1. */
function windowsCharacter(control: string): string {
  const code = control.charCodeAt(0);
  return code >= 0x80 && code <= 0x9f ? new TextDecoder("windows-1252").decode(Uint8Array.of(code)) : "";
}
