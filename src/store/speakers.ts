import type { Side } from "../model.ts";
import type { Database } from "./database.ts";
import { and, desc, eq, inArray, like, sql } from "./drizzle.cjs";
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

export function createSpeakerStore(db: Database) {
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
      const words = fold(typed).split(" ").filter(Boolean);
      const begins = words.map((word) => like(speakers.folded, `% ${word}%`));
      return db
        .select(COLUMNS)
        .from(speakers)
        .where(and(sql`${speakers.quotes} > 0`, ...begins))
        .orderBy(desc(speakers.quotes), speakers.id)
        .limit(limit);
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
