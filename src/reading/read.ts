import type { Knowledge } from "../knowledge/knowledge.ts";
import type { Quote, Reading, Span } from "../model.ts";
import { type Document, readDocument } from "../text/document.ts";
import { findMentions } from "./entities/find-mentions.ts";
import { findQuotes } from "./quotes/find.ts";
import { judgeRelevance } from "./relevance/relevance.ts";
import { summarise } from "./summary/summary.ts";
import { findTopics, markTopics, type TopicMark, topicsBetween } from "./topics.ts";

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
  const { relevant, score, reasons } = judgeRelevance({ title, text, titleMentions, mentions }, knowledge);
  const marks = markTopics(text, knowledge);
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
function topicsAround(
  { text, sentences }: Document,
  { spans }: Quote,
  marks: readonly TopicMark[],
): string[] {
  const [start, end] = [spans[0]?.[0] ?? 0, spans.at(-1)?.[1] ?? 0];
  const first = Math.max(0, sentences.findIndex((sentence) => sentence.end > start) - 1);
  const last = sentences.find((sentence) => sentence.end >= end);
  const around: Span = [sentences[first]?.start ?? start, last?.end ?? end];
  return topicsBetween(text, marks, around).map(({ id }) => id);
}
