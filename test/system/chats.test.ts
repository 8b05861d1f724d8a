import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { openTestDatabase, type TestDatabase } from "../support/database.ts";
import { CHANNEL, type DiscordDouble, startDiscordDouble } from "../support/discord-server.ts";
import { BOT, GENERAL, HAS_LOCAL_SLACK, type LocalSlack, startLocalSlack } from "../support/local-slack.ts";
import { type NewsRoom, openNewsRoom, untilRead } from "../support/news-room.ts";
import { shownTexts } from "../support/shown-texts.ts";
import { faultsOfSlackMessage } from "../support/slack-limits.ts";

/** The evening after the demo's last article, half a minute before the next: a digest is soon due. */
const START = new Date("2023-06-19T23:00:30Z");
/** Time to set both schedules before they are due. */
const SETTING_MS = 8_000;
const MANAGE_CHANNELS = "16";
/** Digests are planned every ten seconds: after two rounds more, a second one would have come. */
const MORE_ROUNDS_MS = 22_000;

describe.skipIf(!HAS_LOCAL_SLACK)("the whole bot on a real local-slack and on Discord's double", () => {
  let slack: LocalSlack;
  let discord: DiscordDouble;
  let database: TestDatabase;
  let room: NewsRoom;

  beforeAll(async () => {
    [slack, discord, database] = await Promise.all([
      startLocalSlack(),
      startDiscordDouble(),
      openTestDatabase(),
    ]);
    room = await openNewsRoom(database.url, START, {
      slack: slack.settings,
      discord: discord.settings,
    });
    await untilRead(room);
  });
  afterAll(async () => {
    await room.stop();
    await Promise.all([slack.stop(), discord.stop(), database.close()]);
  });

  test("answers /quotes blinken on both, with speaker, outlet and date", async () => {
    await slack.command("/quotes", "blinken");
    const [said] = await slack.botMessages(GENERAL, 1);
    const shown = shownTexts(said?.blocks ?? []).join("\n");
    expect(shown).toContain("Antony Blinken");
    expect(shown).toMatch(/Jun 2023/u);
    expect(JSON.stringify(said?.blocks)).toMatch(/<https?:\/\/[^|]+\|[^>]+>/u);
    expect(faultsOfSlackMessage({ text: said?.text ?? "", blocks: said?.blocks })).toEqual([]);

    const question = discord.command("quotes", { who: "blinken" });
    await vi.waitFor(() => expect(question.original).not.toBeNull(), { timeout: 60_000 });
    expect(JSON.stringify(question.original)).toContain("Antony Blinken");
  });

  test("brings a digest scheduled for the next minute to both, once", { timeout: 240_000 }, async () => {
    const due = new Date(room.now().getTime() + SETTING_MS + 60_000).toISOString().slice(11, 16);
    await slack.say(`<@${BOT}> digest daily ${due} UTC`, "C02DESK");
    const [confirmed] = await slack.botMessages("C02DESK", 1);
    expect(JSON.stringify(confirmed?.blocks)).toContain(due);
    const set = discord.command("digest", { when: `daily ${due} UTC` }, { permissions: MANAGE_CHANNELS });
    await vi.waitFor(() => expect(JSON.stringify(set.original)).toContain(due.replace(":", "\\\\:")), {
      timeout: 60_000,
    });

    await vi.waitFor(async () => expect(await digestsOnSlack()).toHaveLength(1), {
      timeout: 80_000,
      interval: 500,
    });
    await vi.waitFor(() => expect(discord.messages(CHANNEL)).not.toHaveLength(0), { timeout: 60_000 });
    await sleep(MORE_ROUNDS_MS);
    expect(await digestsOnSlack()).toHaveLength(1);
    const references = discord
      .messages(CHANNEL)
      .map(({ components }) => /ref [0-9a-f]{10}/u.exec(JSON.stringify(components))?.[0]);
    expect(new Set(references).size).toBe(1);
    expect(discord.refused).toEqual([]);
  });

  async function digestsOnSlack() {
    return (await slack.messages("C02DESK")).filter(
      (each) => each.user === BOT && each.thread_ts === undefined,
    );
  }

  test("answers every command on both, within the limits", async () => {
    for (const command of room.app.dispatcher.commands) {
      const before = (await slack.messages(GENERAL)).length;
      await slack.command("/backchannel", command.examples[0]);
      await vi.waitFor(async () => expect((await slack.messages(GENERAL)).length).toBeGreaterThan(before), {
        timeout: 60_000,
      });
      const said = (await slack.messages(GENERAL)).at(-1);
      expect(faultsOfSlackMessage({ text: said?.text ?? "", blocks: said?.blocks }), command.name).toEqual(
        [],
      );

      const question = discord.command(command.name, {}, { permissions: "48" });
      await vi.waitFor(
        () => expect(question.original ?? question.followUps[0] ?? question.modal).toBeTruthy(),
        {
          timeout: 60_000,
        },
      );
    }
    expect(discord.refused).toEqual([]);
  });
});
