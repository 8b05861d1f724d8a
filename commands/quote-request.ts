import { z } from "zod";
import type { QuoteQuestion } from "../src/store/quotes.ts";
import type { CommandContext } from "./command.ts";
import { findOutlet } from "./outlets.ts";
import { type Named, speakerOf } from "./people.ts";
import { periodWords, readPeriod } from "./periods.ts";
import { type Asked, findSubject, onSubject, type Subject, subjectValue } from "./subjects.ts";
import { onOff } from "./usage.ts";
import { zoneOf } from "./zone.ts";

/** Below it, by its own reckoning, the reader is more likely wrong than right. */
const LEAST_CONFIDENCE = 0.5;
const SIDES = ["US", "PRC", "Taiwan", "Hong Kong", "other"] as const;

export const quoteOptions = z.object({
  who: z.string().describe("Speaker, and a topic if you like: blinken taiwan; or about blinken").optional(),
  about: z.string().describe("Topic, person or words that the statement is about").optional(),
  since: z.string().describe("From when: 7d, 2w, yesterday, 2023-06-17, June 2023").optional(),
  until: z.string().describe("Until when, that day included").optional(),
  outlet: z.string().describe("Only as reported by this outlet").optional(),
  direct: onOff.describe("Only words in quotation marks").optional(),
  side: z.enum(SIDES).describe("Whose voice").optional(),
  export: z.enum(["csv", "markdown"]).describe("All of them as a file").optional(),
  // Set by buttons:
  context: onOff.optional(),
  after: z.string().optional(),
});

export type QuoteOptions = z.output<typeof quoteOptions>;

/** A call with everything in it understood. */
export interface QuoteRequest {
  readonly speaker: Named | null;
  readonly about: Subject | null;
  readonly question: Omit<QuoteQuestion, "limit">;
  readonly zone: string;
  /** The same call as buttons make it, without its page. */
  readonly again: Readonly<Record<string, string | undefined>>;
}

/** Looks up whom, what and which outlet a call means. @throws UserError naming what is not understood. */
export async function understand(
  given: QuoteOptions,
  asked: Asked,
  context: CommandContext,
): Promise<QuoteRequest> {
  const zone = await zoneOf(context);
  const [speaker = null] = asked.speaker;
  const typed = given.about ?? asked.about;
  const about = typed ? await findSubject(typed, context) : null;
  const outlet = given.outlet === undefined ? undefined : await findOutlet(given.outlet, context);
  const question = {
    workspaceId: context.asker.workspaceId,
    ...readPeriod(given.since, given.until, context.now(), zone),
    // Of everybody, only statements whose speaker is known: who said it is what is asked.
    ...(speaker ? { speakerId: speakerOf(speaker) } : { named: true, leastConfidence: LEAST_CONFIDENCE }),
    ...subjectQuestion(about),
    ...(outlet === undefined ? {} : { outlet }),
    ...(given.side ? { side: given.side } : {}),
    ...(given.direct === "yes" ? { kinds: ["direct", "mixed"] as const } : {}),
  };
  const again = {
    who: speaker?.id,
    about: about ? subjectValue(about) : undefined,
    since: given.since,
    until: given.until,
    outlet,
    direct: given.direct,
    side: given.side,
    context: given.context,
  };
  return { speaker, about, question, zone, again };
}

/** Statements on a subject, as they are asked for. */
export function subjectQuestion(
  about: Subject | null,
): Pick<QuoteQuestion, "words" | "aboutTopic" | "aboutActor"> {
  if (about === null) return {};
  if (about.kind === "words") return { words: about.words };
  return about.kind === "topic" ? { aboutTopic: about.id } : { aboutActor: about.id };
}

/** "Antony Blinken on Taiwan", "Statements about Antony Blinken". */
export function titleOf({ speaker, about }: QuoteRequest): string {
  const on = about === null ? "" : onSubject(about);
  if (speaker) return on === "" ? speaker.name : `${speaker.name} ${on}`;
  return on === "" ? "Latest statements" : `Statements ${on}`;
}

/** What narrows a list, in words. */
export function filterWords({ question, zone }: QuoteRequest): string {
  const { outlet, side, kinds } = question;
  return [
    periodWords(question, zone),
    outlet === undefined ? "" : `in ${outlet}`,
    side === undefined ? "" : `voices: ${side}`,
    kinds === undefined ? "" : "in quotation marks only",
  ]
    .filter(Boolean)
    .join(", ");
}

/** Said when no statement answers. */
export function nothingLine(request: QuoteRequest): string {
  const { speaker, about } = request;
  const filters = filterWords(request);
  if (!speaker && !about && filters === "") {
    return "Nobody has been quoted yet: the first statements come a few minutes after the feeds are read.";
  }
  const title = titleOf(request);
  const what = speaker ? ` by ${title}` : about ? title.replace(/^Statements/u, "") : "";
  return `I have no statement${what}${filters === "" ? "" : ` (${filters})`} yet.`;
}
