import { type ExtractedArticle, extractArticle } from "../articles/extract.ts";
import { loadKnowledge } from "../knowledge/knowledge.ts";
import type { Reading } from "../model.ts";
import { type ReadableArticle, readArticle } from "../reading/read.ts";

/** The program of a reader's thread: what it exports is what can be asked of it. It has a knowledge of its own. */
const knowledge = loadKnowledge();

export interface ReadPage {
  readonly html: string;
  readonly url: string | null;
}

export function read(articles: readonly ReadableArticle[]): Reading[] {
  return articles.map((article) => readArticle(article, knowledge));
}

export function extract({ html, url }: ReadPage): ExtractedArticle {
  return extractArticle(html, url);
}
