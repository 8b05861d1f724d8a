import type { Appearance, CastMember, Gender } from "./cast.ts";
import { firstAtOrAfter, type Memory, named, type Resolved } from "./resolve.ts";
import type { TextScene } from "./statements-in-text.ts";

/** How far back a pronoun reaches. */
const MOST_NAMES = 40;
const MOST_SENTENCES = 9;

/** What speaks for a name being meant by "he" or "she"; tuned on how news is written, free of words. */
const WEIGHTS = {
  perSentence: -1,
  sameGender: 2.5,
  lastSpeaker: 0.8,
  subject: 1.4,
  possessive: -0.6,
  insideQuotation: -3,
  sameSentence: 0.3,
  itSpeaker: 1.5,
} as const;
const LEAST = -3.5;

/** The person that "he" or "she" at a token most likely is. */
export function findHeShe(memory: Memory, at: number, gender: Gender): Resolved | null {
  if (isUnnamed(memory, at, gender)) return null;
  const best = bestBefore(memory, at, memory.lastPerson, (member) =>
    member.kind !== "person" || (member.gender !== null && member.gender !== gender)
      ? null
      : member.gender === gender
        ? WEIGHTS.sameGender
        : 0,
  );
  return best && named(best, gender === "male" ? "he" : "she", 0.9);
}

/** The body that "it" at a token most likely is. */
export function findIt(memory: Memory, at: number): Resolved | null {
  const speaker = memory.last.speaker?.member;
  const best = bestBefore(memory, at, memory.last, (member) =>
    member.kind === "organisation" ? (member === speaker ? WEIGHTS.itSpeaker : 0) : null,
  );
  return best && named(best, "it", 0.75);
}

/** "An official said … He added": an unnamed speaker goes on, when no one else who could be meant was named since. */
function isUnnamed({ unnamed, cast, scene }: Memory, at: number, gender: Gender): boolean {
  if (!unnamed || (scene.sentenceAt[at] ?? 0) - (scene.sentenceAt[unnamed.at] ?? 0) > 2) return false;
  for (let index = firstAtOrAfter(cast, unnamed.at); (cast[index]?.first ?? at) < at; index += 1) {
    const one = cast[index];
    if (one?.member.kind !== "person" || scene.spanAt[one.first] !== -1) continue;
    if (one.member.gender === null || one.member.gender === gender) return false;
  }
  return true;
}

function bestBefore(
  memory: Memory,
  at: number,
  last: Memory["last"],
  suits: (member: CastMember) => number | null,
): CastMember | null {
  const { cast, scene } = memory;
  const here = scene.sentenceAt[at] ?? 0;
  const from = firstAtOrAfter(cast, at) - 1;
  let best: CastMember | null = null;
  let bestScore = LEAST;
  for (let index = from; index >= Math.max(0, from - MOST_NAMES); index -= 1) {
    const one = cast[index];
    if (!one) break;
    const distance = here - (scene.sentenceAt[one.first] ?? 0);
    if (distance > MOST_SENTENCES) break;
    const fits = isDescribed(memory, one, at) ? null : suits(one.member);
    if (fits === null) continue;
    const score = fits + salience(memory, last, one, distance, cast[index - 1]);
    if (score > bestScore) [best, bestScore] = [one.member, score];
  }
  const speaker = last.speaker?.member;
  if (speaker && suits(speaker) !== null) {
    const distance = here - (scene.sentenceAt[last.at] ?? 0);
    const score =
      (suits(speaker) ?? 0) + WEIGHTS.lastSpeaker + WEIGHTS.subject + distance * WEIGHTS.perSentence;
    if (distance <= MOST_SENTENCES && score > bestScore) best = speaker;
  }
  return best;
}

/** "Mr Blinken, who he said did well": he is somebody else. */
function isDescribed({ scene: { tokens } }: Memory, { end }: Appearance, at: number): boolean {
  if (tokens[at - 1]?.tag !== "wh") return false;
  return end === at - 1 || (end === at - 2 && tokens[end]?.tag === "comma");
}

/** "The Secretary invited Mr Qin": a verb of the sentence stands before the name, and no comma right before it. */
function isObject({ tokens, spanAt }: TextScene, from: number, at: number): boolean {
  const before = tokens[at - 1]?.tag;
  if (before === "comma" || before === "that") return false;
  for (let index = Math.max(from, at - REACH); index < at; index += 1)
    if (tokens[index]?.tag === "finite" && spanAt[index] === -1) return true;
  return false;
}

/** Tokens between a verb and its object, titles and all. */
const REACH = 6;

function salience(
  { scene }: Memory,
  last: Memory["last"],
  one: Appearance,
  distance: number,
  before: Appearance | undefined,
): number {
  const sentence = scene.sentences[scene.sentenceAt[one.first] ?? 0];
  const from = sentence?.firstToken ?? 0;
  const first = !before || before.first < from || before.member.kind !== "person";
  const opens = first && !isObject(scene, from, one.first);
  return (
    distance * WEIGHTS.perSentence +
    (distance === 0 ? WEIGHTS.sameSentence : 0) +
    (last.speaker?.member === one.member ? WEIGHTS.lastSpeaker : 0) +
    (opens ? WEIGHTS.subject : 0) +
    (one.possessive ? WEIGHTS.possessive : 0) +
    (scene.spanAt[one.first] !== -1 ? WEIGHTS.insideQuotation : 0)
  );
}
