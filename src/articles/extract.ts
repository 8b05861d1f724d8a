import { Readability } from "@mozilla/readability";
import { parseHTML } from "linkedom";
import { parseDate } from "./dates.ts";
import { cleanLine, htmlToText } from "./text.ts";

/** The article on a page. */
export interface ExtractedArticle {
  readonly title: string | null;
  readonly byline: string | null;
  readonly published: Date | null;
  /** Plain text, paragraphs split by a blank line; empty when the page has no article. */
  readonly text: string;
}

/**
 * Finds the article on a page.
 *
 * @param url where the page came from
 */
export function extractArticle(html: string, _url: string | null): ExtractedArticle {
  const { document } = parseHTML(html);
  const found = new Readability(document).parse();
  return {
    title: found?.title ? cleanLine(found.title) : null,
    byline: found?.byline ? cleanLine(found.byline) : null,
    published: parseDate(found?.publishedTime),
    text: htmlToText(found?.content ?? ""),
  };
}
