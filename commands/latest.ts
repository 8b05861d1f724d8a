import { z } from "zod";
import type { Message } from "../src/messages/message.ts";
import { paragraph } from "../src/messages/spans.ts";
import { storyList } from "../src/messages/story-list.ts";
import { type StoryQuestion, storyCursor } from "../src/store/stories.ts";
import { type CommandContext, defineCommand } from "./command.ts";
import { periodOf, periodWords } from "./periods.ts";
import { findSubject, type Subject, subjectName, subjectValue } from "./subjects.ts";
import { suggestSubjects } from "./suggest-subjects.ts";
import { topicNames } from "./topic-names.ts";
import { button } from "./usage.ts";
import { zoneOf } from "./zone.ts";

const PAGE = 8;

export const latest = defineCommand({
  name: "latest",
  aliases: ["stories", "news"],
  summary: "The newest stories, all or on one topic or person",
  options: z.object({
    about: z.string().describe("Topic or person: taiwan, export controls, blinken").optional(),
    since: z.string().describe("From when: 7d, 2w, yesterday, 2023-06-17").optional(),
    until: z.string().describe("Until when, that day included").optional(),
    // Set by buttons:
    storyline: z.string().optional(),
    after: z.string().optional(),
  }),
  words: "about",
  examples: ["latest", "latest military channels since:7d"],
  audience: "asker",
  permission: "everyone",
  shareable: true,
  suggest: {
    about: suggestSubjects,
  },
  async run(given, context) {
    const [about, period] = await Promise.all([
      given.about ? findSubject(given.about, context) : null,
      periodOf(given, context),
    ]);
    const question: StoryQuestion = {
      workspaceId: context.asker.workspaceId,
      ...period,
      ...(given.storyline ? { storylineId: given.storyline } : {}),
      ...(about?.kind === "topic" ? { topic: about.id } : {}),
      ...(about?.kind === "actor" ? { actor: about.id } : {}),
      ...(given.after ? { after: given.after } : {}),
      limit: PAGE + 1,
    };
    const [found, zone] = await Promise.all([ask(about, question, context), zoneOf(context)]);
    const shown = found.slice(0, PAGE);
    const title = titleOf(about, given.storyline !== undefined, periodWords(period, zone));
    if (shown.length === 0) return nothing(about, periodWords(period, zone), given.after !== undefined);
    const again = { ...given, about: about ? subjectValue(about) : undefined, after: undefined };
    const last = shown.at(-1);
    return storyList({
      title,
      stories: shown,
      topicNames: topicNames(context.knowledge),
      timeZone: zone,
      buttons: [
        ...(found.length > PAGE && last
          ? [button("Older", "latest", { ...again, after: storyCursor(last) })]
          : []),
        ...(given.after ? [button("Newest", "latest", again)] : []),
        ...(about && about.kind !== "words"
          ? [button("Quotes", "quotes", { about: subjectValue(about) })]
          : []),
        ...(about ? [button("Subscribe", "subscribe", { what: subscribable(about) })] : []),
      ],
    });
  },
});

function ask(about: Subject | null, question: StoryQuestion, { store }: CommandContext) {
  return about?.kind === "words"
    ? store.stories.search(about.words, question)
    : store.stories.latest(question);
}

function titleOf(about: Subject | null, storyline: boolean, period: string): string {
  const what = storyline
    ? "More on the same matter"
    : about
      ? `Latest on ${subjectName(about)}`
      : "Latest stories";
  return [what, period].filter(Boolean).join(", ");
}

function subscribable(about: Subject): string {
  return about.kind === "words" ? (about.name ?? about.words) : about.id;
}

function nothing(about: Subject | null, period: string, paged: boolean): Message {
  if (paged)
    return { summary: "No older stories.", audience: "asker", blocks: [paragraph("No older stories.")] };
  const what = [about ? `on ${subjectName(about)}` : "", period].filter(Boolean).join(" ");
  const line = what
    ? `No stories ${what} yet. Try ${period ? "a wider period" : "other words"}, or /topics for what I follow.`
    : "No stories yet: the first come in a few minutes after the feeds are read. /status shows how far that is.";
  const choices = what
    ? [button("Latest of all", "latest"), button("Topics", "topics")]
    : [button("Status", "status")];
  return {
    summary: line,
    audience: "asker",
    blocks: [paragraph(line), { kind: "buttons", buttons: choices } as const],
  };
}
