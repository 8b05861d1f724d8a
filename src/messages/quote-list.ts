import type { Block, Button, Message, TextSpan } from "./message.ts";
import { quoteBlock, type ShownQuote } from "./quote-block.ts";
import { paragraph, smallPrint, text } from "./spans.ts";

export interface QuoteList {
  /** Whom or what the list is of, such as "Antony Blinken on Taiwan". */
  readonly title: string;
  /** What stands under the title: office, filters. */
  readonly lines: readonly string[];
  readonly quotes: readonly ShownQuote[];
  /** Shows the sentence that stands before each in its article. */
  readonly withContext: boolean;
  readonly timeZone: string;
  readonly buttons: readonly Button[];
}

/** Statements word for word, newest first, a page at a time. */
export function quoteList(list: QuoteList): Message {
  const first = list.quotes[0];
  return {
    summary: first ? `${list.title}: newest from ${first.outlet}` : list.title,
    blocks: [
      { kind: "heading", text: list.title },
      ...(list.lines.length > 0 ? [paragraph(...list.lines.flatMap(separate))] : []),
      ...list.quotes.flatMap((quote) => [
        ...(list.withContext ? contextOf(quote) : []),
        quoteBlock(quote, list.timeZone),
      ]),
      ...(list.buttons.length > 0 ? [{ kind: "buttons", buttons: list.buttons } satisfies Block] : []),
    ],
  };
}

function separate(line: string, index: number): TextSpan[] {
  return index === 0 ? [text(line)] : [text(" · "), text(line)];
}

function contextOf({ context, outlet }: ShownQuote): Block[] {
  if (context === null) return [smallPrint(`First words of the article in ${outlet}:`)];
  return [smallPrint(`Before it: ${context.replace(/\s+/gu, " ")}`)];
}
