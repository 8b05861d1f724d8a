import type { Button, Message } from "../src/messages/message.ts";
import { quoteList } from "../src/messages/quote-list.ts";
import { withRole } from "../src/messages/roles.ts";
import { paragraph, plain } from "../src/messages/spans.ts";
import type { FoundQuote } from "../src/store/quotes.ts";
import { type CommandContext, defineCommand } from "./command.ts";
import { suggestOutlets } from "./outlets.ts";
import { ownTopicsOf } from "./own-names.ts";
import { labelOf, type Named, suggestPeople } from "./people.ts";
import { exportQuotes } from "./quote-export.ts";
import {
  filterWords,
  nothingLine,
  type QuoteOptions,
  type QuoteRequest,
  quoteOptions,
  titleOf,
  understand,
} from "./quote-request.ts";
import { type Asked, readAsked, subjectName, subjectValue } from "./subjects.ts";
import { suggestSubjects } from "./suggest-subjects.ts";
import { button } from "./usage.ts";
import { zoneOf } from "./zone.ts";

const PAGE = 5;
const MOST_EXPORTED = 1_000;

export const quotes = defineCommand({
  name: "quotes",
  aliases: ["quote", "q", "said"],
  summary: "Who said what, word for word: by speaker, topic, outlet and date",
  options: quoteOptions,
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
    const [asked] = await Promise.all([
      readAsked(given.who ?? "", context),
      zoneOf(context),
      ownTopicsOf(context),
    ]);
    if (asked.unknown !== null) return unknownSpeaker(asked, asked.unknown);
    if (asked.speaker.length > 1) return whichSpeaker(asked.speaker, given, asked.about);
    const request = await understand(given, asked, context);
    if (given.export) return exportAll(given.export, request, context);
    return page(given, request, context);
  },
});

async function page(given: QuoteOptions, request: QuoteRequest, context: CommandContext): Promise<Message> {
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
  given: QuoteOptions,
  request: QuoteRequest,
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

function subscribeTopic({ about }: QuoteRequest): Button[] {
  return about?.kind === "topic" ? [button("Subscribe", "subscribe", { what: about.id })] : [];
}

/** One helpful line, and ways to widen what was asked. */
function nothing(given: QuoteOptions, request: QuoteRequest): Message {
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
  // Words that nobody said may still stand in an article.
  if (about?.kind === "words") wider.push(button("Search articles", "search", { words: about.words }));
  const line = nothingLine(request);
  return {
    summary: line,
    audience: "asker",
    blocks: [paragraph(line), ...(wider.length > 0 ? [buttons(wider)] : [])],
  };
}

function buttons(list: readonly Button[]) {
  return { kind: "buttons", buttons: list } as const;
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

function whichSpeaker(people: readonly Named[], given: QuoteOptions, about: string | null): Message {
  const line = "Several people go by that name. Whom do you mean?";
  const { since, until, outlet, direct, side } = given;
  const rest = { about: given.about ?? about ?? undefined, since, until, outlet, direct, side };
  const choices = people.map((person) => button(labelOf(person), "quotes", { who: person.id, ...rest }));
  return { summary: line, audience: "asker", blocks: [paragraph(line), buttons(choices)] };
}

/** Every statement that answers, up to a thousand, as a file. */
async function exportAll(
  format: "csv" | "markdown",
  request: QuoteRequest,
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
