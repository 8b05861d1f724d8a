import { phraseStart, type Scene, type Subject } from "./subjects.ts";
import type { TaggedToken } from "./tags.ts";

/** "Bonnie Glaser, director of …, told": the name with what is said of it; "Mr Li, speaking in Beijing, said": the name. */
export function subjectWithApposition(scene: Scene, comma: number, start: number): Subject | null {
  const { tokens } = scene;
  let end = comma;
  let apposed = true;
  for (let segment = 0; segment < 6; segment += 1) {
    const previous = commaBefore(scene, end - 1, start);
    if (previous < 0) return null;
    const opening = previous + 1;
    if (opening >= end) return null;
    const tag = tokens[opening]?.tag ?? "stop";
    const circumstance =
      tag === "preposition" ||
      tag === "adverb" ||
      tag === "ing" ||
      tag === "participle" ||
      tag === "wh" ||
      tag === "subordinator" ||
      tag === "time" ||
      (tag === "possessive" && tokens[opening]?.lower === "whose") ||
      tag === "finite";
    if (circumstance) apposed = false;
    const first = phraseStart(scene, previous - 1, start);
    if (first >= previous) {
      return null;
    }
    const whole = previous - 1;
    const named =
      tokens[whole]?.tag === "proper" || tokens[whole]?.tag === "close" || tokens[whole]?.tag === "pronoun";
    const another = commaBefore(scene, first - 1, start);
    const bare =
      another >= 0 && another === first - 1 && isDescription(tokens[first]) && followsName(tokens, another);
    if (bare || (!named && another === first - 1 && followsName(tokens, another))) {
      end = previous;
      continue;
    }
    return { first, end: apposed ? comma : previous, relative: false, clauseFirst: first };
  }
  return null;
}

const isDescription = (token: TaggedToken | undefined) =>
  token?.tag === "determiner" ||
  token?.tag === "noun" ||
  token?.tag === "adjective" ||
  token?.tag === "number" ||
  token?.tag === "preposition";

const followsName = (tokens: readonly TaggedToken[], comma: number) =>
  tokens[comma - 1]?.tag === "proper" || tokens[comma - 1]?.tag === "close";

/** The nearest comma at or before `at`, not across a quotation, a stop or a colon; -1 when there is none. */
function commaBefore(scene: Scene, at: number, start: number): number {
  for (let index = at; index >= start; index -= 1) {
    const tag = scene.tokens[index]?.tag;
    if (tag === "comma") return index;
    if (tag === "semicolon" || tag === "colon" || tag === "stop") return -1;
  }
  return -1;
}
