import type { CandidateArticle } from "../digests/choose.ts";
import type { OutletClass } from "../model.ts";
import { changesSince, type EarlierWording } from "./changes.ts";
import { formatDays, formatTime } from "./dates.ts";
import type { Block, Button, Fact, Message, TextSpan } from "./message.ts";
import { quoteBlock, type ShownQuote } from "./quote-block.ts";
import { count, instant, joinSpans, link, paragraph, smallPrint, strong, text } from "./spans.ts";
import { carriedBy, topicLine } from "./story-list.ts";

export interface ToldArticle extends CandidateArticle {
  readonly class: OutletClass;
  readonly country: string;
  /** The earlier article of which this is another version, or null. */
  readonly revisionOf: string | null;
}

export interface StoryDetails {
  readonly id: string;
  readonly headline: string;
  readonly summary: string;
  /** The model that wrote the summary, or null. */
  readonly summaryBy: string | null;
  readonly firstAt: Date;
  readonly lastAt: Date;
  readonly topics: readonly string[];
  /** Earliest first. */
  readonly articles: readonly ToldArticle[];
  /** How they read before their outlets changed them. */
  readonly earlier: readonly EarlierWording[];
  readonly publishers: number;
  /** The statements to show, those that matter most first, and how many there are in all. */
  readonly quotes: readonly ShownQuote[];
  readonly statements: number;
  /** What only the outlets of one side mention, by side. */
  readonly onlyIn: readonly OneSided[];
}

export interface OneSided {
  /** Such as "Chinese outlets". */
  readonly voices: string;
  readonly what: readonly string[];
}

const CLASS_NAMES: Readonly<Record<OutletClass, string>> = {
  government: "Government",
  "state-media": "State media",
  wire: "Wire",
  newspaper: "Newspapers",
  broadcaster: "Broadcasters",
  magazine: "Magazines",
  "think-tank": "Think tanks",
  specialist: "Specialists",
};
const CLASSES: readonly OutletClass[] = [
  "government",
  "state-media",
  "wire",
  "newspaper",
  "broadcaster",
  "magazine",
  "think-tank",
  "specialist",
];
const TIME_LINE = 8;

/** A story in full: what happened, how it came in, who carries it, who said what. */
export function storyMessage(
  story: StoryDetails,
  topicNames: ReadonlyMap<string, string>,
  timeZone: string,
  buttons: readonly Button[],
): Message {
  return {
    summary: story.headline,
    blocks: [
      { kind: "heading", text: story.headline },
      ...(story.summary === "" ? [] : [paragraph(story.summary)]),
      ...(story.summaryBy === null
        ? []
        : [
            smallPrint(
              `Written by ${story.summaryBy}; each name, number and quotation in it stands in one of the articles.`,
            ),
          ]),
      smallPrint(
        carriedBy({ articles: story.articles.length, publishers: story.publishers }),
        `, ${formatDays(story.firstAt, story.lastAt, timeZone)}`,
        ...topicLine(story.topics, topicNames),
      ),
      ...statements(story, timeZone),
      { kind: "facts", facts: outletFacts(story.articles) },
      ...timeLine(story.articles, timeZone),
      ...changesSince(story.articles, story.earlier, timeZone),
      ...story.onlyIn.map(({ voices, what }) => paragraph(strong(`Only in ${voices}: `), what.join(", "))),
      { kind: "buttons", buttons },
    ],
  };
}

function statements({ quotes, statements: all }: StoryDetails, timeZone: string): Block[] {
  if (quotes.length === 0) return [];
  const left = all - quotes.length;
  const more = left > 0 ? [smallPrint(`${count(left, "more statement")} in this story.`)] : [];
  return [paragraph(strong("Who said what")), ...quotes.map((quote) => quoteBlock(quote, timeZone)), ...more];
}

/** "Wire: Potomac Wire, …", each outlet once with its first article. */
function outletFacts(articles: readonly ToldArticle[]): Fact[] {
  return CLASSES.flatMap((name) => {
    const first = new Map<string, TextSpan>();
    for (const { class: kind, outlet, url } of articles) {
      if (kind === name && !first.has(outlet)) first.set(outlet, link(outlet, url));
    }
    if (first.size === 0) return [];
    return [{ label: CLASS_NAMES[name], value: joinSpans([...first.values()]) }];
  });
}

/** How it came in; new versions of an article are not new reports. A story of one article has no line. */
function timeLine(articles: readonly ToldArticle[], timeZone: string): Block[] {
  const reports = articles.filter(({ revisionOf }) => revisionOf === null);
  if (reports.length < 2) return [];
  const half = TIME_LINE / 2;
  const shown = reports.length <= TIME_LINE ? reports : [...reports.slice(0, half), ...reports.slice(-half)];
  const left = reports.length - shown.length;
  const items = shown.map(({ publishedAt, outlet, title, url }): TextSpan[] => [
    instant(formatTime(publishedAt, timeZone), publishedAt),
    text(`  ${outlet}: `),
    link(title, url),
  ]);
  if (left > 0) items.splice(half, 0, [text(`… ${count(left, "report")} between …`)]);
  return [paragraph(strong("Time line")), { kind: "list", items }];
}
