import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { loadKnowledge } from "../../src/knowledge/knowledge.ts";
import { readArticle } from "../../src/reading/read.ts";

const lineSchema = z.looseObject({
  title: z.string(),
  text: z.string(),
  date: z.coerce.date(),
});

/** How many of the articles that only look like ours are taken for ours; null when the data lack them. */
export function countFalseAlarms(folder: string): { wrong: number; of: number } | null {
  const file = join(folder, "relevance.extra-negatives.jsonl");
  if (!existsSync(file)) return null;
  const knowledge = loadKnowledge();
  const articles = readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => lineSchema.parse(JSON.parse(line)));
  const wrong = articles.filter((article) => readArticle(article, knowledge).relevant).length;
  return { wrong, of: articles.length };
}
