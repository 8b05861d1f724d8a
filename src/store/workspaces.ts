import type { Database } from "./database.ts";
import { asc, eq, isNull, sql } from "./drizzle.cjs";
import { workspaces } from "./schema.ts";

/** A Slack workspace, a Discord guild, or the terminal. */
export interface Workspace {
  /** Such as "slack:T012". */
  readonly id: string;
  readonly name: string | null;
  /** Its tokens, encrypted by the chat that owns them; null when they come from the settings. */
  readonly installation: string | null;
  /** Only admins may change a channel's subscriptions and schedule. */
  readonly adminsOnly: boolean;
  /** The chat's id of the admin who asked something last; null while none did. */
  readonly adminId: string | null;
}

export function createWorkspaceStore(db: Database) {
  return {
    /** The workspace, or null when it is unknown or the bot was removed from it. */
    async get(id: string): Promise<Workspace | null> {
      const [row] = await db.select().from(workspaces).where(eq(workspaces.id, id));
      return row && row.removedAt === null ? toWorkspace(row) : null;
    },

    /** Every workspace that the bot is in. */
    async list(): Promise<Workspace[]> {
      const rows = await db
        .select()
        .from(workspaces)
        .where(isNull(workspaces.removedAt))
        .orderBy(asc(workspaces.id));
      return rows.map(toWorkspace);
    },

    /** Adds a workspace or changes what is given of it; one that the bot had left is there again. */
    async save(workspace: Pick<Workspace, "id"> & Partial<Workspace>): Promise<void> {
      const { id, ...change } = workspace;
      await db
        .insert(workspaces)
        .values(workspace)
        .onConflictDoUpdate({ target: workspaces.id, set: { ...change, removedAt: null } });
    },

    /** Remembers who can be told what only an admin can mend. */
    async noteAdmin(id: string, adminId: string): Promise<void> {
      await db
        .insert(workspaces)
        .values({ id, adminId })
        .onConflictDoUpdate({
          target: workspaces.id,
          set: { adminId },
          setWhere: sql`${workspaces.adminId} is distinct from ${adminId}`,
        });
    },

    /** The bot was removed: its tokens go at once, and nothing is sent there any more. */
    async remove(id: string, now: Date): Promise<void> {
      await db.update(workspaces).set({ removedAt: now, installation: null }).where(eq(workspaces.id, id));
    },
  };
}

function toWorkspace({ addedAt: _, removedAt: __, ...rest }: typeof workspaces.$inferSelect): Workspace {
  return rest;
}
