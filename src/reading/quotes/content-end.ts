import { reports, type SentenceScene } from "./content.ts";
import type { VerbGroup } from "./groups.ts";

/** The token after the last of the sentence's words: a full stop outside quotation marks is left off. */
export function endOfWords({ tokens, spanAt, sentence }: SentenceScene): number {
  let end = sentence.endToken;
  while (end > sentence.firstToken && spanAt[end - 1] === -1 && isEnd(tokens[end - 1]?.tag)) end -= 1;
  return end;
}

const isEnd = (tag: string | undefined) =>
  tag === "stop" || tag === "colon" || tag === "comma" || tag === "dash" || tag === "semicolon";

/** Where content that begins at `first` ends: the end of the sentence, or what is plainly the reporter's again. */
export function endOfContent(scene: SentenceScene, first: number, cue: VerbGroup | null): number {
  const { tokens, spanAt } = scene;
  const end = endOfWords(scene);
  for (let at = first + 1; at < end; at += 1) {
    if (spanAt[at] !== -1) {
      if (closesWithComma(scene, at) && breaksAtComma(scene, at, end, cue)) return at + 1;
      continue;
    }
    if (breaksAt(scene, at, end, cue)) return trimEnd(scene, first, at);
  }
  return tokens[end - 1] ? end : first;
}

/** The mark that closes “…,” as the comma it holds. */
const closesWithComma = ({ tokens, spanAt }: SentenceScene, at: number) =>
  spanAt[at + 1] === -1 && tokens[at]?.tag === "mark" && tokens[at - 1]?.tag === "comma";

function trimEnd({ tokens, spanAt }: SentenceScene, first: number, end: number): number {
  let at = end;
  while (at > first + 1 && spanAt[at - 1] === -1 && isEnd(tokens[at - 1]?.tag)) at -= 1;
  return at;
}

function breaksAt(scene: SentenceScene, at: number, end: number, cue: VerbGroup | null): boolean {
  const { tokens } = scene;
  const token = tokens[at];
  switch (token?.tag) {
    case "comma":
      return breaksAtComma(scene, at, end, cue);
    case "semicolon":
      return cueBetween(scene, at + 1, end);
    case "conjunction":
      return sharesCue(scene, at, cue);
    case "noun":
    case "participle":
    case "ing":
      return token.lower === "according" && tokens[at + 1]?.lower === "to";
    case "open":
      return false;
    case "dash":
      return (
        !hasLaterDash(scene, at, end) &&
        (tokens[at + 1]?.tag === "conjunction" || tokens[at + 1]?.tag === "subordinator")
      );
    default:
      return false;
  }
}

function hasLaterDash({ tokens }: SentenceScene, at: number, end: number): boolean {
  for (let index = at + 1; index < end; index += 1) if (tokens[index]?.tag === "dash") return true;
  return false;
}

function breaksAtComma(scene: SentenceScene, at: number, end: number, cue: VerbGroup | null): boolean {
  const { tokens } = scene;
  const next = tokens[at + 1];
  if (!next) return true;
  if (next.lower === "according" && tokens[at + 2]?.lower === "to") return true;
  const group = groupAt(scene, at + 1);
  if (next.tag === "ing" || (next.tag === "adverb" && tokens[at + 2]?.tag === "ing"))
    return group !== null && reports(group);
  if (next.tag === "conjunction") {
    if (sharesCue(scene, at + 1, cue)) return true;
    return next.lower === "but" && cueBetween(scene, at + 2, end);
  }
  if (next.tag === "subordinator" && next.lower !== "than" && next.lower !== "as" && next.lower !== "if")
    return cueBetween(scene, at + 2, end);
  return false;
}

/** The group that begins at a token, or just behind it after an adverb. */
function groupAt({ groupStarts, groups }: SentenceScene, at: number): VerbGroup | null {
  return groups[groupStarts[at] ?? -1] ?? groups[groupStarts[at + 1] ?? -1] ?? null;
}

/** "… and said", "but also accused": a second cue of the same speaker. */
function sharesCue(scene: SentenceScene, at: number, cue: VerbGroup | null): boolean {
  const group = groupAt(scene, at + 1);
  if (!group || !cue || group.mood !== "finite" || !reports(group)) return false;
  return tenseOf(scene, group) === tenseOf(scene, cue);
}

function tenseOf({ tokens }: SentenceScene, group: VerbGroup): string {
  const first = tokens[group.first];
  if (group.modal) return "modal";
  if (first?.tag === "have") return first.lower === "had" ? "past" : "present";
  if (first?.tag === "be" || first?.tag === "do")
    return /^(?:was|were|did)/u.test(first.lower) ? "past" : "present";
  return tokens[group.head]?.verb?.forms.has("past") ? "past" : "present";
}

function cueBetween({ groups }: SentenceScene, first: number, end: number): boolean {
  return groups.some(
    (group) =>
      group.first >= first &&
      group.end <= end &&
      group.mood === "finite" &&
      !group.passive &&
      (group.classes.has("say") || group.classes.has("tell")) &&
      group.lemma !== "agree" &&
      group.lemma !== "continue",
  );
}
