import { z } from "zod";
import {
  type Chat,
  channelLink,
  readChannelId,
  UnknownOutcomeError,
  UnreachableError,
} from "../src/chat/chat.ts";
import { endOfQuiet } from "../src/digests/quiet.ts";
import { NewsError, TemporaryError } from "../src/errors.ts";
import { unpackMessage } from "../src/messages/keep.ts";
import type { TextSpan } from "../src/messages/message.ts";
import type { Channel } from "../src/store/channels.ts";
import type { Contents, Delivery } from "../src/store/deliveries.ts";
import { composeDelivery } from "./compose-delivery.ts";
import { defineJob, type JobContext } from "./job.ts";
import { isTooLate } from "./timeliness.ts";

/** After a crash nobody tries again before it ends: long enough for a message in many parts. */
const LEASE_MS = 90_000;
const NO_CHAT_WAIT_MS = 5 * 60_000;
const ANNOUNCE_AGAIN_MS = 10_000;
const TOO_LATE = "too late to be of use";

/**
 * Brings one message into one channel, once. Claimed by whoever planned it; begun, so that everyone knows the
 * message may be out; sent; confirmed with the chat's own id. After a crash in between, look before posting.
 */
export const deliver = defineJob({
  name: "deliver",
  data: z.object({ deliveryId: z.string() }),
  key: ({ deliveryId }) => deliveryId,
  role: "chat",
  // Most of a delivery is waiting for the chat.
  concurrency: 32,
  attempts: 5,
  async run({ deliveryId }, context) {
    const { store, now } = context;
    const delivery = await store.deliveries.get(deliveryId);
    const channel = delivery && (await store.channels.get(delivery.channelId));
    if (!delivery || !channel || isDone(delivery)) return;
    const reason = await reasonNotToSend(delivery, channel, context);
    if (reason !== null) return store.deliveries.fail(deliveryId, reason, { now: now() });
    await waitForQuiet(delivery, channel, context);
    const chat = chatOf(delivery, context);
    if (!chat) return putOff(delivery, NO_CHAT_WAIT_MS, "its chat is not connected", context);
    // What is kept is not told anew: the parts of an earlier try would no longer fit.
    const contents =
      delivery.message === null ? await composeDelivery(delivery, channel, context) : undefined;
    if (contents === null) return store.deliveries.fail(deliveryId, "its stories are gone", { now: now() });
    await send(delivery.id, channel, contents, chat, context);
  },
});

const isDone = ({ state }: Delivery) => state === "confirmed" || state === "failed";

function chatOf({ channelId }: Delivery, { chats }: JobContext): Chat | undefined {
  const name = readChannelId(channelId)?.chat;
  return name && chats.get(name);
}

/** What may be out already is looked for, however late it is. */
async function reasonNotToSend(
  delivery: Delivery,
  channel: Channel,
  { store, now, settings }: JobContext,
): Promise<string | null> {
  if (delivery.state === "sent") return null;
  if (isTooLate(delivery, channel, now(), settings.timeZone)) return TOO_LATE;
  const isOff = delivery.kind === "digest" && (await store.schedules.get(delivery.channelId)) === null;
  return isOff ? "the digest was turned off before it was sent" : null;
}

async function waitForQuiet(delivery: Delivery, channel: Channel, context: JobContext): Promise<void> {
  if (delivery.kind !== "alert" || delivery.state === "sent") return;
  const { now, settings } = context;
  const until = endOfQuiet(channel, now(), channel.timeZone ?? settings.timeZone);
  if (until) await putOff(delivery, until.getTime() - now().getTime(), "quiet hours", context);
}

async function send(
  id: string,
  channel: Channel,
  contents: Contents | undefined,
  chat: Chat,
  context: JobContext,
): Promise<void> {
  const { store, log, now, settings } = context;
  const leaseMs = settings.deliveryLeaseMs ?? LEASE_MS;
  const begun = await store.deliveries.begin(id, leaseMs, now(), contents);
  if (!begun) return waitForOther(id, leaseMs, context);
  const by = { attempt: begun.attempts };
  try {
    const messageId = await post(begun, channel, leaseMs, chat, context);
    if (messageId === null) return await store.deliveries.fail(id, TOO_LATE, by);
    if (begun.kind === "alert") await announceAgain(begun, channel, context);
    await store.deliveries.confirm(id, messageId, now());
    if (channel.brokenReason !== null) await store.channels.markWell(channel.id);
    log.info({ kind: begun.kind, looked: begun.state === "sent" }, "delivered");
  } catch (error) {
    if (!(error instanceof NewsError)) throw error;
    if (error instanceof UnreachableError) return giveUp(begun, channel, error, context);
    await postpone(begun, error, context);
  }
}

/**
 * What is in the channel already is not posted again.
 *
 * @returns null when it is not there and is too late to be posted now.
 */
async function post(begun: Delivery, channel: Channel, leaseMs: number, chat: Chat, context: JobContext) {
  const { now, settings } = context;
  const { id, channelId } = begun;
  const replyTo = await threadOf(begun, context);
  const message = unpackMessage(begun.message ?? "");
  const startedAt = now().getTime();
  // A third is left for the call under way when the time is up.
  const options = (skip: readonly number[] = []) => ({
    withinMs: (leaseMs * 2) / 3 - (now().getTime() - startedAt),
    ...(skip.length > 0 && { skip }),
    ...(replyTo !== null && { replyTo }),
  });
  if (begun.state === "claimed") return chat.send(channelId, message, id, options());
  const found = await chat.find(channelId, id, begun.sentAt ?? begun.claimedAt, replyTo ?? undefined);
  if (found?.complete) return found.messageId;
  if (!found && isTooLate(begun, channel, now(), settings.timeZone)) return null;
  const sent = await chat.send(channelId, message, id, options(found?.parts));
  return found?.messageId ?? sent;
}

/** The message that a later alert of the same story follows; null for the first, and for a digest. */
async function threadOf({ kind, channelId, period, storyIds }: Delivery, { store }: JobContext) {
  const [storyId] = storyIds;
  if (kind !== "alert" || storyId === undefined || period === storyId) return null;
  const first = await store.deliveries.find({ channelId, kind, period: storyId });
  return first?.messageId ?? null;
}

/**
 * What came in on the story while its alert was on the way is told next. Asked for before the confirmation, so
 * that a crash in between asks again, and answered after it.
 */
async function announceAgain({ storyIds }: Delivery, { workspaceId }: Channel, context: JobContext) {
  const { store, enqueue } = context;
  const stories = await store.stories.many(storyIds, workspaceId);
  const asked = stories.map((story) => ({ storyId: story.id, workspaceId: story.workspaceId }));
  if (asked.length > 0) await enqueue("announce-story", asked, { delayMs: ANNOUNCE_AGAIN_MS });
}

/** Another worker has it, or had it when it died: come back when its lease has ended. */
async function waitForOther(id: string, leaseMs: number, { store }: JobContext): Promise<void> {
  const delivery = await store.deliveries.get(id);
  if (!delivery || isDone(delivery)) return;
  throw new TemporaryError("delivery in other hands", { retryAfterMs: leaseMs / 3 });
}

async function giveUp(
  delivery: Delivery,
  channel: Channel,
  error: UnreachableError,
  context: JobContext,
): Promise<void> {
  const { store, log, now } = context;
  await store.deliveries.fail(delivery.id, error.message, { attempt: delivery.attempts });
  log.warn({ ...error.facts, channelId: channel.id }, "channel not reached");
  if (error.reason === "message-refused") return;
  const isNews = await store.channels.markBroken(channel.id, error.reason, now());
  if (isNews) await tellSetter(channel, error, context);
}

/** Whoever set the digest, or else asked for alerts, hears once, directly, that nothing arrives any more. */
async function tellSetter(channel: Channel, error: UnreachableError, context: JobContext) {
  const { chats, log } = context;
  const name = readChannelId(channel.id)?.chat;
  const chat = name && chats.get(name);
  if (!chat?.tell || error.reason === "token-revoked") return;
  const setter = await findSetter(channel.id, context);
  if (!setter) return;
  const href = channelLink(channel.id);
  const place: TextSpan = { text: channel.name ?? "a channel", ...(href === null ? {} : { href }) };
  const words = `${setter.what} no longer arrive. ${error.message}`;
  const text = [
    { text: `${words} The channel is ` },
    place,
    { text: ". Once that is mended, they come again." },
  ];
  try {
    await chat.tell(channel.workspaceId, setter.userId, {
      summary: words,
      blocks: [{ kind: "paragraph", text }],
    });
  } catch (cause) {
    log.warn({ error: cause instanceof Error ? cause.name : "unknown" }, "nobody could be told");
  }
}

async function findSetter(channelId: string, { store }: JobContext) {
  const schedule = await store.schedules.get(channelId);
  if (schedule?.setBy) return { userId: schedule.setBy, what: "The digests you set" };
  const wishes = await store.subscriptions.ofChannel(channelId);
  const userId = wishes.findLast((wish) => wish.when === "now" && wish.addedBy !== null)?.addedBy;
  return userId ? { userId, what: "The alerts you asked for" } : null;
}

async function postpone(delivery: Delivery, error: NewsError, context: JobContext): Promise<void> {
  const { store, now, settings } = context;
  const asked = error.facts.retryAfterMs;
  const leaseMs = settings.deliveryLeaseMs ?? LEASE_MS;
  // From 15 seconds to 15 minutes. What may have been posted gets longer to show itself: it is looked for once only.
  const least = error instanceof UnknownOutcomeError ? leaseMs / 2 : 0;
  const backoff = Math.min(Math.max(least, (leaseMs / 6) * 2 ** (delivery.attempts - 1)), leaseMs * 10);
  const retryAfterMs = typeof asked === "number" ? asked : Math.round(backoff * (0.5 + Math.random() / 2));
  const nextTryAt = new Date(now().getTime() + retryAfterMs);
  // A part before the one refused may be out: looking is cheap, a message twice is not.
  const outcome = { error: error.message, nextTryAt, nothingPosted: false };
  await store.deliveries.postpone(delivery.id, outcome, { attempt: delivery.attempts });
  throw new TemporaryError("delivery put off", { ...error.facts, retryAfterMs }, error);
}

/** Not begun: the next try is due when the reason has gone. */
async function putOff(
  { id }: Delivery,
  retryAfterMs: number,
  reason: string,
  { store, now }: JobContext,
): Promise<never> {
  const nextTryAt = new Date(now().getTime() + retryAfterMs);
  await store.deliveries.postpone(id, { error: reason, nextTryAt, nothingPosted: false }, { now: now() });
  throw new TemporaryError(reason, { retryAfterMs });
}
