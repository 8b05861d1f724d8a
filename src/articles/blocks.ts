import { readMarkup } from "./markup.ts";
import { BLOCK_ELEMENTS, cleanLine, SILENT_ELEMENTS } from "./text.ts";

/** A run of text that stands on its own on the page. */
export interface TextBlock {
  /** One line, unless the page breaks it with `<br>`. */
  readonly text: string;
  /** The nearest element around it: "p", "li", "h2", "blockquote", "td" … */
  readonly tag: string;
  /** Share of its letters that are links, 0 to 1. */
  readonly linked: number;
  readonly isHeading: boolean;
  readonly inList: boolean;
  readonly inQuote: boolean;
}

/** Splits an article's HTML into blocks; linear in its length. */
export function readBlocks(html: string): TextBlock[] {
  const blocks: TextBlock[] = [];
  const open: string[] = [];
  let line = "";
  let lines: string[] = [];
  let linked = 0;
  let links = 0;
  let silence = 0;

  function endLine(): void {
    const clean = cleanLine(line);
    if (clean !== "") lines.push(clean);
    else if (lines.length > 0) endBlock();
    line = "";
  }

  function endBlock(): void {
    const clean = cleanLine(line);
    if (clean !== "") lines.push(clean);
    const text = lines.join("\n");
    const tag = open.findLast((name) => BLOCK_ELEMENTS.has(name)) ?? "div";
    if (text !== "") {
      blocks.push({
        text,
        tag,
        linked: Math.min(1, linked / text.length),
        isHeading: /^h[1-6]$/u.test(tag),
        inList: open.includes("li"),
        inQuote: open.includes("blockquote"),
      });
    }
    line = "";
    lines = [];
    linked = 0;
  }

  readMarkup(html, {
    onopentag(name) {
      if (SILENT_ELEMENTS.has(name)) silence += 1;
      else if (name === "br") endLine();
      else if (name === "a") links += 1;
      if (BLOCK_ELEMENTS.has(name)) endBlock();
      open.push(name);
    },
    ontext(data) {
      if (silence > 0) return;
      line += data;
      if (links > 0) linked += cleanLine(data).length;
    },
    onclosetag(name) {
      if (SILENT_ELEMENTS.has(name)) silence = Math.max(0, silence - 1);
      else if (name === "a") links = Math.max(0, links - 1);
      if (BLOCK_ELEMENTS.has(name)) endBlock();
      const at = open.lastIndexOf(name);
      if (at !== -1) open.length = at;
    },
  });
  endBlock();
  return blocks;
}
