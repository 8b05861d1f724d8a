/** The names closest to what was typed, best first; none when nothing is close enough to be meant. */
export function nearestNames(typed: string, names: readonly string[], limit = 3): string[] {
  const wanted = typed.toLowerCase();
  if (wanted === "") return [];
  return names
    .map((name) => ({ name, cost: costOf(wanted, name.toLowerCase()) }))
    .filter(({ cost }) => cost <= Math.max(1, Math.floor(wanted.length / 3)))
    .sort((one, other) => one.cost - other.cost || one.name.localeCompare(other.name, "en"))
    .slice(0, limit)
    .map(({ name }) => name);
}

/** A name that begins with what was typed is nearer than any misspelling. */
function costOf(typed: string, name: string): number {
  if (typed.length >= 2 && name.startsWith(typed)) return 0;
  return editDistance(typed, name);
}

/** Insertions, deletions, changes and swaps of neighbours that turn one into the other. */
export function editDistance(one: string, other: string): number {
  // Names are short: beyond this nobody meant the other word, and the table would grow with what was typed.
  if (Math.abs(one.length - other.length) > 4 || one.length > 64) return Number.POSITIVE_INFINITY;
  let beforeLast: number[] = [];
  let last = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let row = 1; row <= one.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= other.length; column += 1) {
      const same = one[row - 1] === other[column - 1];
      let cost = Math.min(
        (last[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + (same ? 0 : 1),
      );
      const swapped =
        row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      if (swapped) cost = Math.min(cost, (beforeLast[column - 2] ?? 0) + 1);
      current.push(cost);
    }
    beforeLast = last;
    last = current;
  }
  return last[other.length] ?? Number.POSITIVE_INFINITY;
}
