import { z } from "zod";
import type { Button, Message } from "../src/messages/message.ts";
import { quoteList } from "../src/messages/quote-list.ts";
import { withRole } from "../src/messages/roles.ts";
import { paragraph, plain } from "../src/messages/spans.ts";
import type { FoundQuote, QuoteQuestion } from "../src/store/quotes.ts";
import { type CommandContext, defineCommand } from "./command.ts";
import { findOutlet, suggestOutlets } from "./outlets.ts";
import { labelOf, type Named, suggestPeople } from "./people.ts";
import { periodWords, readPeriod } from "./periods.ts";
import { exportQuotes } from "./quote-export.ts";
import { type Asked, findSubject, readAsked, type Subject, subjectName, subjectValue } from "./subjects.ts";
import { suggestSubjects } from "./suggest-subjects.ts";
import { button, onOff } from "./usage.ts";
import { zoneOf } from "./zone.ts";

const PAGE = 5;
/** Below it, by its own reckoning, the reader is more likely wrong than right. */
const LEAST_CONFIDENCE = 0.5;
const MOST_EXPORTED = 1_000;
const SIDES = ["US", "PRC", "Taiwan", "Hong Kong", "other"] as const;

const options = z.object({
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

type Options = z.output<typeof options>;

/** A call with everything in it understood. */
interface Request {
  readonly speaker: Named | null;
  readonly about: Subject | null;
  readonly question: Omit<QuoteQuestion, "limit">;
  readonly zone: string;
  /** The same call as buttons make it, without its page. */
  readonly again: Readonly<Record<string, string | undefined>>;
}

export const quotes = defineCommand({
  name: "quotes",
  aliases: ["quote", "q", "said"],
  summary: "Who said what, word for word: by speaker, topic, outlet and date",
  options,
  words: "who",
  examples: ["quotes blinken taiwan", 'quotes "wang yi" since:7d', "quotes about blinken"],
  audience: "asker",
  permission: "everyone",
  shareable: true,
  suggest: {
    who: suggestPeople,
    about: suggestSubjects,
    outlet: suggestOutlets,
  },
  async run(given, context) {
    const asked = await readAsked(given.who ?? "", context);
    if (asked.unknown !== null) return unknownSpeaker(asked, asked.unknown);
    if (asked.speaker.length > 1) return whichSpeaker(asked.speaker, given, asked.about);
    const request = await understand(given, asked, context);
    if (given.export) return exportAll(given.export, request, context);
    return page(given, request, context);
  },
});

async function understand(given: Options, asked: Asked, context: CommandContext): Promise<Request> {
  const zone = await zoneOf(context);
  const [speaker = null] = asked.speaker;
  const typed = given.about ?? asked.about;
  const about = typed ? await findSubject(typed, context) : null;
  const outlet = given.outlet === undefined ? undefined : await findOutlet(given.outlet, context);
  const question = {
    workspaceId: context.asker.workspaceId,
    ...readPeriod(given.since, given.until, context.now(), zone),
    // Of everybody, only statements whose speaker is known: who said it is what is asked.
    ...(speaker ? { speakerId: speaker.id } : { named: true, leastConfidence: LEAST_CONFIDENCE }),
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

function subjectQuestion(about: Subject | null): Partial<QuoteQuestion> {
  if (about === null) return {};
  if (about.kind === "words") return { words: about.words };
  return about.kind === "topic" ? { aboutTopic: about.id } : { aboutActor: about.id };
}

async function page(given: Options, request: Request, context: CommandContext): Promise<Message> {
  const { question, zone, speaker } = request;
  const after = given.after === undefined ? {} : { after: given.after };
  const found = await context.store.quotes.find({ ...question, ...after, limit: PAGE + 1 });
  const shown = found.slice(0, PAGE);
  if (shown.length === 0) return nothing(given, request);
  return quoteList({
    title: titleOf(request),
    lines: [
      ...(speaker?.role ? [speaker.role] : []),
      ...[filterWords(request)].filter(Boolean),
      given.after === undefined ? "newest first" : "older statements",
    ],
    quotes: shown.map((quote) => withRole(quote, context.knowledge)),
    withContext: given.context === "yes",
    timeZone: zone,
    buttons: pageButtons(given, request, shown, found.length > PAGE),
  });
}

function pageButtons(
  given: Options,
  request: Request,
  shown: readonly FoundQuote[],
  more: boolean,
): Button[] {
  const { again, speaker } = request;
  const last = shown.at(-1);
  return [
    ...(more && last ? [button("Older", "quotes", { ...again, after: last.cursor })] : []),
    ...(given.after === undefined ? [] : [button("Newest", "quotes", again)]),
    given.context === "yes"
      ? button("Without context", "quotes", { ...again, context: undefined, after: given.after })
      : button("With context", "quotes", { ...again, context: "yes", after: given.after }),
    ...(speaker && speaker.actor !== null
      ? [button(`About ${speaker.name}`, "quotes", { about: `actor:${speaker.actor}` })]
      : []),
    ...(speaker ? [button("Subscribe", "subscribe", { what: speaker.id })] : subscribeTopic(request)),
  ];
}

function subscribeTopic({ about }: Request): Button[] {
  return about?.kind === "topic" ? [button("Subscribe", "subscribe", { what: about.id })] : [];
}

/** One helpful line, and ways to widen what was asked. */
function nothing(given: Options, request: Request): Message {
  const { again, speaker, about } = request;
  if (given.after !== undefined)
    return plain("No older statements.", buttons([button("Newest", "quotes", again)]));
  const narrowed = [given.since, given.until, given.outlet, given.direct, given.side].some(Boolean);
  const wider = [
    ...(narrowed ? [button("Without filters", "quotes", { who: again.who, about: again.about })] : []),
    ...(speaker && about ? [button(`All by ${speaker.name}`, "quotes", { who: speaker.id })] : []),
    ...(speaker && about
      ? [button(`Everyone on ${subjectName(about)}`, "quotes", { about: subjectValue(about) })]
      : []),
    ...(speaker?.actor && !about
      ? [button(`About ${speaker.name}`, "quotes", { about: `actor:${speaker.actor}` })]
      : []),
  ];
  const filters = filterWords(request);
  const line = `I have no statement ${speaker ? `by ${titleOf(request)}` : `${titleOf(request).replace(/^Statements /u, "")}`}${filters ? ` (${filters})` : ""} yet.`;
  return {
    summary: line,
    audience: "asker",
    blocks: [paragraph(line), ...(wider.length > 0 ? [buttons(wider)] : [])],
  };
}

function buttons(list: readonly Button[]) {
  return { kind: "buttons", buttons: list } as const;
}

/** "Antony Blinken on Taiwan", "Statements about Antony Blinken". */
function titleOf({ speaker, about }: Request): string {
  const on = about === null ? "" : `${about.kind === "actor" ? "about" : "on"} ${subjectName(about)}`;
  if (speaker) return on === "" ? speaker.name : `${speaker.name} ${on}`;
  return on === "" ? "Latest statements" : `Statements ${on}`;
}

function filterWords({ question, zone }: Request): string {
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

function unknownSpeaker({ near, about }: Asked, words: string): Message {
  const line = `I know nobody called “${words.slice(0, 80)}”.`;
  const choices = [
    ...near.map(({ id, name }) => button(name, "quotes", { who: id, about: about ?? undefined })),
    button("Search articles for it", "search", { words }),
  ];
  return {
    summary: line,
    audience: "asker",
    blocks: [paragraph(near.length > 0 ? `${line} Did you mean:` : line), buttons(choices)],
  };
}

function whichSpeaker(people: readonly Named[], given: Options, about: string | null): Message {
  const line = "Several people go by that name. Whom do you mean?";
  const { since, until, outlet, direct, side } = given;
  const rest = { about: given.about ?? about ?? undefined, since, until, outlet, direct, side };
  const choices = people.map((person) => button(labelOf(person), "quotes", { who: person.id, ...rest }));
  return { summary: line, audience: "asker", blocks: [paragraph(line), buttons(choices)] };
}

/** Every statement that answers, up to a thousand, as a file. */
async function exportAll(
  format: "csv" | "markdown",
  request: Request,
  context: CommandContext,
): Promise<Message> {
  const found: FoundQuote[] = [];
  let after: string | undefined;
  while (found.length < MOST_EXPORTED) {
    const part = await context.store.quotes.find({
      ...request.question,
      ...(after ? { after } : {}),
      limit: 200,
    });
    found.push(...part);
    after = part.at(-1)?.cursor;
    if (part.length < 200) break;
  }
  if (found.length === 0) return nothing({}, request);
  const shown = found.slice(0, MOST_EXPORTED).map((quote) => withRole(quote, context.knowledge));
  return exportQuotes(format, titleOf(request), shown, request.zone);
}
