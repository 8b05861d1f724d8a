import { z } from "zod";
import { chooseQuote } from "../src/digests/choose.ts";
import type { Message } from "../src/messages/message.ts";
import { withRole } from "../src/messages/roles.ts";
import { paragraph } from "../src/messages/spans.ts";
import { storyMessage } from "../src/messages/story.ts";
import type { FoundQuote } from "../src/store/quotes.ts";
import type { Store } from "../src/store/store.ts";
import type { Story, StoryArticle } from "../src/store/stories.ts";
import { type CommandContext, defineCommand } from "./command.ts";
import { haveBothSides, onlyInOneSide, type SidedArticle } from "./one-sided.ts";
import { findSubject } from "./subjects.ts";
import { topicNames } from "./topic-names.ts";
import { button } from "./usage.ts";
import { zoneOf } from "./zone.ts";

const SHOWN_QUOTES = 5;
const WEEK_MS = 7 * 24 * 60 * 60 * 1000;

export const story = defineCommand({
  name: "story",
  aliases: ["event"],
  summary: "One story in full: summary, time line, outlets, who said what",
  options: z.object({
    story: z
      .string()
      .describe("Words of its headline, or pick one while typing; none for the top story")
      .optional(),
    all: z.enum(["yes", "no"]).describe("Every statement in it").optional(),
  }),
  words: "story",
  examples: ["story", "story blinken beijing"],
  audience: "asker",
  permission: "everyone",
  shareable: true,
  suggest: { story: suggestStories },
  async run(given, context) {
    const [{ found, others }, zone] = await Promise.all([
      findStory(given.story ?? "", context),
      zoneOf(context),
    ]);
    if (!found) return noStory(given.story);
    const details = await detailsOf(found, given.all === "yes", context);
    const message = storyMessage(
      details,
      topicNames(context.knowledge),
      zone,
      buttonsOf(found, details, given.all === "yes"),
    );
    if (others.length === 0) return message;
    const choices = others.map(({ id, headline }) => ({
      label: headline,
      call: { command: "story", options: { story: id } },
    }));
    return {
      ...message,
      blocks: [...message.blocks, { kind: "select", placeholder: "Other stories with these words", choices }],
    };
  },
});

/** Type-ahead: the newest stories, or those whose headline has the words. */
export async function suggestStories(typed: string, context: CommandContext) {
  const { found, others } = await findStory(typed, context);
  return [...(found ? [found] : []), ...others].map(({ id, headline }) => ({ label: headline, value: id }));
}

/** A story by id, by words, or the top story of the week when there are none; with others that fit. */
export async function findStory(
  asked: string,
  context: CommandContext,
): Promise<{ found: Story | null; others: readonly Story[] }> {
  const { store, asker, now } = context;
  const { workspaceId } = asker;
  if (asked.trim() === "") {
    const week = new Date(now().getTime() - WEEK_MS);
    const [top, ...others] = await store.stories.publishedBetween(week, now(), workspaceId, 10);
    if (top) return { found: top, others: [] };
    const [newest] = await store.stories.latest({ workspaceId, limit: 1 });
    return { found: newest ?? null, others };
  }
  const byId = await store.stories.named(asked, workspaceId);
  if (byId) return { found: byId, others: [] };
  const [best, ...rest] = await store.stories.search(asked, { workspaceId, limit: 8 });
  if (best) return { found: best, others: rest };
  const about = await findSubject(asked, context);
  if (about.kind === "words") return { found: null, others: [] };
  const filter = about.kind === "topic" ? { topic: about.id } : { actor: about.id };
  const [newest, ...older] = await store.stories.latest({ workspaceId, ...filter, limit: 8 });
  return { found: newest ?? null, others: older };
}

async function detailsOf(found: Story, all: boolean, { store, asker, knowledge }: CommandContext) {
  const [articles, quotes, earlier] = await Promise.all([
    store.stories.articles(found.id),
    store.quotes.ofStory(found.id, asker.workspaceId),
    store.articles.earlierWordings(found.id),
  ]);
  const statements = oneEach(quotes);
  return {
    ...found,
    articles,
    earlier,
    quotes: (all ? statements : mostTelling(statements)).map((quote) => withRole(quote, knowledge)),
    statements: statements.length,
    onlyIn: onlyInOneSide(await sidedArticles(articles, store), topicNames(knowledge)),
  };
}

async function sidedArticles(articles: readonly StoryArticle[], store: Store): Promise<SidedArticle[]> {
  if (!haveBothSides(articles)) return [];
  const ids = articles.map(({ id }) => id);
  const [stored, mentions] = await Promise.all([store.articles.many(ids), store.readings.mentions(ids)]);
  const texts = new Map(stored.map(({ id, text }) => [id, text]));
  return articles.map((article) => ({
    ...article,
    text: texts.get(article.id) ?? "",
    names: (mentions.get(article.id) ?? []).flatMap(({ kind, name }) =>
      name !== null && (kind === "person" || kind === "organisation") ? [name] : [],
    ),
  }));
}

/** Each statement once, as the first article has it. */
function oneEach(quotes: readonly FoundQuote[]): FoundQuote[] {
  const inTime = quotes.toSorted((one, other) => one.publishedAt.getTime() - other.publishedAt.getTime());
  return [...new Map(inTime.toReversed().map((quote) => [quote.statementId, quote])).values()].toReversed();
}

/** The best one of each speaker in turn, so that no single voice fills the page. */
function mostTelling(statements: readonly FoundQuote[]): FoundQuote[] {
  const chosen: FoundQuote[] = [];
  let left = [...statements];
  while (chosen.length < SHOWN_QUOTES && left.length > 0) {
    const heard = chosen.map(({ speakerId }) => speakerId);
    const fresh = left.filter(({ speakerId }) => !heard.includes(speakerId));
    const best = chooseQuote(fresh) ?? chooseQuote(left);
    const quote = left.find((one) => one === best);
    if (!quote) break;
    chosen.push(quote);
    left = left.filter((one) => one !== quote);
  }
  return chosen;
}

function buttonsOf(
  found: Story,
  details: { quotes: readonly FoundQuote[]; statements: number },
  all: boolean,
) {
  const [topic] = found.topics;
  return [
    ...(!all && details.statements > details.quotes.length
      ? [button("All statements", "story", { story: found.id, all: "yes" })]
      : []),
    button("More like this", "latest", { storyline: found.storylineId }),
    button("Why this story", "why", { what: found.id }),
    ...(topic
      ? [
          button("Subscribe", "subscribe", { what: topic }),
          button("Mute topic", "topics", { action: "mute", topic }),
        ]
      : []),
  ];
}

function noStory(asked: string | undefined): Message {
  const line = asked
    ? `I have no story with “${asked.slice(0, 80)}”. Fewer words may find it, or look at the latest.`
    : "No stories yet: the first come a few minutes after the feeds are read.";
  const choices = [
    button("Latest", "latest"),
    ...(asked ? [button("Search articles", "search", { words: asked })] : []),
  ];
  return {
    summary: line,
    audience: "asker",
    blocks: [paragraph(line), { kind: "buttons", buttons: choices } as const],
  };
}
