import type { OutletClass, Reading } from "../src/model.ts";
import type { StoryArticle, StoryTelling } from "../src/store/stories.ts";

/** Whose headline stands for a story: those who report before those who take part. */
const VOICE: Readonly<Record<OutletClass, number>> = {
  wire: 8,
  newspaper: 7,
  broadcaster: 6,
  magazine: 5,
  specialist: 5,
  "think-tank": 4,
  "state-media": 2,
  government: 1,
};
const MOST_TOPICS = 6;
const MOST_ACTORS = 12;

/** What is told of a story, from all its articles: the same ones always tell the same. */
export function tellStory(
  articles: readonly StoryArticle[],
  readings: ReadonlyMap<string, Reading>,
): StoryTelling {
  const lead = articles.toSorted(
    (one, other) =>
      Number(other.language.startsWith("en")) - Number(one.language.startsWith("en")) ||
      VOICE[other.class] - VOICE[one.class] ||
      other.relevance - one.relevance ||
      (one.id < other.id ? -1 : 1),
  )[0];
  const publishers = new Set(articles.map(({ publisher }) => publisher)).size;
  const relevance = Math.max(0, ...articles.map((article) => article.relevance));
  return {
    headline: lead?.title ?? "",
    summary: lead?.summary?.text ?? "",
    topics: strongestTopics(articles),
    actors: mostNamed(articles, readings),
    // One voice more counts less the more there are.
    rank: relevance + Math.log2(publishers),
    reasons: [`carried by ${publishers} ${publishers === 1 ? "publisher" : "publishers"}`],
  };
}

function strongestTopics(articles: readonly StoryArticle[]): string[] {
  const scores = new Map<string, number>();
  for (const { id, score } of articles.flatMap(({ topics }) => topics)) {
    scores.set(id, (scores.get(id) ?? 0) + score);
  }
  return highest(scores, MOST_TOPICS);
}

/** By how many of the articles name them. */
function mostNamed(articles: readonly StoryArticle[], readings: ReadonlyMap<string, Reading>): string[] {
  const counts = new Map<string, number>();
  for (const { id } of articles) {
    const mentions = readings.get(id)?.mentions ?? [];
    for (const actor of new Set(
      mentions.flatMap(({ actor, kind }) => (kind === "place" ? [] : (actor ?? []))),
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
