import type { Mention } from "../src/model.ts";
import type { StoryArticle } from "../src/store/stories.ts";
import type { StoryTelling } from "../src/store/story-telling.ts";
import { chooseHeadline } from "../src/stories/headline.ts";
import { rankStory } from "../src/stories/rank.ts";
import { summariseStory } from "../src/stories/summary.ts";

const MOST_TOPICS = 6;
const MOST_ACTORS = 12;
const SUMMARY_WORDS = 60;

/** What is told of a story, from all its articles: the same ones always tell the same. */
export function tellStory(
  articles: readonly StoryArticle[],
  mentions: ReadonlyMap<string, readonly Mention[]>,
): StoryTelling {
  const lead = chooseHeadline(articles);
  const topics = strongestTopics(articles);
  return {
    headline: lead?.title ?? "",
    summary: summaryOf(articles) || (lead?.summary?.text ?? ""),
    topics,
    actors: mostNamed(articles, mentions),
    ...rankStory(articles, topics),
  };
}

/** From the articles' own summaries, in the language of most readers; a version of another article adds nothing. */
function summaryOf(articles: readonly StoryArticle[]): string {
  const told = articles.filter(
    ({ language, revisionOf }) => language.startsWith("en") && revisionOf === null,
  );
  return summariseStory(
    told.map(({ title, summary }) => ({ title, text: summary?.text ?? "" })),
    SUMMARY_WORDS,
  ).text;
}

function strongestTopics(articles: readonly StoryArticle[]): string[] {
  const scores = new Map<string, number>();
  for (const { id, score } of articles.flatMap(({ topics }) => topics)) {
    scores.set(id, (scores.get(id) ?? 0) + score);
  }
  return highest(scores, MOST_TOPICS);
}

/** By how many of the articles name them. */
function mostNamed(
  articles: readonly StoryArticle[],
  mentions: ReadonlyMap<string, readonly Mention[]>,
): string[] {
  const counts = new Map<string, number>();
  for (const { id } of articles) {
    const named = mentions.get(id) ?? [];
    for (const actor of new Set(
      named.flatMap(({ actor, kind }) => (kind === "place" ? [] : (actor ?? []))),
    )) {
      counts.set(actor, (counts.get(actor) ?? 0) + 1);
    }
  }
  return highest(counts, MOST_ACTORS);
}

function highest(scores: ReadonlyMap<string, number>, limit: number): string[] {
  return [...scores]
    .toSorted(([one, a], [other, b]) => b - a || (one < other ? -1 : 1))
    .slice(0, limit)
    .map(([id]) => id);
}
