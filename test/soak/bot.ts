/** The whole bot as a process of its own, for a soak that kills it. Its argument: `BotPlace` as JSON. */
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { startApp } from "../../src/app.ts";
import { readConfig } from "../../src/config.ts";
import { createLog } from "../../src/log.ts";
import { DISCORD } from "../support/discord-server.ts";
import { SLACK } from "../support/slack-names.ts";

const placeSchema = z.object({
  databaseUrl: z.string(),
  redisUrl: z.string().nullable(),
  /** Keeps the queues of one soak apart from another's. */
  prefix: z.string(),
  slackUrl: z.string(),
  discordUrl: z.string(),
  /** Shorter than a real bot's where a test cannot wait. */
  timing: z.object({ deliveryLeaseMs: z.number(), lockMs: z.number() }).optional(),
});
export type BotPlace = z.output<typeof placeSchema>;

if (import.meta.main) {
  const place = placeSchema.parse(JSON.parse(process.argv[2] ?? "{}"));
  const config = readConfig({
    LOG_LEVEL: "silent",
    DATABASE_URL: place.databaseUrl,
    ...(place.redisUrl === null ? {} : { REDIS_URL: place.redisUrl }),
    BACKCHANNEL_FEEDS: fileURLToPath(new URL("./no-feeds.yaml", import.meta.url)),
    BACKCHANNEL_QUEUE: place.prefix,
    SLACK_BOT_TOKEN: SLACK.botToken,
    SLACK_APP_TOKEN: SLACK.appToken,
    SLACK_API_URL: place.slackUrl,
    DISCORD_TOKEN: DISCORD.token,
    DISCORD_APPLICATION_ID: DISCORD.applicationId,
    DISCORD_API_URL: place.discordUrl,
    TERMINAL: "false",
  });
  const { timing } = place;
  await startApp(config, { log: createLog("silent"), now: () => new Date(), ...(timing && { timing }) });
  process.stdout.write("ready\n");
}
