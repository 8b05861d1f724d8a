import { z } from "zod";
import { articleList } from "../src/messages/article-list.ts";
import type { Message } from "../src/messages/message.ts";
import { paragraph, quoted } from "../src/messages/spans.ts";
import { defineCommand } from "./command.ts";
import { findOutlet, suggestOutlets } from "./outlets.ts";
import { periodOf, periodWords } from "./periods.ts";
import { button } from "./usage.ts";
import { zoneOf } from "./zone.ts";

const PAGE = 6;

export const search = defineCommand({
  name: "search",
  aliases: ["find", "s"],
  summary: "Articles that hold given words, newest first",
  options: z.object({
    words: z.string().describe('Words; "in quotes" for a phrase, -word to leave out, or between two'),
    since: z.string().describe("From when: 7d, 2w, yesterday, 2023-06-17").optional(),
    until: z.string().describe("Until when, that day included").optional(),
    outlet: z.string().describe("Only in this outlet").optional(),
    // Set by buttons:
    after: z.string().optional(),
  }),
  words: "words",
  examples: ['search "export controls"', "search fentanyl precursors since:30d"],
  audience: "asker",
  permission: "everyone",
  shareable: true,
  suggest: { outlet: suggestOutlets },
  async run(given, context) {
    const [period, outlet] = await Promise.all([
      periodOf(given, context),
      given.outlet ? findOutlet(given.outlet, context) : undefined,
    ]);
    const searching = context.store.search.articles({
      workspaceId: context.asker.workspaceId,
      words: given.words,
      ...period,
      ...(outlet ? { outlet } : {}),
      ...(given.after ? { after: given.after } : {}),
      limit: PAGE + 1,
    });
    const [found, zone] = await Promise.all([searching, zoneOf(context)]);
    const shown = found.slice(0, PAGE);
    const filters = [outlet ? `in ${outlet}` : "", periodWords(period, zone)].filter(Boolean).join(", ");
    const title = [`Articles with ${quoted(given.words)}`, filters].filter(Boolean).join(", ");
    if (shown.length === 0) return nothing(title, given);
    const again = { ...given, outlet, after: undefined };
    const last = shown.at(-1);
    return articleList(title, shown, zone, [
      ...(found.length > PAGE && last ? [button("Older", "search", { ...again, after: last.cursor })] : []),
      ...(given.after ? [button("Newest", "search", again)] : []),
      button("Quotes with these words", "quotes", { about: given.words }),
      button("Subscribe", "subscribe", { what: given.words, as: "phrase" }),
    ]);
  },
});

function nothing(
  title: string,
  given: {
    words: string;
    since?: string | undefined;
    until?: string | undefined;
    outlet?: string | undefined;
    after?: string | undefined;
  },
): Message {
  if (given.after)
    return { summary: "No older articles.", audience: "asker", blocks: [paragraph("No older articles.")] };
  const line = `${title.replace(/^Articles/u, "No articles")} yet. Fewer words or a wider period may find more.`;
  const narrowed = given.since || given.until || given.outlet;
  const choices = [
    ...(narrowed ? [button("Without filters", "search", { words: given.words })] : []),
    button("Follow these words", "subscribe", { what: given.words, as: "phrase" }),
  ];
  return {
    summary: line,
    audience: "asker",
    blocks: [paragraph(line), { kind: "buttons", buttons: choices } as const],
  };
}
