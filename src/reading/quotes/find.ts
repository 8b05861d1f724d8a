import type { Knowledge } from "../../knowledge/knowledge.ts";
import type { Mention, Quote, QuoteKind } from "../../model.ts";
import type { Document } from "../../text/document.ts";
import { actorsAround } from "./about.ts";
import type { Candidate } from "./candidate.ts";
import { findCast } from "./cast.ts";
import { createRoles, sideOf } from "./describe.ts";
import { cueAsPrinted, speakerAsPrinted, toSpan } from "./edges.ts";
import type { TokenSpan } from "./noun-phrases.ts";
import { type Memory, remember, resolveSpeaker } from "./resolve.ts";
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
  knowledge: Knowledge,
  date: Date,
): Quote[] {
  const scene = readScene(document, mentions);
  const cast = findCast(scene, mentions, knowledge);
  const roleOf = createRoles(scene, cast, knowledge, date);
  const memory: Memory = {
    scene,
    cast,
    knowledge,
    date,
    last: { speaker: null, at: 0 },
    lastPerson: { speaker: null, at: 0 },
    unnamed: null,
  };
  return findStatements(scene).flatMap(({ candidate, score, inner }) => {
    const resolved = resolveSpeaker(memory, candidate);
    // A quotation without a cue is worth showing only when it is clear who goes on speaking.
    if (candidate.frame === "floating" && !resolved) return [];
    remember(memory, candidate, resolved, lastToken(candidate));
    const actor = resolved?.member?.actor ?? null;
    const role = roleOf(candidate, resolved);
    const quote: Quote = {
      kind: kindOf(scene, candidate.spans),
      spans: candidate.spans.map((span) => toSpan(scene, span)),
      cue: cueAsPrinted(scene, candidate),
      speaker: speakerAsPrinted(scene, candidate),
      speakerName: resolved?.name ?? null,
      speakerActor: actor,
      speakerRole: role,
      passesOn: inner ? document.text.slice(...toSpan(scene, inner)) : null,
      side: sideOf(scene, candidate, resolved, role, knowledge),
      confidence: Number((score * (resolved?.certainty ?? 1)).toFixed(2)),
      aboutActors: actorsAround(scene, candidate, mentions, actor),
      // Topics are marked for the whole article at once: see read.ts.
      aboutTopics: [],
      rules: [...candidate.rules, resolved ? `speaker: ${resolved.rule}` : "speaker: not named"],
    };
    return [quote];
  });
}

const lastToken = ({ spans, cue }: Candidate): number =>
  Math.max(cue?.end ?? 0, ...spans.map(({ end }) => end)) - 1;

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
