import { z } from "zod";
import { type Chat, channelLink, readChannelId, UnreachableError } from "../src/chat/chat.ts";
import { NewsError, TemporaryError } from "../src/errors.ts";
import type { Message, TextSpan } from "../src/messages/message.ts";
import type { Channel } from "../src/store/channels.ts";
import type { Delivery } from "../src/store/deliveries.ts";
import { composeDelivery } from "./compose-delivery.ts";
import { defineJob, type JobContext } from "./job.ts";
import { endOfQuiet, isTooLate } from "./timeliness.ts";

/** Longer than the slowest send of a message in many parts; after a crash, nobody tries again before it ends. */
const LEASE_MS = 90_000;
const FIRST_WAIT_MS = 15_000;
const LONGEST_WAIT_MS = 15 * 60_000;

/**
 * Brings one message into one channel, once. Claimed by whoever planned it; begun, so that everyone knows the
 * message may be out; sent; confirmed with the chat's own id. After a crash in between, look before posting.
 */
export const deliver = defineJob({
  name: "deliver",
  data: z.object({ deliveryId: z.string() }),
  key: ({ deliveryId }) => deliveryId,
  role: "chat",
  concurrency: 16,
  attempts: 5,
  async run({ deliveryId }, context) {
    const { store, now } = context;
    const delivery = await store.deliveries.get(deliveryId);
    const channel = delivery && (await store.channels.get(delivery.channelId));
    if (!delivery || !channel || isDone(delivery)) return;
    if (isTooLate(delivery, now())) return store.deliveries.fail(deliveryId, "too late to be of use");
    const quietUntil =
      delivery.kind === "alert" ? endOfQuiet(channel, now(), context.settings.timeZone) : null;
    if (quietUntil) return putOff(delivery, quietUntil, "quiet hours", context);
    const chat = chatOf(delivery, context);
    const message = await composeDelivery(delivery, channel, context);
    if (!message) return store.deliveries.fail(deliveryId, "its stories are gone");
    await send(delivery.id, channel, message, chat, context);
  },
});

const isDone = ({ state }: Delivery) => state === "confirmed" || state === "failed";

function chatOf({ channelId }: Delivery, { chats }: JobContext): Chat {
  const name = readChannelId(channelId)?.chat;
  const chat = name && chats.get(name);
  if (!chat) throw new TemporaryError("chat not connected", { retryAfterMs: LONGEST_WAIT_MS / 3 });
  return chat;
}

async function send(id: string, channel: Channel, message: Message, chat: Chat, context: JobContext) {
  const { store, log, now } = context;
  const begun = await store.deliveries.begin(id, LEASE_MS, now());
  if (!begun) return waitForOther(id, context);
  try {
    const messageId = await post(begun, message, chat);
    await store.deliveries.confirm(id, messageId, now());
    await store.channels.markWell(channel.id);
    log.info({ kind: begun.kind, looked: begun.state === "sent" }, "delivered");
  } catch (error) {
    if (!(error instanceof NewsError)) throw error;
    if (error instanceof UnreachableError) return giveUp(begun, channel, error, context);
    await postpone(begun, error, context);
  }
}

/** What is in the channel already is not posted again. */
async function post(begun: Delivery, message: Message, chat: Chat): Promise<string> {
  const { id, channelId } = begun;
  if (begun.state === "claimed") return chat.send(channelId, message, id);
  const found = await chat.find(channelId, id, begun.sentAt ?? begun.claimedAt);
  if (!found) return chat.send(channelId, message, id);
  if (!found.complete) await chat.send(channelId, message, id, { skip: found.parts });
  return found.messageId;
}

/** Another worker has it, or had it when it died: come back when its lease has ended. */
async function waitForOther(id: string, { store }: JobContext): Promise<void> {
  const delivery = await store.deliveries.get(id);
  if (!delivery || isDone(delivery)) return;
  throw new TemporaryError("delivery in other hands", { retryAfterMs: LEASE_MS / 3 });
}

async function giveUp(
  delivery: Delivery,
  channel: Channel,
  error: UnreachableError,
  context: JobContext,
): Promise<void> {
  const { store, log, now } = context;
  await store.deliveries.fail(delivery.id, error.message);
  log.warn({ ...error.facts, channelId: channel.id }, "channel not reached");
  if (error.reason === "message-refused") return;
  const isNews = await store.channels.markBroken(channel.id, error.reason, now());
  if (isNews) await tellSetter(channel, error, context);
}

/** Whoever set the digest hears once, directly, that it no longer arrives. */
async function tellSetter(channel: Channel, error: UnreachableError, { store, chats, log }: JobContext) {
  const schedule = await store.schedules.get(channel.id);
  const name = readChannelId(channel.id)?.chat;
  const chat = name && chats.get(name);
  if (!schedule?.setBy || !chat?.tell || error.reason === "token-revoked") return;
  const href = channelLink(channel.id);
  const place: TextSpan = { text: channel.name ?? "a channel", ...(href === null ? {} : { href }) };
  const words = `The digest you set no longer arrives. ${error.message}`;
  const text = [{ text: `${words} It is for ` }, place, { text: ". Once that is mended, it comes again." }];
  try {
    await chat.tell(channel.workspaceId, schedule.setBy, {
      summary: words,
      blocks: [{ kind: "paragraph", text }],
    });
  } catch (cause) {
    log.warn({ error: cause instanceof Error ? cause.name : "unknown" }, "nobody could be told");
  }
}

async function postpone(delivery: Delivery, error: NewsError, { store, now }: JobContext): Promise<void> {
  const asked = error.facts.retryAfterMs;
  const backoff = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(delivery.attempts, 10));
  const retryAfterMs = typeof asked === "number" ? asked : Math.round(backoff * (0.5 + Math.random() / 2));
  await store.deliveries.postpone(delivery.id, {
    error: error.message,
    nextTryAt: new Date(now().getTime() + retryAfterMs),
    // A part before the one refused may be out: looking is cheap, a message twice is not.
    nothingPosted: false,
  });
  throw new TemporaryError("delivery put off", { ...error.facts, retryAfterMs }, error);
}

async function putOff(delivery: Delivery, until: Date, reason: string, { store, now }: JobContext) {
  await store.deliveries.postpone(delivery.id, { error: reason, nextTryAt: until, nothingPosted: false });
  throw new TemporaryError(reason, { retryAfterMs: until.getTime() - now().getTime() });
}
