import type { Knowledge } from "../knowledge/knowledge.ts";
import type { Quote, Reading, Span } from "../model.ts";
import { type Document, readDocument, type Sentence } from "../text/document.ts";
import { findMentions } from "./entities/find-mentions.ts";
import { findQuotes } from "./quotes/find.ts";
import { judgeRelevance } from "./relevance/relevance.ts";
import { summarise } from "./summary/summary.ts";
import { findTopics, markTopics, type TopicMark, topicsBetween } from "./topics.ts";
import { wordsOf } from "./words.ts";

export interface ReadableArticle {
  readonly title: string;
  /** Plain text, paragraphs split by a blank line. */
  readonly text: string;
  /** When it was published: offices and so the people they name change hands. */
  readonly date: Date;
}

/** Everything we find in one article. Pure: the same article and knowledge always give the same reading. */
export function readArticle({ title, text, date }: ReadableArticle, knowledge: Knowledge): Reading {
  const document = readDocument(text);
  const mentions = findMentions(document, knowledge, date);
  const titleMentions = findMentions(readDocument(title), knowledge, date);
  const words = wordsOf(document);
  const { relevant, score, reasons } = judgeRelevance({ title, words, titleMentions, mentions }, knowledge);
  const marks = markTopics(text, words, knowledge);
  const quotes = findQuotes(document, mentions, knowledge, date);
  return {
    relevant,
    relevance: score,
    reasons,
    topics: findTopics({ title, text }, knowledge, marks),
    mentions,
    quotes: quotes.map((quote) => ({ ...quote, aboutTopics: topicsAround(document, quote, marks) })),
    summary: summarise(document),
  };
}

/** The topics of a statement are those of its sentences and of the one before. */
function topicsAround({ sentences }: Document, { spans }: Quote, marks: readonly TopicMark[]): string[] {
  const [start, end] = [spans[0]?.[0] ?? 0, spans.at(-1)?.[1] ?? 0];
  const first = Math.max(0, sentenceAt(sentences, start) - 1);
  const around: Span = [
    sentences[first]?.start ?? start,
    sentences[sentenceAt(sentences, end - 1)]?.end ?? end,
  ];
  return topicsBetween(marks, around).map(({ id }) => id);
}

/** Index of the first sentence that ends beyond `at`, by halving. */
function sentenceAt(sentences: readonly Sentence[], at: number): number {
  let [low, high] = [0, sentences.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sentences[middle]?.end ?? 0) <= at) low = middle + 1;
    else high = middle;
  }
  return low;
}
