import type { Block, Choice, CommandCall, Message, TextSpan } from "../../messages/message.ts";
import { cleanLine, type Run, toRuns } from "../runs.ts";
import { type Piece, widthOf, wrapPieces } from "./wrap.ts";

export interface Page {
  /** Columns; longer lines are broken. */
  readonly width: number;
  /** ANSI colours and weights. */
  readonly ansi: boolean;
}

export interface Drawn {
  readonly text: string;
  /** What the numbers beside the buttons call: the first is 1. */
  readonly calls: readonly CommandCall[];
}

const STYLES = {
  strong: "\u001b[1m",
  emphasis: "\u001b[3m",
  dim: "\u001b[2m",
  number: "\u001b[36m",
} as const;
/** Longer lines are hard to read, however wide the window. */
const WIDEST = 100;
const NARROWEST = 20;

/** What is drawn of a message: gathers the buttons' calls and the links already shown. */
interface Pen {
  readonly page: Page;
  readonly calls: CommandCall[];
  /** Addresses that stand on the page already. */
  readonly links: Set<string>;
  /** Addresses that a later block shows: facts need not. */
  readonly elsewhere: ReadonlySet<string>;
  /** All that was drawn, to see whether a choice's label is new. */
  readonly words: string[];
}

/** Draws a message for a terminal, or as plain text for a pipe. */
export function renderTerminal(message: Message, page: Page): Drawn {
  const width = Math.max(NARROWEST, Math.min(page.width, WIDEST));
  const pen: Pen = {
    page: { ...page, width },
    calls: [],
    links: new Set(),
    elsewhere: linksOf(message.blocks),
    words: [],
  };
  const parts: string[] = [];
  message.blocks.forEach((block, index) => {
    const lines = drawBlock(block, pen);
    if (lines.length === 0) return;
    if (index > 0 && !clings(block, message.blocks[index - 1])) parts.push("");
    parts.push(...lines);
  });
  return { text: parts.join("\n"), calls: pen.calls };
}

/** Every address that stands in running text somewhere on the page. */
function linksOf(blocks: readonly Block[]): Set<string> {
  const spans = blocks.flatMap((block) => {
    if (block.kind === "paragraph" || block.kind === "smallPrint") return block.text;
    if (block.kind === "list") return block.items.flat();
    return block.kind === "quote" ? block.by : [];
  });
  return new Set(toRuns(spans).flatMap(({ href }) => href ?? []));
}

/** Small print belongs to the text above it, and buttons to buttons. */
function clings(block: Block, above: Block | undefined): boolean {
  if (block.kind === "smallPrint") return above?.kind === "paragraph" || above?.kind === "smallPrint";
  return block.kind === "buttons" && above?.kind === "buttons";
}

function drawBlock(block: Block, pen: Pen): string[] {
  const { width } = pen.page;
  switch (block.kind) {
    case "heading":
      return drawHeading(block.text, pen);
    case "paragraph":
      return drawText(block.text, pen);
    case "quote":
      return [
        ...indent(wrapPieces([{ text: cleanLine(block.text), style: "" }], width - 2), "│ "),
        // Whoever cites a statement needs its source beside it, also when it stands further up.
        ...indent(drawText(block.by, { ...pen, links: new Set() }, width - 4), "  — ", "    "),
      ];
    case "facts":
      return drawFacts(block.facts, pen);
    case "list":
      return block.items.flatMap((item, index) => {
        const mark = block.ordered ? `${index + 1}. ` : "• ";
        return indent(drawText(item, pen, width - mark.length), mark);
      });
    case "smallPrint":
      return drawText(block.text, pen, width, look(pen, "dim"));
    case "divider":
      return ["─".repeat(Math.min(width, 60))];
    case "image":
      return indent(wrapPieces([{ text: cleanLine(block.alt), style: "" }], width - 2), "▦ ");
    case "file":
      return block.text.split("\n").map((line) => cleanLine(line).trimEnd());
    case "buttons":
      return drawChoices(block.buttons, pen);
    case "select":
      return drawSelect(block.placeholder, block.choices, pen);
  }
}

function drawHeading(text: string, pen: Pen): string[] {
  const lines = wrapPieces([{ text: cleanLine(text), style: look(pen, "strong") }], pen.page.width);
  const widest = Math.min(pen.page.width, widthOf(cleanLine(text)));
  return [...lines, "━".repeat(Math.max(1, widest))];
}

function drawFacts(facts: readonly { label: string; value: readonly TextSpan[] }[], pen: Pen): string[] {
  const column = Math.min(16, Math.max(...facts.map(({ label }) => widthOf(cleanLine(label))))) + 2;
  return facts.flatMap(({ label, value }) => {
    const name = cleanLine(label);
    const first = `${name}${" ".repeat(Math.max(1, column - widthOf(name)))}`;
    const links = new Set([...pen.links, ...pen.elsewhere]);
    return indent(drawText(value, { ...pen, links }, pen.page.width - column), first, " ".repeat(column));
  });
}

/** Text, and below it the addresses of its links that were not shown yet. */
function drawText(spans: readonly TextSpan[], pen: Pen, width = pen.page.width, style = ""): string[] {
  const runs = toRuns(spans);
  const lines = wrapPieces(
    runs.map((run) => ({ text: run.text, style: styleOf(run, pen) || style })),
    width,
  );
  pen.words.push(runs.map(({ text }) => text).join(""));
  const links = runs.flatMap(({ href }) => (href === null || pen.links.has(href) ? [] : [href]));
  for (const href of links) pen.links.add(href);
  // An address stays whole, so that it can be clicked and copied.
  return [
    ...lines,
    ...new Set(links.map((href) => `${look(pen, "dim")}${href}${pen.page.ansi ? "\u001b[0m" : ""}`)),
  ];
}

/** A list of what stands on the page already is not drawn again: its numbers will do. */
function drawSelect(placeholder: string, choices: readonly Choice[], pen: Pen): string[] {
  const page = pen.words.join("\n");
  const first = pen.calls.length + 1;
  const known =
    choices.length > 1 && choices.every(({ label }) => page.includes(cleanLine(label).replace(/…$/u, "")));
  if (!known) return [`${cleanLine(placeholder)}:`, ...drawChoices(choices, pen)];
  for (const { call } of choices) pen.calls.push(call);
  const numbers = { text: `[${first}]–[${pen.calls.length}]`, style: look(pen, "number") };
  return wrapPieces([numbers, { text: ` ${cleanLine(placeholder)}`, style: "" }], pen.page.width);
}

function drawChoices(choices: readonly { label: string; call: CommandCall }[], pen: Pen): string[] {
  const pieces: Piece[] = choices.flatMap(({ label, call }) => {
    pen.calls.push(call);
    // Blanks that do not break: a number and its label never stand on two lines.
    const words = cleanLine(label).replaceAll(" ", "\u00a0");
    return [
      { text: `[${pen.calls.length}]`, style: look(pen, "number") },
      { text: `\u00a0${words}`, style: "" },
      { text: "  ", style: "" },
    ];
  });
  return wrapPieces(pieces, pen.page.width).map((line) => line.replaceAll("\u00a0", " "));
}

function styleOf(run: Run, pen: Pen): string {
  if (run.strong) return look(pen, "strong");
  return run.emphasis ? look(pen, "emphasis") : "";
}

function look(pen: Pen, style: keyof typeof STYLES): string {
  return pen.page.ansi ? STYLES[style] : "";
}

function indent(lines: readonly string[], first: string, rest?: string): string[] {
  const further = rest ?? (first === "│ " ? first : " ".repeat(widthOf(first)));
  return lines.map((line, index) => `${index === 0 ? first : further}${line}`);
}
