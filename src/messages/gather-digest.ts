import { chartDays } from "../charts/chart.ts";
import { type CandidateStory, chooseStories, isWanted } from "../digests/choose.ts";
import type { Knowledge } from "../knowledge/knowledge.ts";
import type { Store } from "../store/store.ts";
import type { Story } from "../store/stories.ts";
import { formatDays, localDay } from "./dates.ts";
import { type DigestContents, digestMessage } from "./digest.ts";
import type { Block, Message } from "./message.ts";
import { withRole } from "./roles.ts";
import { wishNames } from "./wish-names.ts";

/** Of which channel, and of what stretch of time. */
export interface DigestRequest {
  readonly channelId: string;
  readonly workspaceId: string;
  readonly cadence: DigestContents["cadence"];
  readonly from: Date;
  readonly to: Date;
  readonly timeZone: string;
  /** What was chosen before, so that a second try sends the very same; left out, it is chosen now. */
  readonly storyIds?: readonly string[];
}

export interface GatheredDigest {
  readonly storyIds: readonly string[];
  readonly message: Message;
}

const MOST_STORIES = { daily: 8, now: 8, weekly: 10 } as const;

/** Chooses a channel's stories of a period and tells them: the same records give the same digest. */
export async function gatherDigest(
  { store, knowledge }: { readonly store: Store; readonly knowledge: Knowledge },
  request: DigestRequest,
): Promise<GatheredDigest> {
  const { channelId, workspaceId, from, to, timeZone, cadence } = request;
  const subscriptions = await store.subscriptions.ofChannel(channelId);
  const channel = await store.channels.get(channelId);
  const told = request.storyIds
    ? await store.stories.many(request.storyIds, workspaceId)
    : await storiesOf(store, request);
  const stories = (await withParts(store, told, workspaceId)).map((story) => ({
    ...story,
    quotes: story.quotes.map((quote) => withRole(quote, knowledge)),
  }));
  const wish = { subscriptions, mutedTopics: channel?.mutedTopics ?? [], limit: MOST_STORIES[cadence] };
  const chosen = request.storyIds ? stories : chooseStories(stories, wish);
  const matching = request.storyIds ? stories : stories.filter((story) => isWanted(story, subscriptions));
  const nameOf = await wishNames({ store, knowledge }, workspaceId, subscriptions);
  const message = digestMessage({
    cadence,
    from,
    to,
    timeZone,
    stories: chosen,
    more: matching.length - chosen.length,
    read: await store.articles.count({ from, until: to }),
    topicNames: new Map(knowledge.topics().map(({ id, name }) => [id, name])),
    wishes: subscriptions.map(nameOf),
    ...(cadence === "weekly" && chosen.length > 0 ? { chart: await weekChart(store, request) } : {}),
  });
  return { storyIds: chosen.map(({ id }) => id), message };
}

/** Who spoke on which day of the week. */
async function weekChart(store: Store, { workspaceId, from, to, timeZone }: DigestRequest): Promise<Block> {
  const counts = await store.quotes.byDay({ workspaceId, since: from, until: to, timeZone });
  const last = new Date(to.getTime() - 1);
  const [first, end] = [localDay(from, timeZone), localDay(last, timeZone)];
  const chart = await chartDays(
    "Statements by day and side",
    formatDays(from, last, timeZone),
    counts,
    first,
    end,
  );
  return { kind: "image", ...chart };
}

/** What came in during the period, and what was published in it but found at a feed's first fetch. */
async function storiesOf(store: Store, { from, to, workspaceId }: DigestRequest): Promise<Story[]> {
  const placed = await store.stories.placedBetween(from, to, workspaceId);
  const published = await store.stories.publishedBetween(from, to, workspaceId);
  const fresh = placed.filter(({ baseline, lastAt }) => !baseline || lastAt > from);
  return [...new Map([...fresh, ...published].map((story) => [story.id, story])).values()];
}

/** Stories with the articles and quotes that choosing and telling look at, in the order given. */
export async function withParts(
  store: Store,
  told: readonly Story[],
  workspaceId: string,
): Promise<CandidateStory[]> {
  const articles = await store.stories.articlesOfMany(told.map(({ id }) => id));
  const quotes = await store.quotes.ofArticles(
    [...articles.values()].flat().map(({ id }) => id),
    workspaceId,
  );
  const byArticle = Map.groupBy(quotes, ({ articleId }) => articleId);
  return told.map((story) => {
    const parts = articles.get(story.id) ?? [];
    const said = parts.flatMap(({ id }) => byArticle.get(id) ?? []);
    // A statement that several of its articles carry is one.
    const statements = new Map(said.toReversed().map((quote) => [quote.statementId, quote]));
    return { ...story, articles: parts, quotes: [...statements.values()].toReversed() };
  });
}
