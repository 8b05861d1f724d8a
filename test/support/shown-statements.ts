import { loadKnowledge } from "../../src/knowledge/knowledge.ts";
import type { Quote } from "../../src/model.ts";
import { findMentions } from "../../src/reading/entities/find-mentions.ts";
import { findQuotes } from "../../src/reading/quotes/find.ts";
import { readDocument } from "../../src/text/document.ts";

const DATE = new Date("2023-06-17T00:00:00Z");
const knowledge = loadKnowledge();

/** The statements of a text of 17 June 2023. */
export function readStatements(text: string): Quote[] {
  const document = readDocument(text);
  return findQuotes(document, findMentions(document, knowledge, DATE), knowledge, DATE);
}

/** "speaker <cue> content" of every statement. */
export function shownStatements(text: string): string[] {
  return readStatements(text).map(({ speaker, cue, spans }) => {
    const words = spans.map((span) => text.slice(...span)).join(" … ");
    return `${speaker ? text.slice(...speaker) : "–"} <${cue ? text.slice(...cue) : ""}> ${words}`;
  });
}
