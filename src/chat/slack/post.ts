import { setTimeout as sleep } from "node:timers/promises";
import type { types, webApi } from "@slack/bolt";
import type { Message } from "../../messages/message.ts";
import type { CallStore } from "../calls.ts";
import { type Found, RateLimitedError, type SendOptions, timeLimit, UnknownOutcomeError } from "../chat.ts";
import { directChannel } from "./desk.ts";
import { readSlackError, slackCode } from "./errors.ts";
import { renderSlack } from "./render.ts";
import { sharePictures } from "./upload.ts";

export const DELIVERY_EVENT = "backchannel_delivery";

const TOO_LONG = new Set(["msg_blocks_too_long", "msg_too_long"]);
/** Waits up to this long are sat out; longer ones are the queue's business. */
const MAX_WAIT_MS = 5_000;
const MAX_WAITS = 3;
const HISTORY_PAGE = 200;
/** At 200 messages each: more than a busy channel has in a day. */
const MAX_PAGES = 100;
/** Clocks differ: ours may be ahead of Slack's. */
const CLOCK_SLACK_MS = 5 * 60_000;

interface Part {
  readonly deliveryId: string;
  readonly part: number;
  readonly parts: number;
  /** More of the same part follows, because Slack found it too long. */
  readonly more: boolean;
}

/** Posts a message with the delivery's id on every part; see `Chat.send`. */
export async function postDelivery(
  client: webApi.WebClient,
  calls: CallStore,
  channel: string,
  message: Message,
  deliveryId: string,
  options: SendOptions = {},
): Promise<string> {
  const drawing = renderSlack(message);
  await calls.keep(drawing.kept);
  const checkTime = timeLimit(options);
  const posts = await sharePictures(client, drawing);
  let first: string | null = null;
  for (const [index, post] of posts.entries()) {
    if (options.skip?.includes(index + 1)) continue;
    const part = { deliveryId, part: index + 1, parts: posts.length, more: false };
    const ts = await postPart(
      client,
      { channel, thread: options.replyTo, text: post.text, checkTime },
      post.blocks,
      part,
    );
    first ??= ts;
  }
  return first ?? "";
}

/** Writes to one person; see `Chat.tell`. */
export async function tellPerson(
  client: webApi.WebClient,
  calls: CallStore,
  user: string,
  message: Message,
): Promise<void> {
  const drawing = renderSlack(message);
  await calls.keep(drawing.kept);
  try {
    const channel = await directChannel(client, user);
    for (const { text, blocks } of drawing.posts) {
      await client.chat.postMessage({
        channel,
        text,
        blocks,
        mrkdwn: false,
        unfurl_links: false,
        unfurl_media: false,
      });
    }
  } catch (error) {
    throw readSlackError(error);
  }
}

/** What of a delivery stands in a channel; see `Chat.find`. */
export async function findDelivery(
  client: webApi.WebClient,
  channel: string,
  deliveryId: string,
  since: Date,
  replyTo?: string,
): Promise<Found | null> {
  const seen = new Map<number, string>();
  let parts = 0;
  for await (const message of pastMessages(client, channel, since, replyTo)) {
    const part = readPart(message, deliveryId);
    if (part === null) continue;
    parts = part.parts;
    if (!part.more) seen.set(part.part, message.ts ?? "");
  }
  const numbers = [...seen.keys()].sort((one, other) => one - other);
  const messageId = seen.get(numbers[0] ?? 0);
  return messageId === undefined ? null : { messageId, parts: numbers, complete: numbers.length === parts };
}

interface Target {
  readonly channel: string;
  readonly thread: string | undefined;
  readonly text: string;
  readonly checkTime: () => void;
}

async function postPart(
  client: webApi.WebClient,
  target: Target,
  blocks: types.KnownBlock[],
  part: Part,
): Promise<string> {
  try {
    return await waitOut(() => postOnce(client, target, blocks, part));
  } catch (error) {
    if (!TOO_LONG.has(slackCode(error) ?? "") || blocks.length < 2) throw readSlackError(error);
    const middle = Math.ceil(blocks.length / 2);
    const first = await postPart(client, target, blocks.slice(0, middle), { ...part, more: true });
    await postPart(client, target, blocks.slice(middle), part);
    return first;
  }
}

async function postOnce(
  client: webApi.WebClient,
  target: Target,
  blocks: types.KnownBlock[],
  part: Part,
): Promise<string> {
  target.checkTime();
  const answer = await client.chat.postMessage({
    channel: target.channel,
    text: target.text,
    blocks,
    ...(target.thread === undefined ? {} : { thread_ts: target.thread }),
    mrkdwn: false,
    unfurl_links: false,
    unfurl_media: false,
    metadata: {
      event_type: DELIVERY_EVENT,
      event_payload: { delivery_id: part.deliveryId, part: part.part, parts: part.parts, more: part.more },
    },
  });
  return answer.ts ?? "";
}

/** Sits short rate limits out: a call refused for one has posted nothing. */
async function waitOut<Answer>(call: () => Promise<Answer>): Promise<Answer> {
  for (let wait = 0; ; wait += 1) {
    try {
      return await call();
    } catch (error) {
      const read = readSlackError(error);
      const patient =
        read instanceof RateLimitedError && read.retryAfterMs <= MAX_WAIT_MS && wait < MAX_WAITS;
      if (!patient) throw error;
      await sleep(read.retryAfterMs);
    }
  }
}

interface PastMessage {
  readonly ts?: string;
  readonly metadata?: { readonly event_type?: string; readonly event_payload?: object };
}

async function* pastMessages(
  client: webApi.WebClient,
  channel: string,
  since: Date,
  replyTo: string | undefined,
): AsyncGenerator<PastMessage> {
  const oldest = ((since.getTime() - CLOCK_SLACK_MS) / 1000).toFixed(6);
  const query = { channel, oldest, limit: HISTORY_PAGE, include_all_metadata: true };
  let cursor: string | undefined;
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const next = cursor === undefined ? {} : { cursor };
    const answer = await waitOut(() =>
      replyTo === undefined
        ? client.conversations.history({ ...query, ...next })
        : client.conversations.replies({ ...query, ...next, ts: replyTo }),
    ).catch((error: unknown) => {
      throw readSlackError(error);
    });
    yield* answer.messages ?? [];
    cursor = answer.response_metadata?.next_cursor;
    if (cursor === undefined || cursor === "") return;
  }
  throw new UnknownOutcomeError("too_many_messages");
}

function readPart(message: PastMessage, deliveryId: string): Part | null {
  if (message.metadata?.event_type !== DELIVERY_EVENT) return null;
  const payload: Readonly<Record<string, unknown>> = { ...message.metadata.event_payload };
  if (payload.delivery_id !== deliveryId) return null;
  return {
    deliveryId,
    part: Number(payload.part),
    parts: Number(payload.parts),
    more: payload.more === true,
  };
}
