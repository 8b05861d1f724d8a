import { formatTime } from "./dates.ts";
import type { Block, TextSpan } from "./message.ts";
import { count, instant, link, paragraph, quoted, strong, text } from "./spans.ts";

/** How an article read before a newer wording took its place. */
export interface EarlierWording {
  readonly articleId: string;
  readonly title: string;
  readonly replacedAt: Date;
}

export interface ChangedArticle {
  readonly id: string;
  readonly outlet: string;
  readonly title: string;
  readonly url: string;
}

const SHOWN = 4;

/** What outlets changed in their articles after they came out, latest first; nothing where none did. */
export function changesSince(
  articles: readonly ChangedArticle[],
  earlier: readonly EarlierWording[],
  timeZone: string,
): Block[] {
  const lines = articles
    .flatMap((article) => changesOf(article, earlier))
    .toSorted((one, other) => other.at.getTime() - one.at.getTime());
  if (lines.length === 0) return [];
  const items = lines
    .slice(0, SHOWN)
    .map(({ article, at, was }): TextSpan[] => [
      instant(formatTime(at, timeZone), at),
      text(`  ${article.outlet}: `),
      link(article.title, article.url),
      text(was === null ? ", rewritten" : `, until then ${quoted(was)}`),
    ]);
  const left = lines.length - items.length;
  if (left > 0) items.push([text(`… and ${count(left, "change")} before`)]);
  return [paragraph(strong("Changed since")), { kind: "list", items }];
}

/** Each wording of an article beside the one that followed it. */
function changesOf(article: ChangedArticle, earlier: readonly EarlierWording[]) {
  const wordings = earlier
    .filter(({ articleId }) => articleId === article.id)
    .toSorted((one, other) => one.replacedAt.getTime() - other.replacedAt.getTime());
  return wordings.map(({ title, replacedAt }, index) => {
    const next = wordings[index + 1]?.title ?? article.title;
    return { article, at: replacedAt, was: title === next ? null : title };
  });
}
