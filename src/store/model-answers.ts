import type { Database } from "./database.ts";
import { gt, lt, sql } from "./drizzle.cjs";
import { modelAnswers } from "./schema.ts";

/** One request to the language model, and what came of it. */
export interface ModelAnswer {
  readonly kind: "article" | "story";
  /** Id of the article or the story. */
  readonly subject: string;
  /** The model, as its provider calls it. */
  readonly model: string;
  readonly askedAt: Date;
  /** What it cost, as the provider counts; null when it does not say. */
  readonly tokens: number | null;
  /** Why it was not shown; null when it was. */
  readonly refused: string | null;
}

/** What the model was asked over some time, and what it cost. */
export interface ModelAccount {
  readonly asked: number;
  readonly shown: number;
  readonly tokens: number;
  /** Why answers were not shown, most often first. */
  readonly refused: readonly { readonly why: string; readonly count: number }[];
}

export function createModelAnswerStore(db: Database) {
  return {
    async note(answer: ModelAnswer): Promise<void> {
      await db.insert(modelAnswers).values(answer);
    },

    async since(from: Date): Promise<ModelAccount> {
      const rows = await db
        .select({
          why: modelAnswers.refused,
          count: sql<number>`count(*)::int`,
          tokens: sql<number>`coalesce(sum(${modelAnswers.tokens}), 0)::int`,
        })
        .from(modelAnswers)
        .where(gt(modelAnswers.askedAt, from))
        .groupBy(modelAnswers.refused)
        .orderBy(sql`count(*) desc`, modelAnswers.refused);
      const total = (counts: readonly number[]) => counts.reduce((sum, count) => sum + count, 0);
      return {
        asked: total(rows.map(({ count }) => count)),
        shown: total(rows.filter(({ why }) => why === null).map(({ count }) => count)),
        tokens: total(rows.map(({ tokens }) => tokens)),
        refused: rows.flatMap(({ why, count }) => (why === null ? [] : [{ why, count }])),
      };
    },

    async prune(before: Date): Promise<void> {
      await db.delete(modelAnswers).where(lt(modelAnswers.askedAt, before));
    },
  };
}
