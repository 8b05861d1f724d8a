import { reports, type SentenceScene } from "./content.ts";
import type { ContentStart } from "./content-end.ts";
import { groupAt, type VerbGroup } from "./groups.ts";

/** What joins the words at `at` to those before, as a name; null where content never ends. */
export function connectorAt(scene: SentenceScene, at: number, start: ContentStart): string | null {
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

/** ", in what a spokesman called …": the reporter goes on. */
export const IN_WHAT = "in what";
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
      if (token.lower === "in" && scene.tokens[at + 1]?.lower === "what") return IN_WHAT;
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
function verbAt(scene: SentenceScene, at: number, start: ContentStart): string | null {
  const { tokens } = scene;
  const group = groupAt(scene, at) ?? (tokens[at]?.tag === "adverb" ? groupAt(scene, at + 1) : undefined);
  if (!group) return null;
  const tense =
    group.mood === "finite" && start.cue
      ? tenseOf(tokens, group) === tenseOf(tokens, start.cue)
        ? " same tense"
        : " other tense"
      : "";
  return `${reports(group) ? "cue" : "verb"} ${group.mood}${tense}`;
}

export function tenseOf(tokens: SentenceScene["tokens"], group: VerbGroup): string {
  const first = tokens[group.first];
  if (group.modal) return "modal";
  if (first?.tag === "have") return first.lower === "had" ? "past" : "present";
  if (first?.tag === "be" || first?.tag === "do")
    return /^(?:was|were|did)/u.test(first.lower) ? "past" : "present";
  return tokens[group.head]?.verb?.forms.has("past") ? "past" : "present";
}
