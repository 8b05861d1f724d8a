import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { openTestDatabase, type TestDatabase } from "../support/database.ts";
import { CHANNEL, DISCORD, type DiscordDouble, startDiscordDouble } from "../support/discord-server.ts";
import { HAS_LOCAL_SLACK, type LocalSlack, startLocalSlack } from "../support/local-slack.ts";
import { type NewsRoom, openNewsRoom, untilRead } from "../support/news-room.ts";
import { until } from "../support/queue.ts";
import { shownTexts } from "../support/shown-texts.ts";
import { DESK, GENERAL, SLACK } from "../support/slack-names.ts";

/** The evening after the demo's last article. */
const START = new Date("2023-06-19T23:00:00Z");
const MINUTE_MS = 60_000;
const MANAGE_CHANNELS = "16";

// What each chat alone can do is tested in test/integration; here it is the whole bot with both.
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
    room = await openNewsRoom(database.url, START, { slack: slack.settings, discord: discord.settings });
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
    expect(slack.strict.refused).toEqual([]);

    const question = discord.command("quotes", { who: "blinken" });
    await vi.waitFor(() => expect(question.original).not.toBeNull(), { timeout: 60_000 });
    expect(JSON.stringify(question.original)).toContain("Antony Blinken");
  });

  test("brings a digest that is soon due to both, once", async () => {
    const due = new Date(room.now().getTime() + 2 * MINUTE_MS).toISOString().slice(11, 16);
    await slack.say(`<@${SLACK.bot}> digest daily ${due} UTC`, DESK);
    const [confirmed] = await slack.botMessages(DESK, 1);
    expect(JSON.stringify(confirmed?.blocks)).toContain(due);
    const set = discord.command("digest", { when: `daily ${due} UTC` }, { permissions: MANAGE_CHANNELS });
    await vi.waitFor(() => expect(JSON.stringify(set.original)).toContain(due.replace(":", "\\\\:")), {
      timeout: 60_000,
    });

    await plan();
    expect(await digestsOnSlack()).toEqual([]);
    room.advance(2 * MINUTE_MS);
    await plan();
    for (const channelId of [`slack:${SLACK.team}:${DESK}`, `discord:${DISCORD.guildId}:${CHANNEL}`])
      await vi.waitFor(
        async () =>
          expect(await room.app.store.deliveries.ofChannel(channelId)).toMatchObject([
            { state: "confirmed" },
          ]),
        { timeout: 60_000 },
      );
    room.advance(MINUTE_MS);
    await plan();
    await plan();
    expect(await digestsOnSlack()).toHaveLength(1);
    const references = discord
      .messages(CHANNEL)
      .map(({ components }) => /ref [0-9a-f]{10}/u.exec(JSON.stringify(components))?.[0]);
    expect(new Set(references).size).toBe(1);
    expect([...discord.refused, ...slack.strict.refused]).toEqual([]);
  });

  /** Looks for digests that are due, as the clock does, and waits until all that came of it is done. */
  async function plan(): Promise<void> {
    const { queues } = room.app;
    await queues.enqueue("plan-digests", [{}]);
    const ways = ["plan-digests", "build-digest", "deliver"];
    await until(async () => {
      const counts = (await queues.counts()).filter(({ job }) => ways.includes(job));
      return counts.every(({ waiting, active }) => waiting + active === 0);
    });
  }

  async function digestsOnSlack() {
    return (await slack.messages(DESK)).filter(
      // A long one comes in parts.
      ({ user, thread_ts, text }) =>
        user === SLACK.bot && thread_ts === undefined && !/\(Part [2-9]/u.test(text ?? ""),
    );
  }

  test("answers every command on Discord, within the limits", async () => {
    for (const command of room.app.dispatcher.commands) {
      const question = discord.command(command.name, {}, { permissions: "48" });
      await vi.waitFor(
        () => expect(question.original ?? question.followUps[0] ?? question.modal).toBeTruthy(),
        { timeout: 60_000, interval: 10 },
      );
    }
    expect(discord.refused).toEqual([]);
  });
});
