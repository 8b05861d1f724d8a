import type { Command } from "../../../commands/command.ts";
import { shorten } from "../runs.ts";

/** The message shortcut that reads who said what in a message. */
export const WHO_SAID = "who_said";

/** Slack keeps these names for itself: they are reached as `/backchannel <command>`. */
const TAKEN = new Set(
  `active apps archive away call canvas collapse dm dnd expand feed feedback help huddle invite invite_people
  join keys kick leave list me msg mute open part people prefs remind remove rename search shortcuts shrug star
  status topic trigger who`.split(/\s+/u),
);
const MAX_COMMANDS = 50;

/** What the bot may do, and why; docs/slack.md says the same to people. */
export const SCOPES = {
  commands: "to offer slash commands and the message shortcut",
  "app_mentions:read": "to read messages that mention it",
  "chat:write": "to post digests, alerts and answers",
  "files:write": "to show charts and hand over exports",
  "im:history": "to read what people write to it directly",
  "im:write": "to answer in a direct message where it may not post",
  "channels:history": "to look, after a fault, whether a digest was posted already, so that none comes twice",
  "groups:history": "the same in private channels it was invited to",
  "channels:read": "to tell whether it is in a channel, and to name your channels on its Home tab",
  "groups:read": "the same for private channels it was invited to",
  "users:read": "to know a person's time zone and whether they are an admin",
} as const;

export const BOT_EVENTS = [
  "app_home_opened",
  "app_mention",
  "app_uninstalled",
  "message.im",
  "tokens_revoked",
] as const;

/** The app as Slack creates it from one paste, in Socket Mode. */
export function toManifest(commands: readonly Command[]) {
  return {
    display_information: {
      name: "Backchannel",
      description: "Who said what, when, in what office, in US-China diplomacy",
      long_description:
        "Backchannel reads news feeds on relations between the United States and China. It posts digests to " +
        "channels and answers questions such as /quotes blinken: statements word for word, with the speaker, " +
        "the office held at that date, the outlet and the link. It runs on your own machine.",
      background_color: "#1f2a44",
    },
    features: {
      app_home: { home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: false },
      bot_user: { display_name: "Backchannel", always_online: true },
      shortcuts: [
        {
          name: "Who said this?",
          type: "message",
          callback_id: WHO_SAID,
          description: "Finds the statements in a message and their speakers",
        },
      ],
      slash_commands: slashCommands(commands),
    },
    oauth_config: { scopes: { bot: Object.keys(SCOPES) } },
    settings: {
      event_subscriptions: { bot_events: [...BOT_EVENTS] },
      interactivity: { is_enabled: true },
      org_deploy_enabled: false,
      socket_mode_enabled: true,
      token_rotation_enabled: false,
    },
  };
}

function slashCommands(commands: readonly Command[]) {
  const free = commands.filter(({ name }) => !TAKEN.has(name)).map(toSlash);
  const all = {
    command: "/backchannel",
    description: "Every command of Backchannel; help lists them",
    usage_hint: "quotes blinken, latest, search export controls, help",
    should_escape: false,
  };
  return [all, ...free].slice(0, MAX_COMMANDS);
}

function toSlash({ name, summary, examples }: Command) {
  const own = examples.filter((example) => example.startsWith(`${name} `));
  const hint = own.map((example) => example.slice(name.length + 1));
  return {
    command: `/${name}`,
    description: shorten(summary, 100),
    ...(hint.length > 0 ? { usage_hint: hint.slice(0, 2).join(", or ") } : {}),
    should_escape: false,
  };
}
