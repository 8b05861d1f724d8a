import { z } from "zod";

/** How many articles one job reads: more saves little, and a lost worker's batch is read again whole. */
const MOST = 20;

/** The data of a job that takes several articles. */
export const articleBatch = z.object({ articleIds: z.array(z.string()).min(1) });

/** One batch waits once; an article in two of them is read twice, which changes nothing. */
export const batchKey = ({ articleIds }: z.output<typeof articleBatch>) => articleIds.join(",");

export function inArticleBatches(ids: readonly string[]): { articleIds: string[] }[] {
  return Array.from({ length: Math.ceil(ids.length / MOST) }, (_, batch) => ({
    articleIds: ids.slice(batch * MOST, (batch + 1) * MOST),
  }));
}
