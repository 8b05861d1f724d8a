import { readWords } from "../reading/words.ts";

const SHINGLE = 3;
const BANDS = 8;
const ROWS = 2;
const MOST_WORDS = 150;

/**
 * Locality-sensitive bands (minhash over runs of three words): texts that share most of their words share a band,
 * so near copies meet in the index though a word or two differs.
 */
export function bandsOf(text: string): string[] {
  const words = readWords(text.slice(0, MOST_WORDS * 12))
    .slice(0, MOST_WORDS)
    .map(({ form }) => hash(form.lower, 7));
  if (words.length < SHINGLE) return [];
  const least = new Uint32Array(BANDS * ROWS).fill(0xffffffff);
  for (let at = 0; at + SHINGLE <= words.length; at += 1) {
    let shingle = 17;
    for (let offset = 0; offset < SHINGLE; offset += 1) shingle = mix(shingle ^ (words[at + offset] ?? 0));
    for (let row = 0; row < least.length; row += 1) {
      const value = mix(shingle ^ Math.imul(row + 1, 0x9e3779b1));
      if (value < (least[row] ?? 0)) least[row] = value;
    }
  }
  return Array.from({ length: BANDS }, (_, band) => {
    const rows = Array.from(least.subarray(band * ROWS, (band + 1) * ROWS));
    return `${band}${rows.map((row) => row.toString(36)).join("")}`;
  });
}

function hash(text: string, seed: number): number {
  let value = seed;
  for (let at = 0; at < text.length; at += 1) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  return mix(value);
}

function mix(value: number): number {
  let mixed = value >>> 0;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
