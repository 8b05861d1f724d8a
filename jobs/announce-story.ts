import { z } from "zod";
import { chooseStories } from "../src/digests/choose.ts";
import { withParts } from "../src/messages/gather-digest.ts";
import { defineJob } from "./job.ts";

/** Claims one alert for each channel that wants to be told of this story at once; a channel is told once. */
export const announceStory = defineJob({
  name: "announce-story",
  // The workspace whose private feeds the story is made of, or null.
  data: z.object({ storyId: z.string(), workspaceId: z.string().nullable() }),
  key: ({ storyId }) => storyId,
  concurrency: 2,
  attempts: 5,
  async run({ storyId, workspaceId }, { store, enqueue, log, now }) {
    const reader = workspaceId ?? "";
    // It is asked for before the story can be seen, so that a crash in between never leaves one unannounced.
    await store.stories.untilPlaced();
    const story = await store.stories.get(storyId, reader);
    if (!story || story.baseline) return;
    const asked = await store.subscriptions.alerting(story.topics, story.actors);
    if (asked.length === 0) return;
    const wishes = Map.groupBy(asked, ({ channelId }) => channelId);
    const candidates = await withParts(store, [story], reader);
    const channels = (await store.channels.many([...wishes.keys()])).filter((channel) => {
      const isTheirs = story.workspaceId === null || story.workspaceId === channel.workspaceId;
      const { id, mutedTopics, brokenReason } = channel;
      const wish = { subscriptions: wishes.get(id) ?? [], mutedTopics, limit: 1 };
      return isTheirs && brokenReason === null && chooseStories(candidates, wish).length > 0;
    });
    for (const { id: channelId } of channels) {
      const claim = { channelId, kind: "alert" as const, period: storyId, storyIds: [storyId] };
      const delivery = await store.deliveries.claim(claim, now());
      if (delivery.state === "claimed") await enqueue("deliver", [{ deliveryId: delivery.id }]);
    }
    log.info({ channels: channels.length }, "story announced");
  },
});
