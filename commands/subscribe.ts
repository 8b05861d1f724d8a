import { z } from "zod";
import type { Button, Message } from "../src/messages/message.ts";
import { paragraph, quoted } from "../src/messages/spans.ts";
import { wishNames } from "../src/messages/wish-names.ts";
import { queryOf } from "../src/store/own-people.ts";
import type { Subscription } from "../src/store/subscriptions.ts";
import { type CommandContext, defineCommand } from "./command.ts";
import { findPerson, labelOf, type Named, suggestPeople } from "./people.ts";
import { scheduleLine } from "./schedule-line.ts";
import { findTopic, nearestTopics, suggestTopics } from "./topic-names.ts";
import { button } from "./usage.ts";

const LONGEST_PHRASE = 80;
/** A topic of the workspace's own may hold many words. */
const LONGEST_QUERY = 500;

type Wish = Pick<Subscription, "kind" | "value">;

export const subscribe = defineCommand({
  name: "subscribe",
  aliases: ["follow", "sub"],
  summary: "Follow a topic, a person or words in this channel: in its digest, or now",
  options: z.object({
    what: z.string().describe("Topic, person or words: military channels, blinken, rare earths").optional(),
    when: z.enum(["digest", "now"]).describe("In the digest, or as soon as a story is there").optional(),
    // Set by buttons:
    as: z.enum(["phrase"]).optional(),
  }),
  words: "what",
  examples: ["subscribe military channels", "subscribe taiwan now"],
  audience: "channel",
  permission: "channel-manager",
  suggest: {
    what: async (typed, context) => [
      ...(await suggestTopics(typed, context)),
      ...(await suggestPeople(typed, context)),
    ],
  },
  async run(given, context) {
    const { what, when } = readWhen(given.what ?? "", given.when);
    if (what === "") return pickTopic(context);
    const wish = given.as === "phrase" ? phrase(what) : await findWish(what, context);
    if ("kind" in wish) return follow(wish, when, context);
    return offer(what, when, wish.near, context);
  },
});

/** "taiwan now" asks for alerts; the word is not part of the name. */
function readWhen(
  typed: string,
  when: "digest" | "now" | undefined,
): { what: string; when: "digest" | "now" } {
  const words = typed.trim();
  const match = /^(?<what>.*?)\s*\b(?<when>now|immediately|at once|in the digest|digest)$/iu.exec(words);
  if (when !== undefined || !match?.groups) return { what: words, when: when ?? "digest" };
  const asked = /digest$/iu.test(match.groups.when ?? "") ? "digest" : "now";
  return { what: match.groups.what ?? "", when: asked };
}

function phrase(words: string): Wish {
  return { kind: "phrase", value: words.slice(0, LONGEST_QUERY) };
}

async function findWish(typed: string, context: CommandContext): Promise<Wish | { near: readonly Named[] }> {
  const what = typed.replaceAll('"', "").trim();
  const own = await context.store.ownTopics.get(context.asker.workspaceId, what);
  if (own) return { kind: "phrase", value: own.query };
  const topic = findTopic(what, context.knowledge);
  if (topic) return { kind: "topic", value: topic.id };
  const person = await findPerson(what, context);
  if (person.kind === "one" && person.person.own)
    return { kind: "phrase", value: queryOf(person.person.own) };
  if (person.kind === "one") return { kind: "person", value: person.person.id };
  return { near: person.kind === "several" ? person.people : person.near };
}

async function follow(wish: Wish, when: "digest" | "now", context: CommandContext): Promise<Message> {
  const { store, channelId, asker, now, knowledge } = context;
  await store.channels.ensure({ id: channelId, workspaceId: asker.workspaceId });
  const subscription = { ...wish, channelId, when, addedBy: asker.userId, addedAt: now() };
  const isNew = await store.subscriptions.add(subscription);
  const nameOf = await wishNames(context, asker.workspaceId, [wish]);
  const name = nameOf(wish);
  const how = when === "now" ? "as soon as a story is there" : "in the digest";
  const line = isNew
    ? `This channel now follows ${name}, ${how}.`
    : `This channel already follows ${name}, ${how}.`;
  const schedule = await scheduleLine(context);
  const buttons: Button[] = [
    when === "now"
      ? button("In the digest only", "subscribe", { what: wish.value, when: "digest", as: asPhrase(wish) })
      : button("Tell me at once", "subscribe", { what: wish.value, when: "now", as: asPhrase(wish) }),
    button("Unsubscribe", "unsubscribe", { what: wish.value }),
    ...(when === "digest" && !schedule.isSet
      ? [button("Digest daily 08:00", "digest", { when: "daily 08:00" })]
      : []),
    button("All subscriptions", "subscriptions"),
  ];
  return {
    summary: line,
    audience: isNew ? "channel" : "asker",
    blocks: [
      paragraph(line, ...(when === "digest" ? [" ", ...schedule.line] : [])),
      ...(await preview(wish, knowledge.topics().length > 0, context)),
      { kind: "buttons", buttons },
    ],
  };
}

/** What it would have brought lately, so that one sees at once whether it is what was meant. */
async function preview({ kind, value }: Wish, known: boolean, context: CommandContext) {
  if (!known || value.startsWith("name:")) return [];
  const { store, asker, now } = context;
  const since = new Date(now().getTime() - 7 * 24 * 60 * 60 * 1000);
  const question = { workspaceId: asker.workspaceId, since, limit: 100 };
  const found =
    kind === "phrase"
      ? await store.stories.search(value, question)
      : await store.stories.latest({
          ...question,
          ...(kind === "topic" ? { topic: value } : { actor: value }),
        });
  const more = found.length === 100 ? "100 or more" : String(found.length);
  const stories = found.length === 1 ? "1 story" : `${more} stories`;
  const newest = found[0] ? `, the newest: ${found[0].headline}` : "";
  return [{ kind: "smallPrint", text: [{ text: `In the last 7 days: ${stories}${newest}` }] } as const];
}

function asPhrase({ kind }: Wish): string | undefined {
  return kind === "phrase" ? "phrase" : undefined;
}

/** Neither topic nor person: the nearest ones, or the words themselves. */
function offer(
  what: string,
  when: "digest" | "now",
  near: readonly Named[],
  { knowledge }: CommandContext,
): Message {
  const shown = what.slice(0, LONGEST_PHRASE);
  const line = `${quoted(shown)} is neither a topic nor a person I know. Follow the words themselves, or did you mean one of these?`;
  const close = nearestTopics(what, knowledge, 3);
  const buttons = [
    button("Follow the words", "subscribe", { what: shown, when, as: "phrase" }, "primary"),
    ...close.map(({ id, name }) => button(name, "subscribe", { what: id, when })),
    ...near.slice(0, 3).map((person) => button(labelOf(person), "subscribe", { what: person.id, when })),
    button("All topics", "topics"),
  ];
  const only = `${quoted(shown)} is neither a topic nor a person I know. Follow the words themselves?`;
  const text = close.length + near.length > 0 ? line : only;
  return { summary: text, audience: "asker", blocks: [paragraph(text), { kind: "buttons", buttons }] };
}

function pickTopic({ knowledge }: CommandContext): Message {
  const line =
    "What should this channel follow? Pick a topic, or type a person or any words: /subscribe blinken.";
  const choices = knowledge.topics().map(({ id, name }) => ({
    label: name,
    call: { command: "subscribe", options: { what: id } },
  }));
  return {
    summary: line,
    audience: "asker",
    blocks: [paragraph(line), { kind: "select", placeholder: "Pick a topic", choices }],
  };
}
