import { digestMessage } from "../src/messages/digest.ts";
import type { Message } from "../src/messages/message.ts";
import type { Channel } from "../src/store/channels.ts";
import type { Delivery } from "../src/store/deliveries.ts";
import { readCandidates } from "./candidates.ts";
import type { JobContext } from "./job.ts";

const DAY_MS = 24 * 60 * 60 * 1000;
const SHOWN_STORIES = 8;

/** The message of a delivery, made from the stories that were chosen for it; null when all of them are gone. */
export async function composeDelivery(
  delivery: Delivery,
  channel: Channel,
  { store, knowledge, settings }: JobContext,
): Promise<Message | null> {
  const { storyIds, claimedAt } = delivery;
  const shown = await store.stories.many(storyIds.slice(0, SHOWN_STORIES), channel.workspaceId);
  if (storyIds.length > 0 && shown.length === 0) return null;
  const to = delivery.toAt ?? claimedAt;
  const from = delivery.fromAt ?? new Date(to.getTime() - DAY_MS);
  const schedule = await store.schedules.get(channel.id);
  const topicNames = new Map(knowledge.topics().map(({ id, name }) => [id, name]));
  return digestMessage({
    cadence: delivery.kind === "alert" ? "now" : (schedule?.cadence ?? "daily"),
    from,
    to,
    timeZone: channel.timeZone ?? schedule?.timeZone ?? settings.timeZone,
    stories: await readCandidates(shown, channel.workspaceId, store),
    more: Math.max(0, storyIds.length - SHOWN_STORIES),
    read: await store.articles.count({ from, until: to }),
    topicNames,
    wishes: await wishesOf(channel.id, topicNames, store, knowledge),
  });
}

/** What the channel asked for, in words. */
async function wishesOf(
  channelId: string,
  topicNames: ReadonlyMap<string, string>,
  store: JobContext["store"],
  knowledge: JobContext["knowledge"],
): Promise<string[]> {
  const subscriptions = await store.subscriptions.ofChannel(channelId);
  return subscriptions.map(({ kind, value }) => {
    if (kind === "topic") return topicNames.get(value) ?? value;
    return kind === "person" ? (knowledge.actor(value)?.name ?? value) : `“${value}”`;
  });
}
