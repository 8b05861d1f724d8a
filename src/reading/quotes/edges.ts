import type { Span } from "../../model.ts";
import type { Candidate } from "./candidate.ts";
import { EXPRESSING } from "./content.ts";
import type { TokenSpan } from "./noun-phrases.ts";
import type { TextScene } from "./statements-in-text.ts";
import type { Tag } from "./tags.ts";

// Where the printed words for speaker and cue end. Inside the reader the phrase that names someone is what matters;
// outside, the whole of it is wanted: with what is said of the speaker, and the comma or colon that closes it.

/** No clause about a speaker is longer, in tokens. */
const LONGEST_CLAUSE = 40;

/** "Li Hui, an envoy," and "Li Hui, who met them,": the comma that closes what is said of a speaker goes with it. */
export function speakerAsPrinted(scene: TextScene, candidate: Candidate): Span | null {
  const { speaker, cue, frame } = candidate;
  if (!speaker) return null;
  const { first } = speaker;
  if (!cue || frame === "label" || frame === "signature") return toSpan(scene, speaker);
  const short = contractedAt(scene, speaker.end - 1);
  if (short !== null) return [scene.tokens[first]?.token.start ?? 0, short];
  const end = afterRelative(scene, speaker, cue) ?? speaker.end;
  const closed = isOutside(scene, end) && scene.tokens[end]?.tag === "comma" && holdsComma(scene, first, end);
  return toSpan(scene, { first, end: closed ? end + 1 : end });
}

/** Offsets of a run of tokens. */
export function toSpan({ tokens }: TextScene, { first, end }: TokenSpan): Span {
  return [tokens[first]?.token.start ?? 0, tokens[end - 1]?.token.end ?? 0];
}

/** "He’s": where the pronoun ends and the verb's "’s" begins; null for a token that is no such two. */
function contractedAt({ tokens }: TextScene, at: number): number | null {
  const token = tokens[at];
  if (token?.tag !== "pronoun" && token?.tag !== "wh") return null;
  const mark = token.token.text.search(/['’]/u);
  return mark > 0 ? token.token.start + mark : null;
}

/** "said:": a colon that announces the words goes with the cue. */
export function cueAsPrinted(scene: TextScene, candidate: Candidate): Span | null {
  const { cue, frame, speaker } = candidate;
  if (!cue) return null;
  if (
    frame === "according-to" ||
    frame === "noun-that" ||
    frame === "noun-to" ||
    frame === "label" ||
    frame === "signature"
  )
    return toSpan(scene, cue);
  const end = withNoun(scene, candidate, inStatement(scene, cue.end));
  const colon = isOutside(scene, end) && scene.tokens[end]?.tag === "colon";
  const [start, stop] = toSpan(scene, {
    first: firstOfChain(scene, cue.first),
    end: colon ? end + 1 : end,
  });
  const short = speaker?.end === cue.first ? contractedAt(scene, speaker.end - 1) : null;
  return [short ?? start, stop];
}

/** Verbs that say how another verb's doing begins, goes on or seems. */
const LEADING = new Set(
  "continue go begin start proceed appear seem try attempt seek refuse decline come return rush hesitate".split(
    " ",
  ),
);

/** "went on to say", "continues to insist": where the verb before "to" begins, with what belongs to it. */
function firstOfChain({ tokens, spanAt }: TextScene, to: number): number {
  if (tokens[to]?.tag !== "to") return to;
  const verb = tokens[to - 1]?.lower === "on" ? to - 2 : to - 1;
  const led = tokens[verb];
  if (!led?.verb || !LEADING.has(led.verb.lemma) || spanAt[verb] !== -1) return to;
  let first = verb;
  while (IN_GROUP.has(tokens[first - 1]?.tag ?? "stop") && spanAt[first - 1] === -1) first -= 1;
  return first;
}

const IN_GROUP = new Set<Tag>(["have", "be", "modal", "do"]);

/** "said in a statement". */
function inStatement({ tokens }: TextScene, at: number): number {
  const article = tokens[at + 1]?.lower;
  const made = tokens[at]?.lower === "in" && (article === "a" || article === "an");
  return made && tokens[at + 2]?.lower === "statement" ? at + 3 : at;
}

/** "expressed concern that": the noun says what was expressed. */
function withNoun({ tokens }: TextScene, { frame, lemma, spans }: Candidate, at: number): number {
  const first = spans[0]?.first ?? at;
  if (frame !== "that-clause" || !EXPRESSING.has(lemma) || first > at + MOST_IN_NOUN) return at;
  for (let index = at; index < first; index += 1) if (!IN_NOUN.has(tokens[index]?.tag ?? "stop")) return at;
  return Math.max(first, at);
}

const MOST_IN_NOUN = 4;
const IN_NOUN = new Set<Tag>(["noun", "adjective", "determiner"]);

const isOutside = ({ spanAt }: TextScene, at: number) => spanAt[at] === -1;

function holdsComma({ tokens }: TextScene, first: number, end: number): boolean {
  for (let at = first; at < end; at += 1) if (tokens[at]?.tag === "comma") return true;
  return false;
}

/** Where ", who …" behind a speaker ends: at the comma before the cue, or, for one behind it, where the clause does. */
function afterRelative(scene: TextScene, { first, end }: TokenSpan, cue: TokenSpan): number | null {
  const { tokens } = scene;
  const opens =
    isOutside(scene, end) && tokens[end]?.tag === "comma" && RELATIVES.has(tokens[end + 1]?.lower ?? "");
  if (!opens) return null;
  if (first < cue.first) {
    const comma = cue.first - 1;
    const near = comma > end && comma < end + LONGEST_CLAUSE;
    return near && isOutside(scene, comma) && tokens[comma]?.tag === "comma" ? comma : null;
  }
  for (let at = end + 2; at < end + LONGEST_CLAUSE && isOutside(scene, at); at += 1) {
    const tag = tokens[at]?.tag;
    if (tag === "comma" || tag === "stop" || tag === "semicolon" || tag === "dash") return at;
  }
  return null;
}

const RELATIVES = new Set(["who", "whose"]);
