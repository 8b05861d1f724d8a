import type { Document, Token } from "../../text/document.ts";

/** Words between quotation marks, outermost marks only. Token indices; the marks themselves are inside. */
export interface MarkedSpan {
  readonly first: number;
  readonly end: number;
  readonly paragraph: number;
  /** False when the paragraph ends first: a long quotation closes only in its last paragraph. */
  readonly closed: boolean;
}

export interface Marks {
  readonly spans: readonly MarkedSpan[];
  /** For each token the index of the span it is in, else -1. */
  readonly spanAt: Int32Array;
}

/** The quotation that a token is in. */
export function spanAround(
  { marks, spanAt }: { readonly marks: Marks; readonly spanAt: Int32Array },
  at: number,
): MarkedSpan | undefined {
  const index = spanAt[at] ?? -1;
  // Not `spans[-1]`: see `groupAt`.
  return index < 0 ? undefined : marks.spans[index];
}

type Style = "curly" | "straight" | "doubled" | "single" | "angle" | "corner" | "white-corner";
type Shape = "open" | "close";

const STYLES: ReadonlyMap<string, readonly [Style, Shape | null]> = new Map([
  ["“", ["curly", "open"]],
  ["„", ["curly", "open"]],
  ["‟", ["curly", "open"]],
  ["”", ["curly", "close"]],
  ['"', ["straight", null]],
  ["''", ["doubled", null]],
  ["``", ["doubled", "open"]],
  ["‘", ["single", "open"]],
  ["‚", ["single", "open"]],
  ["’", ["single", "close"]],
  ["'", ["single", null]],
  ["«", ["angle", "open"]],
  ["»", ["angle", "close"]],
  ["「", ["corner", "open"]],
  ["」", ["corner", "close"]],
  ["『", ["white-corner", "open"]],
  ["』", ["white-corner", "close"]],
]);

interface Mark {
  readonly at: number;
  readonly style: Style;
  readonly shape: Shape | null;
}

/** Pairs the quotation marks of a text, paragraph by paragraph; one that is never closed ends with its paragraph. */
export function pairMarks(document: Document): Marks {
  const spans: MarkedSpan[] = [];
  const spanAt = new Int32Array(document.tokens.length).fill(-1);
  let at = 0;
  for (const [paragraph, [, paragraphEnd]] of document.paragraphs.entries()) {
    const first = at;
    while (at < document.tokens.length && (document.tokens[at]?.start ?? paragraphEnd) < paragraphEnd)
      at += 1;
    for (const span of pairParagraph(document.tokens, first, at, paragraph)) {
      spanAt.fill(spans.length, span.first, span.end);
      spans.push(span);
    }
  }
  return { spans, spanAt };
}

function pairParagraph(
  tokens: readonly Token[],
  first: number,
  end: number,
  paragraph: number,
): MarkedSpan[] {
  const marks = readMarks(tokens, first, end);
  const spans: MarkedSpan[] = [];
  let index = 0;
  while (index < marks.length) {
    const open = marks[index];
    if (!open) break;
    const close = opens(open, first) ? findClose(marks, index) : -1;
    const closing = marks[close];
    if (closing) {
      spans.push({ first: open.at, end: closing.at + 1, paragraph, closed: true });
      index = close + 1;
      continue;
    }
    if (open.style !== "single" && open.shape === "open" && runsOn(tokens, marks, index, first)) {
      spans.push({ first: open.at, end, paragraph, closed: false });
      break;
    }
    index += 1;
  }
  return spans;
}

const opens = (mark: Mark, first: number) =>
  mark.shape === "open" || (mark.shape === null && mark.at === first);

/** An opening mark without its partner counts only where a quotation plainly begins. */
function runsOn(tokens: readonly Token[], marks: readonly Mark[], index: number, first: number): boolean {
  const at = marks[index]?.at ?? first;
  const before = tokens[at - 1]?.text ?? "";
  return at === first || /^[.!?,:]$/u.test(before) || before === "”";
}

/**
 * Index of the mark that closes `marks[index]`, or -1. Double marks of one family close each other, since
 * “…" is common; pairs inside are passed over.
 */
function findClose(marks: readonly Mark[], index: number): number {
  const open = marks[index];
  let nearest = -1;
  const inner: Style[] = [];
  for (let other = index + 1; other < Math.min(marks.length, index + MOST_INNER_MARKS); other += 1) {
    const mark = marks[other];
    if (!mark || !open || !sameFamily(mark.style, open.style)) continue;
    if (mark.shape === "open") {
      if (mark.style === "single") return -1;
      inner.push(mark.style);
      continue;
    }
    if (nearest < 0) nearest = other;
    if (inner.length === 0) return other;
    inner.pop();
  }
  return nearest;
}

const sameFamily = (a: Style, b: Style) => a === b || (DOUBLE.has(a) && DOUBLE.has(b));
const DOUBLE: ReadonlySet<Style> = new Set(["curly", "straight", "doubled"]);

const MOST_INNER_MARKS = 200;

function readMarks(tokens: readonly Token[], first: number, end: number): Mark[] {
  const marks: Mark[] = [];
  for (let at = first; at < end; at += 1) {
    const token = tokens[at];
    if (token?.kind !== "mark") continue;
    const known = STYLES.get(token.text);
    if (!known) continue;
    const [style, shape] = known;
    const seen = shapeOf(tokens, at, first, end, style);
    if (seen === "apostrophe") continue;
    // A curly mark that faces the wrong way: “…,“ he said.
    const mistyped = style === "curly" && shape === "open" && seen === "close" && at > first;
    marks.push({ at, style, shape: mistyped ? "close" : (shape ?? seen) });
  }
  return marks;
}

function shapeOf(
  tokens: readonly Token[],
  at: number,
  first: number,
  end: number,
  style: Style,
): Shape | "apostrophe" | null {
  const token = tokens[at];
  const before = at > first ? tokens[at - 1] : undefined;
  const after = at + 1 < end ? tokens[at + 1] : undefined;
  const touchesBefore =
    before !== undefined && before.end === token?.start && !/^[([—–-]$/u.test(before.text);
  const touchesAfter = after !== undefined && after.start === token?.end;
  if (style === "single") {
    // "the ’90s", "'16"
    if (after?.kind === "number" && touchesAfter && !touchesBefore && token?.text !== "‘")
      return "apostrophe";
    if (touchesBefore && touchesAfter && before.kind === "word" && after.kind === "word") return "apostrophe";
  }
  if (touchesAfter && !touchesBefore) return "open";
  if (touchesBefore && !touchesAfter) return "close";
  if (touchesBefore && touchesAfter)
    return after.kind === "punctuation" || after.kind === "mark" ? "close" : null;
  return null;
}
