import { z } from "zod";
import type { StoryArticle } from "../src/store/stories.ts";
import { holdsIn, type SourceArticle } from "../src/summaries/writer.ts";
import { askModel } from "./ask-model.ts";
import { defineJob, type JobContext } from "./job.ts";

const WORDS = 60;
/** Each of these is sent; all the others are still looked through when the answer is checked. */
const MOST_SENT = 6;
/** Written anew once it has so many times as many articles: a growing story costs by its logarithm. */
const GROWN = 1.5;

/**
 * Has a model write the summary of a story that several publishers carry. What the story's articles do not bear out
 * is never shown: then its own sentences stay, as they do without a model.
 */
export const summariseStory = defineJob({
  name: "summarise-story",
  // The workspace whose private feeds the story is made of, or null.
  data: z.object({ storyId: z.string(), workspaceId: z.string().nullable() }),
  key: ({ storyId }) => storyId,
  concurrency: 2,
  attempts: 3,
  async run({ storyId, workspaceId }, context) {
    const { store } = context;
    const story = await store.stories.get(storyId, workspaceId ?? "");
    if (!story) return; // pruned while the job waited
    const parts = await store.stories.articles(storyId);
    const sent = chosenOf(parts);
    if (sent.length < 2) return;
    const texts = await textsOf(parts, context);
    const all = { articles: [...texts.values()] };
    const before = await store.storySummaries.get(storyId);
    const holds = before !== null && holdsIn(before.text, all);
    if (holds && story.articles < GROWN * before.articles) return; // run twice: paid for once
    // A revision may have taken back what it says.
    if (before && !holds) await store.storySummaries.save(storyId, null);
    const source = { articles: sent.flatMap(({ id }) => texts.get(id) ?? []) };
    const written = await askModel({ kind: "story", id: storyId, source, words: WORDS }, context);
    if (written) await store.storySummaries.save(storyId, { ...written, articles: story.articles });
  },
});

/** One of each publisher, the surest first: more of the same voice tells nothing new. */
function chosenOf(parts: readonly StoryArticle[]): StoryArticle[] {
  const own = parts.filter(({ revisionOf }) => revisionOf === null);
  const ranked = own.toSorted((one, other) => other.relevance - one.relevance);
  const voices = new Map(ranked.toReversed().map((part) => [part.publisher, part]));
  const chosen = new Set(ranked.filter((part) => voices.get(part.publisher) === part).slice(0, MOST_SENT));
  return own.filter((part) => chosen.has(part));
}

async function textsOf(
  parts: readonly StoryArticle[],
  { store }: JobContext,
): Promise<Map<string, SourceArticle>> {
  const articles = await store.articles.many(parts.map(({ id }) => id));
  return new Map(articles.map(({ id, title, text }) => [id, { title, text }]));
}
