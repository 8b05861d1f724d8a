// The door `summarise`: one article or several on one event in, a few sentences out.
import { parseArgs } from "node:util";
import { z } from "zod";
import { summarise } from "../reading/summary/summary.ts";
import { summariseStory } from "../stories/summary.ts";
import { readDocument } from "../text/document.ts";
import { serveLines } from "./json-lines.ts";

const HELP = `Usage: npm run --silent summarise < articles.jsonl
Reads {id, text, words} or {id, articles: [{title, text}], words}; prints {id, summary}, at most so many words.`;

const articleSchema = z.object({ title: z.string().default(""), text: z.string() });
const id = z.union([z.string(), z.number()]);
const words = z.number().int().positive();
const lineSchema = z.union([
  z.object({ id, words, articles: z.array(articleSchema).min(1) }),
  articleSchema.extend({ id, words }),
]);

if (parseArgs({ options: { help: { type: "boolean" } } }).values.help) {
  console.log(HELP);
} else {
  await serveLines(lineSchema, (line) => {
    if ("articles" in line) return { summary: summariseStory(line.articles, line.words).text };
    return { summary: summarise(readDocument(line.text), line.words).text };
  });
}
