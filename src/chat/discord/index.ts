import {
  Client,
  type ClientOptions,
  Events,
  GatewayIntentBits,
  Options,
  REST,
  type RESTOptions,
  Routes,
} from "discord.js";
import { UserError } from "../../errors.ts";
import type { Log } from "../../log.ts";
import type { CallStore } from "../calls.ts";
import { type ChannelAddress, type Chat, type ChatState, readChannelId, UnreachableError } from "../chat.ts";
import type { Dispatcher } from "../dispatch.ts";
import type { ChatRecords, WhoSaid } from "../records.ts";
import { toDiscordCommands } from "./commands.ts";
import { readDiscordError } from "./errors.ts";
import { createForumCheck, findDelivery, postDelivery, tellPerson } from "./post.ts";
import { takeQuestions } from "./questions.ts";

export interface DiscordSettings {
  readonly token: string;
  readonly applicationId: string;
  /** Another server than Discord's, for tests and proxies; the gateway's address comes from it too. */
  readonly apiUrl?: string | null;
  /** Commands appear at once in this guild alone, for development; else everywhere. */
  readonly guildId?: string | null;
  /** How many connections share the guilds, or "auto" for what Discord asks for. */
  readonly shards?: number | "auto";
}

export interface DiscordDeps {
  readonly dispatcher: Dispatcher;
  readonly calls: CallStore;
  readonly records: ChatRecords;
  readonly whoSaid: WhoSaid;
  readonly log: Log;
  readonly now: () => Date;
}

/** A wait longer than this is the queue's business, not a sleeping call's. */
const MAX_WAIT_MS = 5_000;
const TIMEOUT_MS = 10_000;

/**
 * Registers the commands, connects to Discord and takes questions.
 *
 * @throws UserError when the token is refused; TemporaryError when Discord cannot be reached.
 */
export async function startDiscord(settings: DiscordSettings, deps: DiscordDeps): Promise<Chat> {
  const { log } = deps;
  const restOptions: Partial<RESTOptions> = {
    ...(settings.apiUrl ? { api: settings.apiUrl.replace(/\/$/u, "") } : {}),
    timeout: TIMEOUT_MS,
  };
  const rest = createSendRest(settings, restOptions);
  const client = createClient(settings, restOptions);
  const isForum = createForumCheck(rest, (channel) => client.channels.cache.get(channel)?.type);
  let state: ChatState = { connected: false, note: "connecting" };
  client.on(Events.ShardReady, () => {
    state = { connected: true, note: `connected as ${client.user?.username ?? "the bot"}` };
  });
  client.on(Events.ShardResume, () => {
    state = { connected: true, note: "connected" };
  });
  client.on(Events.ShardReconnecting, () => {
    state = { connected: false, note: "connection lost" };
  });
  client.on(Events.ShardDisconnect, ({ code }) => {
    state = { connected: false, note: `Discord closed the connection (${code})` };
    log.error({ code }, "discord connection ended");
  });
  client.on(Events.Error, (error) => log.warn({ error: error.name }, "discord connection fails"));
  client.on(Events.ShardError, (error) => log.warn({ error: error.name }, "discord connection fails"));
  const questions = takeQuestions(client, deps);
  followGuilds(client, deps);

  try {
    await register(rest, settings, deps.dispatcher);
    await client.login(settings.token);
  } catch (error) {
    await client.destroy();
    throw refusal(error);
  }
  log.info("discord connected");

  return {
    name: "discord",
    send: (channelId, message, deliveryId, options) =>
      postDelivery({ rest, calls: deps.calls, isForum }, addressOf(channelId), message, deliveryId, options),
    find: (channelId, deliveryId, since, replyTo) =>
      findDelivery({ rest, isForum }, addressOf(channelId), deliveryId, since, replyTo),
    tell: (_, userId, message) => tellPerson({ rest, calls: deps.calls }, userId, message),
    state: () => state,
    async stop() {
      await questions.settle();
      await client.destroy();
    },
  };
}

/** For deliveries: no tries of its own, since only the delivery knows how to look before it posts again. */
function createSendRest(settings: DiscordSettings, options: Partial<RESTOptions>): REST {
  const rest = new REST({
    ...options,
    retries: 0,
    rejectOnRateLimit: ({ timeToReset }) => timeToReset > MAX_WAIT_MS,
  });
  return rest.setToken(settings.token);
}

/** A number is how many connections there are, not which one of them we are. */
function sharesOf(shards: number | "auto"): Pick<ClientOptions, "shards" | "shardCount"> {
  return shards === "auto" ? { shards } : { shardCount: shards };
}

/** Only guilds and channels are of use to us: nothing else is kept in memory. */
function createClient(settings: DiscordSettings, rest: Partial<RESTOptions>): Client {
  return new Client({
    intents: [GatewayIntentBits.Guilds],
    allowedMentions: { parse: [] },
    rest,
    ...sharesOf(settings.shards ?? "auto"),
    makeCache: Options.cacheWithLimits({
      ...Options.DefaultMakeCacheSettings,
      MessageManager: 0,
      GuildMemberManager: 0,
      UserManager: 100,
      PresenceManager: 0,
      ReactionManager: 0,
      VoiceStateManager: 0,
      GuildEmojiManager: 0,
      GuildStickerManager: 0,
    }),
  });
}

/** Which guilds we are in; a guild that is only out of order for a while is still one of them. */
function followGuilds(client: Client, { records, log, now }: DiscordDeps): void {
  const note = (work: Promise<void>) =>
    work.catch((error: unknown) =>
      log.error({ error: error instanceof Error ? error.name : "unknown" }, "guild not noted"),
    );
  const save = ({ id, name }: { id: string; name: string }) =>
    void note(records.workspaces.save({ id: `discord:${id}`, name }));
  client.on(Events.GuildAvailable, save);
  client.on(Events.GuildCreate, save);
  client.on(Events.GuildDelete, ({ id }) => {
    log.info({ guild: id }, "removed from a guild");
    void note(records.workspaces.remove(`discord:${id}`, now()));
  });
}

async function register(rest: REST, settings: DiscordSettings, dispatcher: Dispatcher): Promise<void> {
  const route = settings.guildId
    ? Routes.applicationGuildCommands(settings.applicationId, settings.guildId)
    : Routes.applicationCommands(settings.applicationId);
  await rest.put(route, { body: toDiscordCommands(dispatcher.commands) });
}

function refusal(error: unknown): Error {
  if (error instanceof Error && "code" in error && error.code === "TokenInvalid") {
    return new UserError("Discord refuses DISCORD_TOKEN.", {}, error);
  }
  const read = readDiscordError(error);
  if (read instanceof UnreachableError && read.reason === "token-revoked") {
    return new UserError("Discord refuses DISCORD_TOKEN.", read.facts, error);
  }
  if (read instanceof UnreachableError) {
    return new UserError("Discord refuses DISCORD_APPLICATION_ID or DISCORD_GUILD_ID.", read.facts, error);
  }
  return read;
}

function addressOf(channelId: string): ChannelAddress {
  const address = readChannelId(channelId);
  if (address?.chat !== "discord") throw new UnreachableError("channel-gone", "not_a_discord_channel");
  return address;
}
