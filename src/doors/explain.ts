// npm run explain -- article.txt [--date=2023-06-17]: each statement of an article with the rules that found it.
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { loadKnowledge } from "../knowledge/knowledge.ts";
import type { Quote, Span } from "../model.ts";
import { readArticle } from "../reading/read.ts";

const HELP = `Usage: npm run explain -- article.txt [--date=YYYY-MM-DD]
Prints every statement of the article with its speaker and the rules that fired. "-" reads standard input.
The date decides who held which office; without it, today's.`;

const { values, positionals } = parseArgs({
  options: { date: { type: "string" }, help: { type: "boolean" } },
  allowPositionals: true,
});
const [file] = positionals;
const date = values.date === undefined ? new Date() : new Date(values.date);

if (values.help || file === undefined) {
  console.log(HELP);
  if (!values.help) process.exitCode = 2;
} else if (Number.isNaN(date.getTime())) {
  console.error(`Not a date: ${values.date}. Write it as 2023-06-17.`);
  process.exitCode = 2;
} else {
  const text = readText(file);
  if (text !== null) {
    const { quotes } = readArticle({ title: "", text, date }, loadKnowledge());
    for (const [index, quote] of quotes.entries()) console.log(explain(text, quote, index + 1));
    console.log(`${quotes.length} statements`);
  }
}

function readText(path: string): string | null {
  try {
    return readFileSync(path === "-" ? 0 : path, "utf8");
  } catch {
    console.error(`${path} cannot be read.`);
    process.exitCode = 2;
    return null;
  }
}

function explain(text: string, quote: Quote, number: number): string {
  const words = (span: Span | null) => (span === null ? "–" : text.slice(...span).replace(/\s+/gu, " "));
  const who = [
    quote.speakerName ?? "not known",
    quote.speakerActor && `(${quote.speakerActor})`,
    quote.speakerRole,
    quote.passesOn && `passing on ${quote.passesOn}`,
  ];
  return [
    `${number}. ${quote.kind}, ${Math.round(quote.confidence * 100)} %`,
    `   said     ${quote.spans.map(words).join(" … ")}`,
    `   cue      ${words(quote.cue)}`,
    `   speaker  ${words(quote.speaker)}`,
    `   who      ${who.filter((part) => part !== null).join(" ")}, ${quote.side}`,
    `   about    ${[...quote.aboutActors, ...quote.aboutTopics].join(", ") || "–"}`,
    `   rules    ${quote.rules.join(" · ")}`,
    "",
  ].join("\n");
}
