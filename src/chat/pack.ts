import type { Block as MessageBlock } from "../messages/message.ts";

/** Something a chat shows, drawn in its own form. */
export interface Piece<Block> {
  readonly block: Block;
  /** A heading stays with what it heads, a quotation with its source. */
  readonly keepWithNext: boolean;
}

/** What a page takes, and what a block takes of it. */
export interface Room {
  /** Blocks, or the components they are made of. */
  readonly count: number;
  readonly length: number;
}

/** Lays pieces onto pages within `room`, parting what belongs together only where it fits on no page. */
export function packPieces<Block>(
  pieces: readonly Piece<Block>[],
  room: Room,
  sizeOf: (block: Block) => Room,
): Block[][] {
  const pages: Block[][] = [];
  let page: Block[] = [];
  let used: Room = { count: 0, length: 0 };
  const turn = () => {
    if (page.length > 0) pages.push(page);
    page = [];
    used = { count: 0, length: 0 };
  };
  for (const group of groupPieces(pieces)) {
    if (!fits(group.map(sizeOf).reduce(add, used), room)) turn();
    for (const block of group) {
      if (!fits(add(used, sizeOf(block)), room)) turn();
      page.push(block);
      used = add(used, sizeOf(block));
    }
  }
  turn();
  return pages;
}

function add(one: Room, other: Room): Room {
  return { count: one.count + other.count, length: one.length + other.length };
}

function fits(size: Room, room: Room): boolean {
  return size.count <= room.count && size.length <= room.length;
}

/** Draws blocks one by one and ties those together that should not be parted by the end of a page. */
export function drawPieces<Block>(
  blocks: readonly MessageBlock[],
  draw: (block: MessageBlock) => Piece<Block>[],
): Piece<Block>[] {
  return blocks.flatMap((block, index) => {
    const pieces = draw(block);
    const last = pieces.at(-1);
    if (!last || !belongsTo(block, blocks[index + 1])) return pieces;
    return [...pieces.slice(0, -1), { ...last, keepWithNext: true }];
  });
}

/**
 * Small print belongs to what it explains, a quotation to the paragraph before it, text to its headline, and
 * controls to what they are about: a part of nothing but a menu says nothing.
 */
function belongsTo(block: MessageBlock, next: MessageBlock | undefined): boolean {
  if (next === undefined || next.kind === "divider") return false;
  if (next.kind === "smallPrint" || next.kind === "buttons" || next.kind === "select") return true;
  if (block.kind !== "paragraph") return false;
  return next.kind === "quote" || (block.text.length > 0 && block.text.every((span) => span.strong ?? false));
}

function groupPieces<Block>(pieces: readonly Piece<Block>[]): Block[][] {
  const groups: Block[][] = [];
  let open = false;
  for (const { block, keepWithNext } of pieces) {
    const last = groups.at(-1);
    if (open && last) last.push(block);
    else groups.push([block]);
    open = keepWithNext;
  }
  return groups;
}
