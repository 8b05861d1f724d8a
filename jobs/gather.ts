export interface GatherSettings<Item> {
  /** Does the work for several at once; all of it or nothing. */
  readonly work: (items: readonly Item[]) => Promise<void>;
  readonly most: number;
  /** How long the first of them waits for others. */
  readonly waitMs: number;
}

interface Waiting<Item> {
  readonly item: Item;
  readonly done: PromiseWithResolvers<void>;
}

/**
 * Does together what jobs that run side by side would each do alone, such as writing to the database. Each of them
 * waits until its own part is done; a part that fails alone fails nobody else's.
 */
export function createGatherer<Item>({ work, most, waitMs }: GatherSettings<Item>) {
  let waiting: Waiting<Item>[] = [];
  let timer: NodeJS.Timeout | undefined;

  function flush(): void {
    clearTimeout(timer);
    timer = undefined;
    const batch = waiting;
    waiting = [];
    if (batch.length > 0) void settle(batch);
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
    /** Returns when the item's part is done. With `last`, nobody is waited for. */
    add(item: Item, last: boolean): Promise<void> {
      const done = Promise.withResolvers<void>();
      waiting.push({ item, done });
      if (last || waiting.length >= most) flush();
      else timer ??= setTimeout(flush, waitMs);
      return done.promise;
    },
  };
}
