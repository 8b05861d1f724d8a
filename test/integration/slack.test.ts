import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { z } from "zod";
import type { Dispatcher } from "../../src/chat/dispatch.ts";
import type { SlackParts } from "../../src/chat/slack/index.ts";
import { toManifest } from "../../src/chat/slack/manifest.ts";
import { whoSaid } from "../../src/messages/who-said.ts";
import { quiet, sampleAnswer } from "../support/chat-parts.ts";
import { openTestDatabase, type TestDatabase } from "../support/database.ts";
import { HAS_LOCAL_SLACK, type LocalMessage, type LocalSlack } from "../support/local-slack.ts";
import { DESK_NOW, type NewsDesk, openNewsDesk } from "../support/news-desk.ts";
import { shownTexts } from "../support/shown-texts.ts";
import { type SlackApp, startSlackApp } from "../support/slack-app.ts";
import { ALICE, DESK, GENERAL, SLACK } from "../support/slack-names.ts";
import { signed } from "../support/slack-wire.ts";

const TEAM = `slack:${SLACK.team}`;

/** Whatever somebody can press in a message. */
const control = z.looseObject({ action_id: z.string() });
const pressable = z.discriminatedUnion("type", [
  control.extend({ type: z.literal("button"), text: z.object({ text: z.string() }), value: z.string() }),
  control.extend({
    type: z.literal("static_select"),
    options: z.array(z.looseObject({ value: z.string() })).min(1),
  }),
]);
const actions = z.looseObject({ type: z.literal("actions"), elements: z.array(pressable) });

/** The buttons and menus of messages, as Slack sends a click on each. */
function controlsOf(messages: readonly LocalMessage[]) {
  return messages.flatMap(({ ts, blocks }) =>
    (blocks ?? []).flatMap((block) => {
      const row = actions.safeParse(block);
      return (row.data?.elements ?? []).map((element) => ({
        ts,
        label: element.type === "button" ? element.text.text : "a menu",
        action: element.type === "button" ? element : { ...element, selected_option: element.options[0] },
        call: element.type === "button" ? element.value : (element.options[0]?.value ?? ""),
      }));
    }),
  );
}

describe.skipIf(!HAS_LOCAL_SLACK)("the bot's real commands on a real local-slack", () => {
  let database: TestDatabase;
  let desk: NewsDesk;
  let dispatcher: Dispatcher;
  beforeAll(async () => {
    database = await openTestDatabase();
    desk = await openNewsDesk(database.url);
    dispatcher = desk.dispatcher;
  });
  afterAll(async () => {
    await desk.close();
    await database.close();
  });

  function appParts(): SlackParts {
    const { store, parts } = desk.house;
    return {
      dispatcher: { ...desk.dispatcher, run: (...asked) => dispatcher.run(...asked) },
      calls: store.calls,
      records: store,
      whoSaid: (text, date) => whoSaid(text, date, parts.knowledge),
      now: () => DESK_NOW,
      log: quiet,
    };
  }

  describe.each(["Socket Mode", "Events mode"] as const)("in %s", (mode) => {
    let app: SlackApp;
    let slack: LocalSlack;
    beforeAll(async () => {
      app = await startSlackApp(mode, appParts());
      slack = app.slack;
    });
    beforeEach(async () => {
      dispatcher = desk.dispatcher;
      await slack.reset();
      slack.strict.views.length = 0;
      await database.pool.query("truncate subscriptions, digest_schedules");
    });
    afterAll(() => app.stop());

    /** What was asked last, once it has an answer. */
    async function answered(): Promise<void> {
      const last = slack.strict.sent().at(-1);
      await vi.waitFor(() => expect(last?.responses.length).toBeGreaterThan(0), { interval: 5 });
    }
    const shownIn = async (channel: string) =>
      (await slack.messages(channel)).map(({ blocks }) => shownTexts(blocks ?? []).join("\n"));
    const opened = (id: string) =>
      vi.waitFor(() => expect(slack.strict.views.at(-1)).toMatchObject({ view: { callback_id: id } }));
    const choose = (name: string, value: string) => ({ [name]: { [name]: { selected_option: { value } } } });
    const into = (channel: string) => ({ channel: { channel: { selected_conversation: channel } } });

    test("every command is answered by its own name and under /backchannel, within the limits", async () => {
      const own = toManifest(desk.dispatcher.commands).features.slash_commands.map(({ command }) => command);
      const examples = desk.dispatcher.commands.flatMap((each) => [...each.examples]);
      expect(examples.length).toBeGreaterThan(20);
      for (const example of examples) {
        await slack.command("/backchannel", example);
        await answered();
        const [name = "", ...words] = example.split(" ");
        if (!own.includes(`/${name}`)) continue;
        await slack.command(`/${name}`, words.join(" "));
        await answered();
      }
      const said = await slack.messages(GENERAL);
      expect(said.filter(({ text }) => text.includes("went wrong"))).toEqual([]);
      expect(said.every(({ blocks }) => (blocks ?? []).length > 0)).toBe(true);
      expect(slack.strict.refused).toEqual([]);
    });

    test("/quotes blinken shows speaker, outlet and date, to the asker alone", async () => {
      await slack.command("/quotes", "blinken");
      const [said] = await slack.botMessages(GENERAL, 1);
      expect(said).toMatchObject({ subtype: "ephemeral", ephemeral_to: ALICE });
      expect(said?.blocks?.[0]?.type).toBe("header");
      expect(shownTexts(said?.blocks ?? []).join("\n")).toMatch(/Antony Blinken.*Jun 2023/su);
    });

    test("every kind of button and menu is answered", async () => {
      const asked = [
        "quotes blinken",
        "latest",
        "story blinken beijing",
        "search taiwan",
        "who blinken",
        "topics",
        "topics taiwan",
        "subscribe taiwan",
        "digest daily 08:00",
        "subscriptions",
        "trend taiwan",
        "quotes blinkn",
        "why channel",
        "help",
      ];
      for (const text of asked) {
        await slack.command("/backchannel", text);
        await answered();
      }
      const controls = controlsOf(await slack.messages(GENERAL));
      const kinds = [...new Map(controls.map((each) => [each.label, each])).values()];
      const labels = kinds.map(({ label }) => label);
      for (const label of [
        "Share to channel",
        "Older",
        "Subscribe",
        "More like this",
        "Mute topic",
        "a menu",
      ])
        expect(labels).toContain(label);
      for (const { ts, action } of kinds) {
        await slack.click(GENERAL, ts, action);
        await answered();
      }
      const said = await slack.messages(GENERAL);
      expect(said.filter(({ text }) => /went wrong|too old/u.test(text))).toEqual([]);
      expect(slack.strict.refused).toEqual([]);
    });

    test("Share to channel shows to everyone what only the asker saw", async () => {
      await slack.command("/latest", "");
      const [first] = await slack.botMessages(GENERAL, 1);
      const share = controlsOf(first ? [first] : []).find(({ label }) => label === "Share to channel");
      await slack.click(GENERAL, first?.ts ?? "", share?.action ?? {});
      const [, shared] = await slack.botMessages(GENERAL, 2);
      expect(first?.subtype).toBe("ephemeral");
      expect(shared?.subtype).toBeUndefined();
    });

    test("a button works whose call was too long for it, and one whose call is gone says so", async () => {
      const call = { command: "search", options: { words: `taiwan ${"x".repeat(900)}`, since: "7d" } };
      const long = { ...call, options: { ...call.options, outlet: "y".repeat(1_200) } };
      dispatcher = {
        ...desk.dispatcher,
        async run(asked) {
          const again = { label: "Again", call: long };
          return { summary: asked.command, blocks: [{ kind: "buttons", buttons: [again] }] };
        },
      };
      await slack.command("/latest", "");
      const [plain] = await slack.botMessages(GENERAL, 1);
      const press = (ts: string, value: string) =>
        slack.click(GENERAL, ts, { type: "button", action_id: "call-1", value });
      await press(plain?.ts ?? "", "latest?");
      const [, withLong] = await slack.botMessages(GENERAL, 2);
      const [again] = controlsOf(withLong ? [withLong] : []);
      expect(again?.call).toMatch(/^!/u);
      await slack.click(GENERAL, withLong?.ts ?? "", again?.action ?? {});
      const [, , third] = await slack.botMessages(GENERAL, 3);
      expect(third?.text).toBe("search");
      await press(plain?.ts ?? "", "!gone");
      const [, , , old] = await slack.botMessages(GENERAL, 4);
      expect(old?.text).toBe("That button is too old.");
    });

    test("an answer of more parts than a response address takes goes on as messages", async () => {
      const words = "communication ".repeat(6_000);
      dispatcher = {
        ...desk.dispatcher,
        async run() {
          return { summary: "long", blocks: [{ kind: "paragraph", text: [{ text: words }] }] };
        },
      };
      await slack.command("/latest", "");
      const [first] = await slack.botMessages(GENERAL, 1);
      await slack.click(GENERAL, first?.ts ?? "", { type: "button", action_id: "call-1", value: "latest?" });
      const said = await slack.botMessages(GENERAL, 9);
      expect(said.every(({ subtype }) => subtype === "ephemeral")).toBe(true);
      expect(slack.strict.refused).toEqual([]);
    });

    test("a bare /subscribe opens a form, proposes while one types, and follows what was chosen", async () => {
      await slack.command("/subscribe", "");
      await opened("subscribe");
      const typing = slack.suggest("what", "blink");
      await vi.waitFor(() => expect(typing.ack).not.toBeNull());
      expect(JSON.stringify(typing.ack)).toContain("Antony Blinken");
      expect(typing.ack).toMatchObject({
        options: expect.arrayContaining([
          { text: { type: "plain_text", text: "“blink” as words", emoji: false }, value: "blink" },
        ]),
      });
      slack.submit({ ...into(DESK), ...choose("what", "military-channels"), ...choose("when", "now") });
      const [said] = await slack.botMessages(DESK, 1);
      expect(said?.subtype).toBeUndefined();
      expect(await desk.house.store.subscriptions.ofChannel(`${TEAM}:${DESK}`)).toMatchObject([
        { kind: "topic", value: "military-channels", when: "now", addedBy: ALICE },
      ]);
      expect(slack.strict.refused).toEqual([]);
    });

    test("a form in which something is missing is not sent, and says what", async () => {
      await slack.command("/subscribe", "");
      await opened("subscribe");
      slack.submit({ ...into(DESK), ...choose("when", "now") });
      await vi.waitFor(() =>
        expect(slack.strict.sent().at(-1)?.ack).toEqual({
          response_action: "errors",
          errors: { what: "Please choose one." },
        }),
      );
      expect(await desk.house.store.subscriptions.ofChannel(`${TEAM}:${DESK}`)).toEqual([]);
      expect(await slack.messages(DESK)).toEqual([]);
      expect(slack.strict.refused).toEqual([]);
    });

    test("a form of somebody who may not is refused where they look", async () => {
      await desk.house.store.workspaces.save({ id: TEAM, adminsOnly: true });
      await slack.command("/subscribe", "", GENERAL);
      await opened("subscribe");
      slack.submit({ ...into(DESK), ...choose("what", "taiwan"), ...choose("when", "digest") });
      await vi.waitFor(async () =>
        expect(JSON.stringify(await slack.messages(await slack.directChannel()))).toContain("an admin"),
      );
      expect(await desk.house.store.subscriptions.ofChannel(`${TEAM}:${DESK}`)).toEqual([]);
      await desk.house.store.workspaces.save({ id: TEAM, adminsOnly: false });
    });

    test("/digest schedule opens a form that knows cities, and sets what was chosen", async () => {
      await slack.command("/backchannel", "digest schedule");
      await opened("digest");
      const typing = slack.suggest("zone", "singapore");
      await vi.waitFor(() => expect(typing.ack).toMatchObject({ options: [{ value: "Asia/Singapore" }] }));
      const time = { time: { time: { selected_time: "07:30" } } };
      slack.submit({
        ...into(GENERAL),
        ...choose("cadence", "weekly mon"),
        ...time,
        ...choose("zone", "Asia/Singapore"),
      });
      await slack.botMessages(GENERAL, 1);
      expect(await desk.house.store.schedules.get(`${TEAM}:${GENERAL}`)).toMatchObject({
        cadence: "weekly",
        weekday: 1,
        localTime: "07:30",
        timeZone: "Asia/Singapore",
      });
      expect(slack.strict.refused).toEqual([]);
    });

    test("the Home tab shows what a person's channels follow; its buttons open forms and answer", async () => {
      await slack.command("/subscribe", "taiwan", DESK);
      await answered();
      await slack.openHome();
      await vi.waitFor(() =>
        expect(slack.strict.views).toMatchObject([
          { method: "views.publish", user: ALICE, view: { type: "home" } },
        ]),
      );
      const home = JSON.stringify(slack.strict.views[0]);
      expect(home).toContain("#desk");
      expect(home).toContain("Taiwan");
      for (const id of ["subscribe", "digest"]) {
        slack.clickHome({ type: "button", action_id: `open-${id}` });
        await opened(id);
      }
      slack.clickHome({ type: "button", action_id: "call-1", value: "latest?" });
      await vi.waitFor(async () =>
        expect(await slack.messages(await slack.directChannel())).not.toHaveLength(0),
      );
      expect(slack.strict.refused).toEqual([]);
    });

    test("the Home tab shows admins how the feeds are", async () => {
      const admin = { id: ALICE, tz: "Asia/Singapore", is_admin: true };
      const fresh = await startSlackApp(mode, appParts());
      fresh.slack.strict.fail("users.info", { kind: "answer", body: { ok: true, user: admin } });
      await fresh.slack.openHome();
      await vi.waitFor(() => expect(JSON.stringify(fresh.slack.strict.views)).toContain("Last look"));
      expect(fresh.slack.strict.refused).toEqual([]);
      await fresh.stop();
    });

    test("a mention is answered in its thread for everyone, and within a thread in that one", async () => {
      await slack.say(`<@${SLACK.bot}> quotes blinken &amp; yellen`);
      const [first] = await slack.botMessages(GENERAL, 1);
      const question = (await slack.messages(GENERAL)).find(({ user }) => user === ALICE);
      expect(first).toMatchObject({ thread_ts: question?.ts });
      expect(first?.subtype).toBeUndefined();

      await slack.say("what do we know?", DESK);
      const root = (await slack.messages(DESK))[0]?.ts ?? "";
      await slack.say(`<@${SLACK.bot}> latest`, DESK, root);
      const [second] = await slack.botMessages(DESK, 1);
      expect(second?.thread_ts).toBe(root);
    });

    test("a direct message is answered as it was put, and people may manage their own channel", async () => {
      await slack.say("what did blinken say about taiwan?", SLACK.bot);
      const channel = await slack.directChannel();
      await slack.botMessages(channel, 1);
      expect((await shownIn(channel)).join("\n")).toContain("Antony Blinken");
      await slack.say("subscribe taiwan", SLACK.bot);
      await slack.botMessages(channel, 2);
      expect(await desk.house.store.subscriptions.ofChannel(`${TEAM}:${channel}`)).toHaveLength(1);
    });

    test("the shortcut reads who said what in a message", async () => {
      const text = "“We do not seek conflict &amp; will not start one,” Antony Blinken said on Monday.";
      const sent = slack.shortcut("who_said", text, "1687190400.000100");
      await vi.waitFor(() => expect(sent.responses).toHaveLength(1));
      expect(sent.responses[0]).toMatchObject({ response_type: "ephemeral" });
      expect(JSON.stringify(sent.responses[0])).toContain("Antony Blinken");
      expect(slack.strict.refused).toEqual([]);
    });

    test("set from where it cannot post, it says so at once, to commands, buttons and forms", async () => {
      const absent = { ok: true, channel: { id: GENERAL, is_member: false } } as const;
      slack.strict.fail("conversations.info", { kind: "answer", body: absent }, 3);
      await slack.command("/digest", "daily 08:00");
      const [first] = await slack.botMessages(GENERAL, 1);
      const value = "digest?when=weekly+mon+08%3A00";
      await slack.click(GENERAL, first?.ts ?? "", { type: "button", action_id: "call-1", value });
      await slack.botMessages(GENERAL, 2);
      await slack.command("/subscribe", "");
      await opened("subscribe");
      slack.submit({ ...into(GENERAL), ...choose("what", "taiwan"), ...choose("when", "digest") });
      await slack.botMessages(GENERAL, 3);
      await slack.command("/quotes", "blinken");
      await slack.botMessages(GENERAL, 4);
      const told = (await shownIn(GENERAL)).map((text) => text.includes("/invite @Backchannel"));
      expect(told).toEqual([true, true, true, false]);
    });

    test("a delivery is found again by what was noted on it, also in a thread", async () => {
      const since = new Date(Date.now() - 1_000);
      const message = await desk.ask("latest");
      const address = `${TEAM}:${DESK}`;
      const root = await app.chat.send(address, message, "delivery-1");
      const reply = await app.chat.send(address, message, "delivery-2", { replyTo: root });
      expect(await app.chat.find(address, "delivery-1", since)).toEqual({
        messageId: root,
        parts: [1],
        complete: true,
      });
      expect(await app.chat.find(address, "delivery-2", since, root)).toMatchObject({ messageId: reply });
      expect(await app.chat.find(address, "delivery-2", since)).toBeNull();
    });

    test("it is connected, knows its workspace, and tells a person something directly", async () => {
      expect(app.chat.state().connected).toBe(true);
      expect(await desk.house.store.workspaces.get(TEAM)).toMatchObject({ name: "Newsroom" });
      await app.chat.tell?.(TEAM, ALICE, sampleAnswer());
      expect(await slack.messages(await slack.directChannel())).toHaveLength(1);
    });

    const form = "application/x-www-form-urlencoded";
    const old = { "x-slack-request-timestamp": "1600000000" };
    test.runIf(mode === "Events mode").each([
      { name: "another secret", headersOf: (body: string) => signed(body, false, "another-secret") },
      { name: "no signature", headersOf: () => ({ "content-type": form }) },
      { name: "an old time", headersOf: (body: string) => ({ ...signed(body, false), ...old }) },
    ])("refuses a request with $name", async ({ headersOf }) => {
      const body = `command=%2Fquotes&text=blinken&team_id=${SLACK.team}&channel_id=C&user_id=U`;
      const answer = await fetch(app.requestUrl, { method: "POST", headers: headersOf(body), body });
      expect(answer.status).toBe(401);
    });

    test.runIf(mode === "Events mode")("knows nothing beside its own address", async () => {
      const elsewhere = app.requestUrl.replace("/events", "/other");
      expect((await fetch(elsewhere, { method: "POST", body: "" })).status).toBe(404);
    });
  });
});
