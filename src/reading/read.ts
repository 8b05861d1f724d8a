import type { Knowledge } from "../knowledge/knowledge.ts";
import type { Reading } from "../model.ts";
import { readDocument } from "../text/document.ts";
import { findMentions } from "./entities/find-mentions.ts";
import { judgeRelevance } from "./relevance/relevance.ts";
import { summarise } from "./summary/summary.ts";
import { findTopics } from "./topics.ts";

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
  return {
    relevant,
    relevance: score,
    reasons,
    topics: findTopics({ title, text }, knowledge),
    mentions,
    quotes: [],
    summary: summarise(document),
  };
}
