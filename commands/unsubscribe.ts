import { z } from "zod";
import type { Message } from "../src/messages/message.ts";
import { count, cut, paragraph, plain } from "../src/messages/spans.ts";
import { wishNames } from "../src/messages/wish-names.ts";
import type { Subscription } from "../src/store/subscriptions.ts";
import { type CommandContext, defineCommand } from "./command.ts";
import { findPerson } from "./people.ts";
import { findTopic } from "./topic-names.ts";
import { button } from "./usage.ts";

export const unsubscribe = defineCommand({
  name: "unsubscribe",
  aliases: ["unfollow", "unsub"],
  summary: "Stop following a topic, a person or words in this channel; or all of them",
  options: z.object({
    what: z.string().describe("Topic, person or words as subscribed; all for everything").optional(),
  }),
  words: "what",
  examples: ["unsubscribe taiwan", "unsubscribe all"],
  audience: "channel",
  permission: "channel-manager",
  suggest: {
    async what(typed, context) {
      const wanted = typed.toLowerCase();
      const all = await context.store.subscriptions.ofChannel(context.channelId);
      const nameOf = await wishNames(context, context.asker.workspaceId, all);
      return all
        .map((one) => ({ label: nameOf(one), value: one.value }))
        .filter(({ label }) => label.toLowerCase().includes(wanted));
    },
  },
  async run({ what }, context) {
    const { store, channelId } = context;
    const all = await store.subscriptions.ofChannel(channelId);
    const nameOf = await wishNames(context, context.asker.workspaceId, all);
    if (all.length === 0)
      return forAsker(plain("This channel follows nothing in particular, so its digest has all topics."));
    const words = (what ?? "").replaceAll('"', "").trim();
    if (words === "") return pick("Which one?", all, nameOf);
    if (words.toLowerCase() === "all") {
      const gone = await store.subscriptions.clear(channelId);
      return plain(
        `This channel no longer follows anything in particular (${count(gone, "subscription")} removed).`,
      );
    }
    const found = await findSubscription(words, all, nameOf, context);
    if (!found) return pick(`This channel does not follow “${words.slice(0, 80)}”. It follows:`, all, nameOf);
    await store.subscriptions.remove(channelId, found.kind, found.value);
    const undo = button("Undo", "subscribe", {
      what: found.value,
      when: found.when,
      as: found.kind === "phrase" ? "phrase" : undefined,
    });
    return plain(`This channel no longer follows ${nameOf(found)}.`, {
      kind: "buttons",
      buttons: [undo],
    });
  },
});

async function findSubscription(
  words: string,
  all: readonly Subscription[],
  nameOf: (wish: Subscription) => string,
  context: CommandContext,
) {
  const topic = findTopic(words, context.knowledge)?.id;
  const person = await findPerson(words, context);
  const id = person.kind === "one" ? person.person.id : null;
  const wanted = words.toLowerCase();
  return all.find((one) => {
    const names = [one.value, nameOf(one)].map((name) => name.replaceAll('"', "").toLowerCase());
    return names.includes(wanted) || one.value === topic || one.value === id;
  });
}

function pick(line: string, all: readonly Subscription[], nameOf: (wish: Subscription) => string): Message {
  const choices = all.map((one) => ({
    label: cut(nameOf(one), 70),
    call: { command: "unsubscribe", options: { what: one.value } },
  }));
  return forAsker({
    summary: line,
    blocks: [paragraph(line), { kind: "select", placeholder: "Stop following", choices }],
  });
}

function forAsker(message: Message): Message {
  return { ...message, audience: "asker" };
}
