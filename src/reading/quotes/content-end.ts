import { connectorAt, IN_WHAT, tenseOf } from "./connectors.ts";
import {
  CLAUSE_TAKERS,
  isFiniteVerb,
  NOMINAL_START,
  type RightKind,
  reports,
  type SentenceScene,
} from "./content.ts";
import { groupAt, type VerbGroup } from "./groups.ts";
import { FeatureNames, type Features, Odds, toScale } from "./logistic.ts";
import { spanAround } from "./marks.ts";
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
}

const SCALE = toScale(BOUNDARY_WEIGHTS);

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
  const walk = setOut(scene, start);
  for (let joint = nextConnector(scene, start, walk); joint; joint = nextConnector(scene, start, walk)) {
    if (isSure(scene, start, joint, walk) || chanceOfEnd(scene, start, joint, walk) >= 0.5)
      return trimEnd(scene, start.first, walk.at);
  }
  return Math.max(endOfOpenQuotation(scene, walk.end), start.first);
}

function chanceOfEnd(scene: SentenceScene, start: ContentStart, connector: string, walk: Walk): number {
  const odds = new Odds(SCALE);
  findFeatures(scene, start, connector, walk, odds);
  return odds.chance();
}

/** A quotation may hold several sentences: the content ends where the marks close. */
function endOfOpenQuotation(scene: SentenceScene, end: number): number {
  const span = spanAround(scene, end - 1);
  return span && span.end > end ? span.end : end;
}

/** Every place where a content may end, for fitting the weights. */
export function boundariesOf(scene: SentenceScene, start: ContentStart): Boundary[] {
  const found: Boundary[] = [];
  const walk = setOut(scene, start);
  for (let joint = nextConnector(scene, start, walk); joint; joint = nextConnector(scene, start, walk)) {
    const features = new FeatureNames();
    findFeatures(scene, start, joint, walk, features);
    found.push({ at: walk.at, features: features.names });
  }
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

function setOut(scene: SentenceScene, { first }: ContentStart): Walk {
  const end = endOfWords(scene);
  return {
    at: first,
    verbs: 0,
    commas: 0,
    cueInside: false,
    boundaries: 0,
    passed: false,
    end,
    lastCue: lastCueOf(scene),
    lastVerb: lastFiniteVerb(scene, end),
  };
}

/** Goes on to the next place where content may end; what joins the words there to those before. */
function nextConnector(scene: SentenceScene, start: ContentStart, walk: Walk): string | null {
  while (walk.at + 1 < walk.end && walk.boundaries < MOST_BOUNDARIES) {
    const connector = step(scene, start, walk);
    if (!connector) continue;
    walk.boundaries += 1;
    if (connector.startsWith(",")) walk.commas += 1;
    return connector;
  }
  return null;
}

/** What is the reporter's whatever the weights say; "according to" always is. */
function isSure(scene: SentenceScene, start: ContentStart, connector: string, walk: Walk): boolean {
  const { at, verbs } = walk;
  return (
    connector.endsWith("according") ||
    connector === `, ${IN_WHAT}` ||
    isAside(scene, connector, at) ||
    // "said it was surprised but also called it expected": the speaker's next statement.
    (verbs > 0 && connector.endsWith("but cue finite same tense")) ||
    (connector.startsWith(", prep") && isAfterCue(scene, at)) ||
    (verbs > 0 && answersQuestion(scene, start, at)) ||
    isNounsVerb(scene, start, connector, walk)
  );
}

/** Goes one token on; the connector that stands there, if content may end before it. */
function step(scene: SentenceScene, start: ContentStart, walk: Walk): string | null {
  const { tokens, spanAt } = scene;
  walk.at += 1;
  const { at } = walk;
  const group = groupAt(scene, at - 1);
  if (group?.mood === "finite" && reports(group)) walk.cueInside = true;
  if (isFiniteVerb(tokens[at - 1])) walk.verbs += 1;
  if (spanAt[at] !== -1 && spanAt[at - 1] === spanAt[at]) return null;
  // "At best, analysts say, this is a start; the visit …": a semicolon joins what one speaker says.
  if (start.kind === "rest" && tokens[at]?.tag === "semicolon" && walk.lastCue < at) return null;
  // "said, if elected, she would", "said that while …, it would": the condition is no end.
  if (!walk.passed && opensWithCondition(scene, start)) {
    walk.passed = tokens[at - 1]?.tag === "comma";
    return null;
  }
  if (awaitsVerb(start, walk)) return null;
  return connectorAt(scene, at, start);
}

function opensWithCondition({ tokens }: SentenceScene, { first, cue }: ContentStart): boolean {
  const opening = tokens[tokens[first]?.tag === "that" ? first + 1 : first];
  return opening?.tag === "subordinator" && !cue?.classes.has("ask");
}

/** "that Mr Li, who leads the talks, would", "that in the same vein, China needs": no end before the clause has its verb. */
function awaitsVerb({ kind, cue }: ContentStart, { verbs, lastVerb, at }: Walk): boolean {
  const clause = kind === "that-clause" || (kind === "bare-clause" && CLAUSE_TAKERS.has(cue?.lemma ?? ""));
  return clause && verbs === 0 && lastVerb >= at;
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

/** "China's claim that it is a balloon was rejected": the noun's own verb. */
function isNounsVerb(
  { tokens }: SentenceScene,
  { kind, relative, first }: ContentStart,
  connector: string,
  { at, verbs, cueInside }: Walk,
): boolean {
  if (kind !== "noun" || cueInside) return false;
  // "renewed his call for talks and warned": whoever called did so too.
  if (verbs === 0 && connector.endsWith("and cue finite")) return true;
  if (!relative || !VERB_AHEAD.test(connector)) return false;
  const before = tokens[at - 1]?.tag;
  return verbs >= (tokens[first]?.tag === "that" ? 1 : 0) && (before === "noun" || before === "proper");
}

const VERB_AHEAD = /^(?:verb|cue) finite/u;

/** "Asked whether talks would go on, Mr Li said": the question ends where the answer's speaker is named. */
function answersQuestion({ tokens, sentence }: SentenceScene, { cue }: ContentStart, at: number): boolean {
  if (cue?.first !== sentence.firstToken || !cue.classes.has("ask")) return false;
  return tokens[at - 1]?.tag === "comma" && NOMINAL_START.has(tokens[at]?.tag ?? "stop");
}

/** "…, after Mr Li repeated that": another statement, which the reporter sets beside the first. */
function isAfterCue({ tokens, groups }: SentenceScene, at: number): boolean {
  const opening = tokens[at]?.lower;
  if (opening !== "after" && opening !== "before") return false;
  const group = groups.find(({ first, mood }) => first > at && mood === "finite");
  return group !== undefined && !group.passive && group.first <= at + 12 && reports(group);
}

function findFeatures(
  scene: SentenceScene,
  start: ContentStart,
  connector: string,
  walk: Walk,
  found: Features,
): void {
  const { at } = walk;
  const kind =
    start.kind === "object" || start.kind === "to-clause" || start.kind === "noun" ? start.kind : "clause";
  const group = groupOf(connector);
  const place = placeOf(start);
  found.add(connector);
  found.pair(connector, walk.lastCue >= at ? "cue later" : "no cue later");
  found.pair(group, kind);
  found.pair(group, restOf(walk));
  found.pair(group, beginningOf(start, walk, kind));
  found.pair(group, place);
  found.pair(connector, kind);
  found.pair(kind, place);
  found.pair(group, nextVerb(scene, start, at));
  found.add(walk.commas > 1 ? "later comma" : "first comma");
  if (walk.cueInside) found.pair(connector, "cue inside");
  if (scene.spanAt[at - 1] === -1) return;
  found.pair(group, "after a quotation");
  found.pair(connector, "after a quotation");
}

/** All that follow a comma are one group; the others go by their first word. */
function groupOf(connector: string): string {
  if (connector.startsWith(",")) return "comma";
  const end = connector.indexOf(" ");
  return end < 0 ? connector : connector.slice(0, end);
}

/** How far behind a connector the verb of the clause it opens is looked for. */
const NEAR = 14;

/** "…, and the ministry warned that": does a clause of its own report behind the connector, in the tense of the cue. */
function nextVerb(scene: SentenceScene, start: ContentStart, at: number): string {
  const { tokens, sentence, spanAt } = scene;
  for (let index = at; index < Math.min(sentence.endToken, at + NEAR) && spanAt[index] === -1; index += 1) {
    const tag = tokens[index]?.tag;
    if (index > at + 1 && (tag === "comma" || tag === "semicolon" || tag === "that")) return "no verb near";
    const group = groupAt(scene, index);
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
