// The door `cluster`: articles in time order in, their event and storyline out.
import { parseArgs } from "node:util";
import { z } from "zod";
import { canonicalUrl } from "../articles/identity.ts";
import { loadKnowledge } from "../knowledge/knowledge.ts";
import { findMentions } from "../reading/entities/find-mentions.ts";
import { readFingerprint } from "../stories/fingerprint.ts";
import { createStoryIndex, placeInIndex } from "../stories/story-index.ts";
import { readDocument } from "../text/document.ts";
import { serveLines } from "./json-lines.ts";

const HELP = `Usage: npm run --silent cluster < articles.jsonl
Reads {id, date, source, title, text, url?}, in time order; prints {id, event, storyline, duplicateOf}.`;

const lineSchema = z.object({
  id: z.union([z.string(), z.number()]),
  date: z.coerce.date(),
  source: z.string().default(""),
  title: z.string().default(""),
  text: z.string().default(""),
  url: z.string().nullish(),
});

if (parseArgs({ options: { help: { type: "boolean" } } }).values.help) {
  console.log(HELP);
} else {
  const knowledge = loadKnowledge();
  const index = createStoryIndex();
  await serveLines(lineSchema, ({ id, date, source, title, text, url }) => {
    const fingerprint = readFingerprint({
      title,
      text,
      url: url ? canonicalUrl(url) : null,
      mentions: findMentions(readDocument(text), knowledge, date),
    });
    const article = { articleId: String(id), publishedAt: date, publisher: source, fingerprint };
    const { storyId, storylineId, revisionOf } = placeInIndex(article, index);
    return { event: storyId, storyline: storylineId, duplicateOf: revisionOf };
  });
}
