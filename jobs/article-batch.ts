import { z } from "zod";
import type { Enqueue } from "./job.ts";

/** How many articles one job reads: more saves little, and a lost worker's batch is read again whole. */
const MOST = 20;

/** The data of a job that takes several articles. */
export const articleBatch = z.object({ articleIds: z.array(z.string()).min(1) });

/** One batch waits once; an article in two of them is read twice, which changes nothing. */
export const batchKey = ({ articleIds }: z.output<typeof articleBatch>) => articleIds.join(",");

/** What says when an article's turn to be read is. */
export interface ToRead {
  readonly id: string;
  readonly publishedAt: Date;
  readonly baseline: boolean;
}

/** Asks for articles to be read. */
export async function askToTag(articles: readonly ToRead[], enqueue: Enqueue): Promise<void> {
  const { news, backlog } = inTurns(articles);
  const inBatches = (some: readonly ToRead[]) =>
    Array.from({ length: Math.ceil(some.length / MOST) }, (_, batch) =>
      some.slice(batch * MOST, (batch + 1) * MOST),
    );
  const asData = (batch: readonly ToRead[]) => ({ articleIds: batch.map(({ id }) => id) });
  await enqueue("tag-articles", inBatches(news).map(asData));
  const batches = inBatches(backlog);
  const dates = batches.flatMap(([first]) => first?.publishedAt ?? []);
  await enqueue("tag-articles", batches.map(asData), { backlog: dates });
}

/** Asks for the pages of articles, to be read when they are there. */
export async function askForPages(articles: readonly ToRead[], enqueue: Enqueue): Promise<void> {
  const { news, backlog } = inTurns(articles);
  const asData = ({ id }: ToRead) => ({ articleId: id });
  await enqueue("fetch-article", news.map(asData));
  const dates = backlog.map(({ publishedAt }) => publishedAt);
  await enqueue("fetch-article", backlog.map(asData), { backlog: dates });
}

/**
 * What a feed had before we knew it is announced to nobody: it goes after the news, and in the order in which it is
 * placed, so that placing need not wait until all of it is read.
 */
function inTurns(articles: readonly ToRead[]): { news: ToRead[]; backlog: ToRead[] } {
  const inOrder = articles.toSorted((a, b) => a.publishedAt.getTime() - b.publishedAt.getTime());
  return {
    news: inOrder.filter(({ baseline }) => !baseline),
    backlog: inOrder.filter(({ baseline }) => baseline),
  };
}
