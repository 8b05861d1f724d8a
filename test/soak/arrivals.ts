import type { DiscordDouble } from "../support/discord-server.ts";
import type { SlackDouble } from "../support/slack-server.ts";

/** What stands in the channels of a soak, counted by their platforms and not by the bot. */
export interface Arrivals {
  /** Channels that have every part of their digest. */
  readonly whole: number;
  /** Channels in which a part stands twice, or two digests. */
  readonly doubled: number;
  readonly messages: number;
  readonly discordMessages: number;
}

/** One message, as its label names it. */
interface Piece {
  readonly delivery: string;
  readonly part: number;
  readonly parts: number;
}

export interface SoakChannels {
  readonly slack: readonly string[];
  readonly discord: readonly string[];
}

export function countArrivals(slack: SlackDouble, discord: DiscordDouble, channels: SoakChannels): Arrivals {
  const lists = [
    ...channels.slack.map((channel) => slack.messages(channel).map(({ metadata }) => slackPiece(metadata))),
    ...channels.discord.map((channel) =>
      discord.messages(channel).map(({ components }) => discordPiece(components)),
    ),
  ];
  return {
    whole: lists.filter(isWhole).length,
    doubled: lists.filter(isDoubled).length,
    messages: lists.flat().length,
    discordMessages: lists.slice(channels.slack.length).flat().length,
  };
}

function isWhole(pieces: readonly Piece[]): boolean {
  const [first] = pieces;
  return first !== undefined && new Set(pieces.map(({ part }) => part)).size === first.parts;
}

function isDoubled(pieces: readonly Piece[]): boolean {
  const deliveries = new Set(pieces.map(({ delivery }) => delivery));
  return deliveries.size > 1 || new Set(pieces.map(({ part }) => part)).size < pieces.length;
}

function slackPiece(metadata: unknown): Piece {
  const found = /"delivery_id":"([^"]+)","part":(\d+),"parts":(\d+)/u.exec(JSON.stringify(metadata) ?? "");
  return pieceOf(found?.[1], found?.[2], found?.[3]);
}

function discordPiece(components: unknown): Piece {
  const found = /(?:Part (\d+)\/(\d+) · )?ref ([0-9a-f]{10})/u.exec(JSON.stringify(components));
  return pieceOf(found?.[3], found?.[1], found?.[2]);
}

function pieceOf(delivery = "no label", part = "1", parts = "1"): Piece {
  return { delivery, part: Number(part), parts: Number(parts) };
}
