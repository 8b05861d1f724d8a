/** A feed's text of this length is taken to be the whole article: summaries in feeds are a paragraph or two. */
export const WHOLE_LETTERS = 1_500;

/** Whether an article's page is to be fetched, because the feed gave less than the whole text. */
export function needsPage(
  article: { readonly text: string },
  feed: { readonly fullText: boolean | null; readonly paywalled: boolean },
): boolean {
  return feed.fullText !== true && !feed.paywalled && article.text.length < WHOLE_LETTERS;
}
