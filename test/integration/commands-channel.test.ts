import { beforeEach, describe, expect } from "vitest";
import type { Asker } from "../../commands/command.ts";
import type { Button, Message } from "../../src/messages/message.ts";
import { test as base } from "../support/database.ts";
import { DESK_NOW, type NewsDesk, openNewsDesk } from "../support/news-desk.ts";

const CHANNEL = "terminal:local:main";
const MEMBER: Partial<Asker> = { chat: "slack", isAdmin: false, managesChannel: false };
const MANAGER: Partial<Asker> = { chat: "slack", isAdmin: false, managesChannel: true };

const test = base.extend("desk", { scope: "file" }, async ({ database }, { onCleanup }) => {
  const desk: NewsDesk = await openNewsDesk(database.url, { empty: true });
  onCleanup(() => desk.close());
  return desk;
});

beforeEach<{ desk: NewsDesk }>(async ({ desk }) => {
  await desk.house.store.channels.remove(CHANNEL);
});

function labels(message: Message): string[] {
  return message.blocks.flatMap((block) =>
    block.kind === "buttons" ? block.buttons.map(({ label }) => label) : [],
  );
}

function press(message: Message, label: string): Button["call"] {
  const buttons = message.blocks.flatMap((block) => (block.kind === "buttons" ? block.buttons : []));
  const found = buttons.find((button) => button.label.startsWith(label));
  if (!found) throw new Error(`no button ${label} among ${labels(message)}`);
  return found.call;
}

async function wishes(desk: NewsDesk) {
  const all = await desk.house.store.subscriptions.ofChannel(CHANNEL);
  return all.map(({ kind, value, when }) => `${kind} ${value} ${when}`);
}

describe("/subscribe", () => {
  test.for([
    { typed: "military channels", wish: "topic military-channels digest" },
    { typed: "mil-mil now", wish: "topic military-channels now" },
    { typed: "defence hotline", wish: "topic military-channels digest" },
    { typed: "blinken", wish: "person antony-blinken digest" },
    { typed: '"wang yi" when:now', wish: "person wang-yi now" },
  ])("$typed", async ({ typed, wish }, { desk }) => {
    const message = await desk.ask(`/subscribe ${typed}`);
    expect(message.audience).toBe("channel");
    expect(await wishes(desk)).toEqual([wish]);
  });

  test("what is neither topic nor person is offered as a phrase", async ({ desk }) => {
    const message = await desk.ask("/subscribe panda loans");
    expect(message.audience).toBe("asker");
    expect(await wishes(desk)).toEqual([]);
    await desk.press(press(message, "Follow the words"));
    expect(await wishes(desk)).toEqual(["phrase panda loans digest"]);
  });

  test("a misspelt topic gets the nearest as a button", async ({ desk }) => {
    const message = await desk.ask("/subscribe tarifs and trade");
    if (message.audience === "asker") await desk.press(press(message, "Trade"));
    expect(await wishes(desk)).toEqual(["topic trade-tariffs digest"]);
  });

  test("twice is told only to who asked, and the button changes when", async ({ desk }) => {
    await desk.ask("/subscribe taiwan");
    const again = await desk.ask("/subscribe taiwan");
    expect(again.audience).toBe("asker");
    expect(again.summary).toMatch(/already follows Taiwan/u);
    await desk.press(press(again, "Tell me at once"));
    expect(await wishes(desk)).toEqual(["topic taiwan now"]);
  });

  test("nothing said: a choice of topics", async ({ desk }) => {
    const message = await desk.ask("/subscribe");
    const select = message.blocks.find((block) => block.kind === "select");
    expect(select?.kind === "select" ? select.choices.length : 0).toBe(
      desk.house.parts.knowledge.topics().length,
    );
  });
});

describe("/unsubscribe", () => {
  test("by another name, and undone by its button", async ({ desk }) => {
    await desk.ask("/subscribe military channels now");
    const message = await desk.ask("/unsubscribe mil-mil");
    expect(await wishes(desk)).toEqual([]);
    await desk.press(press(message, "Undo"));
    expect(await wishes(desk)).toEqual(["topic military-channels now"]);
  });

  test("a phrase, and all", async ({ desk }) => {
    await desk.press(press(await desk.ask("/subscribe panda loans"), "Follow the words"));
    await desk.ask("/subscribe taiwan");
    await desk.ask("/unsubscribe Panda Loans");
    expect(await wishes(desk)).toEqual(["topic taiwan digest"]);
    await desk.ask("/unsubscribe all");
    expect(await wishes(desk)).toEqual([]);
    expect((await desk.ask("/unsubscribe all")).summary).toMatch(/follows nothing in particular/u);
  });
});

describe("/digest", () => {
  test("sets the schedule and shows the next time in its zone", async ({ desk }) => {
    const message = await desk.ask("/digest daily 08:00 Asia/Singapore");
    expect(message.summary).toBe(
      "This channel gets its digest daily at 08:00, Singapore time. Next: Tue 20 Jun 2023, 08:00.",
    );
    expect(await desk.house.store.schedules.get(CHANNEL)).toMatchObject({
      cadence: "daily",
      localTime: "08:00",
      timeZone: "Asia/Singapore",
      setAt: DESK_NOW,
      nextDueAt: new Date("2023-06-20T00:00:00Z"),
    });
  });

  test("weekly, without a zone: the asker's", async ({ desk }) => {
    const message = await desk.ask("/digest weekly mon 08:00");
    expect(message.summary).toMatch(/every Monday at 08:00, Singapore time\. Next: Mon 26 Jun 2023, 08:00/u);
  });

  test("the channel's own zone goes before the asker's", async ({ desk }) => {
    await desk.ask("/channel zone:london");
    expect((await desk.ask("/digest daily 08:00")).summary).toContain("London time");
  });

  test("EST is asked back, and the button sets what was meant", async ({ desk }) => {
    const message = await desk.ask("/digest weekly fri 4pm EST");
    expect(message.audience).toBe("asker");
    await desk.press(press(message, "New York"));
    expect(await desk.house.store.schedules.get(CHANNEL)).toMatchObject({
      cadence: "weekly",
      weekday: 5,
      localTime: "16:00",
      timeZone: "America/New_York",
    });
  });

  test("off, and on again by its button", async ({ desk }) => {
    await desk.ask("/digest daily 18:30 beijing");
    const message = await desk.ask("/digest off");
    expect(await desk.house.store.schedules.get(CHANNEL)).toBeNull();
    await desk.press(press(message, "Turn it on again"));
    expect(await desk.house.store.schedules.get(CHANNEL)).toMatchObject({
      localTime: "18:30",
      timeZone: "Asia/Shanghai",
    });
    await desk.ask("/digest off");
    expect((await desk.ask("/digest off")).summary).toMatch(/nothing to turn off/u);
  });

  test("the next one is told in the asker's own time too, where only they read it", async ({ desk }) => {
    await desk.ask("/digest daily 08:00 singapore");
    const line =
      "daily at 08:00, Singapore time; next: Tue 20 Jun 2023, 08:00 (Tue 20 Jun 2023, 02:00 where you are)";
    const read = async (call: string, timeZone: string) =>
      (await desk.read(call, { timeZone })).replaceAll("\n", " ");
    expect(await read("/subscriptions", "Europe/Paris")).toContain(line);
    expect(await read("/subscriptions", "Asia/Manila")).not.toContain("where you are");
    expect(await read("/digest now", "Europe/Paris")).not.toContain("where you are");
  });

  test("a day that has had its digest is passed over", async ({ desk }) => {
    const { store } = desk.house;
    await store.channels.ensure({ id: CHANNEL, workspaceId: "terminal:local" });
    await store.deliveries.claim(
      { channelId: CHANNEL, kind: "digest", period: "2023-06-20", storyIds: [] },
      DESK_NOW,
    );
    expect((await desk.ask("/digest daily 08:00 singapore")).summary).toContain(
      "Next: Wed 21 Jun 2023, 08:00",
    );
  });

  test("a wrong call gets what is missing and two examples", async ({ desk }) => {
    const message = await desk.ask("/digest daily");
    expect(message.summary).toMatch(/^Say a time of day/u);
    expect(JSON.stringify(message.blocks)).toMatch(
      /\/digest daily 08:00 Asia\/Singapore.*\/digest weekly mon 08:00/u,
    );
  });

  test("an empty day says so in one line", async ({ desk }) => {
    expect((await desk.ask("/digest now")).summary).toMatch(
      /^No news from .*: nothing was read in that time\.$/u,
    );
  });
});

describe("who may", () => {
  test("a member is told why not, and nothing changes", async ({ desk }) => {
    for (const line of [
      "/subscribe taiwan",
      "/digest daily 08:00",
      "/topics mute taiwan",
      "/channel quiet:22:00-07:00",
    ]) {
      const message = await desk.ask(line, MEMBER);
      expect(message.audience).toBe("asker");
      expect(message.summary).toMatch(/^Only someone who may manage this channel can do that/u);
    }
    expect(await desk.house.store.channels.get(CHANNEL)).toBeNull();
  });

  test("looking is for everybody, feeds are for admins", async ({ desk }) => {
    for (const line of ["/subscriptions", "/digest now", "/topics", "/channel", "/feeds", "/status"]) {
      expect((await desk.ask(line, MEMBER)).summary).not.toMatch(/^Only /u);
    }
    expect((await desk.ask("/feeds add https://a.example/", MANAGER)).summary).toMatch(/^Only an admin/u);
  });

  test("a workspace may leave its channels to admins", async ({ desk }) => {
    await desk.house.store.workspaces.save({ id: "terminal:local", adminsOnly: true });
    expect((await desk.ask("/subscribe taiwan", MANAGER)).summary).toMatch(/^Only an admin/u);
    await desk.house.store.workspaces.save({ id: "terminal:local", adminsOnly: false });
    expect((await desk.ask("/subscribe taiwan", MANAGER)).summary).toMatch(/now follows Taiwan/u);
  });
});

describe("/channel and /topics mute", () => {
  test("quiet hours", async ({ desk }) => {
    await desk.ask("/channel quiet:22:00-7");
    expect(await desk.house.store.channels.get(CHANNEL)).toMatchObject({
      quietFrom: "22:00",
      quietTo: "07:00",
    });
    expect((await desk.ask("/channel quiet:25-7")).summary).toMatch(/Write quiet hours like/u);
    await desk.ask("/channel quiet:off");
    expect(await desk.house.store.channels.get(CHANNEL)).toMatchObject({ quietFrom: null, quietTo: null });
  });

  test("days on which alerts come", async ({ desk }) => {
    const set = await desk.ask("/channel quiet:22:00-07:00 days:mon-fri");
    expect(set.summary).toMatch(/^Alerts come on Monday to Friday only, and none from 22:00 to 07:00/u);
    expect(await desk.house.store.channels.get(CHANNEL)).toMatchObject({
      quietFrom: "22:00",
      quietDays: [6, 7],
    });
    expect(await desk.read("/subscriptions")).toMatch(/Alerts come on Monday to Friday only/u);
    expect((await desk.ask("/channel days:someday")).summary).toMatch(/Write days like/u);
    expect((await desk.ask("/channel days:mon-fri", MEMBER)).summary).toMatch(/^Only someone who may/u);
    await desk.press(press(await desk.ask("/channel"), "Alerts on all days"));
    expect(await desk.house.store.channels.get(CHANNEL)).toMatchObject({ quietDays: [] });
  });

  test("mutes a topic and takes it back", async ({ desk }) => {
    const message = await desk.ask("/topics mute covid");
    expect((await desk.house.store.channels.get(CHANNEL))?.mutedTopics).toEqual(["covid-health"]);
    await desk.press(press(message, "Unmute"));
    expect((await desk.house.store.channels.get(CHANNEL))?.mutedTopics).toEqual([]);
  });
});

describe("a topic of the workspace's own", () => {
  test("is added, shown, followed by its name, and removed", async ({ desk }) => {
    const added = await desk.ask('/topics add Port fees: docking, "port fee", -cruise');
    expect(added.audience).toBe("channel");
    expect(added.summary).toBe(
      "Port fees is now a topic of this workspace: docking, or port fee, without cruise.",
    );
    expect((await desk.ask("/topics port fees")).summary).toBe("Port fees");
    await desk.ask("/subscribe port fees now");
    expect(await wishes(desk)).toEqual(['phrase docking -cruise or "port fee" -cruise now']);
    expect((await desk.ask("/subscriptions")).summary).toBe("This channel follows Port fees");
    expect((await desk.ask("/unsubscribe PORT FEES")).summary).toBe(
      "This channel no longer follows Port fees.",
    );
    await desk.ask("/topics remove port fees");
    expect((await desk.ask("/topics port fees")).summary).toMatch(/no topic called “port fees”/u);
  });

  test("no other workspace sees it", async ({ desk }) => {
    await desk.ask("/topics add Port fees: docking");
    const other = await desk.ask("/topics port fees", { workspaceId: "slack:T9" });
    expect(other.summary).toMatch(/no topic called “port fees”/u);
    await desk.ask("/topics remove port fees");
  });

  test.for([
    { typed: "Port fees", fault: /a name, a colon, and its words/u },
    { typed: "Port fees: -bear", fault: /needs words to find/u },
    { typed: "Taiwan: island", fault: /is a name of the topic Taiwan/u },
    { typed: `${"p".repeat(61)}: panda`, fault: /too long/u },
    { typed: `Port fees: ${"panda bear, ".repeat(60)}`, fault: /more words than I can look for/u },
  ])("is refused with a reason: $typed", async ({ typed, fault }, { desk }) => {
    expect((await desk.ask(`/topics add ${typed}`)).summary).toMatch(fault);
  });
});

describe("/feeds", () => {
  test("an admin adds a private feed once, and removes it again", async ({ database }) => {
    const found = {
      url: "https://n.example/rss",
      title: "N Daily",
      homepage: null,
      language: "en",
      titles: ["One"],
    };
    const own = await openNewsDesk(database.url, { empty: true, deps: { findFeed: async () => found } });
    const message = await own.ask("/feeds add n.example");
    expect(message.summary).toMatch(/^I read N Daily from now on, for this workspace alone/u);
    expect(own.asked.map(({ job }) => job)).toEqual(["fetch-feed"]);
    const [feed] = await own.house.store.feeds.list("terminal:local");
    expect(feed).toMatchObject({ workspaceId: "terminal:local", outlet: "N Daily", url: found.url });
    expect(await own.house.store.feeds.list("slack:other")).toEqual([]);
    const hub = { id: "h", feedId: feed?.id ?? "", hub: "https://hub.example/", topic: found.url };
    const keys = {
      callback: "https://bot.example/websub/t",
      token: "t",
      secret: "s",
      nextTryAt: new Date(0),
    };
    await own.house.store.hubs.want({ ...hub, ...keys });
    expect(JSON.stringify(await own.ask("/feeds n daily"))).not.toContain("pushed");
    await own.house.store.hubs.save("h", { leasedUntil: new Date("2100-01-01T00:00:00Z") });
    expect(JSON.stringify(await own.ask("/feeds n daily"))).toContain("pushed by hub.example");
    expect((await own.ask("/feeds add n.example")).summary).toMatch(/^I read that feed already/u);
    expect((await own.ask("/feeds remove n daily")).summary).toMatch(/^I no longer read N Daily/u);
    expect(await own.house.store.feeds.list("terminal:local")).toEqual([]);
    await own.close();
  });

  test("an address without a feed is said so", async ({ desk }) => {
    expect((await desk.ask("/feeds add https://a.example/")).summary).toBe(
      "There is no feed at https://a.example/.",
    );
  });
});
