import { isSameStatement } from "../src/reading/quotes/statements.ts";
import type { Store } from "../src/store/store.ts";

/** Outlets repeat a statement for some days; `isSameStatement` looks no further either. */
const AROUND_MS = 5 * 24 * 60 * 60 * 1000;

/** Finds which of an article's statements other outlets carry too, and joins them: each is shown once. */
export async function joinStatements(articleId: string, store: Store): Promise<number> {
  const pairs = await store.quotes.likes(articleId, AROUND_MS);
  const joined = new Map<string, string>();
  for (const { id, speakerId, content, publishedAt, other } of pairs) {
    // A later one that waits for its turn will find this one, so the earlier leads.
    if (joined.has(id) || !(other.isEarlier || other.isPlaced)) continue;
    const own = { words: content.join(" "), speaker: speakerId, date: publishedAt };
    const theirs = { words: other.content.join(" "), speaker: speakerId, date: other.publishedAt };
    if (!isSameStatement(own, theirs)) continue;
    joined.set(id, other.statementId);
  }
  await store.quotes.join([...joined].map(([id, statementId]) => ({ id, statementId })));
  return joined.size;
}
