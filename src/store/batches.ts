/** A statement takes 65,535 parameters at most; a row here has fewer than 32. */
const BATCH = 1000;

/** Runs `work` over slices of a list, one after the other; not at all for an empty one. */
export async function inBatches<Item>(
  items: readonly Item[],
  work: (batch: readonly Item[]) => Promise<void>,
): Promise<void> {
  for (let start = 0; start < items.length; start += BATCH) await work(items.slice(start, start + BATCH));
}

/** The list without repeated ids; the first of each stays. */
export function eachOnce<Item extends { readonly id: string }>(items: readonly Item[]): Item[] {
  const byId = new Map<string, Item>();
  for (const item of items) if (!byId.has(item.id)) byId.set(item.id, item);
  return [...byId.values()];
}
