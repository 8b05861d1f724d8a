import { readWordsQuery } from "../src/digests/words-query.ts";
import { UserError } from "../src/errors.ts";
import type { Block, Message } from "../src/messages/message.ts";
import { count, paragraph, plain, smallPrint, strong, text } from "../src/messages/spans.ts";
import type { OwnTopic } from "../src/store/own-topics.ts";
import type { Story } from "../src/store/stories.ts";
import type { CommandContext } from "./command.ts";
import { findTopic } from "./topic-names.ts";
import { button, UsageError } from "./usage.ts";

const LONGEST_NAME = 60;
const LONGEST_QUERY = 400;
const MOST_TOPICS = 100;
const PREVIEW_DAYS = 30;
const PREVIEW_MOST = 100;

/** A topic of one's own as typed: `port fees: "port fee", docking fee, -cruise`. */
export function readOwnTopic(typed: string): Pick<OwnTopic, "name" | "query"> {
  const [, given, list] = /^([^:：]+)[:：](.+)$/su.exec(typed) ?? [];
  const name = (given ?? "").replaceAll('"', "").trim();
  if (name === "" || list === undefined) {
    throw new UsageError(
      'Write a name, a colon, and its words with commas: port fees: "port fee", "docking fee", -cruise',
    );
  }
  if (name.length > LONGEST_NAME)
    throw new UserError(`That name is too long: at most ${LONGEST_NAME} characters.`);
  const terms = (list.match(/-?"[^"]*"?|[^,]+/gu) ?? [])
    .flatMap((part) => (part.includes('"') ? [part] : part.split(",")))
    .map((term) => term.trim())
    .filter((term) => /[\p{L}\p{N}]/u.test(term));
  const unwanted = terms.filter((term) => term.startsWith("-"));
  const wanted = terms.filter((term) => !term.startsWith("-"));
  if (wanted.length === 0) throw new UserError("A topic needs words to find, not only words to leave out.");
  const query = wanted.map((term) => [term, ...unwanted].join(" ")).join(" or ");
  if (query.length > LONGEST_QUERY || readWordsQuery(query).alternatives.length === 0) {
    throw new UserError("Those are more words than I can look for at once: use fewer.");
  }
  return { name, query };
}

/** Keeps a topic for the workspace and shows what it would have found lately. */
export async function addOwnTopic(typed: string, context: CommandContext): Promise<Message> {
  const { store, asker, channelId, knowledge, now } = context;
  const { name, query } = readOwnTopic(typed);
  const taken = findTopic(name, knowledge);
  if (taken) throw new UserError(`“${name}” is a name of the topic ${taken.name}. Choose another.`);
  const before = await store.ownTopics.ofWorkspace(asker.workspaceId);
  if (before.length >= MOST_TOPICS)
    throw new UserError(`This workspace has ${MOST_TOPICS} topics of its own: remove one first.`);
  await store.channels.ensure({ id: channelId, workspaceId: asker.workspaceId });
  await store.ownTopics.save(asker.workspaceId, { name, query, addedBy: asker.userId, addedAt: now() });
  const line = `${name} is now a topic of this workspace: ${wordsOf(query)}.`;
  return {
    summary: line,
    audience: "channel",
    blocks: [
      paragraph(line),
      ...(await preview(query, context)),
      {
        kind: "buttons",
        buttons: [
          button("Subscribe", "subscribe", { what: name }),
          button("Latest", "latest", { about: `own:${name}` }),
          button("Remove it", "topics", { action: "remove", topic: name }),
        ],
      },
    ],
  };
}

export async function removeOwnTopic(name: string, { store, asker }: CommandContext): Promise<Message> {
  const topic = await store.ownTopics.get(asker.workspaceId, name);
  if (!topic)
    throw new UserError(
      `This workspace has no topic of its own called “${name.slice(0, LONGEST_NAME)}”. See /topics.`,
    );
  await store.ownTopics.remove(asker.workspaceId, name);
  const line = `${topic.name} is no longer a topic of this workspace. Channels that follow its words go on doing so.`;
  return { ...plain(line), audience: "channel" };
}

/** What one topic of the workspace's own finds. */
export async function showOwnTopic({ name, query }: OwnTopic, context: CommandContext): Promise<Message> {
  return {
    summary: name,
    blocks: [
      { kind: "heading", text: name },
      paragraph(`This workspace's own: ${wordsOf(query)}.`),
      ...(await preview(query, context)),
      {
        kind: "buttons",
        buttons: [
          button("Latest", "latest", { about: `own:${name}` }),
          button("Quotes", "quotes", { about: `own:${name}` }),
          button("Subscribe", "subscribe", { what: name }),
          button("Remove it", "topics", { action: "remove", topic: name }),
        ],
      },
    ],
  };
}

/** Stories of the last month that it would have brought. */
async function preview(query: string, { store, asker, now }: CommandContext): Promise<Block[]> {
  const since = new Date(now().getTime() - PREVIEW_DAYS * 24 * 60 * 60 * 1000);
  const question = { workspaceId: asker.workspaceId, since, limit: PREVIEW_MOST };
  const found: Story[] = await store.stories.search(query, question);
  if (found.length === 0)
    return [smallPrint(`In the last ${PREVIEW_DAYS} days it would have found no story.`)];
  const many =
    found.length === PREVIEW_MOST
      ? `${PREVIEW_MOST} stories or more`
      : count(found.length, "story", "stories");
  return [
    paragraph(strong(`In the last ${PREVIEW_DAYS} days it would have found ${many}:`)),
    { kind: "list", items: found.slice(0, 3).map(({ headline }) => [text(headline)]) },
  ];
}

/** "port fee, or docking and fee, without cruise", from the query. */
function wordsOf(query: string): string {
  const { alternatives } = readWordsQuery(query);
  const wanted = alternatives.map((alternative) => alternative.wanted.join(" and "));
  const unwanted = [...new Set(alternatives.flatMap((alternative) => alternative.unwanted))];
  const without = unwanted.length > 0 ? `, without ${unwanted.join(" or ")}` : "";
  return `${wanted.join(", or ")}${without}`;
}
