import { createHash } from "node:crypto";
import { type APIMessageTopLevelComponent, ComponentType } from "discord.js";
import type { Block, CommandCall, Fact, Message, TextSpan } from "../../messages/message.ts";
import { createCallWriter } from "../calls.ts";
import { drawPieces, packPieces } from "../pack.ts";
import { cleanLine, plainRun, shorten, splitRuns, toRuns } from "../runs.ts";
import { drawButtons, drawSelect, nextName, type Panel } from "./controls.ts";
import { markdownMeasure, toMarkdown } from "./markdown.ts";
import {
  component,
  type DiscordFile,
  type DiscordPiece,
  type Drawn,
  drawLines,
  MAX_PIECE,
  PAGE_TEXT,
  sizeOf,
  textPiece,
} from "./pieces.ts";

/** One post of a message, in components V2, within every limit of Discord. */
export interface DiscordPost {
  readonly components: APIMessageTopLevelComponent[];
  readonly files: readonly DiscordFile[];
}

export interface DiscordRendering {
  readonly posts: readonly DiscordPost[];
  /** Calls too long for their buttons: to be kept before the posts are sent. */
  readonly kept: ReadonlyMap<string, CommandCall>;
}

const MAX_COMPONENTS = 40;
const MAX_HEADING = 1_000;
const MAX_ALT = 1_024;
const HEADING = "### ";

/**
 * Draws a message; pure.
 *
 * @param deliveryId stands on every post as a short reference, by which a delivery is found again.
 */
export function renderDiscord(message: Message, deliveryId?: string): DiscordRendering {
  const panel: Panel = { writer: createCallWriter(), elements: 0 };
  const drawn = drawPieces(message.blocks, (block) => setApart(block, drawBlock(block, panel)));
  const pieces = drawn.length > 0 ? drawn : drawText([{ text: message.summary.trim() || "…" }]);
  const room = { count: MAX_COMPONENTS - 1, length: PAGE_TEXT };
  const pages = packPieces(pieces, room, sizeOf);
  const ref = deliveryId === undefined ? null : refOf(deliveryId);
  const posts = pages.map((page, index) => toPost(page, labelOf(index + 1, pages.length, ref)));
  return { posts, kept: panel.writer.kept };
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

function drawBlock(block: Block, panel: Panel): DiscordPiece[] {
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
      return drawImage(block, panel);
    case "file":
      return drawFile(block, panel);
    case "buttons":
      return drawButtons(block.buttons, panel);
    case "select":
      return drawSelect(block.placeholder, block.choices, panel);
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

function drawImage(image: Extract<Block, { kind: "image" }>, panel: Panel): DiscordPiece[] {
  const alt = cleanLine(image.alt).trim();
  const name = fileName(image.name, "picture.png", panel);
  const media = { url: `attachment://${name}` };
  const item = alt === "" ? { media } : { media, description: shorten(alt, MAX_ALT) };
  const gallery = component({ type: ComponentType.MediaGallery, items: [item] }, { name, bytes: image.png });
  const rest = alt.length > MAX_ALT ? drawLines([plainRun(alt)], "-# ") : [];
  return [{ ...gallery, keepWithNext: rest.length > 0 }, ...rest];
}

function drawFile(file: Extract<Block, { kind: "file" }>, panel: Panel): DiscordPiece[] {
  const name = fileName(file.name, "file.txt", panel);
  const bytes = new TextEncoder().encode(file.text);
  return [component({ type: ComponentType.File, file: { url: `attachment://${name}` } }, { name, bytes })];
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

/** Attachments are named in addresses: plain letters only, and each name once. */
function fileName(name: string, fallback: string, panel: Panel): string {
  const plain = name
    .normalize("NFKD")
    .replace(/[^\w.-]+/gu, "-")
    .replace(/^[.-]+/u, "")
    .slice(-60);
  return `${nextName(panel)}-${plain || fallback}`;
}
