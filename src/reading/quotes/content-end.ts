import { connectorAt, IN_WHAT, tenseOf } from "./connectors.ts";
import { isFiniteVerb, type RightKind, reports, type SentenceScene } from "./content.ts";
import type { VerbGroup } from "./groups.ts";
import { chanceOf, pairOf } from "./logistic.ts";
import type { Tag } from "./tags.ts";
import { BOUNDARY_WEIGHTS } from "./weights.ts";

/** What a content's end depends on besides the words behind it. */
export interface ContentStart {
  readonly first: number;
  readonly kind: RightKind | "noun" | "rest";
  readonly cue: VerbGroup | null;
  /** "who said …": a clause inside another, which goes on after it. */
  readonly relative: boolean;
  /** "after he said …". */
  readonly subordinate: boolean;
}

/** A place where content may end: before the token at `at`. */
export interface Boundary {
  readonly at: number;
  readonly features: readonly string[];
  /** "according to" is always the reporter's. */
  readonly sure: boolean;
}

/** The token after the last of the sentence's words: a full stop outside quotation marks is left off. */
export function endOfWords({ tokens, spanAt, sentence }: SentenceScene): number {
  let end = sentence.endToken;
  while (end > sentence.firstToken && spanAt[end - 1] === -1 && isEnd(tokens[end - 1]?.tag)) end -= 1;
  return end;
}

const ENDS = new Set<Tag>(["stop", "colon", "comma", "dash", "semicolon"]);
const isEnd = (tag: Tag | undefined) => tag !== undefined && ENDS.has(tag);

/** Where content ends: the end of the sentence, or what is plainly the reporter's again. */
export function endOfContent(scene: SentenceScene, start: ContentStart): number {
  const end = endOfWords(scene);
  const next = nextBoundary(scene, start, end);
  for (let boundary = next(); boundary; boundary = next()) {
    if (boundary.sure || chanceOf(boundary.features, BOUNDARY_WEIGHTS) >= 0.5)
      return trimEnd(scene, start.first, boundary.at);
  }
  return Math.max(endOfOpenQuotation(scene, end), start.first);
}

/** A quotation may hold several sentences: the content ends where the marks close. */
function endOfOpenQuotation({ marks, spanAt }: SentenceScene, end: number): number {
  const span = marks.spans[spanAt[end - 1] ?? -1];
  return span && span.end > end ? span.end : end;
}

/** Every place where a content may end, for fitting the weights. */
export function boundariesOf(scene: SentenceScene, start: ContentStart): Boundary[] {
  const found: Boundary[] = [];
  const next = nextBoundary(scene, start, endOfWords(scene));
  for (let boundary = next(); boundary; boundary = next()) found.push(boundary);
  return found;
}

function trimEnd({ tokens, spanAt }: SentenceScene, first: number, end: number): number {
  let at = end;
  while (at > first + 1 && spanAt[at - 1] === -1 && isEnd(tokens[at - 1]?.tag)) at -= 1;
  return at;
}

/** No statement is joined together of more; a bound for hostile texts. */
const MOST_BOUNDARIES = 40;

/** What has been seen of a content on the way to a boundary. */
interface Walk {
  at: number;
  verbs: number;
  commas: number;
  cueInside: boolean;
  boundaries: number;
  /** Is the condition over that opens the content. */
  passed: boolean;
  readonly end: number;
  readonly lastCue: number;
  readonly lastVerb: number;
}

function nextBoundary(scene: SentenceScene, start: ContentStart, end: number): () => Boundary | null {
  const walk: Walk = {
    at: start.first,
    verbs: 0,
    commas: 0,
    cueInside: false,
    boundaries: 0,
    passed: false,
    end,
    lastCue: lastCueOf(scene),
    lastVerb: lastFiniteVerb(scene, end),
  };
  return () => {
    while (walk.at + 1 < end && walk.boundaries < MOST_BOUNDARIES) {
      const connector = step(scene, start, walk);
      if (!connector) continue;
      walk.boundaries += 1;
      if (connector.startsWith(",")) walk.commas += 1;
      const features = featuresAt(scene, start, connector, walk);
      const sure =
        connector.endsWith("according") ||
        connector === `, ${IN_WHAT}` ||
        isAside(scene, connector, walk.at) ||
        // "said it was surprised but also called it expected": the speaker's next statement.
        (walk.verbs > 0 && connector.endsWith("but cue finite same tense")) ||
        (connector.startsWith(", prep") && isAfterCue(scene, walk.at));
      return { at: walk.at, sure, features };
    }
    return null;
  };
}

/** Goes one token on; the connector that stands there, if content may end before it. */
function step(scene: SentenceScene, start: ContentStart, walk: Walk): string | null {
  const { tokens, spanAt, groups, groupStarts } = scene;
  walk.at += 1;
  const { at } = walk;
  const group = groups[groupStarts[at - 1] ?? -1];
  if (group?.mood === "finite" && reports(group)) walk.cueInside = true;
  if (isFiniteVerb(tokens[at - 1])) walk.verbs += 1;
  if (spanAt[at] !== -1 && spanAt[at - 1] === spanAt[at]) return null;
  // "At best, analysts say, this is a start; the visit …": a semicolon joins what one speaker says.
  if (start.kind === "rest" && tokens[at]?.tag === "semicolon" && walk.lastCue < at) return null;
  // "said, if elected, she would": the condition is no end.
  if (tokens[start.first]?.tag === "subordinator" && !walk.passed) {
    walk.passed = tokens[at - 1]?.tag === "comma";
    return null;
  }
  return connectorAt(scene, at, start);
}

function lastFiniteVerb({ tokens, spanAt, sentence }: SentenceScene, end: number): number {
  for (let at = end - 1; at >= sentence.firstToken; at -= 1) {
    if (spanAt[at] === -1 && isFiniteVerb(tokens[at])) return at;
  }
  return -1;
}

/** "“… edge,” taking a fresh jab at the bank", "…, despite fresh warnings": the reporter's, as measured on news. */
const isAside = ({ spanAt }: SentenceScene, connector: string, at: number): boolean =>
  connector === ", prep despite" || (connector === ", verb ing" && spanAt[at - 1] !== -1);

/** "…, after Mr Li repeated that": another statement, which the reporter sets beside the first. */
function isAfterCue({ tokens, groups }: SentenceScene, at: number): boolean {
  const opening = tokens[at]?.lower;
  if (opening !== "after" && opening !== "before") return false;
  const group = groups.find(({ first, mood }) => first > at && mood === "finite");
  return group !== undefined && !group.passive && group.first <= at + 12 && reports(group);
}

function featuresAt(scene: SentenceScene, start: ContentStart, connector: string, walk: Walk): string[] {
  const { at } = walk;
  const kind =
    start.kind === "object" || start.kind === "to-clause" || start.kind === "noun" ? start.kind : "clause";
  const group = connector.startsWith(",") ? "comma" : (connector.split(" ")[0] ?? "");
  const place = placeOf(start);
  return [
    connector,
    pairOf(connector, walk.lastCue >= at ? "cue later" : "no cue later"),
    pairOf(group, kind),
    pairOf(group, restOf(walk)),
    pairOf(group, beginningOf(start, walk, kind)),
    pairOf(group, place),
    pairOf(connector, kind),
    pairOf(kind, place),
    pairOf(group, nextVerb(scene, start, at)),
    walk.commas > 1 ? "later comma" : "first comma",
    ...(walk.cueInside ? [pairOf(connector, "cue inside")] : []),
    ...(scene.spanAt[at - 1] !== -1
      ? [pairOf(group, "after a quotation"), pairOf(connector, "after a quotation")]
      : []),
  ];
}

/** How far behind a connector the verb of the clause it opens is looked for. */
const NEAR = 14;

/** "…, and the ministry warned that": does a clause of its own report behind the connector, in the tense of the cue. */
function nextVerb(
  { groups, groupStarts, tokens, sentence, spanAt }: SentenceScene,
  start: ContentStart,
  at: number,
): string {
  for (let index = at; index < Math.min(sentence.endToken, at + NEAR) && spanAt[index] === -1; index += 1) {
    const tag = tokens[index]?.tag;
    if (index > at + 1 && (tag === "comma" || tag === "semicolon" || tag === "that")) return "no verb near";
    const group = groups[groupStarts[index] ?? -1];
    if (group?.mood !== "finite") continue;
    const tense = start.cue
      ? tenseOf(tokens, group) === tenseOf(tokens, start.cue)
        ? "same"
        : "other"
      : "any";
    return `next ${reports(group) && !group.passive ? "cue" : "verb"} ${tense}`;
  }
  return "no verb near";
}

function restOf({ at, end, lastVerb }: Walk): string {
  if (end - at <= 4) return "short rest";
  return lastVerb >= at ? "rest with verb" : "rest without verb";
}

function beginningOf({ first }: ContentStart, { at, verbs }: Walk, kind: string): string {
  if (kind === "clause" && verbs === 0) return "no verb yet";
  return at - first <= 4 ? "short so far" : "long so far";
}

function placeOf({ relative, subordinate, cue }: ContentStart): string {
  if (relative) return "relative";
  if (subordinate) return "subordinate";
  return cue?.mood === "finite" ? "main" : "not finite";
}

/** Where the sentence's last plain cue begins. */
function lastCueOf({ groups }: SentenceScene): number {
  const last = groups.findLast(
    (group) =>
      group.mood === "finite" && !group.passive && (group.classes.has("say") || group.classes.has("tell")),
  );
  return last?.first ?? -1;
}
