import type { types } from "@slack/bolt";
import type { Block, Button, Choice, CommandCall, Fact, Message, TextSpan } from "../../messages/message.ts";
import { type CallWriter, createCallWriter } from "../calls.ts";
import { drawPieces, type Piece, packPieces } from "../pack.ts";
import { cleanLine, plainRun, type Run, shorten, splitRuns, textOf, toRuns } from "../runs.ts";
import { escapeText, mrkdwnMeasure, toMrkdwn } from "./mrkdwn.ts";

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

export const ACTION_PREFIX = "call-";
/** Stands in an image block, with its number, for the id of a picture. */
export const PICTURE_PREFIX = "picture-";

const MAX_BLOCKS = 50;
/** Slack refuses messages from about 13,200 characters on, though no limit of that kind is documented. */
export const MAX_POST_LENGTH = 12_000;
const MAX_SECTION = 3_000;
const MAX_HEADER = 150;
const MAX_FIELD = 2_000;
const MAX_FIELDS = 10;
const MAX_CONTEXT = 2_000;
const MAX_ALT = 2_000;
const MAX_ACTIONS = 25;
/** Of one block's JSON, so that a few blocks of any kind fit into a post. */
const MAX_BLOCK_LENGTH = 5_000;
const MAX_LABEL = 75;
const MAX_PLACEHOLDER = 150;
const MAX_OPTIONS = 100;
const MAX_BUTTON_VALUE = 2_000;
const MAX_OPTION_VALUE = 75;
const MAX_FALLBACK = 3_000;

interface Canvas {
  readonly writer: CallWriter;
  readonly pictures: SlackPicture[];
  readonly files: SlackFile[];
  /** Interactive elements so far: their ids must differ within a message. */
  elements: number;
}

type SlackPiece = Piece<types.KnownBlock>;

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

function drawSmallPrint(spans: readonly TextSpan[]): SlackPiece[] {
  return splitRuns(toRuns(spans), MAX_CONTEXT, mrkdwnMeasure).map((runs) => piece(context(toMrkdwn(runs))));
}

function drawImage(image: Extract<Block, { kind: "image" }>, canvas: Canvas): SlackPiece[] {
  const alt = cleanLine(image.alt).trim() || "Picture";
  const id = `${PICTURE_PREFIX}${canvas.pictures.length}`;
  canvas.pictures.push({ png: image.png, name: fileName(image.name, "picture.png"), alt });
  const picture = piece({ type: "image", slack_file: { id }, alt_text: shorten(alt, MAX_ALT) });
  const rest = alt.length > MAX_ALT ? drawSmallPrint([{ text: alt }]) : [];
  return rest.length > 0 ? [{ ...picture, keepWithNext: true }, ...rest] : [picture];
}

function drawButtons(buttons: readonly Button[], canvas: Canvas): SlackPiece[] {
  const elements = buttons.map((button): types.Button => {
    canvas.elements += 1;
    return {
      type: "button",
      action_id: `${ACTION_PREFIX}${canvas.elements}`,
      text: labelText(button.label),
      value: canvas.writer.write(button.call, MAX_BUTTON_VALUE),
      ...(button.style ? { style: button.style } : {}),
    };
  });
  return [...drawCutLabels(buttons), ...drawActions(elements)];
}

function drawSelect(placeholder: string, choices: readonly Choice[], canvas: Canvas): SlackPiece[] {
  const options = choices.map((choice) => ({
    text: labelText(choice.label),
    value: canvas.writer.write(choice.call, MAX_OPTION_VALUE),
  }));
  const selects = inRows(options, MAX_OPTIONS).map((row): types.StaticSelect => {
    canvas.elements += 1;
    return {
      type: "static_select",
      action_id: `${ACTION_PREFIX}${canvas.elements}`,
      placeholder: plainText(shorten(cleanLine(placeholder).trim() || "Choose", MAX_PLACEHOLDER)),
      options: row,
    };
  });
  return [...drawCutLabels(choices), ...drawActions(selects)];
}

/** A label that had to be cut stands in full above its row, so that nothing is lost. */
function drawCutLabels(labelled: readonly { readonly label: string }[]): SlackPiece[] {
  const cut = labelled
    .map(({ label: text }) => cleanLine(text).trim())
    .filter((text) => text.length > MAX_LABEL);
  return cut.flatMap((text) => drawSmallPrint([{ text }])).map((each) => ({ ...each, keepWithNext: true }));
}

function drawActions(elements: readonly types.ActionsBlockElement[]): SlackPiece[] {
  return inRows(elements, MAX_ACTIONS).map((row) => piece({ type: "actions", elements: row }));
}

/** Rows of at most `max` elements that fit into a block. */
function inRows<Element>(elements: readonly Element[], max: number): Element[][] {
  const rows: Element[][] = [];
  let length = 0;
  for (const element of elements) {
    const own = JSON.stringify(element).length + 1;
    const last = rows.at(-1);
    if (last && last.length < max && length + own <= MAX_BLOCK_LENGTH) last.push(element);
    else rows.push([element]);
    length = rows.at(-1) === last ? length + own : own;
  }
  return rows;
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

function piece(block: types.KnownBlock): SlackPiece {
  return { block, keepWithNext: false };
}

function section(text: string): types.SectionBlock {
  return { type: "section", text: mrkdwn(text) };
}

function context(text: string): types.ContextBlock {
  return { type: "context", elements: [mrkdwn(text)] };
}

/** `verbatim` keeps Slack from making links of its own. */
function mrkdwn(text: string): types.MrkdwnElement {
  return { type: "mrkdwn", text, verbatim: true };
}

function plainText(text: string): types.PlainTextElement {
  return { type: "plain_text", text, emoji: false };
}

function labelText(text: string): types.PlainTextElement {
  return plainText(shorten(cleanLine(text).trim() || "…", MAX_LABEL));
}

function fileName(name: string, fallback: string): string {
  return shorten(cleanLine(name).replace(/[/\\]/gu, "-").trim() || fallback, 100);
}

function label(part: number, parts: number): string {
  return `Part ${part}/${parts}`;
}
