import { NEIGHBOUR_LIMIT } from "./model.ts";

/**
 * Of the articles that an index found, those worth comparing: the ones that share most keys, a rare key counting
 * more. So the cost of a placing has a bound whatever the keys find.
 *
 * @param found the ids that the index gave for each key, newest first
 */
export function chooseNeighbours(found: ReadonlyMap<string, readonly string[]>): string[] {
  const shares = new Map<string, number>();
  for (const ids of found.values()) {
    const weight = Math.log(1 + 120 / (1 + ids.length));
    for (const id of ids) shares.set(id, (shares.get(id) ?? 0) + weight);
  }
  return [...shares]
    .sort(([a, left], [b, right]) => right - left || (a < b ? -1 : 1))
    .slice(0, NEIGHBOUR_LIMIT)
    .map(([id]) => id);
}
