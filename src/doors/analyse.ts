// The door `analyse`: articles in, what each says out.
import { parseArgs } from "node:util";
import { z } from "zod";
import { loadKnowledge } from "../knowledge/knowledge.ts";
import type { Reading } from "../model.ts";
import { readArticle } from "../reading/read.ts";
import { serveLines } from "./json-lines.ts";

const HELP = `Usage: npm run --silent analyse < articles.jsonl
Reads {id, title?, text, date?}; prints {id, relevant, relevance, topics, entities, quotes, summary}.`;

const lineSchema = z.object({
  id: z.union([z.string(), z.number()]),
  title: z.string().nullish(),
  text: z.string(),
  date: z.coerce.date().nullish(),
});

if (parseArgs({ options: { help: { type: "boolean" } } }).values.help) {
  console.log(HELP);
} else {
  const knowledge = loadKnowledge();
  await serveLines(lineSchema, ({ title, text, date }) => {
    // Without a date the offices of today are the best guess.
    return toAnswer(readArticle({ title: title ?? "", text, date: date ?? new Date() }, knowledge));
  });
}

function toAnswer({ relevant, relevance, reasons, topics, mentions, quotes, summary }: Reading) {
  return { relevant, relevance, reasons, topics, entities: mentions, quotes: quotes.map(toQuote), summary };
}

function toQuote({ speaker, ...quote }: Reading["quotes"][number]) {
  return { ...quote, speaker: speaker && { start: speaker[0], end: speaker[1] } };
}
