import { existsSync, readFileSync } from "node:fs";
import { parse } from "yaml";
import { z } from "zod";

/** A subject from our fixed list, or one that a workspace added: its name and the words that mark it. */
export const topicSchema = z.looseObject({
  id: z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/),
  name: z.string().min(1),
});

export type Topic = Readonly<z.infer<typeof topicSchema>>;

/** Reads topics.yaml, a list of topics in the order in which they are shown. */
export function readTopics(folder: URL): Topic[] {
  const file = new URL("topics.yaml", folder);
  return existsSync(file) ? z.array(topicSchema).parse(parse(readFileSync(file, "utf8"))) : [];
}
