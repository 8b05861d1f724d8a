import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { z } from "zod";

const phrases = z.array(z.coerce.string().min(1)).default([]);

/** A subject from our fixed list: its names and the words that mark it. */
export const topicSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/),
  name: z.string().min(1),
  /** Other names a person may type. */
  aliases: phrases,
  /** Phrases that mark the topic alone; see topics.yaml for how they are written. */
  strong: phrases,
  /** Phrases that mark it together with others. */
  weak: phrases,
  /** Phrases whose words count for nothing here. */
  not: phrases,
});

export type Topic = Readonly<z.infer<typeof topicSchema>>;

/** Reads topics.yaml, a list of topics in the order in which they are shown. */
export function readTopics(folder: URL): Topic[] {
  return z.array(topicSchema).parse(parse(readFileSync(new URL("topics.yaml", folder), "utf8")));
}
