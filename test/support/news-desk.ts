import type { Asker } from "../../commands/command.ts";
import { commands } from "../../commands/index.ts";
import { jobs } from "../../jobs/index.ts";
import type { Enqueue } from "../../jobs/job.ts";
import { createDispatcher, type DispatchDeps, type Dispatcher, type From } from "../../src/chat/dispatch.ts";
import { renderTerminal } from "../../src/chat/terminal/render.ts";
import { readDemoNews } from "../../src/demo/news.ts";
import { UserError } from "../../src/errors.ts";
import { createLog, type Log } from "../../src/log.ts";
import type { CommandCall, Message } from "../../src/messages/message.ts";
import { type House, makeFeed, openHouse } from "./house.ts";

/** When the demo's news has just come in. */
export const DESK_NOW = new Date("2023-06-19T23:00:00Z");

/** A house in which the demo's news was read, and where commands are asked. */
export interface NewsDesk {
  readonly house: House;
  readonly dispatcher: Dispatcher;
  readonly asker: Asker;
  readonly from: From;
  /** What commands and jobs asked for that is no step of an article's way. */
  readonly asked: { readonly job: string; readonly data: object }[];
  /** A typed call and its answer. */
  ask(line: string, asker?: Partial<Asker>): Promise<Message>;
  /** The same as plain text of 100 columns. */
  read(line: string, asker?: Partial<Asker>): Promise<string>;
  /** Presses a button. */
  press(call: CommandCall, asker?: Partial<Asker>): Promise<Message>;
  close(): Promise<void>;
}

const STEPS = ["tag-articles", "summarise-article", "place-articles"];

export async function openNewsDesk(
  databaseUrl: string,
  options: { readonly log?: Log; readonly deps?: Partial<DispatchDeps>; readonly empty?: boolean } = {},
): Promise<NewsDesk> {
  const now = () => DESK_NOW;
  const log = options.log ?? createLog("silent");
  const house = await openHouse(databaseUrl, { now });
  const asked: { job: string; data: object }[] = [];
  const enqueue: Enqueue = async (name, data) => {
    const job = jobs.find((one) => one.name === name);
    for (const one of data) {
      if (job && STEPS.includes(name)) await job.run(job.data.parse(one), { ...house.parts, enqueue, log });
      else asked.push({ job: name, data: one });
    }
  };
  if (!options.empty) await readNews(house, enqueue);
  const dispatcher = createDispatcher(commands, {
    store: house.store,
    knowledge: house.parts.knowledge,
    enqueue,
    defaultTimeZone: "UTC",
    now,
    log,
    parts: async () => [{ name: "queue", well: true, note: "PostgreSQL, nothing waits" }],
    findFeed: async (address) => {
      throw new UserError(`There is no feed at ${address}.`);
    },
    ...options.deps,
  });
  const asker: Asker = {
    chat: "terminal",
    workspaceId: "terminal:local",
    userId: "local",
    isAdmin: true,
    managesChannel: true,
    timeZone: "Asia/Singapore",
  };
  const from: From = { asker, channelId: "terminal:local:main" };
  const as = (change: Partial<Asker> = {}): From => ({ ...from, asker: { ...asker, ...change } });
  const ask: NewsDesk["ask"] = (line, change) => dispatcher.runTyped(line, as(change));
  return {
    house,
    dispatcher,
    asker,
    from,
    asked,
    ask,
    read: async (line, change) => renderTerminal(await ask(line, change), { width: 100, ansi: false }).text,
    press: (call, change) => dispatcher.run(call, as(change)),
    close: () => house.close(),
  };
}

async function readNews({ store }: House, enqueue: Enqueue): Promise<void> {
  const { outlets, articles } = readDemoNews();
  await store.feeds.add(
    outlets.map((outlet) =>
      makeFeed({ ...outlet, class: "newspaper", url: `https://${outlet.id}.example/feed`, homepage: null }),
    ),
  );
  const byOutlet = new Map(outlets.map((outlet) => [outlet.id, outlet]));
  const added = articles.flatMap((article, index) => {
    const outlet = byOutlet.get(article.outlet);
    if (!outlet) return [];
    const url = `https://${outlet.id}.example/${index}`;
    return [
      {
        id: `a${index}`,
        feedId: outlet.id,
        outlet: outlet.outlet,
        publisher: outlet.publisher,
        url,
        pageUrl: url,
        title: article.title,
        author: null,
        language: "en",
        publishedAt: article.published,
        seenAt: article.published,
        text: article.text.trim(),
        baseline: false,
      },
    ];
  });
  await store.articles.add(added);
  const inTime = added.toSorted((one, other) => one.publishedAt.getTime() - other.publishedAt.getTime());
  await enqueue("tag-articles", [{ articleIds: inTime.map(({ id }) => id) }]);
}
