import { NOMINAL_START, type SentenceScene, VERBAL } from "./content.ts";
import { spanAround } from "./marks.ts";
import { basePhrase } from "./noun-phrases.ts";
import { isTitle } from "./titles.ts";

export function skipAddressee(scene: SentenceScene, at: number): number {
  const { tokens, sentence } = scene;
  const token = tokens[at];
  if (!token || token.tag === "mark" || scene.spanAt[at] !== -1) return at;
  if (token.tag === "object") return at + 1;
  if (token.tag === "pronoun" && (token.lower === "you" || token.lower === "it")) return at + 1;
  if (token.tag === "possessive" && token.lower === "her" && !isNominal(scene, at + 1)) return at + 1;
  if (!NOMINAL_START.has(token.tag) || token.tag === "pronoun" || token.tag === "time") return at;
  return afterTitle(scene, phraseWithLinks(scene, at, sentence.endToken));
}

/** "told ABC’s “Good Morning America” that". */
function afterTitle(scene: SentenceScene, at: number): number {
  const span = spanAround(scene, at);
  return span?.first === at && isTitle(scene, at) ? span.end : at;
}

const isNominal = (scene: SentenceScene, at: number) => {
  const tag = scene.tokens[at]?.tag;
  return tag === "noun" || tag === "adjective" || tag === "number";
};

/** A noun phrase cut where a second name begins: "told CNN | Trump would". */
function phraseWithLinks(scene: SentenceScene, at: number, end: number): number {
  const { tokens } = scene;
  let index = cutAtName(scene, at, basePhrase(tokens, at, end));
  for (;;) {
    const token = tokens[index];
    const linked = token?.tag === "preposition" && token.lower !== "like";
    const joined = token?.lower === "and" && tokens[index + 1]?.tag !== "pronoun";
    if (!linked && !joined) return index;
    const next = cutAtName(scene, index + 1, basePhrase(tokens, index + 1, end));
    if (next === index + 1) return linked && tokens[next]?.tag === "time" ? next + 1 : index;
    if (joined && VERBAL.has(tokens[next]?.tag ?? "stop")) return index;
    index = next;
  }
}

const isPluralSubject = ({ tokens }: SentenceScene, at: number, to: number): boolean =>
  at === to - 1 &&
  tokens[at]?.tag === "noun" &&
  tokens[at]?.lower.endsWith("s") === true &&
  VERBAL.has(tokens[to]?.tag ?? "stop");

function cutAtName(scene: SentenceScene, from: number, to: number): number {
  for (let at = from + 1; at < to; at += 1) {
    const before = scene.tokens[at - 1];
    if (
      scene.nameStarts[at] === 1 &&
      before?.tag === "proper" &&
      VERBAL.has(scene.tokens[to]?.tag ?? "stop") &&
      !before.possessive
    )
      return at;
    // "told Reuters | officials were"
    if (before?.tag === "proper" && isPluralSubject(scene, at, to)) return at;
    if (
      scene.nameStarts[at] === 1 &&
      before?.tag === "noun" &&
      before.lower.endsWith("s") &&
      VERBAL.has(scene.tokens[to]?.tag ?? "stop")
    )
      return at;
  }
  return to;
}

/** Index after the noun phrase (or time, or "-ing" phrase) that a preposition governs. */
export function afterPhrase(scene: SentenceScene, at: number): number {
  const { tokens, sentence } = scene;
  let index = at;
  while (tokens[index]?.tag === "adverb") index += 1;
  // "of that investigation"
  if (tokens[index]?.tag === "that" && tokens[index + 1]?.tag === "noun") index += 1;
  if (tokens[index]?.tag === "ing") {
    index += 1;
    if (tokens[index]?.tag === "preposition") index += 1;
  }
  if (tokens[index]?.tag === "object") return index + 1;
  if (tokens[index]?.tag === "time") {
    while (tokens[index]?.tag === "time" || tokens[index]?.tag === "number") index += 1;
    return index;
  }
  const after = cutAtName(scene, index, basePhrase(tokens, index, sentence.endToken));
  if (after === index) return index > at ? index : timeAfterDeterminer(scene, index);
  let last = after;
  while (tokens[last]?.tag === "time") last += 1;
  return afterTitle(scene, last);
}

export function timeAfterDeterminer(scene: SentenceScene, at: number): number {
  const { tokens } = scene;
  let index = at;
  while (tokens[index]?.tag === "determiner" || tokens[index]?.tag === "adjective") index += 1;
  const first = index;
  while (tokens[index]?.tag === "time") index += 1;
  return index > first ? index : at;
}

/** After the comma at `at`: where content may begin, or -1 when the cue's clause is over. */
export function afterParenthesis(scene: SentenceScene, at: number): number {
  const { tokens, spanAt, sentence } = scene;
  const next = tokens[at + 1];
  if (!next || at + 1 >= sentence.endToken) return -1;
  if (spanAt[at + 1] !== -1 || next.tag === "that") return at + 1;
  const aside =
    next.tag === "adverb" ||
    next.tag === "preposition" ||
    next.tag === "ing" ||
    next.tag === "time" ||
    next.tag === "participle" ||
    next.tag === "to";
  for (let index = at + 2; index < Math.min(sentence.endToken - 1, at + 30); index += 1) {
    if (spanAt[index] !== -1) return -1;
    if (tokens[index]?.tag !== "comma") continue;
    const after = tokens[index + 1];
    const short = index <= at + 3 && next.tag === "adverb";
    if (spanAt[index + 1] !== -1 || after?.tag === "that" || short) return index + 1;
    if (!aside) return -1;
  }
  return -1;
}

export function matchingDash(scene: SentenceScene, at: number): number {
  const { tokens, sentence, spanAt } = scene;
  if (spanAt[at + 1] !== -1) return at;
  for (let index = at + 2; index < Math.min(sentence.endToken - 1, at + 40); index += 1) {
    if (tokens[index]?.tag !== "dash") continue;
    return spanAt[index + 1] !== -1 || tokens[index + 1]?.tag === "that" ? index : -1;
  }
  return -1;
}
