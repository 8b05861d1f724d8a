import { z } from "zod";
import type { FeedJudgement } from "../src/feeds/health.ts";
import { formatTime } from "../src/messages/dates.ts";
import { feedName, healthWords } from "../src/messages/feed-health.ts";
import type { Fact } from "../src/messages/message.ts";
import { count, cut, names, text } from "../src/messages/spans.ts";
import type { ModelAccount } from "../src/store/model-answers.ts";
import { defineCommand } from "./command.ts";
import { judgeFeeds } from "./judge-feeds.ts";
import { button } from "./usage.ts";
import { zoneOf } from "./zone.ts";

const DAY_MS = 24 * 60 * 60 * 1000;
/** The rest are for /feeds. */
const SHOWN_FEEDS = 5;

export const status = defineCommand({
  name: "status",
  summary: "How I am: feeds, reading, deliveries, connections",
  options: z.object({}),
  examples: ["status", "feeds"],
  audience: "asker",
  permission: "everyone",
  async run(_options, context) {
    const { store, asker, now, parts } = context;
    const zone = await zoneOf(context);
    const dayAgo = new Date(now().getTime() - DAY_MS);
    const feeds = await store.feeds.list(asker.workspaceId);
    const judged = await judgeFeeds(feeds, store, now());
    const troubled = feeds.flatMap((feed) => {
      const judgement = judged.get(feed.id);
      return judgement && judgement.since !== null ? [{ feed, judgement }] : [];
    });
    const failing = feeds.filter(({ id, failures }) => failures > 0 && judged.get(id)?.since === null);
    const unread = feeds.filter(({ lastLookAt }) => lastLookAt === null).length;
    const read = await store.articles.count({ from: dayAgo, until: now() });
    const sent = await store.deliveries.count(dayAgo);
    const written = await store.modelAnswers.since(dayAgo);
    const states = await parts();
    const ill = states.filter(({ well }) => !well);
    const lastLook = feeds
      .map(({ lastLookAt }) => lastLookAt?.getTime() ?? 0)
      .reduce((a, b) => Math.max(a, b), 0);
    const facts: Fact[] = [
      {
        label: "Feeds",
        value: [
          text(
            [
              count(feeds.length, "feed"),
              ...stateWords(troubled.map(({ judgement }) => judgement)),
              failing.length > 0
                ? `${failing.length} failing (${names(
                    failing.map(({ outlet }) => outlet),
                    3,
                  )})`
                : unread === feeds.length
                  ? "none read yet"
                  : troubled.length === 0
                    ? "all answering"
                    : "the others answering",
              ...(unread > 0 && unread < feeds.length ? [`${unread} not read yet`] : []),
            ].join(", "),
          ),
        ],
      },
      ...troubled.slice(0, SHOWN_FEEDS).map(({ feed, judgement }) => ({
        label: cut(feedName(feed), 80),
        value: [text(healthWords(judgement, zone))],
      })),
      {
        label: "Last 24 hours",
        value: [text(`${count(read.articles, "article")} read, ${read.relevant} on US–China relations`)],
      },
      {
        label: "Last look",
        value: [text(lastLook === 0 ? "no feed read yet" : formatTime(new Date(lastLook), zone))],
      },
      {
        label: "Deliveries",
        value: [
          text(
            `${sent.confirmed} arrived, ${sent.claimed + sent.sent} on their way${sent.failed > 0 ? `, ${sent.failed} failed: /why channel says why` : ""}, last 24 hours`,
          ),
        ],
      },
      ...(written.asked === 0 ? [] : [{ label: "Summaries", value: [text(accountWords(written))] }]),
      ...states.map(({ name, note }) => ({ label: capital(name), value: [text(note)] })),
    ];
    const line =
      ill.length === 0 && failing.length === 0 && troubled.length === 0
        ? "All is well."
        : names([
            ...ill.map(({ name }) => `${capital(name)} is in trouble`),
            ...(troubled.length > 0 ? [`${count(troubled.length, "feed")} in trouble`] : []),
            ...(failing.length > 0 ? [`${count(failing.length, "feed")} failing`] : []),
          ]);
    return {
      summary: line,
      blocks: [
        { kind: "heading", text: "Status" },
        { kind: "paragraph", text: [text(line)] },
        { kind: "facts", facts },
        {
          kind: "buttons",
          buttons: [button("Feeds", "feeds"), button("This channel", "why", { what: "channel" })],
        },
      ],
    };
  },
});

/** "2 dead", "1 quiet": how many feeds are in each state. */
function stateWords(judgements: readonly FeedJudgement[]): string[] {
  const byState = Map.groupBy(judgements, ({ state }) => state);
  return [...byState].map(([state, { length }]) => `${length} ${state}`);
}

/** "12 by the model for 4,300 tokens; 2 refused (no answer in time), last 24 hours" */
function accountWords({ shown, tokens, refused }: ModelAccount): string {
  const left = refused.reduce((sum, { count: one }) => sum + one, 0);
  const why = names(
    refused.map((one) => one.why),
    3,
  );
  const fallen = left === 0 ? "" : `; ${left} refused (${why}), so the articles' own sentences stand there`;
  return `${shown} by the model for ${count(tokens, "token")}${fallen}, last 24 hours`;
}

function capital(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
