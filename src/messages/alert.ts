import {
  type CandidateStory,
  chooseQuote,
  leadingArticle,
  onePerPublisher,
  shorten,
} from "../digests/choose.ts";
import type { StoryArticle } from "../store/stories.ts";
import type { Message } from "./message.ts";
import { quoteBlock } from "./quote-block.ts";
import { joinSpans, link, names, paragraph, smallPrint, strong, text } from "./spans.ts";
import { topicLine } from "./story-list.ts";

const SHOWN_OUTLETS = 6;
const SHOWN_LATER = 5;

/** One story, told at once to a channel that follows what it is about. */
export function alertMessage(
  story: CandidateStory,
  topicNames: ReadonlyMap<string, string>,
  wishes: readonly string[],
  timeZone: string,
): Message {
  const outlets = onePerPublisher(story.articles);
  const leading = leadingArticle(story);
  const quote = chooseQuote(story.quotes);
  const headline = leading ? { ...strong(story.headline), href: leading.url } : strong(story.headline);
  return {
    summary: story.headline,
    audience: "channel",
    blocks: [
      paragraph(headline),
      ...(story.summary === "" ? [] : [paragraph(shorten(story.summary))]),
      ...(quote ? [quoteBlock(quote, timeZone)] : []),
      smallPrint(
        ...joinSpans(outlets.slice(0, SHOWN_OUTLETS).map(({ outlet, url }) => link(outlet, url))),
        ...topicLine(story.topics, topicNames),
      ),
      ...(wishes.length > 0 ? [smallPrint(`This channel follows ${names(wishes, 3)}.`)] : []),
      {
        kind: "buttons",
        buttons: [
          { label: "Whole story", call: { command: "story", options: { story: story.id } } },
          { label: "Subscriptions", call: { command: "subscriptions", options: {} } },
        ],
      },
    ],
  };
}

/** What has come in on a story since a channel was told of it: for the thread of that message. */
export function followUpMessage(
  headline: string,
  later: readonly Pick<StoryArticle, "title" | "url" | "outlet">[],
): Message {
  const shown = later
    .slice(0, SHOWN_LATER)
    .map(({ title, url, outlet }) => [link(title, url), text(`, ${outlet}`)]);
  const left = later.length - shown.length;
  return {
    summary: `More on: ${headline}`,
    audience: "channel",
    blocks: [
      paragraph(strong(later.length === 1 ? "One more report" : `${later.length} more reports`)),
      { kind: "list", items: left > 0 ? [...shown, [text(`and ${left} more`)]] : shown },
    ],
  };
}
