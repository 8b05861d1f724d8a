import type { Sentence } from "../../text/document.ts";
import { type Draft, isCapital } from "./tags.ts";
import { readVerb } from "./verbs.ts";
import { NOUN_VERBS } from "./word-list.ts";

/** "Trump Says He Never Pledged To Leave": nearly every longer word has a capital. */
export function isHeadline(drafts: readonly Draft[], { firstToken, endToken }: Sentence): boolean {
  if (endToken - firstToken > LONGEST_HEADLINE) return false;
  let longer = 0;
  let capital = 0;
  for (let at = firstToken + 1; at < endToken; at += 1) {
    const { token } = drafts[at] ?? {};
    if (token?.kind !== "word" || token.text.length < 4) continue;
    longer += 1;
    if (isCapital(token.text)) capital += 1;
  }
  return longer >= 3 && capital / longer >= 0.8;
}

const LONGEST_HEADLINE = 30;

/** In a headline a reporting verb is known by its ending only. */
export function lowerHeadline(drafts: readonly Draft[], { firstToken, endToken }: Sentence): void {
  for (let at = firstToken + 1; at < endToken; at += 1) {
    const draft = drafts[at];
    if (draft?.tag !== "proper" || draft.possessive) continue;
    const verb = readVerb(draft.lower);
    if (!verb || verb.classes.size === 0 || verb.forms.has("base") || NOUN_VERBS.has(verb.lemma)) continue;
    draft.verb = verb;
    draft.tag = "finite";
  }
}
