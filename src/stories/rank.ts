import type { OutletClass } from "../model.ts";

export interface RankedArticle {
  readonly publisher: string;
  readonly class: OutletClass;
  readonly country: string;
  /** 0 to 1. */
  readonly relevance: number;
}

export interface Rank {
  /** The higher, the sooner it is shown. */
  readonly rank: number;
  /** In words, for `/why`. */
  readonly reasons: readonly string[];
}

/** Topics on which the two governments act on each other at once; the rest weigh one. */
const WEIGHTY: Readonly<Record<string, number>> = {
  "leader-diplomacy": 0.5,
  "military-channels": 0.5,
  "military-activity": 0.3,
  taiwan: 0.4,
  "south-china-sea": 0.3,
  "trade-tariffs": 0.3,
  "tech-export-controls": 0.3,
  "nuclear-arms": 0.3,
};
const MOST_TOPIC_WEIGHT = 0.8;
const BOTH_SIDES = 0.4;
const OFFICIAL = 0.3;

/** Where a story stands among others, and why: who carries it, how surely it belongs here, and what it is about. */
export function rankStory(articles: readonly RankedArticle[], topics: readonly string[]): Rank {
  const publishers = new Set(articles.map(({ publisher }) => publisher)).size;
  const relevance = Math.max(0, ...articles.map((article) => article.relevance));
  const weighty = topics.filter((topic) => (WEIGHTY[topic] ?? 0) > 0);
  const topicWeight = Math.min(
    MOST_TOPIC_WEIGHT,
    weighty.reduce((sum, topic) => sum + (WEIGHTY[topic] ?? 0), 0),
  );
  const bothSides =
    hasCountry(articles, ["US", "USA", "United States"]) &&
    hasCountry(articles, ["CN", "HK", "China", "Hong Kong"]);
  const official = articles.some((article) => article.class === "government");
  const reasons = [
    // One voice more counts less the more there are.
    `carried by ${publishers} ${publishers === 1 ? "publisher" : "publishers"}`,
    relevance >= 0.9 ? "surely about the two governments" : null,
    weighty.length > 0 ? `about ${weighty.map((topic) => topic.replaceAll("-", " ")).join(", ")}` : null,
    bothSides ? "told in both countries" : null,
    official ? "a government tells of it itself" : null,
  ];
  return {
    rank:
      relevance +
      Math.log2(Math.max(1, publishers)) +
      topicWeight +
      (bothSides ? BOTH_SIDES : 0) +
      (official ? OFFICIAL : 0),
    reasons: reasons.filter((reason) => reason !== null),
  };
}

function hasCountry(articles: readonly RankedArticle[], names: readonly string[]): boolean {
  return articles.some(({ country }) => names.includes(country));
}
