import { NOT_REACHED, type SummarySource } from "../src/summaries/writer.ts";
import type { JobContext } from "./job.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

/** What a summary is to be written of. */
export interface Wanted {
  readonly kind: "article" | "story";
  readonly id: string;
  readonly source: SummarySource;
  readonly words: number;
}

/**
 * A summary by the model and its name, noted with its cost; null when there is no model, no budget left today, or
 * nothing that can be shown. What was refused counts too: it was paid for.
 */
export async function askModel(
  { kind, id, source, words }: Wanted,
  { store, writeSummary, settings, log, now }: JobContext,
): Promise<{ readonly text: string; readonly method: string } | null> {
  if (!writeSummary) return null;
  const { asked, refused } = await store.modelAnswers.since(new Date(now().getTime() - DAY_MS));
  const unreached = refused.find(({ why }) => why === NOT_REACHED)?.count ?? 0;
  if (asked - unreached >= (settings.summaryDailyLimit ?? 0)) return null;
  const writing = await writeSummary(source, words);
  const { tokens, method } = writing;
  const why = writing.kind === "refused" ? writing.why : null;
  await store.modelAnswers.note({ kind, subject: id, model: method, askedAt: now(), tokens, refused: why });
  if (writing.kind === "refused") {
    log.warn({ why, tokens }, "written summary refused");
    return null;
  }
  log.info({ method, tokens }, "summary written");
  return { text: writing.text, method };
}
