import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { z } from "zod";
import { createGateway } from "./discord-gateway.ts";
import { faultsOfDiscordCommands, faultsOfDiscordMessage, faultsOfDiscordModal } from "./discord-limits.ts";

/**
 * A double of Discord, REST and gateway, as strict as Discord about limits: what it would refuse is refused
 * here with its numbers, and written down in `refused`.
 */

export const DISCORD = {
  token: "discord-test-token",
  applicationId: "900000000000000001",
  guildId: "800000000000000001",
};
export const CHANNEL = "700000000000000001";
export const FORUM = "700000000000000002";

const EPOCH_MS = 1_420_070_400_000n;
const RESPONSE_LIMIT_MS = 3_000;
const NONCE_LIFE_MS = 5 * 60_000;
const EPHEMERAL = 1 << 6;

export interface DoubleMessage {
  readonly id: string;
  readonly channel_id: string;
  readonly author: { readonly id: string; readonly bot: boolean; readonly username: string };
  readonly components: readonly Record<string, unknown>[];
  readonly flags: number;
  readonly nonce: string | null;
  readonly at: number;
}

/** What the server does instead of answering as usual; "late" posts and then says nothing. */
export type Fault =
  | { readonly kind: "error"; readonly status: number; readonly code: number }
  | { readonly kind: "limited"; readonly retryAfterMs: number }
  | { readonly kind: "broken"; readonly status: number }
  | { readonly kind: "late" };

export interface Interaction {
  readonly id: string;
  readonly token: string;
  readonly sentAt: number;
  /** Milliseconds until the bot answered or deferred; null while it has not. */
  respondedAfterMs: number | null;
  deferredHidden: boolean | null;
  original: Record<string, unknown> | null;
  readonly followUps: Record<string, unknown>[];
  choices: readonly { readonly name: string; readonly value: string }[] | null;
  modal: Record<string, unknown> | null;
}

const CHANCE_FAULTS: readonly Fault[] = [
  { kind: "limited", retryAfterMs: 1_000 },
  { kind: "broken", status: 500 },
  { kind: "late" },
];

const callback = z.looseObject({
  type: z.number(),
  data: z.looseObject({ flags: z.number().optional() }).optional(),
});

interface Call {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: Record<string, unknown>;
  readonly fileNames: readonly string[];
}
interface Answer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface DoubleOptions {
  /** Messages that one channel takes in five seconds; Discord's own figure is near 5. */
  readonly messagesPerWindow?: number;
  /** How many of the calls that post or look go wrong by themselves, 0 to 1. */
  readonly faultRate?: number;
  /** More text channels of the guild, by id. */
  readonly channels?: readonly string[];
  /** Shows nothing of what was posted, and forgets every nonce. */
  readonly forgetful?: boolean;
}

export async function startDiscordDouble(options: DoubleOptions = {}) {
  const { messagesPerWindow = 1_000, faultRate = 0, forgetful = false } = options;
  let posted = 0;
  let chanceFaults = 0;
  let sequence = 0n;
  const messages = new Map<string, DoubleMessage[]>();
  const threads: { id: string; parent_id: string; name: string }[] = [];
  const interactions = new Map<string, Interaction>();
  const refused: string[] = [];
  const calls: string[] = [];
  const faults: { readonly on: RegExp; readonly fault: Fault; left: number }[] = [];
  const windows = new Map<string, { count: number; endsAt: number }>();
  let registered: unknown[] = [];

  const snowflake = () => {
    sequence += 1n;
    return String(((BigInt(Date.now()) - EPOCH_MS) << 22n) | (sequence & 0x3fffffn));
  };
  const bot = { id: DISCORD.applicationId, bot: true, username: "backchannel" };
  const guild = {
    id: DISCORD.guildId,
    name: "Newsroom",
    channels: [
      { id: CHANNEL, type: 0, name: "desk", position: 0, permission_overwrites: [] },
      { id: FORUM, type: 15, name: "stories", position: 1, permission_overwrites: [], available_tags: [] },
      ...(options.channels ?? []).map((id) => ({
        id,
        type: 0,
        name: id,
        position: 2,
        permission_overwrites: [],
      })),
    ],
    members: [],
    threads: [],
    roles: [],
    emojis: [],
    stickers: [],
  };

  function refuse(path: string, found: readonly string[]): Answer {
    refused.push(...found.map((fault) => `${path}: ${fault}`));
    return { status: 400, body: { code: 50035, message: "Invalid Form Body", errors: { faults: found } } };
  }

  function store(channel: string, { body }: Call): DoubleMessage {
    const message: DoubleMessage = {
      id: snowflake(),
      channel_id: channel,
      author: bot,
      components: z.array(z.record(z.string(), z.unknown())).parse(body.components ?? []),
      flags: Number(body.flags ?? 0),
      nonce: typeof body.nonce === "string" ? body.nonce : null,
      at: Date.now(),
    };
    messages.set(channel, [...(messages.get(channel) ?? []), message]);
    posted += 1;
    return message;
  }

  function postMessage(channel: string, call: Call): Answer {
    const found = faultsOfDiscordMessage(call.body, call.fileNames);
    if (found.length > 0) return refuse(call.path, found);
    const limited = takeRoom(channel);
    if (limited) return limited;
    const { nonce, enforce_nonce: enforced } = call.body;
    const before = (forgetful ? [] : (messages.get(channel) ?? [])).find(
      (each) => enforced === true && each.nonce === nonce && Date.now() - each.at < NONCE_LIFE_MS,
    );
    return { status: 200, body: before ?? store(channel, call), headers: roomOf(channel) };
  }

  function takeRoom(channel: string): Answer | null {
    const window = windows.get(channel);
    if (!window || window.endsAt <= Date.now()) {
      windows.set(channel, { count: 1, endsAt: Date.now() + 5_000 });
      return null;
    }
    window.count += 1;
    if (window.count <= messagesPerWindow) return null;
    return tooMany(window.endsAt - Date.now());
  }

  function roomOf(channel: string): Record<string, string> {
    const window = windows.get(channel) ?? { count: 0, endsAt: Date.now() + 5_000 };
    return {
      "x-ratelimit-limit": String(messagesPerWindow),
      "x-ratelimit-remaining": String(Math.max(0, messagesPerWindow - window.count)),
      "x-ratelimit-reset-after": String(Math.max(0, window.endsAt - Date.now()) / 1000),
      "x-ratelimit-bucket": "messages",
    };
  }

  function tooMany(waitMs: number): Answer {
    const seconds = waitMs / 1000;
    return {
      status: 429,
      body: { message: "You are being rate limited.", retry_after: seconds, global: false },
      headers: {
        "retry-after": String(Math.ceil(seconds)),
        "x-ratelimit-scope": "user",
        "x-ratelimit-reset-after": String(seconds),
      },
    };
  }

  function listMessages(channel: string, query: URLSearchParams): Answer {
    const after = BigInt(query.get("after") ?? 0);
    const limit = Number(query.get("limit") ?? 50);
    if (limit > 100) return refuse("messages", ["limit over 100"]);
    const known = forgetful ? [] : (messages.get(channel) ?? []);
    const found = known.filter((each) => BigInt(each.id) > after).slice(0, limit);
    return { status: 200, body: found.toReversed() };
  }

  function openThread(forum: string, call: Call): Answer {
    const given = z.strictObject({
      name: z.string().min(1).max(100),
      message: z.record(z.string(), z.unknown()),
    });
    const parsed = given.safeParse(call.body);
    if (!parsed.success) return refuse(call.path, [parsed.error.message]);
    const found = faultsOfDiscordMessage(parsed.data.message, call.fileNames);
    if (found.length > 0) return refuse(call.path, found);
    const first = store("opening", { ...call, body: parsed.data.message });
    messages.set(first.id, [{ ...first, channel_id: first.id }]);
    threads.push({ id: first.id, parent_id: forum, name: parsed.data.name });
    return { status: 201, body: { id: first.id, type: 11, parent_id: forum, name: parsed.data.name } };
  }

  function respond(id: string, token: string, call: Call): Answer {
    const interaction = interactions.get(token);
    const given = callback.parse(call.body);
    if (!interaction || interaction.id !== id || Date.now() - interaction.sentAt > RESPONSE_LIMIT_MS) {
      refused.push(`${call.path}: unknown interaction`);
      return { status: 404, body: { code: 10062, message: "Unknown interaction" } };
    }
    if (interaction.respondedAfterMs !== null) {
      refused.push(`${call.path}: already acknowledged`);
      return { status: 400, body: { code: 40060, message: "Interaction has already been acknowledged." } };
    }
    interaction.respondedAfterMs = Date.now() - interaction.sentAt;
    if (given.type === 5) interaction.deferredHidden = ((given.data?.flags ?? 0) & EPHEMERAL) !== 0;
    if (given.type === 8) {
      const choices = z
        .array(z.strictObject({ name: z.string().min(1).max(100), value: z.string().min(1).max(100) }))
        .max(25);
      const parsed = choices.safeParse(given.data?.choices);
      if (!parsed.success) return refuse(call.path, [parsed.error.message]);
      interaction.choices = parsed.data;
    }
    if (given.type === 9) {
      const found = faultsOfDiscordModal(given.data);
      if (found.length > 0) return refuse(call.path, found);
      interaction.modal = given.data ?? null;
    }
    if (given.type === 4) interaction.original = given.data ?? null;
    return { status: 204 };
  }

  function webhook(token: string, call: Call): Answer {
    const interaction = interactions.get(token);
    if (!interaction || interaction.respondedAfterMs === null) {
      refused.push(`${call.path}: unknown webhook`);
      return { status: 404, body: { code: 10015, message: "Unknown Webhook" } };
    }
    if (call.method === "DELETE") {
      interaction.original = null;
      interaction.deferredHidden = null;
      return { status: 204 };
    }
    const found = faultsOfDiscordMessage(call.body, call.fileNames);
    if (found.length > 0) return refuse(call.path, found);
    const message = { ...call.body, id: snowflake(), channel_id: CHANNEL, author: bot };
    if (call.method === "PATCH") {
      const flags = Number(call.body.flags ?? 0) | (interaction.deferredHidden === true ? EPHEMERAL : 0);
      interaction.original = { ...message, flags };
    } else if (interaction.deferredHidden !== null && interaction.original === null) {
      refused.push(`${call.path}: a follow-up before the deferred reply`);
    } else {
      interaction.followUps.push(message);
    }
    return { status: 200, body: message };
  }

  function route(call: Call): Answer {
    const [root = "", id = "", leaf = "", more = ""] = call.path.split("/").slice(1);
    if (root === "gateway") {
      const limits = { total: 1000, remaining: 999, reset_after: 1, max_concurrency: 1 };
      return { status: 200, body: { url: `ws://127.0.0.1:${port}`, shards: 1, session_start_limit: limits } };
    }
    if (root === "applications") {
      const found = faultsOfDiscordCommands(call.body);
      if (found.length > 0) return refuse(call.path, found);
      registered = z.array(z.unknown()).parse(call.body);
      return { status: 200, body: registered };
    }
    if (root === "interactions") return respond(id, leaf, call);
    if (root === "webhooks") return webhook(leaf, call);
    if (root === "users")
      return { status: 200, body: { id: `dm-${String(call.body.recipient_id)}`, type: 1 } };
    if (root === "guilds")
      return { status: 200, body: { threads: threads.map((each) => ({ ...each, type: 11 })) } };
    if (root === "channels" && leaf === "") {
      const known = guild.channels.find((each) => each.id === id);
      return known
        ? { status: 200, body: known }
        : { status: 404, body: { code: 10003, message: "Unknown Channel" } };
    }
    if (root === "channels" && leaf === "threads") return openThread(id, call);
    if (root === "channels" && leaf === "messages" && more === "") {
      return call.method === "POST" ? postMessage(id, call) : listMessages(id, call.query);
    }
    return { status: 404, body: { code: 0, message: "404: Not Found" } };
  }

  function byChance(path: string): { fault: Fault; left: number } | null {
    if (!path.endsWith("/messages") || Math.random() >= faultRate) return null;
    chanceFaults += 1;
    return { fault: CHANCE_FAULTS[chanceFaults % CHANCE_FAULTS.length] ?? { kind: "late" }, left: 1 };
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? "/", "http://double");
    const path = url.pathname.replace(/^\/v10/u, "");
    const method = request.method ?? "GET";
    const { body, fileNames } = await readBody(request);
    calls.push(`${method} ${path}`);
    const open = path.startsWith("/interactions") || path.startsWith("/webhooks");
    if (!open && request.headers.authorization !== `Bot ${DISCORD.token}`) {
      return send(response, { status: 401, body: { code: 0, message: "401: Unauthorized" } });
    }
    const call = { method, path, query: url.searchParams, body, fileNames };
    const planned =
      faults.find((each) => each.left > 0 && each.on.test(`${method} ${path}`)) ?? byChance(path);
    if (!planned) return send(response, route(call));
    planned.left -= 1;
    const { fault } = planned;
    if (fault.kind === "error")
      return send(response, { status: fault.status, body: { code: fault.code, message: "refused" } });
    if (fault.kind === "broken") return send(response, { status: fault.status, body: "upstream broken" });
    if (fault.kind === "limited") return send(response, tooMany(fault.retryAfterMs));
    route(call);
    response.destroy();
  }

  const server = createServer((request, response) => {
    serve(request, response).catch((error: unknown) => send(response, { status: 500, body: String(error) }));
  });
  const gateway = createGateway(server, DISCORD.token, DISCORD.guildId, (sessionId, hasGuild) => [
    {
      t: "READY",
      d: {
        v: 10,
        user: bot,
        guilds: hasGuild ? [{ id: DISCORD.guildId, unavailable: true }] : [],
        session_id: sessionId,
        resume_gateway_url: `ws://127.0.0.1:${port}`,
        application: { id: DISCORD.applicationId, flags: 0 },
      },
    },
    ...(hasGuild ? [{ t: "GUILD_CREATE", d: guild }] : []),
  ]);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;

  function interact(type: number, data: object, options: InteractOptions = {}): Interaction {
    const interaction: Interaction = {
      id: snowflake(),
      token: `token-${snowflake()}`,
      sentAt: Date.now(),
      respondedAfterMs: null,
      deferredHidden: null,
      original: null,
      followUps: [],
      choices: null,
      modal: null,
    };
    interactions.set(interaction.token, interaction);
    const user = {
      id: options.user ?? "600000000000000001",
      username: "alice",
      discriminator: "0",
      avatar: null,
      global_name: "Alice",
    };
    const inGuild = options.direct !== true;
    gateway.dispatch("INTERACTION_CREATE", {
      id: interaction.id,
      application_id: DISCORD.applicationId,
      type,
      token: interaction.token,
      version: 1,
      channel_id: CHANNEL,
      channel: { id: CHANNEL, type: inGuild ? 0 : 1 },
      locale: options.locale ?? "en-US",
      app_permissions: options.appPermissions ?? "8",
      entitlements: [],
      authorizing_integration_owners: {},
      context: inGuild ? 0 : 1,
      ...(inGuild
        ? {
            guild_id: DISCORD.guildId,
            guild_locale: "en-US",
            member: {
              user,
              roles: [],
              permissions: options.permissions ?? "0",
              joined_at: "2023-01-01T00:00:00Z",
              deaf: false,
              mute: false,
              flags: 0,
            },
          }
        : { user }),
      data,
      ...(options.message ? { message: options.message } : {}),
    });
    return interaction;
  }

  return {
    url: `http://127.0.0.1:${port}`,
    /** As `startDiscord` and the app's config want them. */
    settings: {
      token: DISCORD.token,
      applicationId: DISCORD.applicationId,
      apiUrl: `http://127.0.0.1:${port}`,
      guildId: null,
      shards: "auto" as const,
    },
    messages: (channel: string) => messages.get(channel) ?? [],
    threads,
    refused,
    calls,
    registered: () => registered,
    /** How many messages came in all. */
    postCount: () => posted,
    /** When each message came, in milliseconds since 1970. */
    arrivals: () => [...messages.values()].flat().map(({ at }) => at),
    /** How many calls went wrong by chance. */
    faultCount: () => chanceFaults,
    gateway,
    /** The next `times` calls whose "METHOD /path" matches go wrong. */
    fail(on: RegExp, fault: Fault, times = 1): void {
      faults.push({ on, fault, left: times });
    },
    /** A slash command, as Discord would send it. */
    command(
      name: string,
      options: Readonly<Record<string, string>> = {},
      more: InteractOptions = {},
    ): Interaction {
      const given = Object.entries(options).map(([option, value]) => ({ name: option, type: 3, value }));
      return interact(2, { id: "1", name, type: 1, options: given }, more);
    },
    complete(name: string, option: string, typed: string): Interaction {
      return interact(4, {
        id: "1",
        name,
        type: 1,
        options: [{ name: option, type: 3, value: typed, focused: true }],
      });
    },
    /** A context-menu command on a message. */
    messageCommand(name: string, content: string): Interaction {
      const target = { ...componentMessage(0), content };
      return interact(2, {
        id: "2",
        name,
        type: 3,
        target_id: target.id,
        resolved: { messages: { [target.id]: target } },
      });
    },
    click(customId: string, flags = 0, more: InteractOptions = {}): Interaction {
      return interact(
        3,
        { component_type: 2, custom_id: customId },
        { ...more, message: componentMessage(flags) },
      );
    },
    choose(customId: string, value: string): Interaction {
      return interact(
        3,
        { component_type: 3, custom_id: customId, values: [value] },
        { message: componentMessage(0) },
      );
    },
    /** A filled form: a list is what was chosen of a select, a text what was typed. */
    submit(customId: string, values: Readonly<Record<string, string | readonly string[]>>): Interaction {
      const components = Object.entries(values).map(([id, value], index) => ({
        type: 18,
        id: index + 1,
        component:
          typeof value === "string"
            ? { type: 4, id: index + 10, custom_id: id, value }
            : { type: 3, id: index + 10, custom_id: id, values: value },
      }));
      return interact(5, { custom_id: customId, components });
    },
    leave(): void {
      gateway.dispatch("GUILD_DELETE", { id: DISCORD.guildId });
    },
    async stop(): Promise<void> {
      gateway.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };

  function componentMessage(flags: number) {
    return {
      id: snowflake(),
      channel_id: CHANNEL,
      author: bot,
      content: "",
      timestamp: new Date().toISOString(),
      edited_timestamp: null,
      tts: false,
      mention_everyone: false,
      mentions: [],
      mention_roles: [],
      attachments: [],
      embeds: [],
      components: [],
      pinned: false,
      type: 0,
      flags,
    };
  }
}

export interface InteractOptions {
  readonly user?: string;
  /** A permission bit field, as Discord computes it for the member. */
  readonly permissions?: string;
  /** What the bot itself may do in the channel. */
  readonly appPermissions?: string;
  readonly locale?: string;
  readonly direct?: boolean;
  readonly message?: object;
}

export type DiscordDouble = Awaited<ReturnType<typeof startDiscordDouble>>;

async function readBody(
  request: IncomingMessage,
): Promise<{ body: Record<string, unknown>; fileNames: string[] }> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  const raw = Buffer.concat(chunks);
  if (raw.length === 0) return { body: {}, fileNames: [] };
  const type = request.headers["content-type"] ?? "";
  if (!type.startsWith("multipart/form-data")) return { body: JSON.parse(raw.toString()), fileNames: [] };
  const form = await new Response(new Uint8Array(raw), { headers: { "content-type": type } }).formData();
  const payload = form.get("payload_json");
  const fileNames = [...form.values()].flatMap((value) => (typeof value === "string" ? [] : [value.name]));
  return { body: JSON.parse(typeof payload === "string" ? payload : "{}"), fileNames };
}

function send(response: ServerResponse, { status, body, headers = {} }: Answer): void {
  if (body === undefined) {
    response.writeHead(status, headers).end();
    return;
  }
  response.writeHead(status, { "content-type": "application/json", ...headers });
  response.end(JSON.stringify(body));
}
