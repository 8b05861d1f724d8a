import { formatDay } from "../src/messages/dates.ts";
import type { Message } from "../src/messages/message.ts";
import { wordsOf } from "../src/messages/quote-block.ts";
import { count, paragraph } from "../src/messages/spans.ts";
import type { FoundQuote } from "../src/store/quotes.ts";

/** Statements as a file to keep. */
export function exportQuotes(
  format: "csv" | "markdown",
  title: string,
  quotes: readonly FoundQuote[],
  timeZone: string,
): Message {
  const line = `${title}: ${count(quotes.length, "statement")} as ${format === "csv" ? "CSV" : "Markdown"}.`;
  const name = `${fileName(title)}.${format === "csv" ? "csv" : "md"}`;
  const file =
    format === "csv"
      ? ({ kind: "file", name, mimeType: "text/csv", text: toCsv(quotes) } as const)
      : ({
          kind: "file",
          name,
          mimeType: "text/markdown",
          text: toMarkdown(title, quotes, timeZone),
        } as const);
  return { summary: line, blocks: [paragraph(line), file] };
}

const COLUMNS = [
  "date",
  "speaker",
  "role",
  "passes on",
  "side",
  "kind",
  "statement",
  "context",
  "outlet",
  "publishers",
  "also in",
  "title",
  "link",
  "confidence",
] as const;

/** RFC 4180, dates in UTC. */
export function toCsv(quotes: readonly FoundQuote[]): string {
  const rows = quotes.map((quote) => [
    quote.publishedAt.toISOString(),
    quote.speakerName ?? "",
    quote.speakerRole ?? "",
    quote.passesOn ?? "",
    quote.side,
    quote.kind,
    wordsOf(quote),
    quote.context ?? "",
    quote.outlet,
    String(quote.publishers),
    quote.otherOutlets.join("; "),
    quote.title,
    quote.url,
    quote.confidence.toFixed(2),
  ]);
  return `${[COLUMNS, ...rows].map((row) => row.map(csvCell).join(",")).join("\r\n")}\r\n`;
}

/** A cell that begins like a formula would be run by a spreadsheet: an apostrophe makes it text. */
function csvCell(value: string): string {
  const line = value.replace(/\s+/gu, " ");
  const safe = /^[=+\-@\t]/u.test(line) ? `'${line}` : line;
  return /[",]/u.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export function toMarkdown(title: string, quotes: readonly FoundQuote[], timeZone: string): string {
  const entries = quotes.map((quote) => {
    const role = `${quote.speakerRole === null ? "" : `, ${quote.speakerRole}`}${quote.passesOn === null ? "" : `, passing on ${quote.passesOn}`}`;
    const who = `**${escapeMarkdown(quote.speakerName ?? "Speaker not known")}**${escapeMarkdown(role)}`;
    const how = quote.kind === "indirect" ? "paraphrased in " : "";
    const where = `[${escapeMarkdown(quote.outlet)}](<${quote.url.replace(/[<>\s]/gu, encodeURIComponent)}>)`;
    return `> ${escapeMarkdown(wordsOf(quote))}\n\n${who}, ${how}${where}, ${formatDay(quote.publishedAt, timeZone)}\n`;
  });
  return [`# ${escapeMarkdown(title)}\n`, ...entries].join("\n");
}

/** Words of the news are never formatting. */
function escapeMarkdown(text: string): string {
  return text.replace(/\s+/gu, " ").replace(/[\\`*_{}[\]<>#|!~&]|^(?:[+-]|\d+[.)])/gu, "\\$&");
}

function fileName(title: string): string {
  const name = title
    .toLowerCase()
    .normalize("NFKD")
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-+|-+$/gu, "");
  return name.slice(0, 60) || "quotes";
}
