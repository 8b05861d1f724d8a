import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { summarise } from "../../src/reading/summary/summary.ts";
import { readDocument } from "../../src/text/document.ts";

/** Plain signs that a sentence leans on another; written apart from the summary's own rules, to check them. */
const LEANS: readonly RegExp[] = [
  /^["“‘']?(?:he|she|they|him|her|his|their|its)\b/iu,
  /^["“‘']?(?:but|and|or|however|meanwhile|moreover|also|yet|so|then|therefore|instead|still|besides|otherwise)\b/iu,
  /(?:\.\.\.|…|,|;|:)["”’]?$/u,
  /^\p{Ll}/u,
  /^[\p{Lu}\s.,]{3,}\s*(?:\((?:reuters|ap|afp|cnn)\))\s*[-—–]/iu,
  /^\p{Lu}{4,}[\p{Lu} ,.]*\s[-—–]{1,2}\s/u,
  /\b(?:getty images|file photo|scroll down for|click here|sign up for|all rights reserved|toggle caption)\b/iu,
];

const articleSchema = z.looseObject({ text: z.string() });

/** Reads every dev article that has a text, and counts the summaries with a sentence that leans on another. */
export function countDependent(folder: string): { summaries: number; dependent: number; percent: number } {
  const files = existsSync(folder)
    ? readdirSync(folder).filter((name) =>
        /^(?:relevance|gold|rouge|topics|clusters|linking|ner).*\.jsonl$/u.test(name),
      )
    : [];
  let summaries = 0;
  let dependent = 0;
  for (const text of files.flatMap((name) => textsOf(join(folder, name)))) {
    const summary = summarise(readDocument(text));
    if (summary.spans.length === 0) continue;
    summaries += 1;
    const sentences = summary.spans.map(([start, end]) => text.slice(start, end));
    if (sentences.some((sentence) => LEANS.some((sign) => sign.test(sentence)))) dependent += 1;
  }
  return { summaries, dependent, percent: (100 * dependent) / Math.max(1, summaries) };
}

function textsOf(file: string): string[] {
  return readFileSync(file, "utf8")
    .split("\n")
    .flatMap((line) => {
      if (line.trim() === "") return [];
      const article = articleSchema.safeParse(JSON.parse(line));
      return article.success ? [article.data.text] : [];
    });
}
