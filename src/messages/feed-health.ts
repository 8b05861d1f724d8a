import type { FeedJudgement } from "../feeds/health.ts";
import { formatDay } from "./dates.ts";
import type { Message, TextSpan } from "./message.ts";
import { count, cut, link, paragraph, text } from "./spans.ts";

/** What fits in one message of every chat, and is read. */
const MOST_LINES = 20;

/** The facts of a feed that its name is made of. */
export interface NamedFeed {
  readonly outlet: string;
  readonly section: string | null;
  readonly homepage: string | null;
  readonly url: string;
}

/** A feed whose state is not what admins were told last. */
export interface ChangedFeed extends NamedFeed {
  readonly judgement: FeedJudgement;
}

export function feedName({ outlet, section }: NamedFeed): string {
  return section ? `${outlet}: ${section}` : outlet;
}

/** "dead since 14 Jun 2023: it no longer answers (404)"; blank while all is well. */
export function healthWords({ state, since, note }: FeedJudgement, timeZone: string): string {
  if (since === null) return "";
  return `${state} since ${formatDay(since, timeZone)}: ${cut(note, 160)}`;
}

/** For admins, directly: every change in one message, what is wrong before what is well again. */
export function feedHealthMessage(
  changed: readonly ChangedFeed[],
  feedsInAll: number,
  timeZone: string,
): Message {
  const ill = changed.filter(({ judgement }) => judgement.since !== null);
  const well = changed.filter(({ judgement }) => judgement.since === null);
  const parts = [
    ...(ill.length > 0 ? [`${count(ill.length, "feed")} of ${feedsInAll} in trouble`] : []),
    ...(well.length > 0 ? [`${count(well.length, "feed")} well again`] : []),
  ];
  const words = `${parts.join(", ")}.`;
  const isOurs = ill.filter(({ judgement }) => judgement.state === "dead").length > feedsInAll / 2;
  const advice = isOurs
    ? "So many at once: look first whether the bot itself still reaches the internet."
    : "See /feeds: a private feed can be removed there and added at a new address; the others belong to whoever runs the bot.";
  const lines = [...ill, ...well].map((feed) => lineOf(feed, timeZone));
  const left = lines.length - MOST_LINES;
  const items = left > 0 ? [...lines.slice(0, MOST_LINES), [text(`and ${left} more`)]] : lines;
  return {
    summary: words,
    blocks: [
      paragraph(words),
      { kind: "list", items },
      ...(ill.length > 0 ? [paragraph(advice)] : []),
      { kind: "buttons", buttons: [{ label: "Feeds", call: { command: "feeds", options: {} } }] },
    ],
  };
}

function lineOf(feed: ChangedFeed, timeZone: string): TextSpan[] {
  const words = healthWords(feed.judgement, timeZone) || "well again";
  return [link(feedName(feed), feed.homepage ?? feed.url), text(`, ${words}`)];
}
