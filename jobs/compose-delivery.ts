import { alertMessage } from "../src/messages/alert.ts";
import { gatherDigest, wishWords, withParts } from "../src/messages/gather-digest.ts";
import { packMessage } from "../src/messages/keep.ts";
import type { Channel } from "../src/store/channels.ts";
import type { Contents, Delivery } from "../src/store/deliveries.ts";
import type { JobContext } from "./job.ts";

/** Made from the stories that were chosen for a delivery; null when all of them are gone. */
export async function composeDelivery(
  delivery: Delivery,
  channel: Channel,
  context: JobContext,
): Promise<Contents | null> {
  const { store, settings } = context;
  const schedule = await store.schedules.get(channel.id);
  const timeZone = channel.timeZone ?? schedule?.timeZone ?? settings.timeZone;
  const { storyIds, fromAt: from, toAt: to } = delivery;
  if (delivery.kind === "alert" || !from || !to) return composeAlert(delivery, channel, timeZone, context);
  const { id: channelId, workspaceId } = channel;
  const cadence = schedule?.cadence ?? "daily";
  const request = { channelId, workspaceId, cadence, from, to, timeZone, storyIds };
  const { message } = await gatherDigest(context, request);
  return { message: packMessage(message), articleIds: [] };
}

async function composeAlert(
  { storyIds }: Delivery,
  { id, workspaceId }: Channel,
  timeZone: string,
  { store, knowledge }: JobContext,
): Promise<Contents | null> {
  const [story] = await withParts(store, await store.stories.many(storyIds, workspaceId), workspaceId);
  if (!story) return null;
  const topicNames = new Map(knowledge.topics().map((topic) => [topic.id, topic.name]));
  const wishes = (await store.subscriptions.ofChannel(id)).filter(({ when }) => when === "now");
  const words = wishes.map((wish) => wishWords(wish, knowledge));
  const articleIds = story.articles.map(({ id }) => id);
  return { message: packMessage(alertMessage(story, topicNames, words, timeZone)), articleIds };
}
