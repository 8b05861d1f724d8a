import { FormMemory, toKey } from "../text/forms.ts";
import type { Piece } from "./pieces.ts";
import { splitName } from "./pieces.ts";

/** What a name in print may mean. */
export interface NameTarget {
  readonly kind: "person" | "organisation" | "place" | "demonym";
  readonly id: string;
}

interface Spelling {
  readonly target: NameTarget;
  readonly parts: readonly Part[];
}

/** A piece of a name, and how like it the print must be. */
interface Part {
  readonly text: string;
  readonly match: "exact" | "capital" | "any";
}

/** Made when there is something to keep: most nodes end a name and lead nowhere, the others end none. */
interface Node {
  next: Map<string, Node> | null;
  spellings: Spelling[] | null;
}

export interface NameMatch {
  /** Index after the last piece. */
  readonly endPiece: number;
  readonly targets: readonly NameTarget[];
}

/** Every name we know, as a tree of pieces: finding the longest name at a place costs that name's length. */
export class NameTree {
  readonly #root: Node = newNode();
  /** What begins with a piece: nothing for most, and asked for again and again. Made when the names are all in. */
  #begun: FormMemory<Node | null> | null = null;

  add(name: string, target: NameTarget): void {
    this.#begun = null;
    const parts = splitName(name);
    let node = this.#root;
    for (const part of parts) {
      const key = toKey(part);
      let next = node.next?.get(key);
      if (!next) {
        next = newNode();
        node.next ??= new Map();
        node.next.set(key, next);
      }
      node = next;
    }
    if (
      node === this.#root ||
      node.spellings?.some((one) => one.target.id === target.id && sameParts(one.parts, parts))
    )
      return;
    node.spellings ??= [];
    node.spellings.push({ target, parts: parts.map(toPart) });
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
    this.#begun ??= new FormMemory(({ key }) => this.#root.next?.get(key) ?? null);
    const opening = pieces[at];
    let node = opening && at < before ? this.#begun.of(opening.form) : null;
    let best: NameMatch | null = null;
    let end = at + 1;
    while (node) {
      if (node.spellings) {
        const fitting = node.spellings.filter(({ parts }) => capitals || fitsCase(parts, pieces, at));
        if (fitting.length > 0) best = { endPiece: end, targets: fitting.map(({ target }) => target) };
      }
      const piece = end < before ? pieces[end] : undefined;
      node = (piece && node.next?.get(piece.key)) ?? null;
      end += 1;
    }
    return best;
  }
}

function toPart(text: string): Part {
  if (isAcronym(text)) return { text, match: "exact" };
  return { text, match: startsUpper(text) ? "capital" : "any" };
}

const newNode = (): Node => ({ next: null, spellings: null });

const sameParts = (a: readonly Part[], b: readonly string[]): boolean =>
  a.length === b.length && a.every(({ text }, index) => text === b[index]);

/** Capitals of a name must be capitals in print, and an acronym must be printed as it is: "US" is not "us". */
function fitsCase(parts: readonly Part[], pieces: readonly Piece[], at: number): boolean {
  for (let index = 0; index < parts.length; index += 1) {
    const part = parts[index];
    const printed = pieces[at + index]?.text;
    if (!part || printed === undefined) return false;
    if (part.match === "exact" && printed !== part.text) return false;
    if (part.match === "capital" && !startsUpper(printed)) return false;
  }
  return true;
}

export const isAcronym = (part: string): boolean => /^(?:\p{Lu}[\p{Lu}\p{N}.]+)$/u.test(part);

export function startsUpper(text: string): boolean {
  const code = text.charCodeAt(0);
  if (code < 128) return code >= 65 && code <= 90;
  const first = text.charAt(0);
  return first !== first.toLowerCase();
}
