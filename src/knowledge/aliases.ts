import type { Piece } from "./pieces.ts";
import { splitName, toKey } from "./pieces.ts";

/** What a name in print may mean. */
export interface NameTarget {
  readonly kind: "person" | "organisation" | "place" | "demonym";
  readonly id: string;
}

interface Spelling extends NameTarget {
  readonly parts: readonly string[];
}

interface Node {
  readonly next: Map<string, Node>;
  readonly spellings: Spelling[];
}

export interface NameMatch {
  /** Index after the last piece. */
  readonly endPiece: number;
  readonly targets: readonly NameTarget[];
}

/** Every name we know, as a tree of pieces: finding the longest name at a place costs that name's length. */
export class NameTree {
  readonly #root: Node = newNode();

  add(name: string, target: NameTarget): void {
    const parts = splitName(name);
    let node = this.#root;
    for (const part of parts) {
      const key = toKey(part);
      let next = node.next.get(key);
      if (!next) {
        next = newNode();
        node.next.set(key, next);
      }
      node = next;
    }
    if (
      node === this.#root ||
      node.spellings.some((one) => one.id === target.id && sameParts(one.parts, parts))
    )
      return;
    node.spellings.push({ ...target, parts });
  }

  /**
   * The longest name that starts at piece `at` and ends at `before` or earlier; `capitals` when the sentence
   * is all capitals, so that case says nothing.
   */
  longestAt(
    pieces: readonly Piece[],
    at: number,
    capitals = false,
    before: number = pieces.length,
  ): NameMatch | null {
    let node: Node | undefined = this.#root;
    let best: NameMatch | null = null;
    for (let index = at; index < before; index += 1) {
      const piece = pieces[index];
      node = piece && node.next.get(piece.key);
      if (!node) break;
      if (node.spellings.length === 0) continue;
      const targets = node.spellings.filter(({ parts }) => capitals || fitsCase(parts, pieces, at));
      if (targets.length > 0) best = { endPiece: index + 1, targets };
    }
    return best;
  }
}

const newNode = (): Node => ({ next: new Map(), spellings: [] });

const sameParts = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((part, index) => part === b[index]);

/** Capitals of a name must be capitals in print, and an acronym must be printed as it is: "US" is not "us". */
function fitsCase(parts: readonly string[], pieces: readonly Piece[], at: number): boolean {
  return parts.every((part, index) => {
    const printed = pieces[at + index]?.text;
    if (printed === undefined) return false;
    if (isAcronym(part)) return printed === part;
    return !startsUpper(part) || startsUpper(printed);
  });
}

export const isAcronym = (part: string): boolean => /^(?:\p{Lu}[\p{Lu}\p{N}.]+)$/u.test(part);

export function startsUpper(text: string): boolean {
  const first = text.charAt(0);
  return first !== first.toLowerCase();
}
