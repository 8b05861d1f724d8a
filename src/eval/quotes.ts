// npm run eval:quotes -- [folder with the evaluation data] [--worst=10]: how well statements are read, as one table,
// and the articles with the most faults, what was missed and what was wrong side by side.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { z } from "zod";
import { loadKnowledge } from "../knowledge/knowledge.ts";
import type { Quote, Span } from "../model.ts";
import { readArticle } from "../reading/read.ts";
import {
  evalFolder,
  type GoldArticle,
  type GoldQuote,
  isStatement,
  readGold,
  readJsonLines,
  readText,
} from "./gold.ts";
import { lettersIn, overlapOf } from "./overlap.ts";

const { values, positionals } = parseArgs({
  options: { worst: { type: "string", default: "10" } },
  allowPositionals: true,
});
const folder = evalFolder(positionals[0]);
const dev = (name: string) => join(folder, "dev", `${name}.jsonl`);
const knowledge = loadKnowledge();

const figure = z.object({ P: z.number(), R: z.number(), F1: z.number() });
const polnearScore = z.object({
  quotes: z.record(
    z.string(),
    figure.extend({
      withSpeaker: figure,
      byType: z.record(
        z.string(),
        z.object({ gold: z.number(), recall: z.number(), recallWithSpeaker: z.number() }),
      ),
    }),
  ),
});
const cofenetScore = z.record(z.string(), z.object({ exact: figure }));
const goldScore = z.object({
  quotes: z.record(
    z.string(),
    z.object({ content: figure, contentAndSpeaker: figure, speakerAccuracyWhenFound: z.number() }),
  ),
});
const pronounSchema = z.object({ id: z.string(), start: z.number(), end: z.number(), canonical: z.string() });

async function measure(): Promise<void> {
  const polnear = readGold(dev("quotes.polnear"));
  const read = new Map(polnear.map((article) => [baseId(article.id), readQuotes(article)]));
  const seed = join(folder, "..", "seed", "article.txt");
  const own = readGold(dev("gold.news"));
  const ownRead = new Map(own.map((article) => [article.id, readQuotes(article)]));
  await printPolnear(read);
  printPronouns(read);
  await printOwn("gold.news", ownRead);
  if (existsSync(seed)) {
    const articles = readGold(dev("gold.seed"), readText(seed));
    await printOwn("gold.seed", new Map(articles.map((article) => [article.id, readQuotes(article)])));
  }
  printWorst([...polnear, ...own], new Map([...read, ...ownRead]), Number(values.worst));
}

function readQuotes({ title, text, date }: GoldArticle): Quote[] {
  return [...readArticle({ title: title ?? "", text, date: date ?? new Date(0) }, knowledge).quotes];
}

const baseId = (id: string) => id.split("#")[0] ?? id;

/** The scorers are the data's own, so that the figures are the ones that count. */
async function scorer(file: string, name: string): Promise<(...given: unknown[]) => unknown> {
  const module: unknown = await import(pathToFileURL(join(folder, "scorers", file)).href);
  const found = z.record(z.string(), z.unknown()).parse(module)[name];
  if (typeof found !== "function") throw new Error(`${file} has no ${name}`);
  return (...given) => Reflect.apply(found, undefined, given);
}

const forScorer = (read: ReadonlyMap<string, readonly Quote[]>) =>
  new Map(
    [...read].map(([id, quotes]) => [
      id,
      {
        id,
        quotes: quotes.map((quote) => ({
          ...quote,
          speaker: quote.speaker && { start: quote.speaker[0], end: quote.speaker[1] },
        })),
      },
    ]),
  );

async function printPolnear(read: ReadonlyMap<string, readonly Quote[]>): Promise<void> {
  const score = await scorer("quotes.mjs", "scoreQuotes");
  const tokens = readJsonLines(dev("quotes.polnear.tokens"));
  for (const subset of ["quotes", "all"]) {
    const result = polnearScore.parse(
      score(readJsonLines(dev("quotes.polnear")), forScorer(read), { subset, tokens }),
    );
    for (const [level, { P, R, F1, withSpeaker, byType }] of Object.entries(result.quotes)) {
      line(`PolNeAR ${subset}, ${level}`, `P ${P}  R ${R}  F1 ${F1}  with speaker ${withSpeaker.F1}`);
      if (level.includes("0.8") && byType.direct)
        line("  direct, recall with speaker", `${byType.direct.recallWithSpeaker}`);
    }
  }
  const cofenet = await scorer("quotes-cofenet.mjs", "scoreQuotesCofenet");
  const roles = cofenetScore.parse(
    cofenet(readJsonLines(dev("quotes.polnear.cofenet-gold")), forScorer(read)),
  );
  for (const [role, { exact }] of Object.entries(roles))
    line(`CofeNet exact, ${role}`, `P ${exact.P}  R ${exact.R}  F1 ${exact.F1}`);
}

function printPronouns(read: ReadonlyMap<string, readonly Quote[]>): void {
  const pronouns = readJsonLines(dev("quotes.polnear.pronouns")).map((entry) => pronounSchema.parse(entry));
  const found = pronouns.flatMap(({ id, start, end, canonical }) => {
    const quote = read
      .get(baseId(id))
      ?.find(({ speaker }) => speaker !== null && speaker[0] < end && speaker[1] > start);
    return quote ? [lastWord(quote.speakerName) === lastWord(canonical)] : [];
  });
  const right = found.filter(Boolean).length;
  line(
    "he and she",
    `${right} of ${found.length} found (${percent(right, found.length)} %), of ${pronouns.length}`,
  );
}

const lastWord = (name: string | null) =>
  (name ?? "")
    .toLowerCase()
    .replace(/['’]s\b/gu, "")
    .match(/[\p{L}\p{N}]+/gu)
    ?.at(-1) ?? "";

async function printOwn(name: string, read: ReadonlyMap<string, readonly Quote[]>): Promise<void> {
  const score = await scorer("gold.mjs", "scoreGold");
  const text = name === "gold.seed" ? readText(join(folder, "..", "seed", "article.txt")) : "";
  const result = goldScore.parse(score(readGold(dev(name), text), forScorer(read)));
  for (const [level, { content, contentAndSpeaker, speakerAccuracyWhenFound }] of Object.entries(
    result.quotes,
  )) {
    line(
      `${name}, ${level}`,
      `P ${content.P}  R ${content.R}  F1 ${content.F1}  with speaker ${contentAndSpeaker.F1}  (right when found: ${speakerAccuracyWhenFound})`,
    );
  }
}

function printWorst(
  articles: readonly GoldArticle[],
  read: ReadonlyMap<string, readonly Quote[]>,
  count: number,
): void {
  const faults = articles.map((article) => ({
    article,
    lines: faultsOf(article, read.get(baseId(article.id)) ?? read.get(article.id) ?? []),
  }));
  const worst = faults.toSorted((a, b) => b.lines.length - a.lines.length).slice(0, count);
  for (const { article, lines } of worst) {
    console.log(`\n${article.id}: ${lines.length} faults`);
    for (const one of lines) console.log(`  ${one}`);
  }
}

/** What was missed and what was wrong, in the order of the text. */
function faultsOf({ text, quotes }: GoldArticle, read: readonly Quote[]): string[] {
  const wanted = quotes.map((quote) => ({ quote, letters: lettersIn(text, quote.spans) }));
  const printed = read.map((quote) => ({ quote, letters: lettersIn(text, quote.spans) }));
  const show = (spans: readonly Span[]) =>
    spans
      .map((span) =>
        text
          .slice(...span)
          .replace(/\s+/gu, " ")
          .slice(0, 160),
      )
      .join(" … ");
  const missed = wanted
    .filter(
      ({ quote, letters }) =>
        isStatement(quote) && !printed.some((one) => overlapOf(letters, one.letters) >= 0.8),
    )
    .map(
      ({ quote }) =>
        [quote.spans[0]?.[0] ?? 0, `missed  {${speakerWords(text, quote)}} ${show(quote.spans)}`] as const,
    );
  const wrong = printed
    .filter(
      ({ letters }) =>
        !wanted.some((one) => overlapOf(letters, one.letters) >= (isStatement(one.quote) ? 0.8 : 0.3)),
    )
    .map(
      ({ quote }) =>
        [
          quote.spans[0]?.[0] ?? 0,
          `wrong   {${quote.speaker ? text.slice(...quote.speaker) : "–"}} ${show(quote.spans)} [${quote.rules.join(" · ")}]`,
        ] as const,
    );
  return [...missed, ...wrong].toSorted(([a], [b]) => a - b).map(([, words]) => words);
}

const speakerWords = (text: string, { speaker }: GoldQuote) =>
  speaker ? text.slice(speaker.start, speaker.end) : "–";
const percent = (part: number, whole: number) => (whole === 0 ? 0 : Math.round((1000 * part) / whole) / 10);
const line = (name: string, figures: string) => console.log(`${name.padEnd(44)}${figures}`);

if (existsSync(dev("quotes.polnear"))) await measure();
else {
  console.error(`No evaluation data in ${folder}: give its folder, or set BACKCHANNEL_EVAL.`);
  process.exitCode = 2;
}
