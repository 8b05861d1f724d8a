import type { Knowledge } from "../../knowledge/knowledge.ts";
import type { Mention, Quote, QuoteKind, Span } from "../../model.ts";
import type { Document } from "../../text/document.ts";
import type { TokenSpan } from "./noun-phrases.ts";
import { findStatements, readScene, type TextScene } from "./statements-in-text.ts";

/**
 * Who said what: every reported statement of a text, in its order.
 *
 * @param mentions of the same document, sorted; speakers get their names from them
 * @param date the article's: offices and so the people they name change hands
 */
export function findQuotes(
  document: Document,
  mentions: readonly Mention[],
  _knowledge: Knowledge,
  _date: Date,
): Quote[] {
  const scene = readScene(document, mentions);
  return findStatements(scene).map(({ candidate, score }) => ({
    kind: kindOf(scene, candidate.spans),
    spans: candidate.spans.map((span) => toSpan(scene, span)),
    cue: candidate.cue && toSpan(scene, candidate.cue),
    speaker: candidate.speaker && toSpan(scene, candidate.speaker),
    speakerName: null,
    speakerActor: null,
    speakerRole: null,
    side: "other",
    confidence: score,
    aboutActors: [],
    aboutTopics: [],
    rules: candidate.rules,
  }));
}

function toSpan({ tokens }: TextScene, { first, end }: TokenSpan): Span {
  return [tokens[first]?.token.start ?? 0, tokens[end - 1]?.token.end ?? 0];
}

function kindOf({ tokens, spanAt }: TextScene, spans: readonly TokenSpan[]): QuoteKind {
  let inside = 0;
  let outside = 0;
  for (const { first, end } of spans) {
    for (let at = first; at < end; at += 1) {
      const kind = tokens[at]?.token.kind;
      if (kind !== "word" && kind !== "number") continue;
      if (spanAt[at] === -1) outside += 1;
      else inside += 1;
    }
  }
  if (outside === 0) return "direct";
  return inside === 0 ? "indirect" : "mixed";
}
