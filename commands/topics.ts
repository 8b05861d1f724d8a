import { z } from "zod";
import { UserError } from "../src/errors.ts";
import type { Topic } from "../src/knowledge/knowledge.ts";
import type { Message } from "../src/messages/message.ts";
import { names, paragraph, plain, smallPrint, strong, text } from "../src/messages/spans.ts";
import { type CommandContext, defineCommand } from "./command.ts";
import { addOwnTopic, removeOwnTopic, showOwnTopic } from "./own-topics.ts";
import { findTopic, nearestTopics, suggestTopics } from "./topic-names.ts";
import { button, UsageError } from "./usage.ts";

const SHOWN_ALIASES = 4;

export const topics = defineCommand({
  name: "topics",
  aliases: ["topic"],
  summary: "The topics I follow; mute one here, or add your own with its words",
  options: z.object({
    action: z.enum(["list", "add", "remove", "mute", "unmute"]).describe("What to do").default("list"),
    topic: z
      .string()
      .describe('Topic, by any of its names; to add: port fees: "port fee", "docking fee", -cruise')
      .optional(),
  }),
  lead: "action",
  words: "topic",
  examples: [
    "topics military channels",
    'topics add port fees: "port fee", "docking fee", -cruise',
    "topics mute covid",
  ],
  audience: "asker",
  permission: "everyone",
  permissionFor: ({ action }) => (action === "list" ? "everyone" : "channel-manager"),
  suggest: { topic: suggestTopics },
  async run({ action, topic }, context) {
    if (action === "list") return topic === undefined ? listAll(context) : show(topic, context);
    if (topic === undefined) throw new UsageError(`Say which topic to ${action}.`);
    if (action === "add") return addOwnTopic(topic, context);
    if (action === "remove") return removeOwnTopic(topic.replaceAll('"', ""), context);
    return mute(action, findOrThrow(topic, context), context);
  },
});

async function show(typed: string, context: CommandContext): Promise<Message> {
  const own = await context.store.ownTopics.get(context.asker.workspaceId, typed);
  return own ? showOwnTopic(own, context) : showOne(findOrThrow(typed, context), context);
}

async function listAll({ knowledge, store, asker }: CommandContext): Promise<Message> {
  const all = knowledge.topics();
  const own = await store.ownTopics.ofWorkspace(asker.workspaceId);
  const items = all.map((topic) => [strong(topic.name), text(aliasWords(topic))]);
  const choices = all.map(({ id, name }) => ({
    label: name,
    call: { command: "latest", options: { about: `topic:${id}` } },
  }));
  return {
    summary: `${all.length} topics`,
    blocks: [
      { kind: "heading", text: `${all.length} topics` },
      { kind: "list", items },
      ...(own.length > 0
        ? [paragraph(strong("This workspace's own: "), names(own.map(({ name }) => name)))]
        : []),
      smallPrint(
        "Any of these names will do: /subscribe mil-mil, /latest semiconductors, /quotes blinken taiwan.",
      ),
      { kind: "select", placeholder: "Latest on a topic", choices },
    ],
  };
}

function aliasWords({ aliases }: Topic): string {
  return aliases.length > 0 ? `: also ${names(aliases.slice(0, SHOWN_ALIASES))}` : "";
}

async function showOne(topic: Topic, context: CommandContext): Promise<Message> {
  const { store, asker } = context;
  const found = await store.stories.latest({ workspaceId: asker.workspaceId, topic: topic.id, limit: 3 });
  const lines = found.map(({ headline }) => [text(headline)]);
  const value = `topic:${topic.id}`;
  return {
    summary: topic.name,
    blocks: [
      { kind: "heading", text: topic.name },
      paragraph(
        topic.aliases.length > 0 ? `Also known as ${names(topic.aliases)}.` : "It has no other names.",
      ),
      ...(lines.length > 0
        ? [paragraph(strong("Latest")), { kind: "list", items: lines } as const]
        : [paragraph("No stories on it yet.")]),
      {
        kind: "buttons",
        buttons: [
          button("Latest", "latest", { about: value }),
          button("Quotes", "quotes", { about: value }),
          button("Trend", "trend", { about: value }),
          button("Subscribe", "subscribe", { what: topic.id }),
          button("Mute", "topics", { action: "mute", topic: topic.id }),
        ],
      },
    ],
  };
}

async function mute(action: "mute" | "unmute", topic: Topic, context: CommandContext): Promise<Message> {
  const { store, channelId, asker } = context;
  await store.channels.ensure({ id: channelId, workspaceId: asker.workspaceId });
  const channel = await store.channels.get(channelId);
  const others = (channel?.mutedTopics ?? []).filter((id) => id !== topic.id);
  await store.channels.change(channelId, { mutedTopics: action === "mute" ? [...others, topic.id] : others });
  const line =
    action === "mute"
      ? `${topic.name} is muted here: stories mainly about it stay out of this channel's digests and alerts.`
      : `${topic.name} is no longer muted here.`;
  const undo = button(action === "mute" ? "Unmute" : "Mute again", "topics", {
    action: action === "mute" ? "unmute" : "mute",
    topic: topic.id,
  });
  return { ...plain(line, { kind: "buttons", buttons: [undo] }), audience: "channel" };
}

function findOrThrow(typed: string, { knowledge }: CommandContext): Topic {
  const topic = findTopic(typed, knowledge);
  if (topic) return topic;
  const near = nearestTopics(typed, knowledge, 3).map(({ name }) => name);
  const hint = near.length > 0 ? `Did you mean ${names(near)}?` : "See /topics for all of them.";
  throw new UserError(`I have no topic called “${typed.slice(0, 60)}”. ${hint}`);
}
