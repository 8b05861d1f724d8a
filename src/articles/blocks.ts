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
  const reader = createBlockReader();
  readMarkup(html, reader);
  return reader.finish();
}

/** What a block reader needs of a document's nodes. */
export interface BlockNode {
  readonly nodeType: number;
  readonly nodeName: string;
  readonly textContent: string | null;
  readonly childNodes: Iterable<BlockNode>;
}

const ELEMENT = 1;
const TEXT = 3;

/** Splits a part of a document into blocks, without writing it out and reading it again. */
export function readNodeBlocks(root: BlockNode): TextBlock[] {
  const reader = createBlockReader();
  readNode(root, reader);
  return reader.finish();
}

function readNode(node: BlockNode, reader: BlockReader): void {
  if (node.nodeType === TEXT) reader.ontext(node.textContent ?? "");
  if (node.nodeType !== ELEMENT) return;
  const name = node.nodeName.toLowerCase();
  reader.onopentag(name);
  for (const child of node.childNodes) readNode(child, reader);
  reader.onclosetag(name);
}

type BlockReader = ReturnType<typeof createBlockReader>;

function createBlockReader() {
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

  return {
    onopentag(name: string) {
      if (SILENT_ELEMENTS.has(name)) silence += 1;
      else if (name === "br") endLine();
      else if (name === "a") links += 1;
      if (BLOCK_ELEMENTS.has(name)) endBlock();
      open.push(name);
    },
    ontext(data: string) {
      if (silence > 0) return;
      line += data;
      if (links > 0) linked += cleanLine(data).length;
    },
    onclosetag(name: string) {
      if (SILENT_ELEMENTS.has(name)) silence = Math.max(0, silence - 1);
      else if (name === "a") links = Math.max(0, links - 1);
      if (BLOCK_ELEMENTS.has(name)) endBlock();
      const at = open.lastIndexOf(name);
      if (at !== -1) open.length = at;
    },
    finish() {
      endBlock();
      return blocks;
    },
  };
}
