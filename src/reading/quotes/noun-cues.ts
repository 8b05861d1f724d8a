import { type Candidate, candidateOf, type Frame } from "./candidate.ts";
import type { SentenceScene } from "./content.ts";
import { type ContentStart, endOfContent } from "./content-end.ts";
import { basePhrase, type TokenSpan } from "./noun-phrases.ts";
import { phraseStart, subjectBefore } from "./subjects.ts";
import { SPEECH_NOUNS } from "./word-list.ts";

/** Nouns for what one will do: "China's pledge to buy more". */
const PLEDGES = new Set(
  "pledge pledges promise promises vow vows threat threats offer offers commitment commitments refusal".split(
    " ",
  ),
);
/** Nouns for what others are to do: "Beijing's call for talks". */
const CALLS = new Set("call calls demand demands appeal appeals plea pleas".split(" "));
/** "renewed calls for": verbs that only say that the call was made. */
const MAKING = new Set(["renew", "repeat", "reiterate", "issue", "make", "voice", "reaffirm"]);

/** A noun at `at` as a cue: "China's claim that …", "warnings from analysts that …", "Xi renewed calls for …". */
export function nounCue(scene: SentenceScene, at: number, index: number): Candidate | null {
  const { tokens } = scene;
  const noun = tokens[at]?.lower ?? "";
  const claims = SPEECH_NOUNS.has(noun);
  if (!claims && !PLEDGES.has(noun)) return null;
  const maker = makerBehind(scene, at + 1);
  const first = maker?.end ?? at + 1;
  const next = tokens[first];
  if (claims && next?.tag === "that")
    return make(scene, at, index, "noun-that", first, maker ?? ownerOf(scene, at));
  if (PLEDGES.has(noun) && next?.tag === "to" && tokens[first + 1]?.tag === "infinitive")
    return make(scene, at, index, "noun-to", first, maker ?? ownerOf(scene, at));
  if (CALLS.has(noun) && next?.lower === "for")
    return make(scene, at, index, "noun-to", first + 1, maker ?? ownerOf(scene, at) ?? whoMakes(scene, at));
  return null;
}

/** "from President Xi" or "by the ministry" behind the noun. */
function makerBehind({ tokens, sentence }: SentenceScene, at: number): TokenSpan | null {
  const link = tokens[at]?.lower;
  if (link !== "from" && link !== "by") return null;
  let end = basePhrase(tokens, at + 1, sentence.endToken);
  if (end === at + 1) return null;
  const of = tokens[end]?.lower;
  if (of === "of" || of === "in" || of === "at") end = basePhrase(tokens, end + 1, sentence.endToken);
  return { first: at + 1, end };
}

/** "China's", "his" before the noun. */
function ownerOf(scene: SentenceScene, noun: number): TokenSpan | null {
  const { tokens, sentence } = scene;
  for (let at = noun - 1; at >= Math.max(sentence.firstToken, noun - 5); at -= 1) {
    const token = tokens[at];
    if (token?.tag === "possessive") return { first: at, end: at + 1 };
    if (token?.possessive) {
      const first = phraseStart(scene, at, sentence.firstToken);
      return first <= at ? { first, end: at + 1 } : null;
    }
    if (
      token?.tag !== "adjective" &&
      token?.tag !== "noun" &&
      token?.tag !== "number" &&
      token?.tag !== "participle"
    )
      return null;
  }
  return null;
}

/** "Xi renewed calls for": the subject of the verb. */
function whoMakes(scene: SentenceScene, noun: number): TokenSpan | null {
  const { tokens, groups, sentence } = scene;
  const group = groups.findLast(({ end, mood }) => end <= noun && mood === "finite");
  if (!group || group.passive || !MAKING.has(group.lemma)) return null;
  for (let at = group.end; at < noun; at += 1) {
    const tag = tokens[at]?.tag;
    if (tag !== "determiner" && tag !== "possessive" && tag !== "adjective" && tag !== "noun") return null;
  }
  return subjectBefore(scene, group.first, sentence.firstToken);
}

/** "Beijing's pledge to … has been kept": the noun is a subject, and its verb comes behind the words. */
function opensClause({ tokens, sentence }: SentenceScene, first: number): boolean {
  const before = tokens[first - 1]?.tag ?? "stop";
  return first === sentence.firstToken || before === "comma" || before === "that" || before === "conjunction";
}

function make(
  scene: SentenceScene,
  at: number,
  index: number,
  frame: Frame,
  first: number,
  owner: TokenSpan | null,
): Candidate | null {
  if (!owner || scene.spanAt[first] !== -1) return null;
  const relative = opensClause(scene, Math.min(owner.first, at));
  const start: ContentStart = { first, kind: "noun", cue: null, relative, subordinate: false };
  const end = endOfContent(scene, start);
  if (end <= first + 2) return null;
  return candidateOf({
    frame,
    verbClass: "noun",
    lemma: scene.tokens[at]?.lower ?? "",
    spans: [{ first, end }],
    speaker: { first: owner.first, end: owner.end },
    // "calls for", as a verb has its particle
    cue: { first: at, end: scene.tokens[at + 1]?.lower === "for" ? at + 2 : at + 1 },
    sentence: index,
    start,
    rules: [frame, "owner speaks"],
  });
}
