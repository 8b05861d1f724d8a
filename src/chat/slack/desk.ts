import type { webApi } from "@slack/bolt";
import type { Message } from "../../messages/message.ts";
import type { From } from "../dispatch.ts";
import { noteFault } from "../fault.ts";
import { leadsToPosts, warn } from "../hint.ts";
import { answer, type Place } from "./answer.ts";
import { slackCode } from "./errors.ts";
import type { SlackParts } from "./index.ts";
import { createPeople, type Managers, toAsker } from "./people.ts";

/** Where questions come in, whichever way they were asked. */
export interface Desk {
  /** Who asks and where, as the dispatcher wants to know it. */
  fromOf(client: webApi.WebClient, team: string, user: string, channel: string): Promise<From>;
  /** Shows the answer once it is there. */
  reply(place: Place, message: Promise<Message>): Promise<void>;
  /** Resolves when every question taken so far has its answer. */
  settle(): Promise<void>;
}

export function createDesk(parts: SlackParts, managers: Managers): Desk {
  const people = createPeople(parts.now);
  const open = new Set<Promise<void>>();

  /** A workspace may have said that admins alone change what channels get. */
  async function managersOf(team: string): Promise<Managers> {
    const workspace = await parts.records.workspaces.get(`slack:${team}`).catch(() => null);
    return workspace?.adminsOnly ? "admins" : managers;
  }

  return {
    async fromOf(client, team, user, channel) {
      const [person, allowed] = await Promise.all([people.get(client, team, user), managersOf(team)]);
      const asker = toAsker(team, user, person, allowed);
      const own = channel.startsWith("D");
      return {
        asker: own ? { ...asker, managesChannel: true } : asker,
        channelId: `slack:${team}:${channel}`,
      };
    },

    async reply(place, message) {
      const work = message
        .catch((error: unknown) => noteFault(error, parts.log, { channel: place.channel }))
        .then((answered) => answer(place, answered, parts));
      open.add(work);
      await work.finally(() => open.delete(work));
    },

    async settle() {
      await Promise.allSettled(open);
    },
  };
}

/** The direct channel with a person, for what is asked from no channel at all. */
export async function directChannel(client: webApi.WebClient, user: string): Promise<string> {
  const opened = await client.conversations.open({ users: user });
  return opened.channel?.id ?? user;
}

/** Whoever sets a digest where the bot is no member hears so at once, and not by its silence. */
export async function warnOfAbsence(
  client: webApi.WebClient,
  channel: string,
  command: string,
  message: Message,
): Promise<Message> {
  if (channel.startsWith("D") || !leadsToPosts(command)) return message;
  const isMember = await client.conversations
    .info({ channel })
    .then(({ channel: found }) => found?.is_member ?? true)
    .catch((error: unknown) => slackCode(error) !== "channel_not_found");
  return isMember
    ? message
    : warn(message, "I am not in this channel yet: /invite @Backchannel lets me post here.");
}
