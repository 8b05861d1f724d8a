import { editDistance } from "../src/knowledge/nearest.ts";

/** The names closest to what was typed, best first; none when nothing is close enough to be meant. */
export function nearestNames(typed: string, names: readonly string[], limit = 3): string[] {
  const wanted = typed.toLowerCase();
  if (wanted === "") return [];
  const most = Math.max(1, Math.floor(Math.min(wanted.length, 12) / 3));
  return names
    .map((name) => ({ name, cost: costOf(wanted, name.toLowerCase(), most) }))
    .filter(({ cost }) => cost <= most)
    .sort((one, other) => one.cost - other.cost || one.name.localeCompare(other.name, "en"))
    .slice(0, limit)
    .map(({ name }) => name);
}

/** A name that begins with what was typed is nearer than any misspelling. */
function costOf(typed: string, name: string, most: number): number {
  if (typed.length >= 2 && name.startsWith(typed)) return 0;
  return editDistance(typed, name, most);
}
