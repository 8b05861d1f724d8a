import type { NameTarget } from "../../knowledge/aliases.ts";
import { startsUpper } from "../../knowledge/aliases.ts";
import type { Knowledge } from "../../knowledge/knowledge.ts";
import { readPieces } from "../../knowledge/pieces.ts";
import type { Mention, MentionKind } from "../../model.ts";
import type { Document } from "../../text/document.ts";

/**
 * Finds who and what an article names; sorted, never overlapping. Titles and possessives stay outside.
 *
 * @param date the article's, since offices and so the people they name change hands
 */
export function findMentions(document: Document, knowledge: Knowledge, _date: Date): Mention[] {
  const pieces = readPieces(document);
  const mentions: Mention[] = [];
  const surnames = new Map<string, string>();
  for (let index = 0; index < pieces.length; index += 1) {
    const piece = pieces[index];
    if (!piece || !startsUpper(piece.text)) continue;
    const match = knowledge.names.longestAt(pieces, index);
    const target = match?.targets[0];
    const last = match && pieces[match.endPiece - 1];
    if (match && target && last) {
      mentions.push(toMention(piece.start, last.end, target, knowledge));
      const actor = knowledge.actor(target.id);
      if (actor?.kind === "person") surnames.set(actor.surname ?? actor.name, actor.id);
      index = match.endPiece - 1;
      continue;
    }
    const id = surnames.get(piece.text);
    if (id) mentions.push(toMention(piece.start, piece.end, { kind: "person", id }, knowledge));
  }
  return mentions;
}

const KINDS = { person: "person", organisation: "organisation", place: "place", demonym: "other" } as const;

function toMention(start: number, end: number, target: NameTarget, knowledge: Knowledge): Mention {
  const kind: MentionKind = KINDS[target.kind];
  const known = knowledge.actor(target.id) ?? knowledge.place(target.id);
  if (kind === "other") return { start, end, kind, actor: null, name: null, wikidata: null };
  return { start, end, kind, actor: target.id, name: known?.name ?? null, wikidata: known?.wikidata ?? null };
}
