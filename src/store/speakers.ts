import type { Side } from "../model.ts";
import type { Database } from "./database.ts";
import { and, desc, eq, inArray, like, sql } from "./drizzle.cjs";
import { preparedQueries, upTo } from "./prepared.ts";
import { speakers } from "./schema.ts";
import { fold } from "./texts.ts";

/** Someone who was quoted, known to `knowledge` or not. */
export interface Speaker {
  /** The actor's id, or "name:…" for a person we do not know. */
  readonly id: string;
  readonly actor: string | null;
  readonly name: string;
  /** As last seen, or null. */
  readonly role: string | null;
  readonly side: Side;
  readonly quotes: number;
  readonly lastAt: Date;
}

const COLUMNS = {
  id: speakers.id,
  actor: speakers.actor,
  name: speakers.name,
  role: speakers.role,
  side: speakers.side,
  quotes: speakers.quotes,
  lastAt: speakers.lastAt,
};

/** Nobody types more words of a name. */
const MOST_WORDS = 8;

export function createSpeakerStore(db: Database) {
  // How many names a beginning has decides what is quickest: each time is planned anew.
  const beginning = preparedQueries<`word${number}`, Speaker[]>(
    (given, limit) =>
      db
        .select(COLUMNS)
        .from(speakers)
        .where(
          and(
            sql`${speakers.quotes} > 0`,
            ...Array.from({ length: MOST_WORDS }, (_, index) => `word${index}` as const)
              .filter(given)
              .map((word) => like(speakers.folded, sql.placeholder(word))),
          ),
        )
        .orderBy(desc(speakers.quotes), upTo(limit, speakers.id.getSQL())),
    () => false,
  );
  const ending = preparedQueries<"end", Speaker[]>((_given, limit) =>
    db
      .select(COLUMNS)
      .from(speakers)
      .where(and(sql`${speakers.quotes} > 0`, like(speakers.folded, sql.placeholder("end"))))
      // Few names end alike: they are sorted. A walk from the most quoted one down might be through all.
      .orderBy(desc(sql`${speakers.quotes} + 0`), upTo(limit, speakers.id.getSQL())),
  );
  return {
    /** The speaker, or null when nobody of this id was quoted. */
    async get(id: string): Promise<Speaker | null> {
      const [row] = await db.select(COLUMNS).from(speakers).where(eq(speakers.id, id));
      return row ?? null;
    },

    /** Speakers by id, in no order; those never quoted are left out. */
    async many(ids: readonly string[]): Promise<Speaker[]> {
      if (ids.length === 0) return [];
      return db
        .select(COLUMNS)
        .from(speakers)
        .where(inArray(speakers.id, [...ids]));
    },

    /** Speakers whose name has a word that begins as typed, those most quoted first. */
    async suggest(typed: string, limit: number): Promise<Speaker[]> {
      const words = fold(typed).split(" ").filter(Boolean).slice(0, MOST_WORDS);
      return beginning(Object.fromEntries(words.map((word, index) => [`word${index}`, `% ${word}%`])), limit);
    },

    /** Speakers whose name is or ends as typed, such as with a surname, those most quoted first. */
    async ending(typed: string, limit: number): Promise<Speaker[]> {
      const end = fold(typed);
      return end === "" ? [] : ending({ end: `% ${end} ` }, limit);
    },

    /** Speakers with a name nearest to a mistyped one, nearest first. */
    async nearest(typed: string, limit: number): Promise<Speaker[]> {
      const near = sql`word_similarity(${fold(typed)}, ${speakers.folded})`;
      return db
        .select(COLUMNS)
        .from(speakers)
        .where(and(sql`${speakers.quotes} > 0`, sql`${fold(typed)} <% ${speakers.folded}`))
        .orderBy(desc(near), desc(speakers.quotes), speakers.id)
        .limit(limit);
    },

    /** Those most quoted of all. */
    async top(limit: number): Promise<Speaker[]> {
      return db.select(COLUMNS).from(speakers).orderBy(desc(speakers.quotes), speakers.id).limit(limit);
    },
  };
}
