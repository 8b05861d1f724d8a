import type { Block, Message, TextSpan } from "./message.ts";

/** A run of text; `strong("…")`, `link("…", url)` and `instant(…)` are its other forms. */
export function text(words: string): TextSpan {
  return { text: words };
}

export function strong(words: string): TextSpan {
  return { text: words, strong: true };
}

export function emphasis(words: string): TextSpan {
  return { text: words, emphasis: true };
}

export function link(words: string, href: string): TextSpan {
  return { text: words, href };
}

export function instant(words: string, at: Date): TextSpan {
  return { text: words, instant: at };
}

export function paragraph(...spans: readonly (TextSpan | string)[]): Block {
  return { kind: "paragraph", text: spans.map((span) => (typeof span === "string" ? text(span) : span)) };
}

export function smallPrint(...spans: readonly (TextSpan | string)[]): Block {
  return { kind: "smallPrint", text: spans.map((span) => (typeof span === "string" ? text(span) : span)) };
}

/** A message of one line, with further blocks below it. */
export function plain(words: string, ...blocks: readonly Block[]): Message {
  return { summary: words, blocks: [paragraph(words), ...blocks] };
}

/** "1 statement", "12 statements", "1,200 stories". */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${number.toLocaleString("en")} ${number === 1 ? one : many}`;
}

/** "A", "A and B", "A, B and 3 more": at most `shown` are named. */
export function names(list: readonly string[], shown = list.length): string {
  const rest = list.length - shown;
  if (rest > 0) return `${list.slice(0, shown).join(", ")} and ${rest} more`;
  if (list.length <= 1) return list.join("");
  return `${list.slice(0, -1).join(", ")} and ${list.at(-1)}`;
}

/** The same, each name with its own look. */
export function joinSpans(list: readonly TextSpan[], between = ", "): TextSpan[] {
  return list.flatMap((span, index) => (index > 0 ? [text(between), span] : [span]));
}

/** Words as somebody typed them, in quotation marks unless they have their own. */
export function quoted(words: string): string {
  return words.includes('"') ? words : `“${words}”`;
}

/** Cut between words, with an ellipsis, so that a label fits. */
export function cut(words: string, max: number): string {
  if (words.length <= max) return words;
  const room = words.slice(0, max - 1);
  const end = room.lastIndexOf(" ");
  return `${(end > max / 2 ? room.slice(0, end) : room).trimEnd()}…`;
}
