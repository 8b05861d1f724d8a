import { formatDay } from "./dates.ts";
import type { Block, Button, Message } from "./message.ts";
import { cut, instant, link, paragraph, smallPrint } from "./spans.ts";

export interface ListedArticle {
  readonly title: string;
  readonly url: string;
  readonly outlet: string;
  readonly author: string | null;
  readonly publishedAt: Date;
  readonly summary: string;
}

/** Articles, newest first, with the beginning of what they say. */
export function articleList(
  title: string,
  articles: readonly ListedArticle[],
  timeZone: string,
  buttons: readonly Button[],
): Message {
  const blocks: Block[] = [
    { kind: "heading", text: title },
    ...articles.flatMap((article) => [
      paragraph(link(article.title, article.url)),
      ...(article.summary === "" ? [] : [paragraph(cut(article.summary.replace(/\s+/gu, " "), 280))]),
      smallPrint(
        article.author === null ? article.outlet : `${article.outlet}, ${article.author}`,
        " · ",
        instant(formatDay(article.publishedAt, timeZone), article.publishedAt),
      ),
    ]),
    ...(buttons.length > 0 ? [{ kind: "buttons", buttons } satisfies Block] : []),
  ];
  return { summary: `${title}: ${cut(articles[0]?.title ?? "none", 100)}`, blocks };
}
