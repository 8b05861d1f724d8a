import type { JobParts } from "../../jobs/job.ts";
import { extractArticle } from "../../src/articles/extract.ts";
import type { Knowledge } from "../../src/knowledge/knowledge.ts";
import { readArticle } from "../../src/reading/read.ts";

/** What the readers' threads do, without threads: one job at a time needs none. */
export function readInPlace(knowledge: Knowledge): JobParts["readers"] {
  return {
    readArticles: async (articles) => articles.map((article) => readArticle(article, knowledge)),
    extractArticle: async ({ html, url }) => extractArticle(html, url),
  };
}
