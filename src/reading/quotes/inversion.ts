import { isFiniteVerb, type SentenceScene } from "./content.ts";
import type { VerbGroup } from "./groups.ts";
import { basePhrase } from "./noun-phrases.ts";
import type { Subject } from "./subjects.ts";
import type { Tag } from "./tags.ts";
import type { VerbClass } from "./verb-list.ts";
import { PEOPLE_NOUNS } from "./word-list.ts";

const LINKS = new Set(["of", "at", "from", "for"]);
/** Verbs that stand before their subject even when no quotation mark is near. */
const ALWAYS = new Set([
  "say",
  "add",
  "write",
  "argue",
  "explain",
  "note",
  "warn",
  "report",
  "tweet",
  "reply",
  "respond",
  "recall",
  "conclude",
  "continue",
]);
const BEFORE_SPEAKER: readonly VerbClass[] = ["say", "tell", "ask", "voice", "state", "believe", "call"];
const OPENS = new Set<Tag>(["proper", "determiner", "possessive", "noun", "number", "adjective"]);

/** The speaker behind the cue: "said Mr Wang", "added the ministry"; null when the order is the usual one. */
export function findInverted(scene: SentenceScene, group: VerbGroup): Subject | null {
  const { tokens, spanAt, sentence } = scene;
  if (group.first !== group.head || group.mood !== "finite") return null;
  if (!BEFORE_SPEAKER.some((one) => group.classes.has(one))) return null;
  const at = group.end;
  const next = tokens[at];
  if (!next || at >= sentence.endToken || spanAt[at] !== -1) return null;
  const before = tokens[group.first - 1];
  let quoted = spanAt[group.first - 1] !== -1 && group.first > 0;
  const comma = before?.tag === "comma" || before?.tag === "dash";
  if (comma && (spanAt[group.first - 2] ?? -1) !== -1) quoted = true;
  const opening = group.first === sentence.firstToken;
  if (!quoted && !(comma && ALWAYS.has(group.lemma)) && !(opening && ALWAYS.has(group.lemma))) return null;
  if (next.tag === "pronoun" && next.lower !== "it" && next.lower !== "there") {
    const after = tokens[at + 1]?.tag;
    return quoted && (after === "comma" || after === "stop")
      ? { first: at, end: at + 1, relative: false, clauseFirst: group.first }
      : null;
  }
  if (!OPENS.has(next.tag)) return null;
  const end = phraseEnd(scene, at, sentence.endToken);
  if (end === at) return null;
  const after = tokens[end]?.tag;
  if (after === "finite" || after === "be" || after === "modal" || after === "have") return null;
  if (!quoted && (after === "that" || !namesSomeone(scene, at, end) || hasVerbBeforeComma(scene, end)))
    return null;
  return { first: at, end: withApposition(scene, end), relative: false, clauseFirst: group.first };
}

/** ", said one candidate he likes is …": what stands behind the cue is a clause, not the speaker. */
function hasVerbBeforeComma({ tokens, sentence }: SentenceScene, from: number): boolean {
  for (let at = from; at < sentence.endToken; at += 1) {
    const tag = tokens[at]?.tag;
    if (tag === "colon" || tag === "comma" || tag === "stop" || tag === "semicolon" || tag === "wh")
      return false;
    if (isFiniteVerb(tokens[at])) return true;
  }
  return false;
}

/** Without quotation marks near, only a name or someone by what they are stands behind the cue. */
function namesSomeone({ tokens, nameStarts }: SentenceScene, first: number, end: number): boolean {
  for (let at = first; at < end; at += 1) {
    const token = tokens[at];
    if (token?.tag === "preposition") return false;
    if (nameStarts[at] === 1 || token?.tag === "proper" || PEOPLE_NOUNS.has(token?.lower ?? "")) return true;
  }
  return false;
}

function phraseEnd({ tokens }: SentenceScene, at: number, end: number): number {
  let index = basePhrase(tokens, at, end);
  if (index === at) return at;
  for (;;) {
    const token = tokens[index];
    const link = token?.tag === "preposition" && LINKS.has(token.lower);
    const joined = token?.lower === "and" && tokens[index + 1]?.tag !== "pronoun";
    if (!link && !joined) return index;
    const next = basePhrase(tokens, index + 1, end);
    if (next === index + 1) return index;
    index = next;
  }
}

/** ", executive vice president of the Chamber": goes with the name. */
export function withApposition(scene: SentenceScene, end: number): number {
  const { tokens, spanAt, sentence } = scene;
  let index = end;
  for (let part = 0; part < 3; part += 1) {
    const next = tokens[index + 1];
    if (tokens[index]?.tag !== "comma" || !next || spanAt[index + 1] !== -1) return index;
    if (!["determiner", "possessive", "noun", "adjective", "proper", "number"].includes(next.tag))
      return index;
    if (next.lower === "whose") return index;
    const close = closesAt(scene, index + 1);
    if (close < 0) return index;
    index = close;
    if (index >= sentence.endToken) return index;
  }
  return index;
}

/** The comma or full stop behind an apposition; -1 when a clause of its own begins there. */
function closesAt({ tokens, spanAt, sentence }: SentenceScene, at: number): number {
  for (let index = at; index < Math.min(sentence.endToken, at + 40); index += 1) {
    const tag = tokens[index]?.tag;
    if (spanAt[index] !== -1) return -1;
    if (tag === "comma" || tag === "stop" || tag === "semicolon" || tag === "dash") return index;
    if (tag === "finite" || tag === "be" || tag === "have" || tag === "do" || tag === "modal") {
      const relative = tokens.slice(at, index).some((token) => token.tag === "wh" || token.tag === "that");
      if (!relative) return -1;
    }
  }
  return -1;
}
