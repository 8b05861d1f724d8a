import type { App, BlockAction, webApi } from "@slack/bolt";
import type { CommandCall, Message } from "../../messages/message.ts";
import { findCall } from "../calls.ts";
import type { From } from "../dispatch.ts";
import { answer, type Place } from "./answer.ts";
import type { SlackParts } from "./index.ts";
import { type People, toAsker } from "./people.ts";
import { ACTION_PREFIX } from "./render.ts";
import { readTyped, typedCommand } from "./typed.ts";

export interface Questions {
  /** Resolves when every question taken so far has its answer. */
  settle(): Promise<void>;
}

/** Connects every way of asking to the dispatcher; each is acknowledged before any work. */
export function takeQuestions(app: App, parts: SlackParts, people: People): Questions {
  const { dispatcher } = parts;
  const open = new Set<Promise<void>>();

  async function reply(place: Place, message: Promise<Message>): Promise<void> {
    const work = message.then((answered) => answer(place, answered, parts));
    open.add(work);
    await work.finally(() => open.delete(work));
  }

  async function fromOf(
    client: webApi.WebClient,
    team: string,
    user: string,
    channel: string,
  ): Promise<From> {
    const person = await people.get(client, team, user);
    const asker = toAsker(team, user, person, parts.managers);
    const own = channel.startsWith("D");
    return {
      asker: own ? { ...asker, managesChannel: true } : asker,
      channelId: `slack:${team}:${channel}`,
    };
  }

  app.command(/.*/u, async ({ ack, command, client, respond }) => {
    await ack();
    const place: Place = {
      client,
      channel: command.channel_id,
      user: command.user_id,
      respond,
      open: false,
    };
    const text = typedCommand(command.command, readTyped(command.text, ""));
    const from = fromOf(client, command.team_id, command.user_id, command.channel_id);
    await reply(
      place,
      from.then((known) => dispatcher.runTyped(text, known)),
    );
  });

  app.event("app_mention", async ({ event, client, context, body }) => {
    if (event.user === undefined || event.bot_id !== undefined) return;
    const place: Place = {
      client,
      channel: event.channel,
      user: event.user,
      thread: event.thread_ts ?? event.ts,
      open: true,
    };
    const text = readTyped(event.text, context.botUserId ?? "");
    const from = fromOf(client, body.team_id, event.user, event.channel);
    await reply(
      place,
      from.then((known) => dispatcher.runTyped(text, known)),
    );
  });

  app.message(async ({ message, client, context, body }) => {
    // Edits, joins and the like are no questions; in channels only a mention is one.
    if (message.channel_type !== "im" || message.subtype !== undefined) return;
    if (message.bot_id !== undefined) return;
    const place: Place = {
      client,
      channel: message.channel,
      user: message.user,
      ...(message.thread_ts === undefined ? {} : { thread: message.thread_ts }),
      open: true,
    };
    const text = readTyped(message.text ?? "", context.botUserId ?? "");
    const from = fromOf(client, body.team_id, message.user, message.channel);
    await reply(
      place,
      from.then((known) => dispatcher.runTyped(text, known)),
    );
  });

  app.action<BlockAction>(
    new RegExp(`^${ACTION_PREFIX}`, "u"),
    async ({ ack, action, body, client, respond, context }) => {
      await ack();
      const channel = body.channel?.id ?? body.container?.channel_id ?? `D-home-${body.user.id}`;
      const team = context.teamId ?? body.team?.id ?? "";
      const call = await readAction(action).catch(() => null);
      const thread = body.message?.thread_ts;
      const place: Place = {
        client,
        channel,
        user: body.user.id,
        respond,
        ...(thread === undefined ? {} : { thread }),
        open: false,
        replace: body.container?.is_ephemeral === true && call !== null && turnsPage(call),
      };
      const from = fromOf(client, team, body.user.id, channel);
      await reply(
        place,
        call === null ? Promise.resolve(OUTDATED) : from.then((known) => dispatcher.run(call, known)),
      );
    },
  );

  async function readAction(action: BlockAction["actions"][number]): Promise<CommandCall | null> {
    if (action.type === "button") return findCall(action.value ?? "", parts.calls);
    if (action.type === "static_select") return findCall(action.selected_option.value, parts.calls);
    return null;
  }

  return {
    async settle() {
      await Promise.allSettled(open);
    },
  };
}

/** A page of what is shown already takes its place. */
function turnsPage(call: CommandCall): boolean {
  return call.options.page !== undefined;
}

const OUTDATED: Message = {
  summary: "That button is too old.",
  blocks: [{ kind: "paragraph", text: [{ text: "That button is too old. Please ask again." }] }],
  audience: "asker",
};
