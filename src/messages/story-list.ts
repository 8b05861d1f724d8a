import { formatTime } from "./dates.ts";
import type { Block, Button, Message } from "./message.ts";
import { count, cut, emphasis, instant, paragraph, smallPrint, strong, text } from "./spans.ts";

/** A story as a line of a list. */
export interface ListedStory {
  readonly id: string;
  readonly headline: string;
  readonly lastAt: Date;
  readonly articles: number;
  readonly publishers: number;
  readonly topics: readonly string[];
}

export interface StoryList {
  readonly title: string;
  readonly stories: readonly ListedStory[];
  readonly topicNames: ReadonlyMap<string, string>;
  readonly timeZone: string;
  readonly buttons: readonly Button[];
}

const LABEL = 70;

/** Stories, newest first, each to be opened. */
export function storyList({ title, stories, topicNames, timeZone, buttons }: StoryList): Message {
  const blocks: Block[] = [
    { kind: "heading", text: title },
    ...stories.flatMap((story, index) => [
      paragraph(strong(`${index + 1}. ${story.headline}`)),
      smallPrint(
        instant(formatTime(story.lastAt, timeZone), story.lastAt),
        ` · ${carriedBy(story)}`,
        ...topicLine(story.topics, topicNames),
      ),
    ]),
    openStory(stories),
    ...(buttons.length > 0 ? [{ kind: "buttons", buttons } satisfies Block] : []),
  ];
  return { summary: `${title}: ${cut(stories[0]?.headline ?? "none", 100)}`, blocks };
}

/** "7 articles by 5 publishers" */
export function carriedBy({ articles, publishers }: Pick<ListedStory, "articles" | "publishers">): string {
  if (publishers === 1) return count(articles, "article");
  return `${count(articles, "article")} by ${count(publishers, "publisher")}`;
}

export function topicLine(topics: readonly string[], topicNames: ReadonlyMap<string, string>) {
  const named = topics.flatMap((id) => topicNames.get(id) ?? []).slice(0, 3);
  return named.length > 0 ? [text(" · "), emphasis(named.join(", "))] : [];
}

/** Each story of a list or a digest, to be opened. */
export function openStory(stories: readonly Pick<ListedStory, "id" | "headline">[]): Block {
  return {
    kind: "select",
    placeholder: "Open a story",
    choices: stories.map(({ id, headline }) => ({
      label: cut(headline, LABEL),
      call: { command: "story", options: { story: id } },
    })),
  };
}
