import type { types } from "@slack/bolt";
import type { Block, CommandCall, Fact, Message, TextSpan } from "../../messages/message.ts";
import { createCallWriter } from "../calls.ts";
import { drawPieces, packPieces } from "../pack.ts";
import { cleanLine, plainRun, type Run, shorten, splitRuns, textOf, toRuns } from "../runs.ts";
import { drawButtons, drawSelect, type Panel } from "./controls.ts";
import { escapeText, mrkdwnMeasure, toMrkdwn } from "./mrkdwn.ts";
import {
  context,
  drawSmallPrint,
  inRows,
  mrkdwn,
  piece,
  plainText,
  type SlackPiece,
  section,
} from "./pieces.ts";

/** One post of a message, within every limit of Slack. */
export interface SlackPost {
  /** For notifications and screen readers. */
  readonly text: string;
  readonly blocks: types.KnownBlock[];
}

/** A picture that an image block shows by its place in `pictures`, until the upload gives it an id. */
export interface SlackPicture {
  readonly png: Uint8Array;
  readonly name: string;
  readonly alt: string;
}

/** A file to be shared beside the posts. */
export interface SlackFile {
  readonly name: string;
  readonly text: string;
}

export interface SlackRendering {
  readonly posts: readonly SlackPost[];
  readonly pictures: readonly SlackPicture[];
  readonly files: readonly SlackFile[];
  /** Calls too long for their buttons: to be kept before the posts are sent. */
  readonly kept: ReadonlyMap<string, CommandCall>;
}

/** Stands in an image block, with its number, for the id of a picture. */
export const PICTURE_PREFIX = "picture-";

const MAX_BLOCKS = 50;
/** Slack refuses messages from about 13,200 characters on, though no limit of that kind is documented. */
export const MAX_POST_LENGTH = 12_000;
const MAX_SECTION = 3_000;
const MAX_HEADER = 150;
const MAX_FIELD = 2_000;
const MAX_FIELDS = 10;
const MAX_ALT = 2_000;
const MAX_FALLBACK = 3_000;

interface Canvas extends Panel {
  readonly pictures: SlackPicture[];
  readonly files: SlackFile[];
}

/** Draws a message as Block Kit; pure. */
export function renderSlack(message: Message, maxLength = MAX_POST_LENGTH): SlackRendering {
  const canvas: Canvas = { writer: createCallWriter(), pictures: [], files: [], elements: 0 };
  const drawn = drawPieces(message.blocks, (block) => drawBlock(block, canvas));
  const summary = cleanLine(message.summary).trim();
  const pieces = drawn.length > 0 ? drawn : drawText([{ text: summary || "…" }]);
  const room = { count: MAX_BLOCKS - 1, length: maxLength - label(99, 99).length };
  const pages = packPieces(pieces, room, (block) => ({
    count: 1,
    length: JSON.stringify(block).length + 1,
  }));
  const [first = [], ...more] = splitRuns([plainRun(summary || "Backchannel")], MAX_FALLBACK, mrkdwnMeasure);
  const fallback = `${escapeText(textOf(first))}${more.length > 0 ? "…" : ""}`;
  const posts = pages.map((blocks, index) => {
    if (pages.length === 1) return { text: fallback, blocks: [...blocks] };
    const part = label(index + 1, pages.length);
    return { text: `${fallback} (${part})`, blocks: [...blocks, context(part)] };
  });
  return { posts, pictures: canvas.pictures, files: canvas.files, kept: canvas.writer.kept };
}

function drawBlock(block: Block, canvas: Canvas): SlackPiece[] {
  switch (block.kind) {
    case "heading":
      return drawHeading(block.text);
    case "paragraph":
      return drawText(block.text);
    case "quote":
      return drawQuote(block.text, block.by);
    case "facts":
      return drawFacts(block.facts);
    case "list":
      return drawList(block.items, block.ordered ?? false);
    case "smallPrint":
      return drawSmallPrint(block.text);
    case "divider":
      return [piece({ type: "divider" })];
    case "image":
      return drawImage(block, canvas);
    case "file":
      canvas.files.push({ name: fileName(block.name, "file.txt"), text: block.text });
      return drawSmallPrint([{ text: `File: ${fileName(block.name, "file.txt")}` }]);
    case "buttons":
      return drawButtons(block.buttons, canvas);
    case "select":
      return drawSelect(block.placeholder, block.choices, canvas);
  }
}

function drawHeading(text: string): SlackPiece[] {
  const line = cleanLine(text).trim();
  if (line === "") return [];
  if (line.length <= MAX_HEADER) {
    return [{ ...piece({ type: "header", text: plainText(line) }), keepWithNext: true }];
  }
  return drawRuns([{ ...plainRun(line), strong: true }]).map((each) => ({ ...each, keepWithNext: true }));
}

function drawText(spans: readonly TextSpan[]): SlackPiece[] {
  return drawRuns(toRuns(spans));
}

function drawQuote(text: string, by: readonly TextSpan[]): SlackPiece[] {
  const words = splitRuns(toRuns([{ text }]), MAX_SECTION - 2, mrkdwnMeasure);
  const source = drawSmallPrint(by);
  const quoted = words.map((runs) => ({ ...piece(section(`> ${toMrkdwn(runs)}`)), keepWithNext: true }));
  const last = quoted.at(-1);
  if (last && source.length === 0) quoted[quoted.length - 1] = { ...last, keepWithNext: false };
  return [...quoted, ...source];
}

function drawFacts(facts: readonly Fact[]): SlackPiece[] {
  const pieces: SlackPiece[] = [];
  let fields: types.MrkdwnElement[] = [];
  const close = () => {
    pieces.push(...inRows(fields, MAX_FIELDS).map((row) => piece({ type: "section", fields: row })));
    fields = [];
  };
  for (const fact of facts) {
    const name = toRuns([{ text: fact.label, strong: true }]);
    const value = toRuns(fact.value);
    const text = [toMrkdwn(name), toMrkdwn(value)].filter(Boolean).join("\n");
    if (text.length > MAX_FIELD) {
      close();
      pieces.push(...drawRuns(name).map((each) => ({ ...each, keepWithNext: true })), ...drawRuns(value));
    } else if (text !== "") {
      fields.push(mrkdwn(text));
    }
  }
  close();
  return pieces;
}

function drawRuns(runs: readonly Run[]): SlackPiece[] {
  return splitRuns(runs, MAX_SECTION, mrkdwnMeasure).map((chunk) => piece(section(toMrkdwn(chunk))));
}

function drawList(items: readonly (readonly TextSpan[])[], ordered: boolean): SlackPiece[] {
  const lines = items.flatMap((item, index) => {
    const mark = ordered ? `${index + 1}. ` : "• ";
    const chunks = splitRuns(toRuns(item), MAX_SECTION - mark.length, mrkdwnMeasure);
    return chunks.map((runs, number) => `${number === 0 ? mark : ""}${toMrkdwn(runs)}`);
  });
  return joinLines(lines, MAX_SECTION).map((text) => piece(section(text)));
}

function drawImage(image: Extract<Block, { kind: "image" }>, canvas: Canvas): SlackPiece[] {
  const alt = cleanLine(image.alt).trim() || "Picture";
  const id = `${PICTURE_PREFIX}${canvas.pictures.length}`;
  canvas.pictures.push({ png: image.png, name: fileName(image.name, "picture.png"), alt });
  const picture = piece({ type: "image", slack_file: { id }, alt_text: shorten(alt, MAX_ALT) });
  const rest = alt.length > MAX_ALT ? drawSmallPrint([{ text: alt }]) : [];
  return rest.length > 0 ? [{ ...picture, keepWithNext: true }, ...rest] : [picture];
}

function joinLines(lines: readonly string[], max: number): string[] {
  const texts: string[] = [];
  for (const line of lines) {
    const last = texts.at(-1);
    if (last !== undefined && last.length + 1 + line.length <= max)
      texts[texts.length - 1] = `${last}\n${line}`;
    else texts.push(line);
  }
  return texts;
}

function fileName(name: string, fallback: string): string {
  return shorten(cleanLine(name).replace(/[/\\]/gu, "-").trim() || fallback, 100);
}

function label(part: number, parts: number): string {
  return `Part ${part}/${parts}`;
}
