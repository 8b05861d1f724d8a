import type { Knowledge } from "../../knowledge/knowledge.ts";
import type { Mention } from "../../model.ts";
import type { Document } from "../../text/document.ts";
import { nameMentions } from "./name-mentions.ts";
import { readPage } from "./page.ts";
import { readNames } from "./read-names.ts";
import { readPeople, readShortNames, settle } from "./settle.ts";

/**
 * Finds who and what an article names; sorted, never overlapping. Titles and possessives stay outside.
 *
 * @param date the article's, since offices and so the people they name change hands
 */
export function findMentions(document: Document, knowledge: Knowledge, date: Date): Mention[] {
  const page = readPage(document);
  const found = readNames(page, knowledge);
  const shortNames = readShortNames(page, found);
  const settled = settle(page, found, readPeople(page, found), shortNames);
  return nameMentions({ page, found: settled, shortNames, knowledge, date });
}
