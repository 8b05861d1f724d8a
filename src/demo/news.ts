import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { z } from "zod";

const outlet = z.object({
  id: z.string(),
  outlet: z.string(),
  publisher: z.string(),
  country: z.string(),
  class: z.string(),
  format: z.enum(["rss", "atom", "broken"]),
});

const article = z.object({
  outlet: z.string(),
  published: z.coerce.date(),
  title: z.string(),
  /** Paragraphs split by a blank line. */
  text: z.string(),
});

export type DemoOutlet = z.output<typeof outlet>;
export type DemoArticle = z.output<typeof article>;

/** The outlets and articles of the demo, as written in `news.yaml`. */
export function readDemoNews() {
  const text = readFileSync(new URL("./news.yaml", import.meta.url), "utf8");
  return z.object({ outlets: z.array(outlet), articles: z.array(article) }).parse(parse(text));
}
