import {
  type AutocompleteInteraction,
  type BaseInteraction,
  type ChatInputCommandInteraction,
  type Client,
  Events,
  type Interaction,
  type MessageComponentInteraction,
  type MessageContextMenuCommandInteraction,
  MessageFlags,
  type ModalSubmitInteraction,
  PermissionFlagsBits,
} from "discord.js";
import type { CommandCall, Message } from "../../messages/message.ts";
import { findCall } from "../calls.ts";
import type { From } from "../dispatch.ts";
import { noteFault } from "../fault.ts";
import { leadsToPosts, warn } from "../hint.ts";
import { shorten } from "../runs.ts";
import { answer } from "./answer.ts";
import { readId } from "./controls.ts";
import { discordCode } from "./errors.ts";
import type { DiscordDeps } from "./index.ts";
import { formFor, readForm } from "./modals.ts";

const ALREADY_ANSWERED = "40060";
const MAX_SUGGESTIONS = 25;
const MAX_SUGGESTION = 100;

export interface Questions {
  /** Resolves when every question taken so far has its answer. */
  settle(): Promise<void>;
}

/** Connects every kind of interaction to the dispatcher; each is deferred before any work. */
export function takeQuestions(client: Client, parts: DiscordDeps): Questions {
  const open = new Set<Promise<void>>();

  client.on(Events.InteractionCreate, (interaction) => {
    const work = take(interaction).catch((error: unknown) => apologise(interaction, error));
    open.add(work);
    void work.finally(() => open.delete(work));
  });

  /** A person who waits hears of the fault too, if Discord still lets us speak to them. */
  async function apologise(interaction: Interaction, error: unknown): Promise<void> {
    // Discord gives a question to every process of the bot: another was faster.
    if (discordCode(error) === ALREADY_ANSWERED) return;
    const fault = noteFault(error, parts.log, { code: discordCode(error), channel: interaction.channelId });
    if (!interaction.isRepliable() || !interaction.deferred) return;
    await answer({ interaction, hidden: true, replace: true }, fault, parts).catch((again: unknown) => {
      parts.log.error({ code: discordCode(again), channel: interaction.channelId }, "discord took no answer");
    });
  }

  async function take(interaction: Interaction): Promise<void> {
    if (interaction.isAutocomplete()) return propose(interaction);
    if (interaction.isChatInputCommand()) return ask(interaction);
    if (interaction.isMessageContextMenuCommand()) return read(interaction);
    if (interaction.isMessageComponent()) return click(interaction);
    if (interaction.isModalSubmit()) return submit(interaction);
  }

  /** "Who said this?", asked of a message. */
  async function read(interaction: MessageContextMenuCommandInteraction): Promise<void> {
    await interaction.deferReply({ flags: MessageFlags.Ephemeral });
    const { content, embeds, createdAt } = interaction.targetMessage;
    const text = [content, ...embeds.map((embed) => embed.description ?? "")].filter(Boolean).join("\n\n");
    await answer({ interaction, hidden: true, replace: false }, parts.whoSaid(text, createdAt), parts);
  }

  async function ask(interaction: ChatInputCommandInteraction): Promise<void> {
    const call = readCommand(interaction);
    const form = formFor(call);
    if (form !== null) {
      await interaction.showModal(form);
      return;
    }
    const hidden = isHidden(call);
    await interaction.deferReply(hidden ? { flags: MessageFlags.Ephemeral } : {});
    const message = await parts.dispatcher.run(call, fromOf(interaction));
    await answer({ interaction, hidden, replace: false }, warnOfRights(call, message, interaction), parts);
  }

  async function submit(interaction: ModalSubmitInteraction): Promise<void> {
    const call = readForm(interaction);
    const hidden = call === null || isHidden(call);
    await interaction.deferReply(hidden ? { flags: MessageFlags.Ephemeral } : {});
    const message = call === null ? OUTDATED : await parts.dispatcher.run(call, fromOf(interaction));
    const warned = call === null ? message : warnOfRights(call, message, interaction);
    await answer({ interaction, hidden, replace: false }, warned, parts);
  }

  async function click(interaction: MessageComponentInteraction): Promise<void> {
    const text = interaction.isStringSelectMenu() ? (interaction.values[0] ?? "") : interaction.customId;
    // What is written out tells at once who shall see the answer; a kept call is looked up when deferred.
    const written = await findCall(readId(text), { keep: async () => {}, get: async () => null });
    const hidden = written === null || isHidden(written);
    const replace =
      written?.options.page !== undefined && interaction.message.flags.has(MessageFlags.Ephemeral);
    if (replace) await interaction.deferUpdate();
    else await interaction.deferReply(hidden ? { flags: MessageFlags.Ephemeral } : {});
    const call = written ?? (await findCall(readId(text), parts.calls).catch(() => null));
    const message = call === null ? OUTDATED : await parts.dispatcher.run(call, fromOf(interaction));
    const warned = call === null ? message : warnOfRights(call, message, interaction);
    await answer({ interaction, hidden, replace }, warned, parts);
  }

  async function propose(interaction: AutocompleteInteraction): Promise<void> {
    const focused = interaction.options.getFocused(true);
    const from = fromOf(interaction);
    const found = await parts.dispatcher.suggest(interaction.commandName, focused.name, focused.value, from);
    const choices = found
      .filter(({ label, value }) => label !== "" && value !== "" && value.length <= MAX_SUGGESTION)
      .slice(0, MAX_SUGGESTIONS)
      .map(({ label, value }) => ({ name: shorten(label, MAX_SUGGESTION), value }));
    await interaction.respond(choices);
  }

  function isHidden(call: CommandCall): boolean {
    if (call.options.share === "yes") return false;
    return parts.dispatcher.commands.find((each) => each.name === call.command)?.audience !== "channel";
  }

  return {
    async settle() {
      await Promise.allSettled(open);
    },
  };
}

function readCommand(interaction: ChatInputCommandInteraction): CommandCall {
  const given = interaction.options.data.flatMap(({ name, value }) =>
    value === undefined ? [] : [[name, String(value)] as const],
  );
  return { command: interaction.commandName, options: Object.fromEntries(given) };
}

const NEEDED = [
  { flag: PermissionFlagsBits.ViewChannel, name: "View Channel" },
  { flag: PermissionFlagsBits.SendMessages, name: "Send Messages" },
  { flag: PermissionFlagsBits.ReadMessageHistory, name: "Read Message History" },
] as const;

/** Whoever sets a digest where the bot may not post hears so at once, and not by its silence. */
function warnOfRights(
  call: CommandCall,
  message: Message,
  { appPermissions, guildId }: BaseInteraction,
): Message {
  if (guildId === null || !leadsToPosts(call.command)) return message;
  const missing = NEEDED.filter(({ flag }) => !appPermissions.has(flag)).map(({ name }) => name);
  if (missing.length === 0) return message;
  return warn(message, `I cannot post in this channel yet: give me ${missing.join(", ")} here.`);
}

/** Rights are those Discord computed for this member in this channel; a direct message is one's own. */
function fromOf(interaction: BaseInteraction): From {
  const workspace = interaction.guildId ?? `user-${interaction.user.id}`;
  const rights = interaction.memberPermissions;
  const isAdmin = rights?.has(PermissionFlagsBits.ManageGuild) ?? false;
  const manages = rights?.has(PermissionFlagsBits.ManageChannels) ?? false;
  return {
    asker: {
      chat: "discord",
      workspaceId: `discord:${workspace}`,
      userId: interaction.user.id,
      isAdmin,
      managesChannel: isAdmin || manages || interaction.guildId === null,
      timeZone: null,
    },
    channelId: `discord:${workspace}:${interaction.channelId ?? interaction.user.id}`,
  };
}

const OUTDATED: Message = {
  summary: "That button is too old.",
  blocks: [{ kind: "paragraph", text: [{ text: "That button is too old. Please ask again." }] }],
  audience: "asker",
};
