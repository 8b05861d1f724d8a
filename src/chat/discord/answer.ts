import {
  type CommandInteraction,
  type MessageComponentInteraction,
  MessageFlags,
  type ModalSubmitInteraction,
} from "discord.js";
import type { Log } from "../../log.ts";
import type { Message } from "../../messages/message.ts";
import type { CallStore } from "../calls.ts";
import { type DiscordPost, renderDiscord } from "./render.ts";

export interface Asked {
  readonly interaction: CommandInteraction | MessageComponentInteraction | ModalSubmitInteraction;
  /** How the reply was deferred: who would see it. */
  readonly hidden: boolean;
  /** The answer takes the place of the message whose button was clicked. */
  readonly replace: boolean;
}

export interface AnswerParts {
  readonly calls: CallStore;
  readonly log: Log;
}

/** Answers a deferred question. */
export async function answer(asked: Asked, message: Message, { calls, log }: AnswerParts): Promise<void> {
  const drawing = renderDiscord(message);
  await calls.keep(drawing.kept).catch((error: unknown) => {
    // The answer is worth more than a button of it.
    log.warn({ error: error instanceof Error ? error.name : typeof error }, "calls of an answer not kept");
  });
  const { interaction } = asked;
  const hidden = message.audience !== "channel";
  const [first, ...rest] = drawing.posts;
  if (first === undefined) return;
  if (asked.replace || hidden === asked.hidden) {
    await interaction.editReply(body(first));
  } else {
    // Who sees a reply is settled when it is deferred: one of the other kind takes its place.
    await interaction.deleteReply();
    await interaction.followUp(withAudience(first, hidden));
  }
  for (const post of rest) await interaction.followUp(withAudience(post, hidden));
}

function body(post: DiscordPost) {
  return {
    flags: MessageFlags.IsComponentsV2,
    components: post.components,
    allowedMentions: { parse: [] },
    files: post.files.map(({ name, bytes }) => ({ name, attachment: Buffer.from(bytes) })),
  } as const;
}

function withAudience(post: DiscordPost, hidden: boolean) {
  const flags = hidden
    ? ([MessageFlags.IsComponentsV2, MessageFlags.Ephemeral] as const)
    : ([MessageFlags.IsComponentsV2] as const);
  return { ...body(post), flags };
}
