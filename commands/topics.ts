import { z } from "zod";
import { UserError } from "../src/errors.ts";
import type { Topic } from "../src/knowledge/knowledge.ts";
import type { Message } from "../src/messages/message.ts";
import { names, paragraph, plain, smallPrint, strong, text } from "../src/messages/spans.ts";
import { type CommandContext, defineCommand } from "./command.ts";
import { findTopic, nearestTopics, suggestTopics } from "./topic-names.ts";
import { button } from "./usage.ts";

const SHOWN_ALIASES = 4;

export const topics = defineCommand({
  name: "topics",
  aliases: ["topic"],
  summary: "The topics I follow and the names they go by; mute one in this channel",
  options: z.object({
    action: z.enum(["list", "mute", "unmute"]).describe("What to do").default("list"),
    topic: z.string().describe("Topic, by any of its names").optional(),
  }),
  lead: "action",
  words: "topic",
  examples: ["topics", "topics military channels", "topics mute covid"],
  audience: "asker",
  permission: "everyone",
  permissionFor: ({ action }) => (action === "list" ? "everyone" : "channel-manager"),
  suggest: { topic: suggestTopics },
  async run({ action, topic }, context) {
    if (action !== "list") return mute(action, topic, context);
    return topic === undefined ? listAll(context) : showOne(findOrThrow(topic, context), context);
  },
});

function listAll({ knowledge }: CommandContext): Message {
  const all = knowledge.topics();
  const items = all.map((topic) => [strong(topic.name), text(aliasWords(topic))]);
  const choices = all.slice(0, 25).map(({ id, name }) => ({
    label: name,
    call: { command: "latest", options: { about: `topic:${id}` } },
  }));
  return {
    summary: `${all.length} topics`,
    blocks: [
      { kind: "heading", text: `${all.length} topics` },
      { kind: "list", items },
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

async function mute(
  action: "mute" | "unmute",
  typed: string | undefined,
  context: CommandContext,
): Promise<Message> {
  if (typed === undefined)
    throw new UserError(`Say which topic to ${action}, such as /topics ${action} covid.`);
  const topic = findOrThrow(typed, context);
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
