import { z } from "zod";
import { formatTime } from "../src/messages/dates.ts";
import type { Fact } from "../src/messages/message.ts";
import { count, names, text } from "../src/messages/spans.ts";
import { defineCommand } from "./command.ts";
import { button } from "./usage.ts";
import { zoneOf } from "./zone.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

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
    const failing = feeds.filter(({ failures }) => failures > 0);
    const unread = feeds.filter(({ lastLookAt }) => lastLookAt === null).length;
    const read = await store.articles.count({ from: dayAgo, until: now() });
    const sent = await store.deliveries.count(dayAgo);
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
              failing.length > 0
                ? `${failing.length} failing (${names(
                    failing.map(({ outlet }) => outlet),
                    3,
                  )})`
                : unread < feeds.length
                  ? "all answering"
                  : "none read yet",
              ...(unread > 0 && unread < feeds.length ? [`${unread} not read yet`] : []),
            ].join(", "),
          ),
        ],
      },
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
      ...states.map(({ name, note }) => ({ label: capital(name), value: [text(note)] })),
    ];
    const line =
      ill.length === 0 && failing.length === 0
        ? "All is well."
        : names([
            ...ill.map(({ name }) => `${capital(name)} is in trouble`),
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

function capital(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
