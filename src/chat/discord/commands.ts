import {
  type APIApplicationCommandBasicOption,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  PermissionFlagsBits,
  type RESTPostAPIApplicationCommandsJSONBody,
} from "discord.js";
import type { Command, Permission } from "../../../commands/command.ts";
import { type OptionSpec, optionsOf } from "../../../commands/usage.ts";
import { shorten } from "../runs.ts";

const MAX_DESCRIPTION = 100;
const MAX_CHOICES = 25;

/** The message command that reads who said what in a message. */
export const WHO_SAID = "Who said this?";

/** Every command as Discord registers it, from its options. */
export function toDiscordCommands(commands: readonly Command[]): RESTPostAPIApplicationCommandsJSONBody[] {
  const slash = commands.map(
    (command): RESTPostAPIApplicationCommandsJSONBody => ({
      type: ApplicationCommandType.ChatInput,
      name: command.name,
      description: shorten(command.summary, MAX_DESCRIPTION),
      options: optionsOf(command)
        .toSorted((one, other) => Number(other.required) - Number(one.required))
        .map(toOption),
      default_member_permissions: permissionOf(command.permission),
      contexts: [InteractionContextType.Guild, InteractionContextType.BotDM],
      integration_types: [ApplicationIntegrationType.GuildInstall],
    }),
  );
  return [
    ...slash,
    {
      type: ApplicationCommandType.Message,
      name: WHO_SAID,
      contexts: [InteractionContextType.Guild, InteractionContextType.BotDM],
      integration_types: [ApplicationIntegrationType.GuildInstall],
    },
  ];
}

/** Everything is read from text, so that a command means the same on every chat. */
function toOption(option: OptionSpec): APIApplicationCommandBasicOption {
  const base = {
    type: ApplicationCommandOptionType.String,
    name: option.name.toLowerCase(),
    description: shorten(option.description, MAX_DESCRIPTION),
    required: option.required,
  } as const;
  if (option.choices !== null && option.choices.length <= MAX_CHOICES) {
    return { ...base, choices: option.choices.map((choice) => ({ name: choice, value: choice })) };
  }
  return option.suggests ? { ...base, autocomplete: true } : base;
}

/** Whom Discord shows a command to until an admin of the guild says otherwise; null is everyone. */
function permissionOf(permission: Permission): string | null {
  switch (permission) {
    case "everyone":
      return null;
    case "channel-manager":
      return PermissionFlagsBits.ManageChannels.toString();
    case "admin":
      return PermissionFlagsBits.ManageGuild.toString();
  }
}
