import type { APIMessageTopLevelComponent } from "discord.js";
import type { Piece, Room } from "../pack.ts";
import { type Run, splitRuns } from "../runs.ts";
import { markdownMeasure, toMarkdown } from "./markdown.ts";

/** All text of one post together. */
const MAX_TEXT = 4_000;
/** Kept free for the line that labels a part. */
const LABEL_ROOM = 60;
/** What the blocks of one post may take of it. */
export const PAGE_TEXT = MAX_TEXT - LABEL_ROOM;
/** A single text piece: with it a page is full, and a line's own mark fits before it. */
export const MAX_PIECE = PAGE_TEXT - 20;

export interface DiscordFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export type Drawn =
  /** `apart`: a blank line stands before it. */
  | { readonly kind: "text"; readonly text: string; readonly apart: boolean }
  | {
      readonly kind: "component";
      readonly component: APIMessageTopLevelComponent;
      readonly file?: DiscordFile;
    };

export type DiscordPiece = Piece<Drawn>;

export function drawLines(runs: readonly Run[], mark: string): DiscordPiece[] {
  return splitRuns(runs, MAX_PIECE, markdownMeasure).map((chunk) => textPiece(`${mark}${toMarkdown(chunk)}`));
}

export function textPiece(text: string): DiscordPiece {
  return { block: { kind: "text", text, apart: false }, keepWithNext: false };
}

export function component(drawn: APIMessageTopLevelComponent, file?: DiscordFile): DiscordPiece {
  const block: Drawn = { kind: "component", component: drawn, ...(file === undefined ? {} : { file }) };
  return { block, keepWithNext: false };
}

export function inRows<Element>(elements: readonly Element[], max: number): Element[][] {
  const rows: Element[][] = [];
  for (let start = 0; start < elements.length; start += max) rows.push(elements.slice(start, start + max));
  return rows;
}

/** Each text counts as a component of its own, though neighbours are joined: so there is always room. */
export function sizeOf(drawn: Drawn): Room {
  if (drawn.kind === "text") return { count: 1, length: drawn.text.length + 2 };
  const inner = "components" in drawn.component ? drawn.component.components.length : 0;
  return { count: 1 + inner, length: 0 };
}
