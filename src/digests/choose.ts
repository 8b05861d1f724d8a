import type { Article, Quote, QuoteKind, Side } from "../model.ts";
import { readDocument } from "../text/document.ts";
import { holdsWords, readWordsQuery } from "./words-query.ts";

/** What a channel asked for, as far as choosing goes. */
export interface Wish {
  readonly kind: "topic" | "person" | "phrase";
  readonly value: string;
}

export interface CandidateQuote {
  readonly kind: QuoteKind;
  readonly content: readonly string[];
  readonly context: string | null;
  readonly speakerId: string | null;
  readonly speakerActor: string | null;
  readonly speakerName: string | null;
  readonly speakerRole: string | null;
  readonly passesOn: string | null;
  readonly side: Side;
  readonly confidence: Quote["confidence"];
  readonly outlet: string;
  readonly publishedAt: Date;
  readonly url: string;
  /** How many independent publishers carry it, this one included. */
  readonly publishers: number;
  readonly otherOutlets: readonly string[];
}

export type CandidateArticle = Pick<Article, "id" | "outlet" | "publisher" | "url" | "title" | "publishedAt">;

/** A story of the period with what a digest shows of it. */
export interface CandidateStory {
  readonly id: string;
  readonly headline: string;
  readonly summary: string;
  readonly storylineId: string;
  readonly topics: readonly string[];
  readonly actors: readonly string[];
  readonly rank: number;
  readonly publishers: number;
  readonly lastAt: Date;
  readonly articles: readonly CandidateArticle[];
  readonly quotes: readonly CandidateQuote[];
}

export interface DigestWish {
  /** None means all topics. */
  readonly subscriptions: readonly Wish[];
  readonly mutedTopics: readonly string[];
  readonly limit: number;
}

/** One storyline must not crowd out the others: more of its stories come only where there is room. */
const PER_STORYLINE = 3;
/** Shorter ones say little, longer ones are no longer read in a digest. */
const GOOD_LENGTH = { least: 40, most: 320 } as const;

/** The stories a channel gets, best first; the same stories give the same choice in whatever order they come. */
export function chooseStories(stories: readonly CandidateStory[], wish: DigestWish): CandidateStory[] {
  const ranked = stories
    .filter((story) => isWanted(story, wish.subscriptions) && !isMuted(story, wish))
    .toSorted(
      (one, other) =>
        other.rank - one.rank ||
        other.publishers - one.publishers ||
        other.lastAt.getTime() - one.lastAt.getTime() ||
        (one.id < other.id ? -1 : 1),
    );
  const perStoryline = new Map<string, number>();
  const [spread, crowded] = [new Set<CandidateStory>(), new Set<CandidateStory>()];
  for (const story of ranked) {
    const before = perStoryline.get(story.storylineId) ?? 0;
    perStoryline.set(story.storylineId, before + 1);
    (before < PER_STORYLINE ? spread : crowded).add(story);
  }
  const chosen = new Set([...spread, ...crowded].slice(0, wish.limit));
  return ranked.filter((story) => chosen.has(story));
}

/** Whether a story is what one of the wishes asks for; without wishes every story is. */
export function isWanted(story: CandidateStory, wishes: readonly Wish[]): boolean {
  return wishes.length === 0 || wishes.some((wish) => grants(story, wish));
}

/** A muted topic takes a story away only when it is the story's main one or all it is about. */
function isMuted(story: CandidateStory, { mutedTopics, subscriptions }: DigestWish): boolean {
  const main = story.topics[0];
  if (main === undefined || !mutedTopics.includes(main)) return false;
  // What somebody asked for by person or phrase stays.
  return !subscriptions.some((wish) => wish.kind !== "topic" && grants(story, wish));
}

function grants(story: CandidateStory, wish: Wish): boolean {
  switch (wish.kind) {
    case "topic":
      return story.topics.includes(wish.value);
    case "person":
      return (
        story.actors.includes(wish.value) || story.quotes.some((quote) => quote.speakerId === wish.value)
      );
    case "phrase": {
      const texts = [
        story.headline,
        story.summary,
        ...story.articles.map(({ title }) => title),
        ...story.quotes.flatMap(({ speakerName }) => speakerName ?? []),
      ];
      return holdsWords(texts, readWordsQuery(wish.value));
    }
  }
}

/** The quotation that matters most: what a named official said in so many words, and many carried. */
export function chooseQuote(quotes: readonly CandidateQuote[]): CandidateQuote | null {
  const [best] = quotes
    .filter((quote) => quote.speakerName !== null && quote.confidence >= 0.5 && saysSomething(quote))
    .toSorted(
      (one, other) =>
        weigh(other) - weigh(one) ||
        one.publishedAt.getTime() - other.publishedAt.getTime() ||
        (one.content.join(" ") < other.content.join(" ") ? -1 : 1),
    );
  return best ?? null;
}

/** A scrap of indirect speech says nothing alone. */
function saysSomething({ kind, content }: CandidateQuote): boolean {
  return kind !== "indirect" || content.join(" ").length >= GOOD_LENGTH.least;
}

function weigh(quote: CandidateQuote): number {
  const length = quote.content.join(" ").length;
  const fits = length >= GOOD_LENGTH.least && length <= GOOD_LENGTH.most;
  return (
    (quote.kind === "indirect" ? 0 : 2) +
    (fits ? 2 : 0) +
    (quote.side === "US" || quote.side === "PRC" ? 1 : 0) +
    (quote.speakerRole === null ? 0 : 1) +
    Math.min(quote.publishers - 1, 4) * 0.5 +
    quote.confidence
  );
}

/** Its first two sentences. */
export function shorten(summary: string, sentences = 2): string {
  const found = readDocument(summary).sentences;
  const last = found[Math.min(sentences, found.length) - 1];
  return last ? summary.slice(found[0]?.start ?? 0, last.end) : summary;
}

/** One article for each publisher, the earliest, so that the first to report stands first. */
export function onePerPublisher(articles: readonly CandidateArticle[]): CandidateArticle[] {
  const first = new Map<string, CandidateArticle>();
  const inTime = articles.toSorted(
    (one, other) => one.publishedAt.getTime() - other.publishedAt.getTime() || (one.id < other.id ? -1 : 1),
  );
  for (const article of inTime) if (!first.has(article.publisher)) first.set(article.publisher, article);
  return [...first.values()];
}

/** The article whose headline the story has; else the first. */
export function leadingArticle({
  headline,
  articles,
}: Pick<CandidateStory, "headline" | "articles">): CandidateArticle | null {
  return articles.find(({ title }) => title === headline) ?? onePerPublisher(articles)[0] ?? null;
}

export interface SpeakerCount {
  readonly id: string;
  readonly name: string;
  readonly role: string | null;
  readonly statements: number;
}

/** Who spoke in these stories, most first. */
export function countSpeakers(stories: readonly CandidateStory[], limit: number): SpeakerCount[] {
  const counts = new Map<string, SpeakerCount>();
  for (const { speakerId, speakerName, speakerRole } of stories.flatMap(({ quotes }) => quotes)) {
    if (speakerId === null || speakerName === null) continue;
    const known = counts.get(speakerId);
    counts.set(speakerId, {
      id: speakerId,
      name: speakerName,
      role: known?.role ?? speakerRole,
      statements: (known?.statements ?? 0) + 1,
    });
  }
  return [...counts.values()]
    .toSorted((one, other) => other.statements - one.statements || (one.name < other.name ? -1 : 1))
    .slice(0, limit);
}
