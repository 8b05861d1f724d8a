import { alertMessage, followUpMessage } from "../src/messages/alert.ts";
import { gatherDigest, withParts } from "../src/messages/gather-digest.ts";
import { packMessage } from "../src/messages/keep.ts";
import { wishNames } from "../src/messages/wish-names.ts";
import type { Channel } from "../src/store/channels.ts";
import type { Contents, Delivery } from "../src/store/deliveries.ts";
import type { StoryArticle } from "../src/store/stories.ts";
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
  { id: ownId, channelId, storyIds, period }: Delivery,
  { id, workspaceId }: Channel,
  timeZone: string,
  { store, knowledge }: JobContext,
): Promise<Contents | null> {
  const [story] = await withParts(store, await store.stories.many(storyIds, workspaceId), workspaceId);
  if (!story) return null;
  if (period !== story.id) {
    const articles = await store.stories.articles(story.id);
    // Another worker may just have begun this very one, and noted what it tells.
    const others = (await store.deliveries.alertsOf(channelId, story.id)).filter(({ id }) => id !== ownId);
    const later = untold(articles, others);
    const message = packMessage(followUpMessage(story.headline, later));
    return later.length === 0 ? null : { message, articleIds: later.map((article) => article.id) };
  }
  const topicNames = new Map(knowledge.topics().map((topic) => [topic.id, topic.name]));
  const wishes = (await store.subscriptions.ofChannel(id)).filter(({ when }) => when === "now");
  const words = wishes.map(await wishNames({ store, knowledge }, workspaceId, wishes));
  const articleIds = story.articles.map(({ id }) => id);
  return { message: packMessage(alertMessage(story, topicNames, words, timeZone)), articleIds };
}

/** The articles that no alert has told of yet; a version of another article is nothing new. */
export function untold(
  articles: readonly StoryArticle[],
  alerts: readonly Pick<Delivery, "articleIds">[],
): StoryArticle[] {
  const told = new Set(alerts.flatMap(({ articleIds }) => articleIds));
  return articles.filter(({ id, revisionOf }) => revisionOf === null && !told.has(id));
}
