/** Something a chat shows, drawn in its own form. */
export interface Piece<Block> {
  readonly block: Block;
  /** A heading stays with what it heads, a quotation with its source. */
  readonly keepWithNext: boolean;
}

export interface Room {
  /** How many blocks one page takes. */
  readonly count: number;
  /** How much all of them may measure. */
  readonly length: number;
}

/** Lays pieces onto pages within `room`, parting what belongs together only where it fits on no page. */
export function packPieces<Block>(
  pieces: readonly Piece<Block>[],
  room: Room,
  lengthOf: (block: Block) => number,
): Block[][] {
  const pages: Block[][] = [];
  let page: Block[] = [];
  let length = 0;
  const turn = () => {
    if (page.length > 0) pages.push(page);
    page = [];
    length = 0;
  };
  for (const group of groupPieces(pieces)) {
    const lengths = group.map(lengthOf);
    const total = lengths.reduce((sum, each) => sum + each, 0);
    if (page.length + group.length > room.count || length + total > room.length) turn();
    group.forEach((block, index) => {
      const own = lengths[index] ?? 0;
      if (page.length + 1 > room.count || length + own > room.length) turn();
      page.push(block);
      length += own;
    });
  }
  turn();
  return pages;
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
