import type { Knowledge } from "../knowledge/knowledge.ts";
import type { Quote } from "../model.ts";
import { readArticle } from "../reading/read.ts";
import type { Block, Message, TextSpan } from "./message.ts";
import { wordsOf } from "./quote-block.ts";
import { emphasis, plain, strong, text } from "./spans.ts";

const MAX_LENGTH = 40_000;
const MAX_SHOWN = 12;
const MAX_BUTTONS = 5;

/** Who said what in a text that somebody selected; `date` decides who held which office. */
export function whoSaid(selected: string, date: Date, knowledge: Knowledge): Message {
  const body = selected.slice(0, MAX_LENGTH);
  const { quotes } = readArticle({ title: "", text: body, date }, knowledge);
  if (quotes.length === 0) return { ...plain("I find no statement in this message."), audience: "asker" };
  const shown = quotes.slice(0, MAX_SHOWN);
  const blocks: Block[] = shown.map((quote) => ({
    kind: "quote",
    text: wordsOf({ kind: quote.kind, content: quote.spans.map(([start, end]) => body.slice(start, end)) }),
    by: speakerOf(quote),
  }));
  const names = [...new Set(shown.flatMap(({ speakerName }) => speakerName ?? []))];
  const buttons = names.slice(0, MAX_BUTTONS).map((name) => ({
    label: `Quotes of ${name}`,
    call: { command: "quotes", options: { who: name } },
  }));
  const left = quotes.length - shown.length;
  return {
    summary: quotes.length === 1 ? "1 statement" : `${quotes.length} statements`,
    audience: "asker",
    blocks: [
      { kind: "heading", text: "Who said this" },
      ...blocks,
      ...(left > 0 ? [{ kind: "smallPrint", text: [text(`and ${left} more`)] } satisfies Block] : []),
      ...(buttons.length > 0 ? [{ kind: "buttons", buttons } satisfies Block] : []),
    ],
  };
}

function speakerOf({ speakerName, speakerRole, kind }: Quote): TextSpan[] {
  const how = kind === "indirect" ? " · paraphrased" : "";
  if (speakerName === null) return [emphasis(speakerRole ?? "Speaker not known"), text(how)];
  return [strong(speakerName), ...(speakerRole ? [text(`, ${speakerRole}`)] : []), text(how)];
}
