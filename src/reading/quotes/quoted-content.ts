import type { Continuation } from "./candidates.ts";
import { isClause, reports, type SentenceScene } from "./content.ts";
import { type ContentStart, endOfContent, endOfWords } from "./content-end.ts";
import { groupAt } from "./groups.ts";
import { spanAround } from "./marks.ts";
import type { TokenSpan } from "./noun-phrases.ts";
import type { Told } from "./tellers.ts";
import { isTitle } from "./titles.ts";

/** The quotation that ends right before the cue and its speaker. */
export function quotationBefore(scene: SentenceScene, told: Told): TokenSpan | null {
  const { tokens } = scene;
  let at = told.first - 1;
  const tag = tokens[at]?.tag;
  if (tag === "comma" || tag === "dash" || tag === "stop") at -= 1;
  const span = spanAround(scene, at);
  if (at < scene.sentence.firstToken && !(span && isAskedBefore(scene, told, span.end))) return null;
  if (!span || span.end !== at + 1 || told.shared || told.speaker?.relative) return null;
  // On “Meet the Press,” he said …; asked whether it “was right,” he said …
  const aside =
    span.first > scene.sentence.firstToken && (isTitle(scene, span.first) || opensWithQuestion(scene));
  return aside ? null : span;
}

/** `“Why not?” Mr Li demanded.`: the question mark may have ended the sentence before the cue. */
function isAskedBefore({ tokens, sentence }: SentenceScene, told: Told, end: number): boolean {
  const last = tokens[end - 2]?.lower;
  const after = tokens[told.group.end]?.tag;
  return (
    told.first === sentence.firstToken &&
    told.first === end &&
    (last === "?" || last === "!") &&
    (after === "stop" || after === "to" || after === "preposition" || after === "comma")
  );
}

/** "Asked whether …, he said no": what precedes the cue is somebody else's question. */
export const opensWithQuestion = ({ tokens, sentence }: SentenceScene): boolean =>
  tokens[sentence.firstToken]?.lower === "asked" || tokens[sentence.firstToken]?.lower === "pressed";

/** A quotation that does not open its sentence is quoted with the words before it: `The trip is “a start,” he said.` */
export function contentStart(scene: SentenceScene, quotation: number): number {
  const { sentence } = scene;
  if (quotation <= sentence.firstToken) return quotation;
  const span = spanAround(scene, sentence.firstToken);
  return span ? Math.min(span.first, sentence.firstToken) : sentence.firstToken;
}

export function restOfQuotation(scene: SentenceScene, told: Told, goesOn: Continuation): TokenSpan[] {
  const { tokens, sentence } = scene;
  const after = Math.max(told.end, told.group.end);
  for (let at = after; at < sentence.endToken; at += 1) {
    const span = spanAround(scene, at);
    if (span?.first === at) {
      const before = tokens[at - 1]?.tag;
      if (before === "comma" || before === "colon" || before === "dash")
        return [{ first: at, end: span.end }, ...goesOn(Math.max(span.end, sentence.endToken))];
      at = span.end - 1;
    }
    // Another cue takes what follows for itself: “…,” she said, adding, “…”
    const group = groupAt(scene, at);
    if (group && at > after && group.mood === "finite" && reports(group)) break;
    if (group?.mood === "ing" && group.classes.has("say")) break;
  }
  return goesOn(sentence.endToken);
}

/** `No one, he said, “should be confused”`: the words before the cue begin what the quotation goes on with. */
export function fragmentBefore(scene: SentenceScene, told: Told, quotation: number): TokenSpan | null {
  const { tokens, sentence } = scene;
  const comma = told.first - 1;
  const word = tokens[quotation + 1]?.token.text ?? "";
  if (tokens[comma]?.tag !== "comma" || tokens[quotation - 1]?.tag !== "comma" || !/^\p{Ll}/u.test(word))
    return null;
  const opening = tokens[sentence.firstToken]?.tag;
  if (opening === "preposition" || opening === "time" || opening === "adverb" || opening === "subordinator")
    return null;
  const span = { first: sentence.firstToken, end: comma };
  return span.end > span.first && !isClause(scene, span) ? span : null;
}

/** A quotation after its cue may be only the first part of the content: `said “…” and that …`. */
export function endOfQuotation(scene: SentenceScene, end: number, told: Told): number {
  const words = endOfWords(scene);
  if (end >= words) return Math.max(end, words);
  const last = scene.tokens[end - 2];
  if (last?.tag === "stop" || last?.tag === "comma") return end;
  return endOfContent(scene, startOf(scene, told, end - 1, "quotation"));
}

/** What the end of a cue's content depends on. */
export function startOf(
  scene: SentenceScene,
  told: Told,
  first: number,
  kind: ContentStart["kind"],
): ContentStart {
  const relative = told.speaker?.relative === true && !told.shared;
  return { first, kind, cue: told.group, relative, subordinate: isSubordinate(scene, told) };
}

const OPENERS = new Set(["after", "before", "since", "until", "as", "like"]);

/** "when Mr Li said", "after he announced": the clause is not the sentence's main one. */
function isSubordinate({ tokens, sentence }: SentenceScene, told: Told): boolean {
  if (told.shared || told.first <= sentence.firstToken) return false;
  const before = tokens[told.first - 1];
  return (
    before?.tag === "subordinator" ||
    before?.tag === "wh" ||
    (before?.tag === "preposition" && OPENERS.has(before.lower))
  );
}
