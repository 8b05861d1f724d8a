import type { QuoteKind, Side } from "../model.ts";
import { formatDay } from "./dates.ts";
import type { Block, TextSpan } from "./message.ts";
import { emphasis, instant, link, names, strong, text } from "./spans.ts";

/** A statement as it is shown anywhere. */
export interface ShownQuote {
  readonly kind: QuoteKind;
  /** The exact words, one entry a span. */
  readonly content: readonly string[];
  /** The sentence before, or null at the start of an article. */
  readonly context: string | null;
  readonly speakerName: string | null;
  readonly speakerRole: string | null;
  /** Whose words the speaker passes on, as printed, or null. */
  readonly passesOn: string | null;
  readonly side: Side;
  /** 0 to 1. */
  readonly confidence: number;
  readonly outlet: string;
  readonly publishedAt: Date;
  readonly url: string;
  /** How many independent publishers carry the statement, this one included. */
  readonly publishers: number;
  /** Other outlets that carry it, by name. */
  readonly otherOutlets: readonly string[];
}

/** From here on the speaker is shown without a doubt; below it, with the reader's own reckoning. */
export const HIGH_CONFIDENCE = 0.75;

/** A statement word for word; one reported indirectly without quotation marks, as the outlet put it. */
export function quoteBlock(quote: ShownQuote, timeZone: string): Block {
  return { kind: "quote", text: wordsOf(quote), by: attribution(quote, timeZone) };
}

/** The words as printed; " … " stands where the outlet's own words were in between. */
export function wordsOf(quote: Pick<ShownQuote, "kind" | "content">): string {
  const words = quote.content.map((part) => part.replace(/\s+/gu, " ").trim()).join(" … ");
  return quote.kind === "indirect" ? words.replace(/^that /iu, "") : words;
}

/** "Antony Blinken, Secretary of State · paraphrased in Harbour Times, 17 Jun 2023 · also in …" */
function attribution(quote: ShownQuote, timeZone: string): TextSpan[] {
  const day = instant(formatDay(quote.publishedAt, timeZone), quote.publishedAt);
  return [
    ...speaker(quote),
    ...(quote.passesOn === null ? [] : [text(`, passing on ${quote.passesOn}`)]),
    text(quote.kind === "indirect" ? " · paraphrased in " : " · "),
    link(quote.outlet, quote.url),
    text(", "),
    day,
    ...alsoIn(quote),
    ...doubt(quote),
  ];
}

/** Publishers are counted, not outlets: an owner with five papers is one voice. */
function alsoIn({ publishers, otherOutlets }: ShownQuote): TextSpan[] {
  const others = publishers - 1;
  if (others < 1) return [];
  // "and 1 more" takes as much room as the name itself.
  const named = otherOutlets.slice(0, others <= 3 ? others : 2);
  const rest = others - named.length;
  return [text(` · also in ${rest > 0 ? `${named.join(", ")} and ${rest} more` : names(named)}`)];
}

function speaker({ speakerName, speakerRole }: ShownQuote): TextSpan[] {
  if (speakerName === null) return [emphasis(speakerRole ? `Unnamed: ${speakerRole}` : "Speaker not known")];
  return [strong(speakerName), ...(speakerRole ? [text(`, ${speakerRole}`)] : [])];
}

function doubt({ confidence, speakerName }: ShownQuote): TextSpan[] {
  if (confidence >= HIGH_CONFIDENCE || speakerName === null) return [];
  return [
    emphasis(
      ` · ${confidence >= 0.5 ? "speaker likely" : "speaker uncertain"} (${Math.round(confidence * 100)}%)`,
    ),
  ];
}
