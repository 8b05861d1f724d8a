import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { z } from "zod";

const span = z.tuple([z.number(), z.number()]);
const speaker = z.object({ start: z.number(), end: z.number() });

const articleSchema = z.looseObject({
  id: z.string(),
  text: z.string().optional(),
  title: z.string().optional(),
  date: z.coerce.date().optional(),
  quotes: z.array(
    z.object({
      /** PolNeAR says `type`, our own gold set `kind`. */
      type: z.string().optional(),
      kind: z.string().optional(),
      spans: z.array(span),
      cue: span.nullish(),
      speaker: speaker.nullish(),
      speech: z.boolean().optional(),
      speakerName: z.string().nullish(),
      speakerKind: z.string().nullish(),
    }),
  ),
});

/** An article with its statements as careful readers found them. */
export interface GoldArticle extends z.output<typeof articleSchema> {
  readonly text: string;
}
export type GoldQuote = GoldArticle["quotes"][number];

/** The folder with the evaluation data: an argument, the setting BACKCHANNEL_EVAL, or beside the checkout. */
export function evalFolder(argument: string | undefined): string {
  return resolve(argument ?? process.env.BACKCHANNEL_EVAL ?? "../shared/eval");
}

export const readText = (file: string): string => readFileSync(file, "utf8");

export function readJsonLines(file: string): unknown[] {
  return readText(file)
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line): unknown => JSON.parse(line));
}

/** Reads JSON lines of gold; `text` is for a file whose lines carry none. */
export function readGold(file: string, text = ""): GoldArticle[] {
  return readJsonLines(file).map((line) => {
    const article = articleSchema.parse(line);
    return { ...article, text: article.text ?? text };
  });
}

/** PolNeAR's wide notion of attribution has beliefs and plans too; a statement is speech or quoted words. */
export const isStatement = (quote: GoldQuote): boolean =>
  quote.kind !== undefined || quote.speech === true || quote.type !== "indirect";
