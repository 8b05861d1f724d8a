import { type Marks, spanAround } from "./marks.ts";
import type { Scene } from "./subjects.ts";

const LONGEST_TITLE = 12;

/** “War and Peace”: the quotation that begins at `first` has a capital in every longer word and ends no sentence. */
export function isTitle(scene: Scene & { readonly marks: Marks }, first: number): boolean {
  const marked = spanAround(scene, first);
  if (marked?.first !== first) return false;
  const inner = scene.tokens.slice(first + 1, marked.end - 1);
  const last = inner.at(-1)?.tag;
  if (inner.length > LONGEST_TITLE || last === "stop") return false;
  return inner.every(
    ({ token }) =>
      token.kind !== "word" || token.text.length < 4 || token.text[0] !== token.text[0]?.toLowerCase(),
  );
}
