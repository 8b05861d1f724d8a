import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { stringify } from "yaml";
import { commands } from "../../commands/index.ts";
import { SCOPES, toManifest } from "../../src/chat/slack/manifest.ts";

const manifest = toManifest(commands);
const slashes = manifest.features.slash_commands;

// After a change of commands: npx vitest run test/unit/slack-manifest.test.ts --update
test("manifest.yaml is what the commands make of it", async () => {
  await expect(stringify(manifest)).toMatchFileSnapshot("../../manifest.yaml");
});

test("every command is there, under its own name or /backchannel, within Slack's limits", () => {
  expect(slashes[0]?.command).toBe("/backchannel");
  expect(slashes.length).toBeLessThanOrEqual(50);
  for (const slash of slashes) {
    expect(slash.command).toMatch(/^\/[a-z][a-z-]{0,30}$/u);
    expect(slash.description.length).toBeLessThanOrEqual(2_000);
    expect((slash.usage_hint ?? "").length).toBeLessThanOrEqual(1_000);
  }
});

test("no command takes a name that Slack keeps for itself", () => {
  const names = slashes.map((slash) => slash.command);
  expect(names).toContain("/quotes");
  for (const taken of ["/search", "/who", "/status", "/help"]) expect(names).not.toContain(taken);
});

test("the description of the app is long enough for Slack's directory", () => {
  const { description, long_description: long, name } = manifest.display_information;
  expect(name.length).toBeLessThanOrEqual(35);
  expect(description.length).toBeLessThanOrEqual(140);
  expect(long.length).toBeGreaterThanOrEqual(174);
  expect(manifest.features.shortcuts[0]?.name.length).toBeLessThanOrEqual(24);
});

test("every scope stands in docs/slack.md with its reason", () => {
  const guide = readFileSync(new URL("../../docs/slack.md", import.meta.url), "utf8");
  for (const scope of Object.keys(SCOPES)) expect(guide).toContain(`\`${scope}\``);
});
