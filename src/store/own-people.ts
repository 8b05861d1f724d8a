import type { Database } from "./database.ts";
import { and, asc, eq, sql } from "./drizzle.cjs";
import { preparedQueries } from "./prepared.ts";
import { speakerIdOf } from "./quote-rows.ts";
import { ownPeople } from "./schema.ts";
import { fold } from "./texts.ts";

/** A person of a workspace's own: nobody else is shown that it follows them, or under which names. */
export interface OwnPerson {
  readonly name: string;
  /** Other names under which the news may print them. */
  readonly aliases: readonly string[];
  /** As shown beside the name, or null. */
  readonly role: string | null;
  /** The chat's id of who added them, or null. */
  readonly addedBy: string | null;
  readonly addedAt: Date;
}

export function createOwnPeopleStore(db: Database) {
  const byWorkspace = preparedQueries<"workspaceId", OwnPerson[]>(() =>
    db
      .select(COLUMNS)
      .from(ownPeople)
      .where(eq(ownPeople.workspaceId, sql.placeholder("workspaceId")))
      .orderBy(asc(ownPeople.key)),
  );
  return {
    /** A workspace's own people, by name. */
    ofWorkspace: (workspaceId: string): Promise<OwnPerson[]> => byWorkspace({ workspaceId }),

    /** Adds a person, or gives one of that name other names and another role. The workspace must be known. */
    async save(workspaceId: string, { name, aliases, role, addedBy, addedAt }: OwnPerson): Promise<void> {
      const facts = { name, aliases: [...aliases], role, addedBy, addedAt };
      await db
        .insert(ownPeople)
        .values({ workspaceId, key: fold(name), ...facts })
        .onConflictDoUpdate({ target: [ownPeople.workspaceId, ownPeople.key], set: facts });
    },

    /** @returns false when there was nobody of that name. */
    async remove(workspaceId: string, name: string): Promise<boolean> {
      const gone = await db
        .delete(ownPeople)
        .where(and(eq(ownPeople.workspaceId, workspaceId), eq(ownPeople.key, fold(name))))
        .returning({ key: ownPeople.key });
      return gone.length > 0;
    },
  };
}

/** The ids under which the news quotes them: one for each of their names. */
export function speakerIdsOf({ name, aliases }: Pick<OwnPerson, "name" | "aliases">): string[] {
  const ids = [name, ...aliases].map((one) => speakerIdOf({ speakerActor: null, speakerName: one }));
  return [...new Set(ids.filter((id) => id !== null))];
}

/** What finds the stories that name them, as typed in a search. */
export function queryOf({ name, aliases }: Pick<OwnPerson, "name" | "aliases">): string {
  return [name, ...aliases].map((one) => `"${one}"`).join(" or ");
}

const COLUMNS = {
  name: ownPeople.name,
  aliases: ownPeople.aliases,
  role: ownPeople.role,
  addedBy: ownPeople.addedBy,
  addedAt: ownPeople.addedAt,
};
