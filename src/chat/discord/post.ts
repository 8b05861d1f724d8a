import { createHash } from "node:crypto";
import { ChannelType, MessageFlags, type REST, Routes } from "discord.js";
import { z } from "zod";
import type { Message } from "../../messages/message.ts";
import type { CallStore } from "../calls.ts";
import {
  type ChannelAddress,
  type Found,
  type SendOptions,
  timeLimit,
  UnknownOutcomeError,
} from "../chat.ts";
import { shorten } from "../runs.ts";
import { readDiscordError } from "./errors.ts";
import { type DiscordPost, readLabel, renderDiscord } from "./render.ts";

const PAGE = 100;
/** At 100 messages each: more than a busy channel has in a day. */
const MAX_PAGES = 200;
/** Clocks differ: ours may be ahead of Discord's. */
const CLOCK_SLACK_MS = 5 * 60_000;
const MAX_THREAD_NAME = 100;

/** Where Discord's ids begin to count. */
const EPOCH_MS = 1_420_070_400_000;

const postedSchema = z.object({ id: z.string() });
const channelSchema = z.object({ type: z.number() });
const threadsSchema = z.object({
  threads: z.array(z.object({ id: z.string(), parent_id: z.string().nullish() })),
});
const messageSchema = z.object({
  id: z.string(),
  author: z.object({ bot: z.boolean().optional() }),
  components: z.array(z.object({ content: z.string().optional() })).optional(),
});
type PastMessage = z.output<typeof messageSchema>;

/** What is always sent with a message: it pings nobody and is drawn from components. */
const QUIET = { flags: MessageFlags.IsComponentsV2, allowed_mentions: { parse: [] } } as const;

export interface PostParts {
  readonly rest: REST;
  readonly calls: CallStore;
  /** Whether a channel holds only threads. */
  isForum(channel: string): Promise<boolean>;
}

/** Looks channels up once; what Discord already told us is not asked for. */
export function createForumCheck(rest: REST, typeOf: (channel: string) => ChannelType | undefined) {
  const looked = new Map<string, boolean>();
  return async (channel: string): Promise<boolean> => {
    const known = looked.get(channel);
    if (known !== undefined) return known;
    const type = typeOf(channel) ?? channelSchema.parse(await rest.get(Routes.channel(channel))).type;
    const forum = type === ChannelType.GuildForum || type === ChannelType.GuildMedia;
    looked.set(channel, forum);
    return forum;
  };
}

/** Posts a message with the delivery's reference on every part; see `Chat.send`. */
export async function postDelivery(
  { rest, calls, isForum }: PostParts,
  address: ChannelAddress,
  message: Message,
  deliveryId: string,
  options: SendOptions = {},
): Promise<string> {
  const drawing = renderDiscord(message, deliveryId);
  await calls.keep(drawing.kept);
  const checkTime = timeLimit(options);
  try {
    const forum = await isForum(address.channel);
    let channel = address.channel;
    let first: string | null = null;
    const thread = forum ? options.replyTo : undefined;
    if (thread !== undefined) {
      channel = thread;
    } else if (forum) {
      const begun = await findThread(rest, address, deliveryId, new Date(0));
      if (begun === null) {
        channel = await openThread(rest, address.channel, message, drawing.posts[0]);
        first = channel;
      } else {
        channel = begun.thread;
      }
    }
    for (const [index, post] of drawing.posts.entries()) {
      if (options.skip?.includes(index + 1) || (first !== null && forum && index === 0)) continue;
      checkTime();
      const replyTo = forum ? undefined : options.replyTo;
      const id = await postPart(rest, channel, post, `${nonceOf(deliveryId)}-${index + 1}`, replyTo);
      first ??= id;
    }
    return first ?? "";
  } catch (error) {
    throw readDiscordError(error);
  }
}

/** Writes to one person; see `Chat.tell`. */
export async function tellPerson(
  { rest, calls }: Pick<PostParts, "rest" | "calls">,
  user: string,
  message: Message,
): Promise<void> {
  const drawing = renderDiscord(message);
  await calls.keep(drawing.kept);
  try {
    const opened = postedSchema.parse(
      await rest.post(Routes.userChannels(), { body: { recipient_id: user } }),
    );
    for (const post of drawing.posts) {
      const body = { ...QUIET, components: post.components };
      await rest.post(Routes.channelMessages(opened.id), { body, ...attached(post) });
    }
  } catch (error) {
    throw readDiscordError(error);
  }
}

/** What of a delivery stands in a channel; see `Chat.find`. */
export async function findDelivery(
  { rest, isForum }: Pick<PostParts, "rest" | "isForum">,
  address: ChannelAddress,
  deliveryId: string,
  since: Date,
  replyTo?: string,
): Promise<Found | null> {
  try {
    const forum = await isForum(address.channel);
    if (forum && replyTo !== undefined) return await findParts(rest, replyTo, deliveryId, since);
    const thread = forum ? await findThread(rest, address, deliveryId, since) : null;
    if (forum && thread === null) return null;
    return await findParts(rest, thread?.thread ?? address.channel, deliveryId, since);
  } catch (error) {
    throw readDiscordError(error);
  }
}

async function postPart(
  rest: REST,
  channel: string,
  post: DiscordPost,
  nonce: string,
  replyTo: string | undefined,
): Promise<string> {
  const reference =
    replyTo === undefined ? {} : { message_reference: { message_id: replyTo, fail_if_not_exists: false } };
  const body = { ...QUIET, components: post.components, nonce, enforce_nonce: true, ...reference };
  const answer = await rest.post(Routes.channelMessages(channel), { body, ...attached(post) });
  return postedSchema.parse(answer).id;
}

/** A forum takes no messages, only threads that begin with one. */
async function openThread(
  rest: REST,
  forum: string,
  message: Message,
  post: DiscordPost | undefined,
): Promise<string> {
  if (post === undefined) return forum;
  const name = shorten(message.summary.trim() || "Backchannel", MAX_THREAD_NAME);
  const body = { name, message: { ...QUIET, components: post.components } };
  return postedSchema.parse(await rest.post(Routes.threads(forum), { body, ...attached(post) })).id;
}

/** The thread in a forum that a delivery began, among those that are not archived. */
async function findThread(
  rest: REST,
  { workspace, channel }: ChannelAddress,
  deliveryId: string,
  since: Date,
): Promise<{ thread: string } | null> {
  const { threads } = threadsSchema.parse(await rest.get(Routes.guildActiveThreads(workspace)));
  const oldest = snowflakeOf(since);
  const own = threads.filter((each) => each.parent_id === channel && BigInt(each.id) >= oldest);
  for (const { id } of own.slice(0, PAGE)) {
    if ((await findParts(rest, id, deliveryId, since)) !== null) return { thread: id };
  }
  return null;
}

async function findParts(
  rest: REST,
  channel: string,
  deliveryId: string,
  since: Date,
): Promise<Found | null> {
  const seen = new Map<number, string>();
  let wanted = 0;
  let after = snowflakeOf(since);
  for (let page = 0; ; page += 1) {
    if (page === MAX_PAGES) throw new UnknownOutcomeError("too_many_messages");
    const query = new URLSearchParams({ limit: String(PAGE), after: String(after) });
    const messages = z.array(messageSchema).parse(await rest.get(Routes.channelMessages(channel), { query }));
    for (const message of messages) {
      const part = readPart(message, deliveryId);
      if (part === null) continue;
      wanted = part.parts;
      seen.set(part.part, message.id);
    }
    if (messages.length < PAGE) break;
    for (const { id } of messages) if (BigInt(id) > after) after = BigInt(id);
  }
  const parts = [...seen.keys()].sort((one, other) => one - other);
  const messageId = seen.get(parts[0] ?? 0);
  return messageId === undefined ? null : { messageId, parts, complete: parts.length === wanted };
}

/** Only a bot's own label counts: a person may well quote one. */
function readPart(message: PastMessage, deliveryId: string) {
  if (!message.author.bot) return null;
  for (const component of message.components ?? []) {
    const part = readLabel(component.content ?? "", deliveryId);
    if (part !== null) return part;
  }
  return null;
}

function attached(post: DiscordPost) {
  if (post.files.length === 0) return {};
  return { files: post.files.map(({ name, bytes }) => ({ name, data: Buffer.from(bytes) })) };
}

/** At most 25 characters with a part's number. */
function nonceOf(deliveryId: string): string {
  return createHash("sha256").update(deliveryId).digest("hex").slice(0, 20);
}

/** The id that a message of that time would have at least. */
function snowflakeOf(instant: Date): bigint {
  return BigInt(Math.max(0, instant.getTime() - CLOCK_SLACK_MS - EPOCH_MS)) << 22n;
}
