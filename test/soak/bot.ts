/**
 * The whole bot as a process of its own, for a soak that kills it. Arguments: the database, the queues' prefix,
 * Slack's address, Discord's address.
 */
import { fileURLToPath } from "node:url";
import { startApp } from "../../src/app.ts";
import { readConfig } from "../../src/config.ts";
import { createLog } from "../../src/log.ts";
import { DISCORD } from "../support/discord-server.ts";
import { SLACK } from "../support/slack-server.ts";

const [databaseUrl = "", prefix = "", slackUrl = "", discordUrl = "", redisUrl = ""] = process.argv.slice(2);
const config = readConfig({
  LOG_LEVEL: "silent",
  DATABASE_URL: databaseUrl,
  ...(redisUrl === "" ? {} : { REDIS_URL: redisUrl }),
  BACKCHANNEL_FEEDS: fileURLToPath(new URL("./no-feeds.yaml", import.meta.url)),
  BACKCHANNEL_QUEUE: prefix,
  SLACK_BOT_TOKEN: SLACK.botToken,
  SLACK_APP_TOKEN: SLACK.appToken,
  SLACK_API_URL: slackUrl,
  DISCORD_TOKEN: DISCORD.token,
  DISCORD_APPLICATION_ID: DISCORD.applicationId,
  DISCORD_API_URL: discordUrl,
  TERMINAL: "false",
});
await startApp(config, { log: createLog("silent"), now: () => new Date() });
process.stdout.write("ready\n");
