import { createHash } from "node:crypto";
import {
  type APIActionRowComponent,
  type APIButtonComponentWithCustomId,
  type APIComponentInMessageActionRow,
  type APIMessageTopLevelComponent,
  type APIStringSelectComponent,
  ButtonStyle,
  ComponentType,
} from "discord.js";
import type { Block, Button, Choice, CommandCall, Fact, Message, TextSpan } from "../../messages/message.ts";
import { type CallWriter, createCallWriter } from "../calls.ts";
import { drawPieces, type Piece, packPieces, type Room } from "../pack.ts";
import { cleanLine, plainRun, type Run, shorten, splitRuns, toRuns } from "../runs.ts";
import { markdownMeasure, toMarkdown } from "./markdown.ts";

/** One post of a message, in components V2, within every limit of Discord. */
export interface DiscordPost {
  readonly components: APIMessageTopLevelComponent[];
  readonly files: readonly DiscordFile[];
}

export interface DiscordFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface DiscordRendering {
  readonly posts: readonly DiscordPost[];
  /** Calls too long for their buttons: to be kept before the posts are sent. */
  readonly kept: ReadonlyMap<string, CommandCall>;
}

/** All text of one post together. */
const MAX_TEXT = 4_000;
const MAX_COMPONENTS = 40;
const MAX_HEADING = 1_000;
const MAX_ROW = 5;
const MAX_LABEL = 80;
const MAX_CUSTOM_ID = 100;
const MAX_OPTIONS = 25;
const MAX_OPTION_TEXT = 100;
const MAX_PLACEHOLDER = 150;
const MAX_ALT = 1_024;
/** Kept free for the line that labels a part. */
const LABEL_ROOM = 60;
/** A single text piece: with it a page is full, and a line's own mark fits before it. */
const HEADING = "### ";
const MAX_PIECE = MAX_TEXT - LABEL_ROOM - 20;

type Drawn =
  /** `apart`: a blank line stands before it. */
  | { readonly kind: "text"; readonly text: string; readonly apart: boolean }
  | {
      readonly kind: "component";
      readonly component: APIMessageTopLevelComponent;
      readonly file?: DiscordFile;
    };
type DiscordPiece = Piece<Drawn>;

interface Canvas {
  readonly writer: CallWriter;
  /** Interactive elements and files so far: their names must differ within a message. */
  elements: number;
}

/**
 * Draws a message; pure.
 *
 * @param deliveryId stands on every post as a short reference, by which a delivery is found again.
 */
export function renderDiscord(message: Message, deliveryId?: string): DiscordRendering {
  const canvas: Canvas = { writer: createCallWriter(), elements: 0 };
  const drawn = drawPieces(message.blocks, (block) => setApart(block, drawBlock(block, canvas)));
  const pieces = drawn.length > 0 ? drawn : drawText([{ text: message.summary.trim() || "…" }]);
  const room = { count: MAX_COMPONENTS - 1, length: MAX_TEXT - LABEL_ROOM };
  const pages = packPieces(pieces, room, sizeOf);
  const ref = deliveryId === undefined ? null : refOf(deliveryId);
  const posts = pages.map((page, index) => toPost(page, labelOf(index + 1, pages.length, ref)));
  return { posts, kept: canvas.writer.kept };
}

/** What a delivery is known by in a channel: ten signs that people can read out. */
export function refOf(deliveryId: string): string {
  return createHash("sha256").update(deliveryId).digest("hex").slice(0, 10);
}

/** The part that a post's label names, if it is one of this delivery. */
export function readLabel(text: string, deliveryId: string): { part: number; parts: number } | null {
  const match = new RegExp(`^-# (?:Part (\\d+)/(\\d+) · )?ref ${refOf(deliveryId)}$`, "mu").exec(text);
  return match === null ? null : { part: Number(match[1] ?? 1), parts: Number(match[2] ?? 1) };
}

function labelOf(part: number, parts: number, ref: string | null): string | null {
  const words = [parts > 1 ? `Part ${part}/${parts}` : null, ref === null ? null : `ref ${ref}`];
  const label = words.filter((word) => word !== null).join(" · ");
  return label === "" ? null : `-# ${label}`;
}

function drawBlock(block: Block, canvas: Canvas): DiscordPiece[] {
  switch (block.kind) {
    case "heading":
      return drawHeading(block.text);
    case "paragraph":
      return drawText(block.text);
    case "quote":
      return drawQuote(block.text, block.by);
    case "facts":
      return block.facts.flatMap(drawFact);
    case "list":
      return block.items.flatMap((item, index) => drawItem(item, block.ordered ? `${index + 1}. ` : "- "));
    case "smallPrint":
      return drawLines(toRuns(block.text), "-# ");
    case "divider":
      return [component({ type: ComponentType.Separator })];
    case "image":
      return drawImage(block, canvas);
    case "file":
      return drawFile(block, canvas);
    case "buttons":
      return drawButtons(block.buttons, canvas);
    case "select":
      return drawSelect(block.placeholder, block.choices, canvas);
  }
}

/** Small print follows closely on what it explains; every other block begins after a blank line. */
function setApart(block: Block, [first, ...rest]: DiscordPiece[]): DiscordPiece[] {
  if (first === undefined) return [];
  if (block.kind === "smallPrint" || first.block.kind !== "text") return [first, ...rest];
  return [{ ...first, block: { ...first.block, apart: true } }, ...rest];
}

function drawHeading(text: string): DiscordPiece[] {
  const chunks = splitRuns(toRuns([{ text }]), MAX_HEADING, markdownMeasure);
  return chunks.map((runs) => ({ ...textPiece(`${HEADING}${toMarkdown(runs)}`), keepWithNext: true }));
}

function drawText(spans: readonly TextSpan[]): DiscordPiece[] {
  return drawLines(toRuns(spans), "");
}

function drawLines(runs: readonly Run[], mark: string): DiscordPiece[] {
  return splitRuns(runs, MAX_PIECE, markdownMeasure).map((chunk) => textPiece(`${mark}${toMarkdown(chunk)}`));
}

function drawQuote(text: string, by: readonly TextSpan[]): DiscordPiece[] {
  const words = drawLines(toRuns([{ text }]), "> ");
  const source = drawLines(toRuns(by), "-# ");
  return words
    .map((each, index) => ({
      ...each,
      keepWithNext: index < words.length - 1 || source.length > 0,
    }))
    .concat(source);
}

function drawFact(fact: Fact): DiscordPiece[] {
  const label = fact.label.trim() === "" ? [] : [{ text: fact.label, strong: true }, { text: ": " }];
  return drawText([...label, ...fact.value]);
}

/** What does not fit into an item's first piece goes on beneath it. */
function drawItem(item: readonly TextSpan[], mark: string): DiscordPiece[] {
  const chunks = splitRuns(toRuns(item), MAX_PIECE, markdownMeasure);
  return chunks.map((runs, index) => textPiece(`${index === 0 ? mark : ""}${toMarkdown(runs)}`));
}

function drawImage(image: Extract<Block, { kind: "image" }>, canvas: Canvas): DiscordPiece[] {
  const alt = cleanLine(image.alt).trim();
  const name = fileName(image.name, "picture.png", canvas);
  const media = { url: `attachment://${name}` };
  const item = alt === "" ? { media } : { media, description: shorten(alt, MAX_ALT) };
  const gallery = component({ type: ComponentType.MediaGallery, items: [item] }, { name, bytes: image.png });
  const rest = alt.length > MAX_ALT ? drawLines([plainRun(alt)], "-# ") : [];
  return [{ ...gallery, keepWithNext: rest.length > 0 }, ...rest];
}

function drawFile(file: Extract<Block, { kind: "file" }>, canvas: Canvas): DiscordPiece[] {
  const name = fileName(file.name, "file.txt", canvas);
  const bytes = new TextEncoder().encode(file.text);
  return [component({ type: ComponentType.File, file: { url: `attachment://${name}` } }, { name, bytes })];
}

function drawButtons(buttons: readonly Button[], canvas: Canvas): DiscordPiece[] {
  const drawn = buttons.map(
    (button): APIButtonComponentWithCustomId => ({
      type: ComponentType.Button,
      style: styleOf(button),
      label: labelText(button.label, MAX_LABEL),
      custom_id: writeId(button.call, canvas),
    }),
  );
  const rows = inRows(drawn, MAX_ROW).map(actionRow);
  return [...drawCutLabels(buttons, MAX_LABEL), ...rows];
}

function drawSelect(placeholder: string, choices: readonly Choice[], canvas: Canvas): DiscordPiece[] {
  const rows = inRows(choices, MAX_OPTIONS).map((row) => {
    const select: APIStringSelectComponent = {
      type: ComponentType.StringSelect,
      custom_id: nextName(canvas),
      placeholder: labelText(placeholder, MAX_PLACEHOLDER),
      options: row.map((choice) => ({
        label: labelText(choice.label, MAX_OPTION_TEXT),
        value: writeId(choice.call, canvas),
      })),
    };
    return actionRow([select]);
  });
  return [...drawCutLabels(choices, MAX_OPTION_TEXT), ...rows];
}

/** A label that had to be cut stands in full above its row, so that nothing is lost. */
function drawCutLabels(labelled: readonly { readonly label: string }[], max: number): DiscordPiece[] {
  const cut = labelled.map(({ label }) => cleanLine(label).trim()).filter((label) => label.length > max);
  return cut
    .flatMap((label) => drawLines([plainRun(label)], "-# "))
    .map((each) => ({ ...each, keepWithNext: true }));
}

/** Ids must differ within a message, also where two buttons do the same: a number stands before the call. */
function writeId(call: CommandCall, canvas: Canvas): string {
  const name = `${nextName(canvas)}~`;
  return `${name}${canvas.writer.write(call, MAX_CUSTOM_ID - name.length)}`;
}

/** What `writeId` wrote, without its number. */
export function readId(id: string): string {
  return id.slice(id.indexOf("~") + 1);
}

function nextName(canvas: Canvas): string {
  canvas.elements += 1;
  return canvas.elements.toString(36);
}

function styleOf(button: Button): APIButtonComponentWithCustomId["style"] {
  switch (button.style) {
    case "primary":
      return ButtonStyle.Primary;
    case "danger":
      return ButtonStyle.Danger;
    case undefined:
      return ButtonStyle.Secondary;
  }
}

function actionRow(components: APIComponentInMessageActionRow[]): DiscordPiece {
  const row: APIActionRowComponent<APIComponentInMessageActionRow> = {
    type: ComponentType.ActionRow,
    components,
  };
  return component(row);
}

function inRows<Element>(elements: readonly Element[], max: number): Element[][] {
  const rows: Element[][] = [];
  for (let start = 0; start < elements.length; start += max) rows.push(elements.slice(start, start + max));
  return rows;
}

function textPiece(text: string): DiscordPiece {
  return { block: { kind: "text", text, apart: false }, keepWithNext: false };
}

function component(drawn: APIMessageTopLevelComponent, file?: DiscordFile): DiscordPiece {
  const block: Drawn = { kind: "component", component: drawn, ...(file === undefined ? {} : { file }) };
  return { block, keepWithNext: false };
}

/** Each text counts as a component of its own, though neighbours are joined: so there is always room. */
function sizeOf(drawn: Drawn): Room {
  if (drawn.kind === "text") return { count: 1, length: drawn.text.length + 2 };
  const inner = "components" in drawn.component ? drawn.component.components.length : 0;
  return { count: 1 + inner, length: 0 };
}

function toPost(page: readonly Drawn[], label: string | null): DiscordPost {
  const components: APIMessageTopLevelComponent[] = [];
  const files: DiscordFile[] = [];
  let lines: string[] = [];
  const close = () => {
    if (lines.length > 0) components.push({ type: ComponentType.TextDisplay, content: lines.join("\n") });
    lines = [];
  };
  for (const drawn of page) {
    if (drawn.kind === "text") {
      const gap = drawn.apart && lines.length > 0 && !lines.at(-1)?.startsWith(HEADING);
      lines.push(...(gap ? [""] : []), drawn.text);
      continue;
    }
    close();
    components.push(drawn.component);
    if (drawn.file) files.push(drawn.file);
  }
  if (label !== null) lines.push(label);
  close();
  return { components, files };
}

function labelText(text: string, max: number): string {
  return shorten(cleanLine(text).trim() || "…", max);
}

/** Attachments are named in addresses: plain letters only, and each name once. */
function fileName(name: string, fallback: string, canvas: Canvas): string {
  const plain = name
    .normalize("NFKD")
    .replace(/[^\w.-]+/gu, "-")
    .replace(/^[.-]+/u, "")
    .slice(-60);
  return `${nextName(canvas)}-${plain || fallback}`;
}
