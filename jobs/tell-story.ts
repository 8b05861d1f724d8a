import { z } from "zod";
import { defineJob } from "./job.ts";
import { announceAll } from "./place-articles.ts";
import { tellStory } from "./telling.ts";

/** Tells a story anew when one of its articles was read again, such as after a revision. */
export const retellStory = defineJob({
  name: "tell-story",
  data: z.object({ storyId: z.string() }),
  key: ({ storyId }) => storyId,
  concurrency: 4,
  attempts: 5,
  async run({ storyId }, context) {
    const story = await context.store.stories.tell(storyId, tellStory);
    if (!story) return; // pruned while the job waited
    await announceAll([story], context);
    context.log.info({ articles: story.articles }, "story told anew");
  },
});
