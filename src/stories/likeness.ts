import type { Fingerprint } from "./model.ts";

/** How much a key tells, from how many articles of the window have it. */
export type Weigh = (key: string) => number;

/** Cosine of two fingerprints' words, actors and event classes, each weighed by how rare it is here; 0 to 1. */
export function likenessOf(a: Fingerprint, b: Fingerprint, weigh: Weigh): number {
  const [left, right] = [vectorOf(a, weigh), vectorOf(b, weigh)];
  let dot = 0;
  for (const [key, weight] of left) dot += weight * (right.get(key) ?? 0);
  return dot === 0 ? 0 : dot / (lengthOf(left) * lengthOf(right));
}

function vectorOf({ title, lead, who, what }: Fingerprint, weigh: Weigh): Map<string, number> {
  const vector = new Map<string, number>();
  const add = (key: string, weight: number) =>
    vector.set(key, Math.max(vector.get(key) ?? 0, weight * weigh(key)));
  for (const word of lead) add(`word:${word}`, 1);
  for (const word of title) add(`word:${word}`, 2);
  for (const actor of who) add(`who:${actor}`, 1);
  for (const event of what) add(`what:${event}`, 0.5);
  return vector;
}

function lengthOf(vector: ReadonlyMap<string, number>): number {
  let sum = 0;
  for (const weight of vector.values()) sum += weight * weight;
  return Math.sqrt(sum);
}
