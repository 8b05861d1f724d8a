import { z } from "zod";
import { UserError } from "../src/errors.ts";
import type { FeedJudgement } from "../src/feeds/health.ts";
import { ownFeed } from "../src/feeds/own-feed.ts";
import { formatTime } from "../src/messages/dates.ts";
import { feedName, healthWords } from "../src/messages/feed-health.ts";
import type { Message, TextSpan } from "../src/messages/message.ts";
import {
  count,
  cut,
  emphasis,
  link,
  names,
  paragraph,
  plain,
  smallPrint,
  text,
} from "../src/messages/spans.ts";
import type { StoredFeed } from "../src/store/feeds.ts";
import { type CommandContext, defineCommand } from "./command.ts";
import { judgeFeeds } from "./judge-feeds.ts";
import { nearestNames } from "./nearest.ts";
import { button, UsageError } from "./usage.ts";
import { zoneOf } from "./zone.ts";

const PAGE = 20;

export const feeds = defineCommand({
  name: "feeds",
  aliases: ["feed", "sources"],
  summary: "The feeds I read and how they are; admins add and remove them",
  options: z.object({
    action: z.enum(["list", "add", "remove"]).describe("What to do").default("list"),
    feed: z
      .string()
      .describe("To add: a site's or feed's address. Else an outlet or part of its name")
      .optional(),
    // Set by buttons:
    page: z.coerce.number().int().min(1).max(1_000).optional(),
    id: z.string().optional(),
  }),
  lead: "action",
  words: "feed",
  examples: ["feeds", "feeds add https://example.com/rss", "feeds remove example.com"],
  audience: "asker",
  permission: "everyone",
  permissionFor: ({ action }) => (action === "list" ? "everyone" : "admin"),
  suggest: {
    async feed(typed, { store, asker }) {
      const wanted = typed.toLowerCase();
      const all = await store.feeds.list(asker.workspaceId);
      return all
        .filter(({ outlet, url }) => `${outlet} ${url}`.toLowerCase().includes(wanted))
        .map(({ id, outlet, section }) => ({
          label: cut(section ? `${outlet}: ${section}` : outlet, 100),
          value: id,
        }));
    },
  },
  async run({ action, feed, page = 1, id }, context) {
    if (action === "list") return list(feed, page, context);
    const asked = id ?? feed;
    if (asked === undefined) {
      throw new UsageError(
        action === "add" ? "Give the address of a site or a feed." : "Say which feed to remove.",
      );
    }
    return action === "add" ? add(asked, context) : remove(asked, id !== undefined, context);
  },
});

async function list(filter: string | undefined, page: number, context: CommandContext): Promise<Message> {
  const { store, asker, now } = context;
  const zone = await zoneOf(context);
  const all = await store.feeds.list(asker.workspaceId);
  const fitting = filter === undefined ? all : all.filter((feed) => fits(feed, filter));
  if (fitting.length === 0) return none(filter, all);
  const judged = await judgeFeeds(fitting, store, now());
  const states = new Map(fitting.map((feed) => [feed.id, stateOf(feed, judged.get(feed.id), zone)]));
  const ill = fitting.filter(({ id, lastLookAt }) => lastLookAt !== null && states.get(id) !== null);
  // What needs a look stands first.
  const sorted = [...ill, ...fitting.filter((feed) => !ill.includes(feed))];
  const shown = sorted.slice((page - 1) * PAGE, page * PAGE);
  const hubs = await pushingHubs(shown, context);
  const title = `${count(fitting.length, "feed")} of ${count(new Set(fitting.map(({ publisher }) => publisher)).size, "publisher")}`;
  const words =
    ill.length === 0
      ? wellWords(fitting)
      : `${ill.length} of them ${ill.length === 1 ? "needs" : "need"} a look.`;
  return {
    summary: `${title}. ${words}`,
    blocks: [
      { kind: "heading", text: title },
      paragraph(words),
      {
        kind: "list",
        items: shown.map((feed) => lineOf(feed, states.get(feed.id) ?? null, hubs.get(feed.id))),
      },
      ...(sorted.length > PAGE ? [smallPrint(`Page ${page} of ${Math.ceil(sorted.length / PAGE)}`)] : []),
      {
        kind: "buttons",
        buttons: [
          ...(page > 1 ? [button("Back", "feeds", { feed: filter, page: String(page - 1) })] : []),
          ...(page * PAGE < sorted.length
            ? [button("More", "feeds", { feed: filter, page: String(page + 1) })]
            : []),
          button("Status", "status"),
        ],
      },
    ],
  };
}

function wellWords(feeds: readonly StoredFeed[]): string {
  const unread = feeds.filter(({ lastLookAt }) => lastLookAt === null).length;
  if (unread === 0) return feeds.length === 1 ? "It answers." : "All of them answer.";
  return unread === feeds.length
    ? "None was read yet."
    : `All that were read answer; ${unread} not read yet.`;
}

function fits({ id, outlet, publisher, url, section }: StoredFeed, wanted: string): boolean {
  const words = wanted.toLowerCase();
  return (
    id === wanted ||
    [outlet, publisher, url, section ?? ""].some((part) => part.toLowerCase().includes(words))
  );
}

/** By feed: the host of the hub that tells of its changes now. */
async function pushingHubs(
  shown: readonly StoredFeed[],
  { store, now }: CommandContext,
): Promise<ReadonlyMap<string, string>> {
  const hubs = await store.hubs.ofFeeds(shown.map(({ id }) => id));
  const pushing = hubs.filter(({ leasedUntil }) => leasedUntil !== null && leasedUntil > now());
  return new Map(pushing.map(({ feedId, hub }) => [feedId, new URL(hub).host]));
}

function lineOf(feed: StoredFeed, state: string | null, hub: string | undefined): TextSpan[] {
  return [
    link(feedName(feed), feed.homepage ?? feed.url),
    text(` (${feed.class}, ${feed.country})`),
    ...(feed.workspaceId === null ? [] : [text(", yours alone")]),
    ...(hub === undefined ? [] : [text(`, pushed by ${hub}`)]),
    ...(state === null ? [] : [emphasis(` · ${state}`)]),
  ];
}

/** What is wrong with a feed, in words; null while all is well. */
function stateOf(
  { failures, lastError, lastOkAt, lastLookAt }: StoredFeed,
  judgement: FeedJudgement | undefined,
  zone: string,
): string | null {
  if (lastLookAt === null) return "not read yet";
  const words = judgement ? healthWords(judgement, zone) : "";
  if (words !== "") return words;
  if (failures === 0) return null;
  const since = lastOkAt === null ? "never answered" : `silent since ${formatTime(lastOkAt, zone)}`;
  return `${since}: ${cut(lastError ?? "no answer", 100)}`;
}

function none(filter: string | undefined, all: readonly StoredFeed[]): Message {
  if (filter === undefined || all.length === 0)
    return plain("I read no feeds yet. An admin adds one with /feeds add and its address.");
  const near = nearestNames(filter, [...new Set(all.map(({ outlet }) => outlet))]);
  const hint = near.length > 0 ? ` Did you mean ${names(near)}?` : "";
  return plain(`No feed of mine fits “${cut(filter, 60)}”.${hint}`, {
    kind: "buttons",
    buttons: [button("All feeds", "feeds")],
  });
}

async function add(address: string, context: CommandContext): Promise<Message> {
  const { store, asker, findFeed, enqueue } = context;
  const found = await findFeed(address);
  const known = (await store.feeds.list(asker.workspaceId)).find(({ url }) => url === found.url);
  if (known) return plain(`I read that feed already: ${known.outlet}.`);
  const title = found.title === null ? null : cut(found.title, 80);
  const feed = { ...ownFeed({ ...found, title }, asker.workspaceId), addedBy: asker.userId };
  const { id, outlet } = feed;
  await store.feeds.add([feed]);
  await enqueue("fetch-feed", [{ feedId: id }]);
  const line = `I read ${outlet} from now on, for this workspace alone. What it holds today can be searched; only what comes next is announced.`;
  const latest = found.titles.slice(0, 3).map((title) => [text(title)]);
  return {
    summary: line,
    audience: "channel",
    blocks: [
      paragraph(line),
      ...(latest.length > 0 ? [{ kind: "list", items: latest } as const] : []),
      { kind: "buttons", buttons: [button("Remove it", "feeds", { action: "remove", id })] },
    ],
  };
}

async function remove(asked: string, exact: boolean, context: CommandContext): Promise<Message> {
  const { store, asker } = context;
  const all = await store.feeds.list(asker.workspaceId);
  const found = all.filter((feed) => (exact ? feed.id === asked : fits(feed, asked)));
  const [feed] = found;
  if (!feed) throw new UserError(`No feed of mine fits “${cut(asked, 60)}”. See /feeds.`);
  if (found.length > 1) {
    const line = "Several feeds fit. Which one?";
    const choices = found.slice(0, 25).map(({ id, outlet, section }) => ({
      label: cut(section ? `${outlet}: ${section}` : outlet, 70),
      call: { command: "feeds", options: { action: "remove", id } },
    }));
    return { summary: line, blocks: [paragraph(line), { kind: "select", placeholder: "Remove", choices }] };
  }
  if (feed.workspaceId === null) {
    throw new UserError(
      `${feed.outlet} is one of the feeds that everyone on this bot reads: they are set by whoever runs it, in the catalogue. Mute a topic or follow fewer to see less.`,
    );
  }
  await store.feeds.remove(feed.id, context.now());
  return { ...plain(`I no longer read ${feed.outlet}. What came from it stays.`), audience: "channel" };
}
