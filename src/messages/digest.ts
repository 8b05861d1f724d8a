import {
  type CandidateStory,
  chooseQuote,
  countSpeakers,
  leadingArticle,
  onePerPublisher,
  shorten,
} from "../digests/choose.ts";
import { formatDay, formatDays, formatTime, zoneWords } from "./dates.ts";
import type { Block, Message, TextSpan } from "./message.ts";
import { quoteBlock } from "./quote-block.ts";
import {
  count,
  cut,
  emphasis,
  joinSpans,
  link,
  names,
  paragraph,
  smallPrint,
  strong,
  text,
} from "./spans.ts";
import { openStory } from "./story-list.ts";

export interface DigestContents {
  readonly cadence: "daily" | "weekly" | "now";
  readonly from: Date;
  readonly to: Date;
  readonly timeZone: string;
  /** Chosen, best first. */
  readonly stories: readonly CandidateStory[];
  /** How many more matched and are left out. */
  readonly more: number;
  /** What was read in the period. */
  readonly read: { readonly feeds: number; readonly articles: number; readonly relevant: number };
  /** Topics by id, as they are shown. */
  readonly topicNames: ReadonlyMap<string, string>;
  /** What the channel asked for, in words; empty means everything. */
  readonly wishes: readonly string[];
  /** Of mentions by day, for the weekly digest. */
  readonly chart?: Block;
}

/** More would make the digest too long for one message on Slack. */
const SHOWN_OUTLETS = 4;
const SHOWN_SPEAKERS = 8;

/** The digest as it is posted; an empty period says so in one line. */
export function digestMessage(contents: DigestContents): Message {
  const { stories } = contents;
  if (stories.length === 0) return emptyDigest(contents);
  const headline = cut(stories[0]?.headline ?? "", 90);
  const others = stories.length - 1;
  return {
    summary: `${title(contents)}: ${headline}${others > 0 ? ` and ${count(others, "more story", "more stories")}` : ""}`,
    audience: "channel",
    blocks: [
      { kind: "heading", text: title(contents) },
      ...stories.flatMap((story, index) => storyBlocks(story, index, contents)),
      { kind: "divider" },
      ...whoSpoke(stories),
      ...(contents.chart ? [contents.chart] : []),
      smallPrint(...readLine(contents)),
      openStory(stories),
    ],
  };
}

function title({ cadence, from, to, timeZone }: DigestContents): string {
  if (cadence === "daily") return `US–China digest, ${formatDay(to, timeZone)}`;
  return `US–China digest, ${formatDays(from, to, timeZone)}`;
}

function emptyDigest(contents: DigestContents): Message {
  const { from, to, timeZone, wishes, read } = contents;
  const about = wishes.length > 0 ? ` on ${names(wishes, 3)}` : "";
  const line =
    read.articles === 0
      ? `No news${about} from ${formatTime(from, timeZone)} to ${formatTime(to, timeZone)}: nothing was read in that time.`
      : `No news${about} from ${formatTime(from, timeZone)} to ${formatTime(to, timeZone)} (${readWords(read)}).`;
  return { summary: line, audience: "channel", blocks: [paragraph(line)] };
}

function storyBlocks(story: CandidateStory, index: number, contents: DigestContents): Block[] {
  const outlets = onePerPublisher(story.articles);
  const leading = leadingArticle(story);
  const headline: TextSpan = {
    text: story.headline,
    strong: true,
    ...(leading ? { href: leading.url } : {}),
  };
  const quote = chooseQuote(story.quotes);
  const topics = story.topics.flatMap((id) => contents.topicNames.get(id) ?? []);
  return [
    paragraph(strong(`${index + 1}. `), headline),
    paragraph(shorten(story.summary)),
    ...(quote ? [quoteBlock(quote, contents.timeZone)] : []),
    smallPrint(
      ...joinSpans(outlets.slice(0, SHOWN_OUTLETS).map(({ outlet, url }) => link(outlet, url))),
      ...(outlets.length > SHOWN_OUTLETS ? [text(` and ${outlets.length - SHOWN_OUTLETS} more`)] : []),
      ...(topics.length > 0 ? [text(" · "), emphasis(topics.slice(0, 3).join(", "))] : []),
    ),
  ];
}

function whoSpoke(stories: readonly CandidateStory[]): Block[] {
  const speakers = countSpeakers(stories, SHOWN_SPEAKERS);
  if (speakers.length === 0) return [];
  const named = speakers.map(({ name, statements }) => text(`${name} (${statements})`));
  return [paragraph(strong("Who spoke: "), ...joinSpans(named))];
}

function readLine(contents: DigestContents): string[] {
  const { read, from, to, timeZone, more } = contents;
  const left = more > 0 ? [`${count(more, "more story", "more stories")} on /latest. `] : [];
  const period = `${formatTime(from, timeZone)} to ${formatTime(to, timeZone)}, ${zoneWords(timeZone)}`;
  return [...left, `Read: ${readWords(read)}, ${period}.`];
}

function readWords({ feeds, articles, relevant }: DigestContents["read"]): string {
  return `${count(articles, "article")} from ${count(feeds, "feed")}, ${relevant.toLocaleString("en")} on US–China relations`;
}
