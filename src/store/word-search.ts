import { type Column, type Placeholder, type SQL, type SQLWrapper, sql } from "./drizzle.cjs";
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
 * The newest hits of a search, as an array of ids. An index of words knows no order, and walking back in time until a
 * word turns up may take for ever when it was last in the news years ago; which of the two is quick, statistics
 * cannot say. So a few of the newest are walked through, and only if they do not fill the page, all that have the
 * words are sorted: one statement, in which the server leaves out what it does not need.
 *
 * @param newest selects the `id` of hits among the newest, a page of them at most; `all` of hits among all
 */
export function newestElseAll(newest: SQLWrapper, all: SQLWrapper, limit: number): SQL {
  return sql`array(
    with near as materialized ${newest}
    select id from near
    union all select id from ${all} as others where (select count(*) from near) < ${sql.raw(String(limit))})`;
}

/** The same instant, but no index has it in this order: what is found is sorted, nothing is walked through. */
export function byNoIndex(at: Column): SQL {
  return sql`(${at} + interval '0')`;
}
