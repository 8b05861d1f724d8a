import { readFileSync } from "node:fs";
import { isAbsolute, resolve } from "node:path";
import { z } from "zod";
import { UserError } from "./errors.ts";

const MINUTE_MS = 60_000;

/** A whole number within bounds, read from text. */
const whole = (least: number, most: number) => z.coerce.number().int().min(least).max(most);
const flag = z.enum(["true", "false"]).transform((value) => value === "true");
const list = z.string().transform((text) =>
  text
    .split(",")
    .map((entry) => entry.trim())
    .filter((entry) => entry !== ""),
);
const webAddress = z.url({ protocol: /^https?$/u, error: "an http or https address" });

const timeZone = z.string().refine((name) => {
  try {
    return Boolean(new Intl.DateTimeFormat("en", { timeZone: name }));
  } catch {
    return false;
  }
}, "an IANA time zone, such as Asia/Singapore");

const roles = list.pipe(z.array(z.enum(["worker", "chat"])).min(1, "any of worker, chat"));

/** Every setting by the name people set; `.env.example` lists the same names, and a test compares the two. */
export const SETTINGS = {
  DATABASE_URL: z
    .string()
    .regex(/^postgres(?:ql)?:\/\//u, "a postgres:// address")
    .optional(),
  REDIS_URL: z
    .string()
    .regex(/^rediss?:\/\//u, "a redis:// or rediss:// address")
    .optional(),
  BACKCHANNEL_QUEUE: z
    .string()
    .regex(/^[a-z][a-z0-9_-]{0,39}$/u, "lower-case letters, digits, - and _")
    .default("backchannel"),
  BACKCHANNEL_DATA: z.string().default(".backchannel"),
  BACKCHANNEL_ROLES: roles.default(["worker", "chat"]),
  BACKCHANNEL_FEEDS: z.string().optional(),
  BACKCHANNEL_PRIVATE_HOSTS: list.default([]),
  BACKCHANNEL_CONTACT: z.string().max(200).optional(),
  FEED_POLL_MINUTES: whole(1, 1440).default(15),
  ARTICLE_KEEP_DAYS: whole(7, 36_500).default(3650),
  LOG_LEVEL: z.enum(["trace", "debug", "info", "warn", "error", "silent"]).default("info"),
  TIMEZONE: timeZone.default("UTC"),
  PORT: whole(1, 65_535).optional(),
  PUBLIC_URL: webAddress.optional(),
  SLACK_BOT_TOKEN: z.string().optional(),
  SLACK_APP_TOKEN: z.string().optional(),
  SLACK_SIGNING_SECRET: z.string().optional(),
  SLACK_CLIENT_ID: z.string().optional(),
  SLACK_CLIENT_SECRET: z.string().optional(),
  SLACK_TOKEN_KEY: z
    .string()
    .min(32, "at least 32 characters, such as openssl rand -hex 32 gives")
    .optional(),
  SLACK_MANAGERS: z.enum(["members", "admins"]).default("members"),
  SLACK_API_URL: webAddress.optional(),
  DISCORD_TOKEN: z.string().optional(),
  DISCORD_APPLICATION_ID: z.string().optional(),
  DISCORD_API_URL: webAddress.optional(),
  DISCORD_GUILD_ID: z.string().optional(),
  DISCORD_SHARDS: whole(1, 1000).optional(),
  TERMINAL: flag.optional(),
  SUMMARY_PROVIDER: z.enum(["openai-compatible", "anthropic", "ollama"]).default("openai-compatible"),
  SUMMARY_MODEL: z.string().optional(),
  SUMMARY_URL: webAddress.optional(),
  SUMMARY_KEY: z.string().optional(),
  SUMMARY_TIMEOUT_SECONDS: whole(1, 300).default(30),
  SUMMARY_DAILY_LIMIT: whole(0, 100_000).default(200),
} as const;

/** Settings that may come as a file, `NAME_FILE`, so that they stand in no environment listing. */
export const SECRETS = [
  "DATABASE_URL",
  "REDIS_URL",
  "SLACK_BOT_TOKEN",
  "SLACK_APP_TOKEN",
  "SLACK_SIGNING_SECRET",
  "SLACK_CLIENT_SECRET",
  "SLACK_TOKEN_KEY",
  "DISCORD_TOKEN",
  "SUMMARY_KEY",
] as const;

const settings = z.object(SETTINGS).superRefine((env, context) => {
  const demand = (given: string | undefined, name: keyof typeof SETTINGS, message: string) => {
    if (given === undefined) context.addIssue({ code: "custom", path: [name], message });
  };
  if (env.SLACK_BOT_TOKEN !== undefined && env.SLACK_SIGNING_SECRET === undefined) {
    demand(
      env.SLACK_APP_TOKEN,
      "SLACK_APP_TOKEN",
      "needed beside SLACK_BOT_TOKEN (or SLACK_SIGNING_SECRET, for HTTP)",
    );
  }
  const installs = env.SLACK_CLIENT_ID !== undefined;
  if (env.SLACK_APP_TOKEN !== undefined || (env.SLACK_SIGNING_SECRET !== undefined && !installs)) {
    demand(env.SLACK_BOT_TOKEN, "SLACK_BOT_TOKEN", "needed beside SLACK_APP_TOKEN or SLACK_SIGNING_SECRET");
  }
  if (installs) {
    for (const name of ["SLACK_CLIENT_SECRET", "SLACK_TOKEN_KEY", "SLACK_SIGNING_SECRET"] as const) {
      demand(env[name], name, "needed beside SLACK_CLIENT_ID");
    }
  }
  if (env.SLACK_SIGNING_SECRET !== undefined && env.SLACK_APP_TOKEN === undefined && env.PORT === undefined) {
    context.addIssue({
      code: "custom",
      path: ["PORT"],
      message: "needed when Slack speaks HTTP (SLACK_SIGNING_SECRET)",
    });
  }
  if (env.PUBLIC_URL !== undefined && env.BACKCHANNEL_ROLES.length > 1 && env.PORT === undefined) {
    context.addIssue({ code: "custom", path: ["PORT"], message: "needed beside PUBLIC_URL: it leads there" });
  }
  if (env.DISCORD_TOKEN !== undefined) {
    demand(env.DISCORD_APPLICATION_ID, "DISCORD_APPLICATION_ID", "needed beside DISCORD_TOKEN");
  }
  if (env.SUMMARY_MODEL !== undefined && env.SUMMARY_PROVIDER === "openai-compatible") {
    demand(env.SUMMARY_URL, "SUMMARY_URL", "needed beside SUMMARY_MODEL for an openai-compatible server");
  }
  if (env.DISCORD_APPLICATION_ID !== undefined) {
    demand(env.DISCORD_TOKEN, "DISCORD_TOKEN", "needed beside DISCORD_APPLICATION_ID");
  }
});

/** The settings as the house uses them: durations in milliseconds, paths absolute, null for unset. */
export type Config = ReturnType<typeof readConfig>;
type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads the settings once, at start.
 *
 * @param env as `process.env`; a blank setting counts as unset.
 * @throws UserError naming every bad setting, never its value.
 */
export function readConfig(env: Environment) {
  const { values, faults } = readSecretFiles(env);
  const result = settings.safeParse(values);
  const all = [
    ...faults,
    ...(result.error?.issues ?? []).map((issue) => `${issue.path.join(".")}: ${issue.message}`),
  ];
  if (!result.success || all.length > 0) {
    throw new UserError(
      `Bad configuration (see .env.example)\n${all.map((fault) => `  ${fault}`).join("\n")}`,
    );
  }
  const read = result.data;
  return {
    logLevel: read.LOG_LEVEL,
    roles: read.BACKCHANNEL_ROLES,
    timeZone: read.TIMEZONE,
    port: read.PORT ?? null,
    /** Where the HTTP server is reached from outside, without a slash at its end; null when it is not. */
    publicUrl: read.PUBLIC_URL?.replace(/\/+$/u, "") ?? null,
    database: { url: read.DATABASE_URL ?? null, dataDir: resolve(read.BACKCHANNEL_DATA), shared: false },
    redisUrl: read.REDIS_URL ?? null,
    /** Keeps bots on one server apart. */
    queuePrefix: read.BACKCHANNEL_QUEUE,
    /** null: a prompt when started in a terminal without another chat. */
    terminal: read.TERMINAL ?? null,
    feeds: {
      catalogue: read.BACKCHANNEL_FEEDS === undefined ? null : resolve(read.BACKCHANNEL_FEEDS),
      pollMs: read.FEED_POLL_MINUTES * MINUTE_MS,
      privateHosts: read.BACKCHANNEL_PRIVATE_HOSTS,
      contact: read.BACKCHANNEL_CONTACT ?? null,
      keepDays: read.ARTICLE_KEEP_DAYS,
    },
    slack:
      read.SLACK_BOT_TOKEN === undefined && read.SLACK_CLIENT_ID === undefined
        ? null
        : {
            botToken: read.SLACK_BOT_TOKEN ?? null,
            appToken: read.SLACK_APP_TOKEN ?? null,
            signingSecret: read.SLACK_SIGNING_SECRET ?? null,
            install: readInstall(read),
            managers: read.SLACK_MANAGERS,
            apiUrl: read.SLACK_API_URL ?? null,
          },
    discord:
      read.DISCORD_TOKEN === undefined || read.DISCORD_APPLICATION_ID === undefined
        ? null
        : {
            token: read.DISCORD_TOKEN,
            applicationId: read.DISCORD_APPLICATION_ID,
            apiUrl: read.DISCORD_API_URL ?? null,
            guildId: read.DISCORD_GUILD_ID ?? null,
            shards: read.DISCORD_SHARDS ?? ("auto" as const),
          },
    /** null: summaries are sentences of the articles. */
    summaries:
      read.SUMMARY_MODEL === undefined
        ? null
        : {
            provider: read.SUMMARY_PROVIDER,
            model: read.SUMMARY_MODEL,
            url: read.SUMMARY_URL ?? null,
            key: read.SUMMARY_KEY ?? null,
            timeoutMs: read.SUMMARY_TIMEOUT_SECONDS * 1_000,
            dailyLimit: read.SUMMARY_DAILY_LIMIT,
          },
  };
}

/** What lets many workspaces install the Slack app; null when one token stands in the settings. */
function readInstall(read: z.output<typeof settings>) {
  const { SLACK_CLIENT_ID: clientId, SLACK_CLIENT_SECRET: clientSecret, SLACK_TOKEN_KEY: tokenKey } = read;
  return clientId && clientSecret && tokenKey ? { clientId, clientSecret, tokenKey } : null;
}

/** Takes `NAME_FILE` for a secret `NAME`: Docker and systemd hand secrets over as files. */
function readSecretFiles(env: Environment): { values: Environment; faults: string[] } {
  const values: Record<string, string | undefined> = {};
  for (const name of Object.keys(SETTINGS)) values[name] = blankAsUnset(env[name]);
  const faults: string[] = [];
  for (const name of SECRETS) {
    const path = blankAsUnset(env[`${name}_FILE`]);
    if (path === undefined) continue;
    if (values[name] !== undefined) {
      faults.push(`${name}_FILE: set this or ${name}, not both`);
    } else if (!isAbsolute(path)) {
      faults.push(`${name}_FILE: an absolute path`);
    } else {
      try {
        values[name] = blankAsUnset(readFileSync(path, "utf8"));
      } catch {
        faults.push(`${name}_FILE: the file cannot be read`);
      }
    }
  }
  return { values, faults };
}

function blankAsUnset(value: string | undefined): string | undefined {
  const trimmed = value?.trim();
  return trimmed === "" ? undefined : trimmed;
}
