import { createHash } from "node:crypto";
import { type SQL, sql } from "./drizzle.cjs";
import { keepable } from "./texts.ts";

/** A query of drizzle's, with a placeholder for each value that changes from question to question. */
interface Preparable<Rows> {
  toSQL(): { sql: string };
  prepare(name: string): { execute(values: Record<string, unknown>): Promise<Rows> };
}

type Statement<Rows> = ReturnType<Preparable<Rows>["prepare"]>;

/** Which parts of a question were given. */
export type Given<Part extends string = string> = (part: Part) => boolean;

/**
 * Queries that a person waits for, built once for each shape of a question; most of a quick query's time is else its
 * building, parsing and planning. The server keeps them too, under a name made from their words, on each connection.
 *
 * @param build gets nothing but the shape and the limit, so that no value of the first question stays in the query
 * @param planned false where the best plan depends on the values, such as on how rare a word is: then the server
 *   plans anew each time
 */
export function preparedQueries<Part extends string, Rows>(
  build: (given: Given<Part>, limit: number) => Preparable<Rows>,
  planned: (given: Given<Part>) => boolean = () => true,
): (values: Readonly<Partial<Record<Part, unknown>>>, limit?: number) => Promise<Rows> {
  const kept = new Map<string, Statement<Rows>>();
  return (values, limit = 0) => {
    const parts = Object.entries(values).flatMap(([part, value]) => (value === undefined ? [] : [part]));
    const shape = [...parts, limit].join(" ");
    const statement = kept.get(shape) ?? prepare();
    kept.set(shape, statement);
    return statement.execute(
      Object.fromEntries(Object.entries(values).map(([part, value]) => [part, toKeepable(value)])),
    );

    function prepare(): Statement<Rows> {
      const given: Given<Part> = (part) => parts.includes(part);
      const query = build(given, limit);
      return query.prepare(planned(given) ? nameOf(query.toSQL().sql) : "");
    }
  };
}

/** The end of an order with its limit written out: whoever plans for any values must know how few rows are wanted. */
export function upTo(limit: number, last: SQL): SQL {
  return sql`${last} limit ${sql.raw(String(Math.max(0, Math.trunc(limit))))}`;
}

/** A placeholder knows no column that would see to this. */
function toKeepable(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(toKeepable);
  return typeof value === "string" ? keepable(value) : value;
}

function nameOf(text: string): string {
  return `look-up ${createHash("sha256").update(text).digest("base64url").slice(0, 16)}`;
}
