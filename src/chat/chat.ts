import { FinalError, TemporaryError } from "../errors.ts";
import type { Message } from "../messages/message.ts";

export type ChatName = "slack" | "discord" | "terminal";

/** What a job and the app can do with a chat. Channel ids are ours, such as "slack:T012:C345". */
export interface Chat {
  readonly name: ChatName;

  /**
   * Posts a message in a channel, in as many parts as the chat's limits ask for. Every part carries the
   * delivery's id and its number, so that `find` can tell later what did arrive.
   *
   * @returns the chat's own id of the first part.
   * @throws UnreachableError when no try can help, RateLimitedError when the chat wants us to wait,
   *   UnknownOutcomeError when a part may have been posted: ask `find` before sending again,
   *   TemporaryError when nothing more was posted and a later try may work.
   */
  send(channelId: string, message: Message, deliveryId: string, options?: SendOptions): Promise<string>;

  /**
   * What of a delivery stands in the channel, or beneath `replyTo`; null when nothing does. Throws as `send`
   * does.
   */
  find(channelId: string, deliveryId: string, since: Date, replyTo?: string): Promise<Found | null>;

  /** Writes to one person directly, where the chat can; `userId` is the chat's own. Throws as `send` does. */
  tell?(workspaceId: string, userId: string, message: Message): Promise<void>;

  /** For `/status`: is the chat connected, and what it said last when it is not. */
  state(): ChatState;

  /** Takes no more questions, lets those under way be answered, and disconnects. */
  stop(): Promise<void>;
}

export interface SendOptions {
  /** Parts that `find` saw, counted from 1: they are not posted again. */
  readonly skip?: readonly number[];
  /** The chat's own id of a message: the new one follows in its thread where the chat has threads. */
  readonly replyTo?: string;
  /** No call is begun later than this: by then another worker may take the delivery up. */
  readonly withinMs?: number;
}

/**
 * Watches how long a sending takes.
 *
 * @returns to be called before each call of the chat; throws TemporaryError when the time is up.
 */
export function timeLimit({ withinMs }: Pick<SendOptions, "withinMs">): () => void {
  const until = withinMs === undefined ? Number.POSITIVE_INFINITY : Date.now() + withinMs;
  return () => {
    if (Date.now() > until) throw new TemporaryError("The chat was too slow.", {});
  };
}

export interface Found {
  /** The chat's own id of the earliest part found. */
  readonly messageId: string;
  /** Part numbers that were found, counted from 1. */
  readonly parts: readonly number[];
  /** All parts are there: nothing is left to send. */
  readonly complete: boolean;
}

export interface ChatState {
  readonly connected: boolean;
  /** One line for people, without secrets: "connected as backchannel", "token refused". */
  readonly note: string;
}

export type UnreachableReason =
  | "channel-gone"
  | "channel-archived"
  | "bot-removed"
  | "not-allowed"
  | "token-revoked"
  | "message-refused";

const REASONS: Readonly<Record<UnreachableReason, string>> = {
  "channel-gone": "The channel no longer exists.",
  "channel-archived": "The channel is archived.",
  "bot-removed": "The bot is no longer in the channel.",
  "not-allowed": "The bot may not post in the channel.",
  "token-revoked": "The chat refuses the bot's token.",
  "message-refused": "The chat refused the message.",
};

/** What whoever set a channel up can do about it. */
const REMEDIES: Readonly<Record<UnreachableReason, string>> = {
  "channel-gone": "Set the digest up in another channel.",
  "channel-archived": "Once it is unarchived, what comes next arrives.",
  "bot-removed": "Invite me again: what comes next arrives.",
  "not-allowed": "Give me the right to post there: what comes next arrives.",
  "token-revoked": "Whoever runs me must set a new token.",
  "message-refused": "Whoever runs me finds the reason in the log.",
};

/** In plain words why a channel cannot be reached ("the channel is archived"), and what would help. */
export function explainUnreachable(reason: string): { readonly why: string; readonly remedy: string } {
  const known = isReason(reason) ? reason : "not-allowed";
  const why = REASONS[known].replace(/\.$/u, "");
  return { why: why.charAt(0).toLowerCase() + why.slice(1), remedy: REMEDIES[known] };
}

function isReason(text: string): text is UnreachableReason {
  return Object.hasOwn(REASONS, text);
}

/** No try will bring this message into this channel; the reason is shown by `/status` and `/why`. */
export class UnreachableError extends FinalError {
  readonly reason: UnreachableReason;

  /** @param code the chat's own name of the failure, for the log. */
  constructor(reason: UnreachableReason, code: string, cause?: unknown) {
    super(REASONS[reason], { reason, code }, cause);
    this.reason = reason;
  }
}

/** The chat asks us to wait; nothing was posted by the call that failed. */
export class RateLimitedError extends TemporaryError {
  readonly retryAfterMs: number;

  constructor(retryAfterMs: number, cause?: unknown) {
    super("The chat asks us to wait.", { retryAfterMs }, cause);
    this.retryAfterMs = retryAfterMs;
  }
}

/** The chat did not say whether it posted the message: look before sending again. */
export class UnknownOutcomeError extends TemporaryError {
  constructor(code: string, cause?: unknown) {
    super("The chat did not say whether the message was posted.", { code }, cause);
  }
}

/** Where a channel opens in its chat; null where there is no address for it. */
export function channelLink(channelId: string): string | null {
  const address = readChannelId(channelId);
  if (address === null || address.chat === "terminal") return null;
  const { chat, workspace, channel } = address;
  return chat === "slack"
    ? `https://app.slack.com/client/${workspace}/${channel}`
    : `https://discord.com/channels/${workspace}/${channel}`;
}

/** The parts of one of our channel ids. */
export interface ChannelAddress {
  readonly chat: ChatName;
  readonly workspace: string;
  readonly channel: string;
}

/** Takes "slack:T012:C345" apart; null when it is no such id. */
export function readChannelId(channelId: string): ChannelAddress | null {
  const match = /^(slack|discord|terminal):([^:]+):([^:]+)$/u.exec(channelId);
  const [, chat, workspace, channel] = match ?? [];
  if (workspace === undefined || channel === undefined) return null;
  if (chat !== "slack" && chat !== "discord" && chat !== "terminal") return null;
  return { chat, workspace, channel };
}
