import type { CommandCall } from "../messages/message.ts";
import { inBatches } from "./batches.ts";
import type { Database } from "./database.ts";
import { eq, lt, sql } from "./drizzle.cjs";
import { keptCalls } from "./schema.ts";

export function createCallStore(db: Database) {
  return {
    /** Keeps calls under their keys; one kept again lives on from now. */
    async keep(calls: ReadonlyMap<string, CommandCall>): Promise<void> {
      const rows = [...calls].map(([key, { command, options }]) => ({ key, command, options }));
      await inBatches(rows, async (batch) => {
        const set = { keptAt: sql`now()` };
        await db
          .insert(keptCalls)
          .values([...batch])
          .onConflictDoUpdate({ target: keptCalls.key, set });
      });
    },

    /** The call, or null when it was never kept or was pruned. */
    async get(key: string): Promise<CommandCall | null> {
      const [row] = await db.select().from(keptCalls).where(eq(keptCalls.key, key));
      return row ? { command: row.command, options: row.options } : null;
    },

    /** Forgets calls kept before a time; their buttons then say that they are too old. */
    async prune(before: Date): Promise<void> {
      await db.delete(keptCalls).where(lt(keptCalls.keptAt, before));
    },
  };
}
