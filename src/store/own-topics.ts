import type { Database } from "./database.ts";
import { and, asc, eq, sql } from "./drizzle.cjs";
import { preparedQueries } from "./prepared.ts";
import { ownTopics } from "./schema.ts";
import { fold } from "./texts.ts";

/** A topic of a workspace's own: a name for words that are searched for. */
export interface OwnTopic {
  readonly name: string;
  /** As typed in a search. */
  readonly query: string;
  /** The chat's id of who added it, or null. */
  readonly addedBy: string | null;
  readonly addedAt: Date;
}

export function createOwnTopicStore(db: Database) {
  const byKey = preparedQueries<"workspaceId" | "key", OwnTopic[]>(() =>
    db
      .select(COLUMNS)
      .from(ownTopics)
      .where(
        and(
          eq(ownTopics.workspaceId, sql.placeholder("workspaceId")),
          eq(ownTopics.key, sql.placeholder("key")),
        ),
      ),
  );
  const byWorkspace = preparedQueries<"workspaceId", OwnTopic[]>(() =>
    db
      .select(COLUMNS)
      .from(ownTopics)
      .where(eq(ownTopics.workspaceId, sql.placeholder("workspaceId")))
      .orderBy(asc(ownTopics.key)),
  );
  return {
    /** A workspace's own topics, by name. */
    ofWorkspace: (workspaceId: string): Promise<OwnTopic[]> => byWorkspace({ workspaceId }),

    /** The topic that goes by a name, whatever its case and accents, or null. */
    async get(workspaceId: string, name: string): Promise<OwnTopic | null> {
      return (await byKey({ workspaceId, key: fold(name) }))[0] ?? null;
    },

    /** Adds a topic or gives one of that name other words. The workspace must be known. */
    async save(workspaceId: string, topic: OwnTopic): Promise<void> {
      const { name, query, addedBy, addedAt } = topic;
      await db
        .insert(ownTopics)
        .values({ workspaceId, key: fold(name), name, query, addedBy, addedAt })
        .onConflictDoUpdate({
          target: [ownTopics.workspaceId, ownTopics.key],
          set: { name, query, addedBy, addedAt },
        });
    },

    /** @returns false when there was no topic of that name. */
    async remove(workspaceId: string, name: string): Promise<boolean> {
      const gone = await db
        .delete(ownTopics)
        .where(isTopic(workspaceId, name))
        .returning({ key: ownTopics.key });
      return gone.length > 0;
    },
  };
}

const COLUMNS = {
  name: ownTopics.name,
  query: ownTopics.query,
  addedBy: ownTopics.addedBy,
  addedAt: ownTopics.addedAt,
};

function isTopic(workspaceId: string, name: string) {
  return and(eq(ownTopics.workspaceId, workspaceId), eq(ownTopics.key, fold(name)));
}
