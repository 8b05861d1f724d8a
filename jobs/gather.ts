export interface GatherSettings<Item> {
  /** Does the work for several at once; all of it or nothing. */
  readonly work: (items: readonly Item[]) => Promise<void>;
  readonly most: number;
}

interface Waiting<Item> {
  readonly item: Item;
  readonly done: PromiseWithResolvers<void>;
}

/**
 * Does together what jobs that run side by side would each do alone, such as writing to the database. Each of them
 * waits until its own part is done; a part that fails alone fails nobody else's.
 */
export function createGatherer<Item>({ work, most }: GatherSettings<Item>) {
  let waiting: Waiting<Item>[] = [];
  let timer: NodeJS.Timeout | undefined;
  /** When the most impatient of them has waited long enough. */
  let dueAt = Number.POSITIVE_INFINITY;

  function flush(): void {
    clearTimeout(timer);
    dueAt = Number.POSITIVE_INFINITY;
    const batch = waiting;
    waiting = [];
    if (batch.length > 0) void settle(batch);
  }

  function wait(waitMs: number): void {
    const until = performance.now() + waitMs;
    if (until >= dueAt) return;
    clearTimeout(timer);
    timer = setTimeout(flush, waitMs);
    dueAt = until;
  }

  async function settle(batch: readonly Waiting<Item>[]): Promise<void> {
    try {
      await work(batch.map(({ item }) => item));
      for (const { done } of batch) done.resolve();
    } catch (error) {
      const [only, ...others] = batch;
      if (only && others.length === 0) only.done.reject(error);
      else for (const one of batch) await settle([one]);
    }
  }

  return {
    /**
     * Returns when the item's part is done.
     *
     * @param waitMs how long it waits for others, at most; 0 for not at all
     */
    add(item: Item, waitMs: number): Promise<void> {
      const done = Promise.withResolvers<void>();
      waiting.push({ item, done });
      if (waitMs === 0 || waiting.length >= most) flush();
      else wait(waitMs);
      return done.promise;
    },
  };
}
