import type { RespondFn, webApi } from "@slack/bolt";
import type { Log } from "../../log.ts";
import type { Message } from "../../messages/message.ts";
import type { CallStore } from "../calls.ts";
import { noteFault } from "../fault.ts";
import { readSlackError } from "./errors.ts";
import { renderSlack, type SlackPost } from "./render.ts";
import { shareFile, sharePictures } from "./upload.ts";

/** Slack takes five answers at a response address, within half an hour. */
const MAX_RESPONSES = 5;

/** Where a person asked, and how they can be answered. */
export interface Place {
  readonly client: webApi.WebClient;
  readonly channel: string;
  readonly user: string;
  /** Answers at the question's own address; works in channels the bot is not in. */
  readonly respond?: RespondFn;
  /** The message to answer under. */
  readonly thread?: string;
  /** An answer in the open, whatever the message's audience: mentions and direct messages. */
  readonly open: boolean;
  /** The answer takes the place of the message whose button was clicked. */
  readonly replace?: boolean;
}

export interface AnswerParts {
  readonly calls: CallStore;
  readonly log: Log;
}

/** Shows a message to the asker or the channel; one that Slack refuses is answered with a reference to the log. */
export async function answer(place: Place, message: Message, parts: AnswerParts): Promise<void> {
  try {
    await show(place, message, parts);
  } catch (error) {
    const { facts } = readSlackError(error);
    const fault = noteFault(error, parts.log, { ...facts, channel: place.channel });
    await show({ ...place, replace: false }, fault, parts).catch((again: unknown) => {
      parts.log.error({ ...readSlackError(again).facts, channel: place.channel }, "slack took no answer");
    });
  }
}

async function show(place: Place, message: Message, { calls, log }: AnswerParts): Promise<void> {
  const hidden = !place.open && message.audience !== "channel";
  const drawing = renderSlack(message);
  await calls.keep(drawing.kept).catch((error: unknown) => {
    // The answer is worth more than a button of it.
    log.warn({ error: error instanceof Error ? error.name : typeof error }, "calls of an answer not kept");
  });
  const posts = await sharePictures(place.client, drawing);
  for (const [index, post] of posts.entries()) await showPost(place, post, hidden, index);
  for (const file of drawing.files) {
    const channel = hidden ? await directChannel(place) : place.channel;
    await shareFile(place.client, channel, file, hidden ? undefined : place.thread);
  }
}

async function showPost(place: Place, post: SlackPost, hidden: boolean, index: number): Promise<void> {
  if (place.respond && index < MAX_RESPONSES) {
    try {
      await place.respond({
        text: post.text,
        blocks: post.blocks,
        response_type: hidden ? "ephemeral" : "in_channel",
        replace_original: (place.replace ?? false) && index === 0,
        unfurl_links: false,
        unfurl_media: false,
        ...(place.thread === undefined ? {} : { thread_ts: place.thread }),
      });
      return;
    } catch {
      // The address has run out: the next way is a message.
    }
  }
  await sendPost(place, post, hidden);
}

async function sendPost(place: Place, post: SlackPost, hidden: boolean): Promise<void> {
  const body = {
    channel: place.channel,
    text: post.text,
    blocks: post.blocks,
    ...(place.thread === undefined ? {} : { thread_ts: place.thread }),
  };
  try {
    if (hidden) await place.client.chat.postEphemeral({ ...body, user: place.user });
    else
      await place.client.chat.postMessage({
        ...body,
        mrkdwn: false,
        unfurl_links: false,
        unfurl_media: false,
      });
  } catch (error) {
    if (place.channel.startsWith("D")) throw error;
    // The bot may not write here: the asker still gets their answer, alone.
    const channel = await directChannel(place);
    await place.client.chat.postMessage({
      channel,
      text: post.text,
      blocks: post.blocks,
      mrkdwn: false,
      unfurl_links: false,
      unfurl_media: false,
    });
  }
}

async function directChannel(place: Place): Promise<string> {
  if (place.channel.startsWith("D")) return place.channel;
  const opened = await place.client.conversations.open({ users: place.user });
  return opened.channel?.id ?? place.channel;
}
