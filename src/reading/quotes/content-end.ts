import { isFiniteVerb, type RightKind, reports, type SentenceScene } from "./content.ts";
import type { VerbGroup } from "./groups.ts";
import { chanceOf } from "./logistic.ts";
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
    if (chanceOf(boundary.features, BOUNDARY_WEIGHTS) >= 0.5) return trimEnd(scene, start.first, boundary.at);
  }
  return Math.max(end, start.first);
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

function nextBoundary(scene: SentenceScene, start: ContentStart, end: number): () => Boundary | null {
  const { tokens, spanAt } = scene;
  let at = start.first;
  let verbs = 0;
  let commas = 0;
  const lastVerb = lastFinite(scene, end);
  return () => {
    while (at + 1 < end) {
      at += 1;
      const inside = spanAt[at] !== -1;
      const opened = inside && spanAt[at - 1] === spanAt[at];
      if (isFiniteVerb(tokens[at - 1])) verbs += 1;
      if (opened) continue;
      const connector = connectorAt(scene, at, start);
      if (!connector) continue;
      // "At best, analysts say, this is a start; the visit …": a semicolon joins what one speaker says.
      if (start.kind === "rest" && tokens[at]?.tag === "semicolon" && !cueBetween(scene, at, end)) continue;
      if (connector.startsWith(",")) commas += 1;
      return { at, features: featuresAt(scene, start, at, end, connector, verbs, commas, lastVerb) };
    }
    return null;
  };
}

function lastFinite({ tokens, spanAt }: SentenceScene, end: number): number {
  for (let at = end - 1; at >= 0 && at > end - 400; at -= 1) {
    if (spanAt[at] === -1 && isFiniteVerb(tokens[at])) return at;
  }
  return -1;
}

function featuresAt(
  scene: SentenceScene,
  start: ContentStart,
  at: number,
  end: number,
  connector: string,
  verbs: number,
  commas: number,
  lastVerb: number,
): string[] {
  const kind =
    start.kind === "object" || start.kind === "to-clause"
      ? start.kind
      : start.kind === "noun"
        ? "noun"
        : "clause";
  const group = connector.startsWith(",") ? "comma" : (connector.split(" ")[0] ?? "");
  const later = cueBetween(scene, at, end) ? "cue later" : "no cue later";
  const rest = end - at <= 4 ? "short rest" : lastVerb >= at ? "rest with verb" : "rest without verb";
  const soFar =
    kind === "clause" && verbs === 0 ? "no verb yet" : at - start.first <= 4 ? "short so far" : "long so far";
  const place = start.relative
    ? "relative"
    : start.subordinate
      ? "subordinate"
      : start.cue?.mood === "finite"
        ? "main"
        : "not finite";
  return [
    connector,
    `${connector} | ${later}`,
    `${group} | ${kind}`,
    `${group} | ${rest}`,
    `${group} | ${soFar}`,
    `${group} | ${place}`,
    `${connector} | ${kind}`,
    `${kind} | ${place}`,
    commas > 1 ? "later comma" : "first comma",
    ...(holdsCue(scene, start.first, at) ? [`${connector} | cue inside`] : []),
    ...(scene.spanAt[at - 1] !== -1 ? [`${group} | after a quotation`] : []),
  ];
}

/** What joins the words at `at` to those before, as a name; null where content never ends. */
function connectorAt(scene: SentenceScene, at: number, start: ContentStart): string | null {
  const { tokens, spanAt } = scene;
  const token = tokens[at];
  const before = tokens[at - 1];
  if (!token || !before) return null;
  const afterComma =
    (before.tag === "comma" && spanAt[at - 1] === -1) ||
    (before.tag === "mark" && tokens[at - 2]?.tag === "comma" && spanAt[at - 1] !== -1);
  const words = joiningWords(scene, at, start);
  if (afterComma) return `, ${words ?? token.tag}`;
  if (spanAt[at] !== -1) return null;
  if (words) return words;
  if (token.tag === "dash" || token.tag === "semicolon" || token.tag === "colon")
    return `${token.tag} ${tokens[at + 1]?.tag ?? ""}`;
  if (
    token.tag === "time" &&
    before.tag !== "preposition" &&
    before.tag !== "time" &&
    before.tag !== "determiner" &&
    before.tag !== "adjective"
  )
    return "time";
  return null;
}

const TIMELY = new Set([
  "after",
  "before",
  "during",
  "despite",
  "since",
  "in",
  "on",
  "at",
  "until",
  "for",
  "as",
]);

/** The connector by its words, where these are of a closed class. */
function joiningWords(scene: SentenceScene, at: number, start: ContentStart): string | null {
  const token = scene.tokens[at];
  switch (token?.tag) {
    case "conjunction":
      return `${token.lower === "but" ? "but" : "and"} ${verbAt(scene, at + 1, start) ?? "phrase"}`;
    case "subordinator":
      return `sub ${token.lower}`;
    case "preposition": {
      const time = scene.tokens[at + 1]?.tag === "time" ? " time" : "";
      return TIMELY.has(token.lower) ? `prep ${token.lower}${time}` : null;
    }
    case "wh":
      return token.lower;
    case "ing":
    case "finite":
    case "participle":
    case "adverb":
    case "have":
    case "be":
    case "modal":
      if (token.lower === "according" && scene.tokens[at + 1]?.tag === "to") return "according";
      return verbAt(scene, at, start);
    default:
      return token?.lower === "according" && scene.tokens[at + 1]?.tag === "to" ? "according" : null;
  }
}

/** The verb group that begins at a token or behind an adverb there: does it report, and how is it joined. */
function verbAt(
  { groupStarts, groups, tokens }: SentenceScene,
  at: number,
  start: ContentStart,
): string | null {
  const group =
    groups[groupStarts[at] ?? -1] ??
    (tokens[at]?.tag === "adverb" ? groups[groupStarts[at + 1] ?? -1] : undefined);
  if (!group) return null;
  const tense =
    group.mood === "finite" && start.cue
      ? tenseOf(tokens, group) === tenseOf(tokens, start.cue)
        ? " same tense"
        : " other tense"
      : "";
  return `${reports(group) ? "cue" : "verb"} ${group.mood}${tense}`;
}

function tenseOf(tokens: SentenceScene["tokens"], group: VerbGroup): string {
  const first = tokens[group.first];
  if (group.modal) return "modal";
  if (first?.tag === "have") return first.lower === "had" ? "past" : "present";
  if (first?.tag === "be" || first?.tag === "do")
    return /^(?:was|were|did)/u.test(first.lower) ? "past" : "present";
  return tokens[group.head]?.verb?.forms.has("past") ? "past" : "present";
}

/** Has the content a cue of its own, to which the next may belong: "said that they called him and said …". */
const holdsCue = ({ groups }: SentenceScene, first: number, end: number): boolean =>
  groups.some(
    (group) => group.first >= first && group.end <= end && group.mood === "finite" && reports(group),
  );

function cueBetween({ groups }: SentenceScene, first: number, end: number): boolean {
  return groups.some(
    (group) =>
      group.first >= first &&
      group.end <= end &&
      group.mood === "finite" &&
      !group.passive &&
      (group.classes.has("say") || group.classes.has("tell")),
  );
}
