import { readMarkup } from "./markup.ts";
import { BLOCK_ELEMENTS } from "./text.ts";

/** An element of a page, small enough to walk through quickly. */
export interface PageElement {
  /** Lower case. */
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string>>;
  children: (PageElement | string)[];
}

/** Elements without an end tag. */
const VOID = new Set("area base br col embed hr img input link meta param source track wbr".split(" "));

/** Deeper than pages nest on purpose; past it elements stay side by side, so that nothing overflows. */
const MOST_DEPTH = 200;
/** Past this a page is an attack or an application; what came before it is read. */
const MOST_ELEMENTS = 100_000;

/** Reads a page into a tree, whatever state its HTML is in; linear in its length. */
export function readPage(html: string): PageElement {
  const root: PageElement = { tag: "#page", attributes: {}, children: [] };
  const open: PageElement[] = [root];
  let elements = 0;
  let overflow = 0;
  readMarkup(html, {
    onopentag(tag, attributes) {
      elements += 1;
      if (elements > MOST_ELEMENTS) return;
      const element: PageElement = { tag, attributes, children: [] };
      open.at(-1)?.children.push(element);
      if (VOID.has(tag)) return;
      if (open.length < MOST_DEPTH) open.push(element);
      else overflow += 1;
    },
    ontext(data) {
      const children = open.at(-1)?.children ?? [];
      const last = children.at(-1);
      // Each character reference comes by itself: half a million of them are still one text.
      if (typeof last === "string") children[children.length - 1] = last + data;
      else children.push(data);
    },
    onclosetag(tag) {
      if (VOID.has(tag) || elements > MOST_ELEMENTS) return;
      if (overflow > 0) overflow -= 1;
      else if (open.length > 1) open.pop();
    },
  });
  return root;
}

export function isElement(child: PageElement | string): child is PageElement {
  return typeof child !== "string";
}

/** Every element below, in the order of the page. */
export function allElements(element: PageElement, found: PageElement[] = []): PageElement[] {
  for (const child of element.children) {
    if (!isElement(child)) continue;
    found.push(child);
    allElements(child, found);
  }
  return found;
}

/** All text below, as it stands. */
export function rawText(element: PageElement): string {
  let text = "";
  for (const child of element.children) text += isElement(child) ? rawText(child) : child;
  return text;
}

/** Letters to read below: white space counts once. */
export function textLength(element: PageElement): number {
  return rawText(element).replace(/\s+/gu, " ").trim().length;
}

/** Attributes that readability looks at; the others only cost time. */
const KEPT = [
  "class",
  "id",
  "href",
  "itemprop",
  "rel",
  "role",
  "property",
  "name",
  "content",
  "type",
  "lang",
  "dir",
];

/** The tree as a whole page again: one head with a title, one body, whatever the page had. */
export function toHtml(page: PageElement, title: string): string {
  const parts: string[] = [];
  writeHtml(page, parts);
  return `<!doctype html><html><head><title>${escapeText(title)}</title></head><body>${parts.join("")}</body></html>`;
}

function writeHtml(element: PageElement, parts: string[]): void {
  const { children } = element;
  for (const [at, child] of children.entries()) {
    if (!isElement(child)) {
      if (/\S/u.test(child)) parts.push(escapeText(child));
      // Blank lines between blocks are half of a page's nodes.
      else if (!isBlock(children[at - 1]) && !isBlock(children[at + 1])) parts.push(" ");
      continue;
    }
    if (child.tag === "head" || child.tag === "title") continue;
    if (child.tag === "html" || child.tag === "body") {
      writeHtml(child, parts);
      continue;
    }
    openTag(child, parts);
    if (VOID.has(child.tag)) continue;
    writeHtml(child, parts);
    parts.push(`</${child.tag}>`);
  }
}

const isBlock = (child: PageElement | string | undefined) =>
  child !== undefined && isElement(child) && BLOCK_ELEMENTS.has(child.tag);

function openTag({ tag, attributes }: PageElement, parts: string[]): void {
  let open = `<${tag}`;
  for (const name of KEPT) {
    const value = attributes[name];
    if (value !== undefined) open += ` ${name}="${escapeText(value)}"`;
  }
  parts.push(`${open}>`);
}

function escapeText(text: string): string {
  if (!/[&<>"]/u.test(text)) return text;
  return text.replace(/&/gu, "&amp;").replace(/</gu, "&lt;").replace(/>/gu, "&gt;").replace(/"/gu, "&quot;");
}
