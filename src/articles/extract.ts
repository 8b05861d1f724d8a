import { Readability } from "@mozilla/readability";
import { parseHTML } from "linkedom";
import { readBlocks, readNodeBlocks, type TextBlock } from "./blocks.ts";
import { dropBoilerplate } from "./boilerplate.ts";
import { detectLanguage } from "./language.ts";
import { readMetadata } from "./metadata.ts";
import { type PageKind, pageKind } from "./page-kind.ts";
import { type PageElement, rawText, readPage, toHtml } from "./page-tree.ts";
import { pruneNamed, pruneSilent } from "./prune.ts";

/** The article on a page. */
export interface ExtractedArticle {
  readonly kind: PageKind;
  readonly title: string | null;
  readonly byline: string | null;
  readonly published: Date | null;
  /** The address the page calls its own, or null. */
  readonly canonical: string | null;
  readonly outlet: string | null;
  /** BCP 47, from the text, else from the page. */
  readonly language: string | null;
  /** Plain text, paragraphs split by a blank line; empty when the page has no article. */
  readonly text: string;
}

/** Less than this found on a page that has more than four times as much: too much was taken away. */
const LEAST_FOUND = 300;

/**
 * Finds the article on a page. Readability chooses the part of the page; what stands around an article by
 * name is taken away before, and what reads like boilerplate after.
 *
 * @param url where the page came from, after redirects
 */
export function extractArticle(html: string, url: string | null): ExtractedArticle {
  const page = readPage(html);
  const metadata = readMetadata(page, url);
  pruneSilent(page);
  const pageText = rawText(page).replace(/\s+/gu, " ");
  const title = metadata.title ?? "";
  pruneNamed(page);
  let found = findText(toHtml(page, title));
  if (found.length < LEAST_FOUND && pageText.length > found.length * 4) {
    const more = findText(toHtml(readWhole(html), title));
    if (more.length > found.length * 2) found = more;
  }
  return {
    kind: pageKind(metadata, url, found, pageText),
    title: metadata.title,
    byline: metadata.byline,
    published: metadata.published,
    canonical: metadata.canonical,
    outlet: metadata.outlet,
    language: detectLanguage(found) ?? metadata.language,
    text: found,
  };
}

/** The page with all that stands around its article. */
function readWhole(html: string): PageElement {
  const page = readPage(html);
  pruneSilent(page);
  return page;
}

function findText(html: string): string {
  return joinBlocks(dropBoilerplate(findMainPart(html) ?? readBlocks(html)));
}

function joinBlocks(blocks: readonly TextBlock[]): string {
  return blocks.map(({ text }) => text).join("\n\n");
}

/** Readability's cost grows faster than a page's length; beyond these a page is a list or an attack. */
const MOST_TAGS = 15_000;
const MOST_LETTERS = 2_000_000;

/** The blocks of the part of the page that holds the article; null when the page is too much for readability. */
function findMainPart(html: string): TextBlock[] | null {
  if (html.length > MOST_LETTERS || html.split("<", MOST_TAGS * 2 + 1).length > MOST_TAGS * 2) return null;
  const { document } = parseHTML(html);
  try {
    const found = new Readability(document, { disableJSONLD: true, serializer: readNodeBlocks }).parse();
    return found?.content ?? [];
  } catch {
    // Readability takes for granted what a damaged page may lack: then the whole page is looked through.
    return null;
  }
}
