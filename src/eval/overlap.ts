import type { Span } from "../model.ts";

const LETTER = /[\p{L}\p{N}]/u;

/** Offsets of the letters and figures inside spans, so that marks and spaces at the borders do not count. */
export function lettersIn(text: string, spans: readonly Span[]): Set<number> {
  const letters = new Set<number>();
  for (const [start, end] of spans) {
    for (let at = start; at < Math.min(end, text.length); at += 1)
      if (LETTER.test(text[at] ?? "")) letters.add(at);
  }
  return letters;
}

/** Shared letters by all letters, 0 to 1. */
export function overlapOf(a: ReadonlySet<number>, b: ReadonlySet<number>): number {
  let shared = 0;
  for (const one of a) if (b.has(one)) shared += 1;
  return shared === 0 ? 0 : shared / (a.size + b.size - shared);
}
