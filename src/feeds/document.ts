import { isElement, readXml, type XmlElement } from "./xml.ts";

/** A feed's XML with its parts found, whatever stands around them. */
export interface FeedDocument {
  readonly kind: "rss" | "rdf" | "atom";
  /** What speaks of the feed as a whole. */
  readonly channel: XmlElement;
  /** Every item, in the order of the feed. */
  readonly entries: readonly XmlElement[];
}

const ROOTS: Readonly<Record<string, FeedDocument["kind"]>> = {
  rss: "rss",
  "rdf:rdf": "rdf",
  feed: "atom",
  "atom:feed": "atom",
  channel: "rss",
};

/** Some servers wrap a feed in an element of their own; below that nobody puts one. */
const MOST_ROOT_DEPTH = 3;
const MOST_ENTRY_DEPTH = 6;

/** @returns null for what is no feed, such as a page */
export function findFeed(xml: string): FeedDocument | null {
  const top = readXml(xml);
  const root = findRoot(top, 0);
  // A page may hold anything by the name of "channel"; a whole feed inside one has been seen.
  const isPage = top.some(({ name }) => /^(?:xhtml:)?html$/u.test(name));
  if (!root || (isPage && root.name === "channel")) return null;
  const kind = ROOTS[root.name] ?? "rss";
  const entries = [...findEntries(top, 0)];
  return { kind, channel: findChild(root, "channel") ?? root, entries };
}

function findRoot(elements: readonly XmlElement[], depth: number): XmlElement | null {
  const found = elements.find(({ name }) => Object.hasOwn(ROOTS, name));
  if (found || depth === MOST_ROOT_DEPTH) return found ?? null;
  return findRoot(
    elements.flatMap(({ children }) => children.filter(isElement)),
    depth + 1,
  );
}

function* findEntries(elements: readonly XmlElement[], depth: number): Generator<XmlElement> {
  for (const element of elements) {
    if (/^(?:atom:)?(?:item|entry)$/u.test(element.name)) yield element;
    else if (depth < MOST_ENTRY_DEPTH) yield* findEntries(element.children.filter(isElement), depth + 1);
  }
}

const NONE: readonly XmlElement[] = [];

/** Children of that name; in a feed that prefixes Atom's own names, "title" finds "atom:title" too. */
export function findChildren(parent: XmlElement, name: string): readonly XmlElement[] {
  // Asked a dozen times for each item, mostly in vain: a list is made only where there is something to list.
  let found: XmlElement[] | null = null;
  const prefixed = prefixedName(parent, name);
  for (const child of parent.children) {
    if (!isElement(child) || (child.name !== name && child.name !== prefixed)) continue;
    if (found === null) found = [child];
    else found.push(child);
  }
  return found ?? NONE;
}

export function findChild(parent: XmlElement, name: string): XmlElement | null {
  const prefixed = prefixedName(parent, name);
  for (const child of parent.children) {
    if (isElement(child) && (child.name === name || child.name === prefixed)) return child;
  }
  return null;
}

const prefixedName = (parent: XmlElement, name: string) =>
  parent.name.startsWith("atom:") ? `atom:${name}` : name;

/** The text of an element and all in it, trimmed. */
export function textOf(element: XmlElement): string {
  const [only] = element.children;
  if (element.children.length === 1 && typeof only === "string") return only.trim();
  return wholeText(element).trim();
}

function wholeText({ children }: XmlElement): string {
  let text = "";
  for (const child of children) text += isElement(child) ? wholeText(child) : child;
  return text;
}

/** What stands inside an element, as HTML again. */
export function innerHtml(element: XmlElement): string {
  return element.children.map((child) => (isElement(child) ? outerHtml(child) : escapeHtml(child))).join("");
}

function outerHtml(element: XmlElement): string {
  const name = element.name.replace(/^.*:/u, "");
  const attributes = Object.entries(element.attributes)
    .filter(([attribute]) => !attribute.startsWith("xmlns"))
    .map(([attribute, value]) => ` ${attribute}="${escapeHtml(value)}"`);
  return `<${name}${attributes.join("")}>${innerHtml(element)}</${name}>`;
}

function escapeHtml(text: string): string {
  return text.replace(/&/gu, "&amp;").replace(/</gu, "&lt;").replace(/>/gu, "&gt;").replace(/"/gu, "&quot;");
}
