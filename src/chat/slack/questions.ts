import type { App, BlockAction } from "@slack/bolt";
import type { CommandCall, Message } from "../../messages/message.ts";
import { findCall } from "../calls.ts";
import { commandOf } from "../hint.ts";
import type { Place } from "./answer.ts";
import { ACTION_PREFIX } from "./controls.ts";
import { type Desk, directChannel, warnOfAbsence } from "./desk.ts";
import type { SlackParts } from "./index.ts";
import { WHO_SAID } from "./manifest.ts";
import { DIGEST_MODAL, openModal, SUBSCRIBE_MODAL } from "./modals.ts";
import { readTyped, typedCommand } from "./typed.ts";

/** Connects every way of asking to the dispatcher; each is acknowledged before any work. */
export function takeQuestions(app: App, parts: SlackParts, desk: Desk): void {
  const { dispatcher } = parts;

  app.command(/.*/u, async ({ ack, command, client, respond }) => {
    await ack();
    const text = typedCommand(command.command, readTyped(command.text, ""));
    const modal = modalFor(text);
    if (modal !== null) return openModal(client, command.trigger_id, modal, command.channel_id);
    const place = { client, channel: command.channel_id, user: command.user_id, respond, open: false };
    const from = desk.fromOf(client, command.team_id, command.user_id, command.channel_id);
    const answered = from.then((known) => dispatcher.runTyped(text, known));
    await desk.reply(
      place,
      answered.then((message) => warnOfAbsence(client, command.channel_id, commandOf(text), message)),
    );
  });

  app.event("app_mention", async ({ event, client, context, body }) => {
    if (event.user === undefined || event.bot_id !== undefined) return;
    const thread = event.thread_ts ?? event.ts;
    const place = { client, channel: event.channel, user: event.user, thread, open: true };
    const text = readTyped(event.text, context.botUserId ?? "");
    const from = desk.fromOf(client, body.team_id, event.user, event.channel);
    await desk.reply(
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
    const from = desk.fromOf(client, body.team_id, message.user, message.channel);
    await desk.reply(
      place,
      from.then((known) => dispatcher.runTyped(text, known)),
    );
  });

  app.action<BlockAction>(
    new RegExp(`^${ACTION_PREFIX}`, "u"),
    async ({ ack, action, body, client, respond, context }) => {
      await ack();
      const from = body.channel?.id ?? body.container?.channel_id;
      const channel = from ?? (await directChannel(client, body.user.id));
      const call = await readAction(action).catch(() => null);
      const thread = body.message?.thread_ts;
      const place: Place = {
        client,
        channel,
        user: body.user.id,
        // A click on the Home tab has no address to answer to, and nobody else to hide from.
        ...(from === undefined ? { open: true } : { respond, open: false }),
        ...(thread === undefined ? {} : { thread }),
        replace: body.container?.is_ephemeral === true && call?.options.page !== undefined,
      };
      const asker = desk.fromOf(client, context.teamId ?? body.team?.id ?? "", body.user.id, channel);
      const answered =
        call === null
          ? OUTDATED
          : asker
              .then((known) => dispatcher.run(call, known))
              .then((message) => warnOfAbsence(client, channel, call.command, message));
      await desk.reply(place, Promise.resolve(answered));
    },
  );

  app.shortcut(
    { type: "message_action", callback_id: WHO_SAID },
    async ({ ack, shortcut, client, respond }) => {
      await ack();
      if (shortcut.type !== "message_action") return;
      const place = { client, channel: shortcut.channel.id, user: shortcut.user.id, respond, open: false };
      const text = readTyped(shortcut.message.text ?? "", "");
      const date = new Date(Number(shortcut.message_ts) * 1000);
      await desk.reply(place, new Promise((resolve) => resolve(parts.whoSaid(text, date))));
    },
  );

  async function readAction(action: BlockAction["actions"][number]): Promise<CommandCall | null> {
    if (action.type === "button") return findCall(action.value ?? "", parts.calls);
    if (action.type === "static_select") return findCall(action.selected_option.value, parts.calls);
    return null;
  }
}

/** Commands without a word more are better asked as a form. */
function modalFor(text: string): string | null {
  const words = text.trim().toLowerCase();
  if (words === "subscribe") return SUBSCRIBE_MODAL;
  return words === "digest schedule" ? DIGEST_MODAL : null;
}

const OUTDATED: Message = {
  summary: "That button is too old.",
  blocks: [{ kind: "paragraph", text: [{ text: "That button is too old. Please ask again." }] }],
  audience: "asker",
};
