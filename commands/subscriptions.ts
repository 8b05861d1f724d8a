import { z } from "zod";
import { explainUnreachable } from "../src/chat/chat.ts";
import { quietWords } from "../src/digests/quiet.ts";
import type { Block } from "../src/messages/message.ts";
import { cut, paragraph, strong, text } from "../src/messages/spans.ts";
import { wishNames } from "../src/messages/wish-names.ts";
import { defineCommand } from "./command.ts";
import { scheduleLine } from "./schedule-line.ts";
import { topicNames } from "./topic-names.ts";
import { button } from "./usage.ts";

export const subscriptions = defineCommand({
  name: "subscriptions",
  aliases: ["subs", "following"],
  summary: "What this channel follows, and when its next digest comes",
  options: z.object({}),
  examples: ["subscriptions", "subscribe taiwan"],
  audience: "asker",
  permission: "everyone",
  async run(_options, context) {
    const { store, channelId, knowledge } = context;
    const all = await store.subscriptions.ofChannel(channelId);
    const nameOf = await wishNames(context, context.asker.workspaceId, all);
    const channel = await store.channels.get(channelId);
    const schedule = await scheduleLine(context, { forAsker: true });
    const muted = (channel?.mutedTopics ?? []).flatMap((id) => topicNames(knowledge).get(id) ?? []);
    const blocks: Block[] = [{ kind: "heading", text: "What this channel follows" }];
    if (all.length === 0) {
      blocks.push(
        paragraph(
          "Nothing in particular: its digest has all topics. Narrow it with /subscribe taiwan, or any topic, person or words.",
        ),
      );
    } else {
      const items = all.map((one) => [
        strong(nameOf(one)),
        text(one.when === "now" ? ": as soon as a story is there" : ": in the digest"),
      ]);
      blocks.push({ kind: "list", items });
    }
    blocks.push(paragraph(...schedule.line));
    if (muted.length > 0) blocks.push(paragraph(`Muted here: ${muted.join(", ")}.`));
    if (channel && (channel.quietFrom !== null || channel.quietDays.length > 0)) {
      blocks.push(paragraph(quietWords(channel)));
    }
    if (channel?.brokenReason) {
      blocks.push(
        paragraph(
          `I cannot post here: ${explainUnreachable(channel.brokenReason).why}. /why channel says more.`,
        ),
      );
    }
    if (all.length > 0) {
      const choices = all.map((one) => ({
        label: cut(nameOf(one), 70),
        call: { command: "unsubscribe", options: { what: one.value } },
      }));
      blocks.push({ kind: "select", placeholder: "Stop following", choices });
    }
    const buttons = [
      button("Digest now", "digest", { when: "now" }),
      ...(schedule.isSet
        ? [button("Digest off", "digest", { when: "off" })]
        : [button("Digest daily 08:00", "digest", { when: "daily 08:00" })]),
      button("Topics", "topics"),
    ];
    blocks.push({ kind: "buttons", buttons });
    const first = all.map((one) => nameOf(one)).join(", ");
    return {
      summary: all.length > 0 ? `This channel follows ${cut(first, 120)}` : "This channel follows all topics",
      blocks,
    };
  },
});
