import { z } from "zod";
import { chartDays } from "../src/charts/chart.ts";
import { formatDays, localDay } from "../src/messages/dates.ts";
import type { Message } from "../src/messages/message.ts";
import { count, paragraph, smallPrint } from "../src/messages/spans.ts";
import { defineCommand } from "./command.ts";
import { readPeriod } from "./periods.ts";
import { subjectQuestion } from "./quote-request.ts";
import { findSubject, onSubject, type Subject, subjectName, subjectValue } from "./subjects.ts";
import { suggestSubjects } from "./suggest-subjects.ts";
import { button } from "./usage.ts";
import { zoneOf } from "./zone.ts";

const DEFAULT_SINCE = "30d";
const PERIOD = /(?:^|\s)(?:last )?(\d{1,3} ?(?:d|w|m|y|days?|weeks?|months?|years?))$/iu;

export const trend = defineCommand({
  name: "trend",
  aliases: ["chart"],
  summary: "A chart of statements a day, by side: on a topic, a person or words, or in all",
  options: z.object({
    about: z
      .string()
      .describe("Topic, person or words, and a period if you like: military channels 30d")
      .optional(),
    since: z.string().describe("From when: 30d, 12w, 2023-06-01").optional(),
    until: z.string().describe("Until when, that day included").optional(),
  }),
  words: "about",
  examples: ["trend military channels 30d", "trend taiwan since:12w"],
  audience: "asker",
  permission: "everyone",
  shareable: true,
  suggest: { about: suggestSubjects },
  async run(given, context) {
    const { store, asker, now } = context;
    const zone = await zoneOf(context);
    const period = PERIOD.exec(given.about ?? "")?.[1];
    const words = (given.about ?? "").replace(PERIOD, "").trim();
    const about = words === "" ? null : await findSubject(words, context);
    const asked = readPeriod(given.since ?? period ?? DEFAULT_SINCE, given.until, now(), zone);
    const since = asked.since ?? now();
    const until = asked.until ?? now();
    const counts = await store.quotes.byDay({
      workspaceId: asker.workspaceId,
      ...subjectQuestion(about),
      since,
      until,
      timeZone: zone,
    });
    const last = new Date(until.getTime() - 1);
    const title = about ? `Statements ${onSubject(about)}` : "All statements";
    const days = formatDays(since, last, zone);
    const total = counts.reduce((sum, one) => sum + one.count, 0);
    if (total === 0 && about?.kind === "words" && about.name === undefined) return unknown(about);
    const again = { about: about ? subjectValue(about) : undefined };
    const buttons = [
      button("90 days", "trend", { ...again, since: "90d" }),
      button("One year", "trend", { ...again, since: "1y" }),
      ...(about ? [button("Quotes", "quotes", again), button("Latest", "latest", again)] : []),
    ];
    if (total === 0) {
      const line = `${title}: none was reported, ${days}.`;
      return { summary: line, audience: "asker", blocks: [paragraph(line), { kind: "buttons", buttons }] };
    }
    const chart = await chartDays(title, days, counts, localDay(since, zone), localDay(last, zone));
    return {
      summary: `${title}: ${count(total, "statement")}, ${days}`,
      blocks: [
        { kind: "heading", text: title },
        { kind: "image", ...chart },
        smallPrint(
          "Each statement counts once, on the day it was first reported, by the side of who made it.",
        ),
        { kind: "buttons", buttons },
      ],
    };
  },
});

/** Words that are nobody's name and nothing's, and that nobody said. */
function unknown(about: Extract<Subject, { kind: "words" }>): Message {
  const line = `${subjectName(about)} is neither a topic nor a person I know, and no statement of that time has it.`;
  const buttons = [button("Search articles", "search", { words: about.words }), button("Topics", "topics")];
  return { summary: line, audience: "asker", blocks: [paragraph(line), { kind: "buttons", buttons }] };
}
