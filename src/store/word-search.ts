import { type Column, type Placeholder, type SQL, sql } from "./drizzle.cjs";
import { spacedSearch } from "./texts.ts";

/** What a person typed, ready for `askedWords`. */
export function searchedWords(words: string): string {
  return spacedSearch(words);
}

/** `searchedWords` as PostgreSQL searches for them; anything typed is a question, if an empty one. */
export function askedWords(words: string | Placeholder): SQL {
  return sql`websearch_to_tsquery('english', ${words})`;
}

/**
 * So many of the newest are looked through one by one before the index of words is asked. A word in every seventieth
 * is found so, and a rarer one has few hits to be sorted.
 */
export const LOOKED_AT_FIRST = 500;

/**
 * Finds the newest hits of a search. An index of words knows no order, and walking back in time until a word turns up
 * may take for ever when it was last in the news years ago; which of the two is quick, statistics cannot say. So a
 * few of the newest are walked through, and only if they do not fill the page, all that have the words are sorted.
 */
export async function newestThenAll<Row>(
  limit: number,
  newest: () => Promise<Row[]>,
  all: () => Promise<Row[]>,
): Promise<Row[]> {
  const found = await newest();
  return found.length >= limit ? found : all();
}

/** The same instant, but no index has it in this order: what is found is sorted, nothing is walked through. */
export function byNoIndex(at: Column): SQL {
  return sql`(${at} + interval '0')`;
}
