import { type LayerOptions, startSlackLayer } from "./slack-layer.ts";
import { ALICE, DESK, SLACK } from "./slack-names.ts";
import { type Body, textOf } from "./slack-wire.ts";

/**
 * A double of Slack: the strict layer before a workspace kept in memory. For what local-slack has not: an
 * installation by OAuth, and the thousands of channels of the soak.
 */
export async function startSlackDouble(options: LayerOptions = {}) {
  const workspace = createWorkspace();
  const layer = await startSlackLayer(async (eventsUrl) => {
    const methods = { ...workspace.methods, ...fileMethods(new URL(eventsUrl).origin) };
    return {
      async call(method, args) {
        return methods[method]?.(args) ?? { ok: false, error: "unknown_method" };
      },
    };
  }, options);
  let events = 0;
  return {
    ...layer,
    messages: workspace.messages,
    postCount: workspace.postCount,
    arrivals: workspace.arrivals,
    command: (command: string, words: string, user: string = ALICE) =>
      layer.inject("slash_commands", (responseUrl) => ({
        command,
        text: words,
        user_id: user,
        user_name: "alice",
        team_id: SLACK.team,
        channel_id: DESK,
        channel_name: "desk",
        response_url: responseUrl,
        trigger_id: "trigger",
        is_enterprise_install: "false",
      })),
    event(event: Body) {
      events += 1;
      return layer.inject("events_api", () => ({
        type: "event_callback",
        team_id: SLACK.team,
        api_app_id: "A0",
        event_id: `Ev${events}`,
        event_time: Math.floor(Date.now() / 1000),
        event: { event_ts: `${events}.0`, ...event },
      }));
    },
  };
}

export type SlackDouble = Awaited<ReturnType<typeof startSlackDouble>>;

interface KeptMessage extends Body {
  readonly ts: string;
  readonly channel: string;
}
type Methods = Readonly<Record<string, (args: Body) => Body>>;

function createWorkspace() {
  const messages = new Map<string, KeptMessage[]>();
  let posted = 0;

  function post(args: Body): Body {
    posted += 1;
    const ts = `${(Date.now() / 1000).toFixed(3)}${String(posted % 1_000).padStart(3, "0")}`;
    const channel = textOf(args.channel);
    const message = { ...args, user: SLACK.bot, token: undefined, ts, channel };
    messages.set(channel, [...(messages.get(channel) ?? []), message]);
    return { ok: true, ts, channel, message };
  }

  function past({ channel, ts }: Body): Body {
    const all = messages.get(textOf(channel)) ?? [];
    return { ok: true, messages: all.filter(({ thread_ts }) => thread_ts === ts) };
  }

  const methods: Methods = {
    "auth.test": () => ({
      ok: true,
      team_id: SLACK.team,
      user_id: SLACK.bot,
      bot_id: "B0BOT",
      user: "backchannel",
      team: "Newsroom",
    }),
    "oauth.v2.access": ({ code }) =>
      code === "good-code" ? INSTALLED : { ok: false, error: "invalid_code" },
    "apps.connections.open": () => ({ ok: true }),
    "chat.postMessage": post,
    "chat.postEphemeral": (args) => post({ ...args, ephemeral_to: args.user }),
    "conversations.history": past,
    "conversations.replies": past,
    "conversations.info": () => ({ ok: true, channel: { id: DESK, is_member: true } }),
    "conversations.open": (args) => ({ ok: true, channel: { id: `D-${textOf(args.users)}` } }),
    "users.info": ({ user }) => ({
      ok: true,
      user: {
        id: user,
        tz: "Asia/Singapore",
        is_admin: user === "U0ADMIN",
        is_restricted: user === "U0GUEST",
      },
    }),
  };
  return {
    methods,
    messages: (channel: string) => messages.get(channel) ?? [],
    /** How many messages came in all. */
    postCount: () => posted,
    /** When each message came, in milliseconds since 1970. */
    arrivals: () => [...messages.values()].flat().map(({ ts }) => Number(ts) * 1000),
  };
}

function fileMethods(base: string): Methods {
  let files = 0;
  return {
    "files.getUploadURLExternal": () => {
      files += 1;
      return { ok: true, file_id: `F${files}`, upload_url: `${base}/upload/F${files}` };
    },
    "files.completeUploadExternal": () => ({ ok: true, files: [] }),
  };
}

const INSTALLED: Body = {
  ok: true,
  access_token: SLACK.botToken,
  token_type: "bot",
  scope: "commands",
  bot_user_id: SLACK.bot,
  app_id: "A0",
  team: { id: SLACK.team, name: "Newsroom" },
  enterprise: null,
  authed_user: { id: ALICE },
  is_enterprise_install: false,
};
