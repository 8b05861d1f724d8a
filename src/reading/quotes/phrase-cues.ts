import { type Candidate, candidateOf } from "./candidate.ts";
import type { Continuation } from "./candidates.ts";
import { isClause, isFiniteVerb, type SentenceScene } from "./content.ts";
import { endOfContent, endOfWords } from "./content-end.ts";
import { withApposition } from "./inversion.ts";
import { spanAround } from "./marks.ts";
import { nounCue } from "./noun-cues.ts";
import { basePhrase, type TokenSpan } from "./noun-phrases.ts";

/** Cues that are no verbs: "according to", "China's claim that …". */
export function findPhraseCues(
  scene: SentenceScene,
  index: number,
  from: number,
  goesOn: Continuation,
): Candidate[] {
  const found: Candidate[] = [];
  const { tokens, spanAt, sentence } = scene;
  for (let at = sentence.firstToken; at < sentence.endToken; at += 1) {
    if (spanAt[at] !== -1) continue;
    const lower = tokens[at]?.lower ?? "";
    const next = tokens[at + 1]?.tag;
    if (next === "to" && lower === "according") {
      const candidate = accordingTo(scene, at, index, from, goesOn);
      if (candidate) found.push(candidate);
    } else if (next === "that" || next === "to" || next === "preposition") {
      const candidate = nounCue(scene, at, index);
      if (candidate) found.push(candidate);
    }
  }
  return found;
}

function accordingTo(
  scene: SentenceScene,
  at: number,
  index: number,
  from: number,
  goesOn: Continuation,
): Candidate | null {
  const { tokens, sentence } = scene;
  const end = endOfWords(scene);
  const first = at + 2;
  const opens = at === sentence.firstToken;
  const speaker = { first, end: speakerEnd(scene, first, end) };
  if (speaker.end === first) return null;
  if (opens) speaker.end = endBeforeClause(scene, speaker.end, end);
  const spans = opens
    ? contentBehind(scene, speaker.end, goesOn)
    : contentAround(scene, at, speaker.end, from, goesOn);
  if (spans.length === 0) return null;
  return candidateOf({
    frame: "according-to",
    verbClass: "according",
    lemma: "according",
    spans,
    speaker,
    cue: { first: at, end: at + 2 },
    inverted: true,
    sentence: index,
    rules: ["according-to", tokens[at - 1] ? "content before cue" : "content after cue"],
  });
}

function speakerEnd(scene: SentenceScene, first: number, end: number): number {
  const { tokens } = scene;
  let index = basePhrase(tokens, first, end);
  if (index === first) return tokens[first]?.tag === "object" ? first + 1 : first;
  for (;;) {
    const token = tokens[index];
    const joined = (token?.tag === "preposition" && token.lower !== "as") || token?.lower === "and";
    if (token?.tag === "participle" || token?.tag === "ing") {
      index += 1;
      continue;
    }
    if (!joined) break;
    let next = basePhrase(tokens, index + 1, end);
    while (tokens[next]?.tag === "time") next += 1;
    if (next === index + 1) break;
    index = next;
  }
  return Math.min(end, withApposition(scene, index));
}

/** "According to results of polls held for the agency by Edison, …": the speaker goes on to the comma before the clause. */
function endBeforeClause({ tokens, spanAt }: SentenceScene, at: number, end: number): number {
  const tag = tokens[at]?.tag;
  if (tag === "comma" || tag === "colon") return at;
  for (let index = at; index < Math.min(end, at + FARTHEST_COMMA) && spanAt[index] === -1; index += 1) {
    if (tokens[index]?.tag === "comma") return index;
    if (isFiniteVerb(tokens[index]) && !isReduced(tokens, index)) return at;
  }
  return at;
}

/** "polls held for the agency". */
const isReduced = (tokens: SentenceScene["tokens"], at: number) =>
  tokens[at]?.verb?.forms.has("participle") === true && tokens[at + 1]?.tag === "preposition";

const FARTHEST_COMMA = 15;

/** "In addition, according to the ministry, two men were held": what stands before is no clause, so it goes on behind. */
function contentAround(
  scene: SentenceScene,
  at: number,
  end: number,
  from: number,
  goesOn: Continuation,
): TokenSpan[] {
  const { tokens, spanAt, sentence } = scene;
  const left = { first: Math.max(from, sentence.firstToken), end: at - 1 };
  const parted = tokens[at - 1]?.tag === "comma" && tokens[end]?.tag === "comma" && spanAt[at - 1] === -1;
  if (!parted || isClause(scene, left) || spanAt[at - 2] !== -1 || left.end <= left.first)
    return contentBefore(scene, at, from, goesOn);
  const [behind] = contentBehind(scene, end, goesOn);
  if (!behind || !isClause(scene, behind)) return contentBefore(scene, at, from, goesOn);
  const adverbial = left.end - left.first > 2;
  return adverbial ? [left, behind] : [behind];
}

function contentBehind(scene: SentenceScene, at: number, goesOn: Continuation): TokenSpan[] {
  const { tokens, sentence } = scene;
  const tag = tokens[at]?.tag;
  if (tag !== "comma" && tag !== "colon") return [];
  const first = at + 1;
  if (first >= sentence.endToken) return goesOn(sentence.endToken);
  const end = endOfContent(scene, { first, kind: "rest", cue: null, relative: false, subordinate: false });
  return end > first ? [{ first, end }] : [];
}

function contentBefore(scene: SentenceScene, at: number, from: number, goesOn: Continuation): TokenSpan[] {
  const { tokens, sentence, spanAt } = scene;
  const opening = spanAround(scene, sentence.firstToken);
  const first = Math.max(from, Math.min(sentence.firstToken, opening?.first ?? sentence.firstToken));
  let end = at;
  while (
    end > first &&
    (tokens[end - 1]?.tag === "comma" || tokens[end - 1]?.tag === "dash") &&
    spanAt[end - 1] === -1
  )
    end -= 1;
  const span = { first, end };
  const quoted = spanAt[end - 1] !== -1;
  if (end <= first || (!quoted && !isClause(scene, span) && end - first < 4)) return [];
  return quoted ? [span, ...goesOn(sentence.endToken)] : [span];
}
