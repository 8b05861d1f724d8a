import { z } from "zod";
import { explainUnreachable } from "../src/chat/chat.ts";
import { isWanted } from "../src/digests/choose.ts";
import { formatTime } from "../src/messages/dates.ts";
import { withParts } from "../src/messages/gather-digest.ts";
import type { Block, Message, TextSpan } from "../src/messages/message.ts";
import { cut, emphasis, link, paragraph, strong, text } from "../src/messages/spans.ts";
import { wishNames } from "../src/messages/wish-names.ts";
import type { Delivery } from "../src/store/deliveries.ts";
import type { Story } from "../src/store/stories.ts";
import { type CommandContext, defineCommand } from "./command.ts";
import { scheduleLine } from "./schedule-line.ts";
import { findStory, suggestStories } from "./story.ts";
import { topicNames } from "./topic-names.ts";
import { button } from "./usage.ts";
import { zoneOf } from "./zone.ts";

const SHOWN_ARTICLES = 5;
const SHOWN_WORDS = 8;
const SHOWN_REASONS = 3;

export const why = defineCommand({
  name: "why",
  summary: "Why a story is here and ranks so; or what was delivered to this channel, and what was not",
  options: z.object({
    what: z.string().describe("Words of a story's headline, or channel for deliveries").optional(),
  }),
  words: "what",
  examples: ["why blinken beijing", "why channel"],
  audience: "asker",
  permission: "everyone",
  suggest: { what: suggestStories },
  async run({ what }, context) {
    const asked = (what ?? "").trim();
    if (/^(?:this )?channel$/iu.test(asked)) return whyChannel(context);
    const { found } = await findStory(asked, context);
    if (found) return whyStory(found, context);
    const line =
      asked === "" ? "There is no story yet to explain." : `I have no story with “${cut(asked, 80)}”.`;
    const buttons = [button("Latest", "latest"), button("Deliveries here", "why", { what: "channel" })];
    return { summary: line, blocks: [paragraph(line), { kind: "buttons", buttons }] };
  },
});

/** What made it relevant, the words of its topics, and its rank. */
async function whyStory(story: Story, context: CommandContext): Promise<Message> {
  const { store, knowledge } = context;
  const names = topicNames(knowledge);
  const articles = await store.stories.articles(story.id);
  const readings = await store.readings.many(articles.map(({ id }) => id));
  const topics = story.topics.map((id): TextSpan[] => {
    const words = articles.flatMap((article) => article.topics.find((topic) => topic.id === id)?.words ?? []);
    const unique = [...new Set(words.map((word) => word.toLowerCase()))].slice(0, SHOWN_WORDS);
    return [strong(names.get(id) ?? id), text(unique.length > 0 ? `: ${unique.join(", ")}` : "")];
  });
  const parts = articles
    .slice(0, SHOWN_ARTICLES)
    .map(({ id, title, outlet, url, relevance, reasons }): TextSpan[] => {
      const found = (readings.get(id)?.reasons ?? [])
        .slice(0, SHOWN_REASONS)
        .map((reason) => reason.replace(/^for: /u, ""));
      const why = [...found, ...reasons.slice(0, SHOWN_REASONS)];
      return [
        link(title, url),
        text(`, ${outlet}: `),
        emphasis(`${Math.round(relevance * 100)}% relevant`),
        text(why.length > 0 ? `; ${why.join("; ")}` : ""),
      ];
    });
  const left = articles.length - parts.length;
  const blocks: Block[] = [
    { kind: "heading", text: "Why this story" },
    paragraph(strong(story.headline)),
    paragraph(strong("Rank: "), story.reasons.length > 0 ? story.reasons.join("; ") : story.rank.toFixed(2)),
    ...(topics.length > 0
      ? [
          paragraph(strong("Topics, and the words that earned them")),
          { kind: "list", items: topics } as const,
        ]
      : []),
    paragraph(strong("Its articles, and what made each relevant")),
    { kind: "list", items: left > 0 ? [...parts, [text(`and ${left} more`)]] : parts },
    paragraph(await whyHere(story, context)),
    {
      kind: "buttons",
      buttons: [
        button("The story", "story", { story: story.id }),
        button("More like this", "latest", { storyline: story.storylineId }),
      ],
    },
  ];
  return { summary: `Why “${cut(story.headline, 100)}”`, blocks };
}

/** What of the channel's wishes brings the story here. */
async function whyHere(story: Story, context: CommandContext): Promise<string> {
  const { store, asker, channelId } = context;
  const wishes = await store.subscriptions.ofChannel(channelId);
  if (wishes.length === 0) return "This channel follows all topics, so it may be in its digest.";
  const [whole] = await withParts(store, [story], asker.workspaceId);
  const matching = wishes.filter((wish) => whole && isWanted(whole, [wish]));
  if (matching.length === 0) return "It is on nothing that this channel follows.";
  const nameOf = await wishNames(context, asker.workspaceId, matching);
  return `This channel follows ${matching.map(nameOf).join(", ")}, so it may be in its digest.`;
}

/** What was sent here lately and what came of it. */
async function whyChannel(context: CommandContext): Promise<Message> {
  const { store, channelId } = context;
  const zone = await zoneOf(context);
  const channel = await store.channels.get(channelId);
  const sent = await store.deliveries.ofChannel(channelId, 10);
  const stories = await store.stories.many(
    sent.flatMap(({ kind, storyIds }) => (kind === "alert" ? storyIds : [])),
    context.asker.workspaceId,
  );
  const headlines = new Map(stories.map(({ id, headline }) => [id, headline]));
  const schedule = await scheduleLine(context, { forAsker: true });
  const trouble = channel?.brokenReason
    ? [
        paragraph(
          strong(`I cannot post here: ${explainUnreachable(channel.brokenReason).why}`),
          channel.brokenAt ? `, since ${formatTime(channel.brokenAt, zone)}. ` : ". ",
          explainUnreachable(channel.brokenReason).remedy,
        ),
      ]
    : [];
  const items = sent.map((delivery) => deliveryLine(delivery, headlines, zone));
  return {
    summary: trouble.length > 0 ? "I cannot post in this channel" : "What was delivered to this channel",
    blocks: [
      { kind: "heading", text: "Deliveries to this channel" },
      ...trouble,
      ...(items.length > 0 ? [{ kind: "list", items } as const] : [paragraph("Nothing was sent here yet.")]),
      paragraph(...schedule.line),
      { kind: "buttons", buttons: [button("What it follows", "subscriptions"), button("Status", "status")] },
    ],
  };
}

const STATES: Readonly<Record<Delivery["state"], string>> = {
  claimed: "waiting to be sent",
  sent: "being sent",
  confirmed: "arrived",
  failed: "failed",
};

function deliveryLine(delivery: Delivery, headlines: ReadonlyMap<string, string>, zone: string): TextSpan[] {
  const { kind, period, state, confirmedAt, claimedAt, attempts, lastError, storyIds } = delivery;
  const what =
    kind === "digest"
      ? `Digest of ${period}, ${storyIds.length === 1 ? "1 story" : `${storyIds.length} stories`}`
      : `${period === storyIds[0] ? "Alert" : "More on an alert"}: ${cut(headlines.get(storyIds[0] ?? "") ?? "a story", 80)}`;
  const tries = attempts > 1 ? ` after ${attempts} tries` : "";
  const error = lastError && state !== "confirmed" ? `: ${lastError}` : "";
  return [
    strong(what),
    text(` · ${STATES[state]} ${formatTime(confirmedAt ?? claimedAt, zone)}${tries}${error}`),
  ];
}
