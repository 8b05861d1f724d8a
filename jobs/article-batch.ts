import { z } from "zod";
import type { Enqueue } from "./job.ts";

/** How many articles one job reads: more saves little, and a lost worker's batch is read again whole. */
const MOST_ARTICLES = 20;
/** Fewer: a job lasts as long as the slowest page of its host. */
const MOST_PAGES = 10;

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
export function askToTag(articles: readonly ToRead[], enqueue: Enqueue): Promise<void> {
  return askFor("tag-articles", articles, MOST_ARTICLES, enqueue);
}

/** Asks for the pages of articles, to be read when they are there. */
export function askForPages(articles: readonly ToRead[], enqueue: Enqueue): Promise<void> {
  return askFor("fetch-articles", articles, MOST_PAGES, enqueue);
}

/**
 * What a feed had before we knew it is announced to nobody: it goes after the news, and in the order in which it is
 * placed, so that placing need not wait until all of it is read.
 */
async function askFor(
  job: string,
  articles: readonly ToRead[],
  most: number,
  enqueue: Enqueue,
): Promise<void> {
  const inOrder = articles.toSorted((a, b) => a.publishedAt.getTime() - b.publishedAt.getTime());
  const { news = [], backlog = [] } = Object.groupBy(inOrder, ({ baseline }) =>
    baseline ? "backlog" : "news",
  );
  await enqueue(job, inBatches(news, most).map(asData));
  const batches = inBatches(backlog, most);
  const dates = batches.flatMap(([first]) => first?.publishedAt ?? []);
  await enqueue(job, batches.map(asData), { backlog: dates });
}

function inBatches<Item>(items: readonly Item[], most: number): Item[][] {
  return Array.from({ length: Math.ceil(items.length / most) }, (_, batch) =>
    items.slice(batch * most, (batch + 1) * most),
  );
}

function asData(batch: readonly ToRead[]): z.output<typeof articleBatch> {
  return { articleIds: batch.map(({ id }) => id) };
}
