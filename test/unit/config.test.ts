import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readConfig, SECRETS, SETTINGS } from "../../src/config.ts";

test("needs no setting at all", () => {
  expect(readConfig({})).toMatchObject({
    roles: ["worker", "chat"],
    database: { url: null },
    redisUrl: null,
    slack: null,
    discord: null,
    timeZone: "UTC",
  });
});

test("takes a blank setting as unset", () => {
  expect(readConfig({ REDIS_URL: "  ", SLACK_BOT_TOKEN: "" })).toMatchObject({ redisUrl: null, slack: null });
});

test("names every bad setting in one error, and none of their values", () => {
  const values = {
    DATABASE_URL: "mysql://me:hunter2@db",
    TIMEZONE: "Mars/Olympus",
    FEED_POLL_MINUTES: "soon",
    LOG_LEVEL: "loud",
  };
  const read = () => readConfig(values);
  for (const name of Object.keys(values)) expect(read).toThrow(name);
  for (const value of Object.values(values)) expect(read).not.toThrow(value);
});

test.each([
  { given: { SLACK_BOT_TOKEN: "xoxb-1" }, named: "SLACK_APP_TOKEN" },
  { given: { SLACK_APP_TOKEN: "xapp-1" }, named: "SLACK_BOT_TOKEN" },
  { given: { SLACK_SIGNING_SECRET: "s" }, named: "SLACK_BOT_TOKEN" },
  { given: { SLACK_BOT_TOKEN: "xoxb-1", SLACK_SIGNING_SECRET: "s" }, named: "PORT" },
  { given: { PUBLIC_URL: "https://bot.example" }, named: "PORT" },
  { given: { DISCORD_TOKEN: "t" }, named: "DISCORD_APPLICATION_ID" },
  { given: { DISCORD_APPLICATION_ID: "1" }, named: "DISCORD_TOKEN" },
])("demands $named beside $given", ({ given, named }) => {
  expect(() => readConfig(given)).toThrow(new RegExp(`^ {2}${named}:`, "mu"));
});

test("takes a public address, whose port another process may have", () => {
  expect(readConfig({}).publicUrl).toBeNull();
  expect(readConfig({ PUBLIC_URL: "https://bot.example/news/", PORT: "3000" }).publicUrl).toBe(
    "https://bot.example/news",
  );
  expect(readConfig({ PUBLIC_URL: "https://bot.example", BACKCHANNEL_ROLES: "worker" }).port).toBeNull();
});

test("takes tokens that come in pairs", () => {
  expect(readConfig({ SLACK_BOT_TOKEN: "xoxb-1", SLACK_APP_TOKEN: "xapp-1" }).slack).toMatchObject({
    appToken: "xapp-1",
  });
  expect(readConfig({ SLACK_BOT_TOKEN: "xoxb-1", SLACK_SIGNING_SECRET: "s", PORT: "3000" })).toMatchObject({
    port: 3000,
    slack: { signingSecret: "s", appToken: null },
  });
});

test("reads only some roles when told so, and refuses unknown ones", () => {
  expect(readConfig({ BACKCHANNEL_ROLES: "chat" }).roles).toEqual(["chat"]);
  expect(() => readConfig({ BACKCHANNEL_ROLES: "chat,cook" })).toThrow("BACKCHANNEL_ROLES");
  expect(() => readConfig({ BACKCHANNEL_ROLES: "," })).toThrow("BACKCHANNEL_ROLES");
});

test("reads a secret from a file, and refuses both at once and a file that is not there", () => {
  const path = join(mkdtempSync(join(tmpdir(), "config-")), "redis");
  writeFileSync(path, "redis://:secret@cache:6379\n");
  expect(readConfig({ REDIS_URL_FILE: path }).redisUrl).toBe("redis://:secret@cache:6379");
  expect(() => readConfig({ REDIS_URL_FILE: path, REDIS_URL: "redis://cache" })).toThrow("REDIS_URL_FILE");
  expect(() => readConfig({ REDIS_URL_FILE: `${path}.gone` })).toThrow(
    "REDIS_URL_FILE: the file cannot be read",
  );
});

test(".env.example lists every setting with its default, and no other", () => {
  const text = readFileSync(new URL("../../.env.example", import.meta.url), "utf8");
  const listed = [...text.matchAll(/^# ?([A-Z_]+)=(.*)$/gmu)].map(([, name = "", value = ""]) => ({
    name,
    value,
  }));
  const known = [...Object.keys(SETTINGS), ...SECRETS.map((name) => `${name}_FILE`)];
  expect(listed.map(({ name }) => name).toSorted()).toEqual(known.toSorted());

  // A default that stands in the example is the one that config.ts uses.
  const defaults = Object.fromEntries(
    listed.filter(({ value }) => value !== "").map(({ name, value }) => [name, value]),
  );
  expect(readConfig(defaults)).toEqual(readConfig({}));
});
