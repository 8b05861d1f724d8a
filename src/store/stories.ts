import type { OutletClass, Summary, TopicScore } from "../model.ts";
import type { NewArticle, Placement } from "../stories/model.ts";
import type { Database } from "./database.ts";
import { and, desc, eq, gt, inArray, lte } from "./drizzle.cjs";
import { nextToPlace, type PlacingQuestion, type PlacingTurn } from "./placing-turns.ts";
import { stories, storyArticles } from "./schema.ts";
import { type DecidePlace, placeAlone, placeInOrder, untilPlaced } from "./story-places.ts";
import { createStoryFinders, partsOf, STORY_COLUMNS, storiesSeenBy } from "./story-queries.ts";
import { type TellStory, tellAnew } from "./story-telling.ts";

/** Articles on one event, as they are told. */
export interface Story {
  /** That of its first article. */
  readonly id: string;
  /** Whose private feeds it is made of; null is everyone's. */
  readonly workspaceId: string | null;
  readonly headline: string;
  readonly summary: string;
  /** The model that wrote the summary, or null when it is made of the articles' own sentences. */
  readonly summaryBy: string | null;
  /** Stories on one matter over weeks share it. */
  readonly storylineId: string;
  readonly firstAt: Date;
  readonly lastAt: Date;
  /** When its first article was placed: what alerts and digests go by. */
  readonly placedAt: Date;
  /** Ids, strongest first. */
  readonly topics: readonly string[];
  /** Ids, most named first. */
  readonly actors: readonly string[];
  readonly rank: number;
  /** Why it ranks so, in words for `/why`. */
  readonly reasons: readonly string[];
  readonly articles: number;
  /** How many independent publishers carry it. */
  readonly publishers: number;
  /** Only of articles there at their feed's first fetch: never announced. */
  readonly baseline: boolean;
}

/** How articles find their stories. */
export interface Placing {
  readonly decide: DecidePlace;
  readonly tell: TellStory;
  announce(stories: readonly Story[]): Promise<void>;
}

/** An article as part of its story, without its text. */
export interface StoryArticle {
  readonly id: string;
  readonly feedId: string;
  readonly outlet: string;
  readonly publisher: string;
  readonly class: OutletClass;
  readonly country: string;
  readonly url: string;
  readonly title: string;
  readonly language: string;
  readonly publishedAt: Date;
  readonly seenAt: Date;
  readonly baseline: boolean;
  readonly relevance: number;
  readonly topics: readonly TopicScore[];
  /** As shown, or the extractive one; null when there is none. */
  readonly summary: Summary | null;
  readonly placedAt: Date;
  /** The earlier article of which this is another version, or null. */
  readonly revisionOf: string | null;
  readonly likeness: number;
  /** Why it was placed here, in words for `/why`. */
  readonly reasons: readonly string[];
}

/** What stories are asked for; every part narrows. */
export interface StoryQuestion {
  /** Whose private feeds may be seen beside everyone's. */
  readonly workspaceId: string;
  readonly topic?: string;
  readonly actor?: string;
  readonly storylineId?: string;
  /** Their latest article is from then on. */
  readonly since?: Date;
  readonly until?: Date;
  /** `storyCursor` of the last story already shown. */
  readonly after?: string;
  readonly limit: number;
}

/** Where the next page of a list of stories begins. */
export function storyCursor({ lastAt, id }: Pick<Story, "lastAt" | "id">): string {
  return `${lastAt.getTime()}.${id}`;
}

export function createStoryStore(db: Database) {
  const finders = createStoryFinders(db);
  return {
    /**
     * Finds an article's neighbours, lets `decide` place it among them, and keeps the place with, for a new
     * story, a first telling. One placing at a time in all processes, so that two articles on one event that
     * come at once do not begin two stories. An article placed before keeps its place.
     */
    place(article: NewArticle, decide: DecidePlace, now: Date): Promise<Placement | null> {
      return placeAlone(db, async (tx) => (await placeInOrder(tx, [article], decide, now))[0] ?? null);
    },

    /**
     * Places articles one after the other and tells each story they joined anew, once; all of it or nothing.
     *
     * @param announce is handed the stories as told before they can be seen: who hears of one from it calls
     *   `untilPlaced` first. When it throws, nothing was placed, so no story is placed and never announced.
     */
    placeAll(
      inOrder: readonly NewArticle[],
      { decide, tell, announce }: Placing,
      now: Date,
    ): Promise<Placement[]> {
      return placeAlone(db, async (tx) => {
        const placements = await placeInOrder(tx, inOrder, decide, now);
        const touched = new Set(placements.map(({ storyId }) => storyId));
        await announce(await tellAnew(tx, [...touched], tell));
        return placements;
      });
    },

    /** Returns when the placing under way, if any, has ended, and what it placed can be seen. */
    untilPlaced: () => untilPlaced(db),

    /** Which of the articles that have no story yet are to be placed now. */
    nextToPlace: (question: PlacingQuestion): Promise<PlacingTurn> => nextToPlace(db, question),

    /**
     * Tells a story anew from all its articles, earliest first; alone, so that no older telling comes later.
     *
     * @returns the story as told, or null when it is gone.
     */
    async tell(id: string, telling: TellStory): Promise<Story | null> {
      return db.transaction(async (tx) => (await tellAnew(tx, [id], telling))[0] ?? null);
    },

    /** The story, or null when it is unknown, gone, or another workspace's. */
    async get(id: string, workspaceId: string): Promise<Story | null> {
      return (await this.many([id], workspaceId))[0] ?? null;
    },

    /** Stories by id, in the order of the ids; those unknown, gone or another workspace's are left out. */
    async many(ids: readonly string[], workspaceId: string): Promise<Story[]> {
      if (ids.length === 0) return [];
      const rows = await db
        .select(STORY_COLUMNS)
        .from(stories)
        .where(and(inArray(stories.id, [...ids]), storiesSeenBy(workspaceId)));
      const byId = new Map(rows.map((row) => [row.id, row]));
      return ids.flatMap((id) => byId.get(id) ?? []);
    },

    /** The story with this id, or else the one that the article with this id belongs to; null when there is none. */
    named: finders.named,

    /** The story that an article belongs to, or null when it has none yet. */
    async ofArticle(articleId: string, workspaceId: string): Promise<Story | null> {
      const [place] = await db
        .select({ storyId: storyArticles.storyId })
        .from(storyArticles)
        .where(eq(storyArticles.articleId, articleId));
      return place ? this.get(place.storyId, workspaceId) : null;
    },

    /** A story's articles, earliest first. */
    articles: finders.articles,

    /** The articles of several stories by story id, earliest first. */
    async articlesOfMany(ids: readonly string[]): Promise<Map<string, StoryArticle[]>> {
      if (ids.length === 0) return new Map();
      const rows = await partsOf(db, inArray(storyArticles.storyId, [...ids]));
      const groups = Map.groupBy(rows, ({ storyId }) => storyId);
      return new Map([...groups].map(([id, group]) => [id, group.map(({ part }) => part)]));
    },

    /** Stories that answer a question, the one with the latest article first. */
    latest: finders.latest,

    /** Stories whose headline or summary has the words, newest first; quoted words are a phrase. */
    search: finders.search,

    /** Stories with an article first seen in a period and not only from a baseline, best rank first. */
    async placedBetween(from: Date, until: Date, workspaceId: string, limit = 500): Promise<Story[]> {
      const inPeriod = db
        .select({ id: storyArticles.storyId })
        .from(storyArticles)
        .where(and(gt(storyArticles.placedAt, from), lte(storyArticles.placedAt, until)));
      return db
        .select(STORY_COLUMNS)
        .from(stories)
        .where(and(inArray(stories.id, inPeriod), storiesSeenBy(workspaceId)))
        .orderBy(desc(stories.rank), desc(stories.lastAt), desc(stories.id))
        .limit(limit);
    },

    /** Stories with an article published in a period, best rank first: what a digest chooses from. */
    publishedBetween(from: Date, until: Date, workspaceId: string, limit = 500): Promise<Story[]> {
      return finders.publishedBetween(from, until, workspaceId, limit);
    },
  };
}
