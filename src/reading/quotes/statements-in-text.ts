import type { Mention } from "../../model.ts";
import type { Document, Sentence } from "../../text/document.ts";
import type { Candidate } from "./candidate.ts";
import { findCandidates } from "./candidates.ts";
import type { SentenceScene } from "./content.ts";
import { addUncued } from "./floating.ts";
import { findGroups } from "./groups.ts";
import { type Marks, pairMarks, spanAround } from "./marks.ts";
import type { TokenSpan } from "./noun-phrases.ts";
import { type Tag, type TaggedToken, tagTokens } from "./tags.ts";
import { weigh } from "./weigh.ts";

/** A text made ready for the search, shared by all its sentences. */
export interface TextScene {
  readonly document: Document;
  readonly tokens: readonly TaggedToken[];
  readonly marks: Marks;
  readonly spanAt: Int32Array;
  readonly nameStarts: Uint8Array;
  readonly groupStarts: Int32Array;
  /** Index of each token's sentence in `sentences`. */
  readonly sentenceAt: Int32Array;
  readonly sentences: readonly Sentence[];
}

export interface Weighed {
  readonly candidate: Candidate;
  /** 0 to 1. */
  readonly score: number;
  /** In the content, whose words the speaker passes on; null where they are the speaker's own. */
  readonly inner: TokenSpan | null;
}

/** Sees every candidate of every sentence before any is chosen; for fitting the weights. */
export type Watch = (scene: SentenceScene, candidates: readonly Candidate[]) => void;

/** No sentence of news is longer; what is gets cut, so that every search within a sentence is bounded. */
const LONGEST_SENTENCE = 250;

export function readScene(document: Document, mentions: readonly Mention[]): TextScene {
  const marks = pairMarks(document);
  const { tokens } = document;
  const nameStarts = new Uint8Array(tokens.length);
  let at = 0;
  for (const mention of mentions) {
    while (at < tokens.length && (tokens[at]?.start ?? 0) < mention.start) at += 1;
    if (at < tokens.length && mention.kind !== "other") nameStarts[at] = 1;
  }
  const sentences = document.sentences.flatMap((sentence) => cutSentence(document, sentence));
  const sentenceAt = new Int32Array(tokens.length);
  for (const [index, { firstToken, endToken }] of sentences.entries())
    sentenceAt.fill(index, firstToken, endToken);
  return {
    document,
    marks,
    nameStarts,
    sentences,
    sentenceAt,
    tokens: tagTokens(document, marks.spanAt),
    spanAt: marks.spanAt,
    groupStarts: new Int32Array(tokens.length).fill(-1),
  };
}

function cutSentence({ tokens }: Document, sentence: Sentence): Sentence[] {
  const parts: Sentence[] = [];
  for (let first = sentence.firstToken; first < sentence.endToken; first += LONGEST_SENTENCE) {
    const end = Math.min(sentence.endToken, first + LONGEST_SENTENCE);
    const [start, last] = [tokens[first], tokens[end - 1]];
    if (start && last)
      parts.push({
        paragraph: sentence.paragraph,
        start: start.start,
        end: last.end,
        firstToken: first,
        endToken: end,
      });
  }
  return parts;
}

/** Every statement of a text with its weight, in the order of the text. */
export function findStatements(scene: TextScene, watch?: Watch): Weighed[] {
  const found: Weighed[] = [];
  let from = 0;
  let index = -1;
  for (const sentence of scene.sentences) {
    index += 1;
    const groups = findGroups(scene.tokens, scene.spanAt, sentence);
    for (let at = 0; at < groups.length; at += 1) scene.groupStarts[groups[at]?.first ?? 0] = at;
    const sentenceScene: SentenceScene = { ...scene, sentence, groups };
    const goesOn = (after: number) => continuation(scene, sentence, after);
    const candidates = findCandidates(sentenceScene, index, from, goesOn);
    watch?.(sentenceScene, candidates);
    const chosen = choose(scene, weighAll(sentenceScene, candidates));
    for (const group of groups) scene.groupStarts[group.first] = -1;
    for (const weighed of chosen) {
      const { candidate } = weighed;
      const spans = runOn(scene, candidate.spans);
      found.push(spans === candidate.spans ? weighed : { ...weighed, candidate: { ...candidate, spans } });
      for (const span of spans) from = Math.max(from, span.end);
    }
  }
  return addUncued(scene, found);
}

/** Those likely enough to be statements. */
function weighAll(scene: SentenceScene, candidates: readonly Candidate[]): Weighed[] {
  const likely: Weighed[] = [];
  for (const candidate of candidates) {
    const score = weigh(scene, candidate);
    if (score >= leastScore(candidate) && !isOnlyName(scene, candidate))
      likely.push({ candidate, score, inner: null });
  }
  return likely;
}

/** A quotation that its paragraph leaves open goes on in the next, which opens with a mark again. */
function runOn(scene: TextScene, spans: readonly TokenSpan[]): readonly TokenSpan[] {
  const more: TokenSpan[] = [];
  for (;;) {
    const end = (more.at(-1) ?? spans.at(-1))?.end ?? 0;
    const last = spanAround(scene, end - 1);
    const next = spanAround(scene, end);
    if (!last || last.closed || last.end !== end || next?.first !== end) break;
    more.push({ first: next.first, end: next.end });
  }
  return more.length > 0 ? [...spans, ...more] : spans;
}

/** Quotations that follow each other directly, the first at token `after`, with no cue of their own. */
function continuation(scene: TextScene, from: Sentence, after: number): TokenSpan[] {
  const { tokens, sentences, sentenceAt } = scene;
  const spans: TokenSpan[] = [];
  // "He continued:" announces the next paragraph.
  const announced = after === from.endToken && tokens[after - 1]?.tag === "colon";
  let at = after;
  for (;;) {
    const span = spanAround(scene, at);
    if (span?.first !== at || (span.paragraph !== from.paragraph && !announced)) return spans;
    const last = sentences[sentenceAt[span.end - 1] ?? -1];
    if (last && last.endToken > span.end && span.closed) return spans;
    spans.push({ first: span.first, end: span.end });
    at = span.end;
  }
}

/** The best of the candidates that claim the same words: a cue inside another's content reports nothing here. */
function choose(scene: TextScene, likely: readonly Weighed[]): readonly Weighed[] {
  if (likely.length < 2) return likely;
  const outer = likely.filter(
    (one) => !likely.some((other) => other !== one && holds(other.candidate, one.candidate)),
  );
  const noted = outer.map((one) => noteInner(scene, one, likely));
  const chosen: Weighed[] = [];
  for (const one of noted.toSorted((a, b) => b.score - a.score)) {
    if (!chosen.some((other) => sharesWords(one.candidate.spans, other.candidate.spans))) chosen.push(one);
  }
  return chosen.toSorted((a, b) => (a.candidate.spans[0]?.first ?? 0) - (b.candidate.spans[0]?.first ?? 0));
}

/** "Mr Li said Mr Xi had told …": Mr Li's statement, with a note of whose words it passes on. */
function noteInner({ tokens }: TextScene, one: Weighed, likely: readonly Weighed[]): Weighed {
  const inner = likely.find(
    (other) =>
      other !== one &&
      other.candidate.speaker !== null &&
      other.candidate.frame !== "object" &&
      // "Both sides had agreed to talk" are nobody's words but the speaker's own.
      (other.candidate.verbClass === "say" || other.candidate.verbClass === "tell") &&
      // Nor does "he said he had told them" pass on another's.
      NAMING.has(tokens[other.candidate.speaker.end - 1]?.tag ?? "stop") &&
      isInside(other.candidate.speaker, one.candidate.spans) &&
      holds(one.candidate, other.candidate),
  )?.candidate.speaker;
  if (!inner) return one;
  return { ...one, inner, candidate: { ...one.candidate, rules: [...one.candidate.rules, "passes on"] } };
}

const NAMING = new Set<Tag>(["proper", "noun", "comma", "close"]);

const LEAST_SCORE = 0.33;
/** A thing named or an act promised is a statement less often than it looks: measured on news of our own domain. */
const LEAST_OF_OBJECT = 0.45;

/** "praised Mr Blinken": is the content but a name or a pronoun, which tells a reader nothing of what was said. */
const isOnlyName = ({ tokens, spanAt }: SentenceScene, { frame, spans }: Candidate): boolean =>
  frame === "object" &&
  spans.every(({ first, end }) => {
    for (let at = first; at < end; at += 1) {
      const tag = tokens[at]?.tag;
      if (spanAt[at] !== -1 || (tag !== "proper" && tag !== "object")) return false;
    }
    return true;
  });

const leastScore = ({ frame, verbClass, lemma }: Candidate): number =>
  frame === "object" ||
  (frame === "to-clause" && verbClass !== "tell" && verbClass !== "urge" && !SWORN.has(lemma))
    ? LEAST_OF_OBJECT
    : LEAST_SCORE;

/** Acts that are promised in words, always. */
const SWORN = new Set(["vow", "pledge", "promise", "threaten", "swear"]);

const isPassedOn = (outer: Candidate, inner: Candidate) =>
  outer.frame === "according-to" &&
  isInside(inner.cue, outer.spans) &&
  (inner.frame.startsWith("quotation") ||
    inner.frame === "clause-before-cue" ||
    inner.verbClass === "tell" ||
    (inner.lemma === "say" && inner.mood === "finite" && opensWith(outer, inner)));

/** "During the call Mr Li said": is the speaker the first to be named in the words. */
const opensWith = ({ spans }: Candidate, { speaker, relative, start }: Candidate): boolean =>
  speaker !== null && !relative && !start?.subordinate && speaker.first <= (spans[0]?.first ?? 0) + 8;

/** Is `inner` reported inside `outer`. When each seems to hold the other, the one whose words come first holds. */
function holds(outer: Candidate, inner: Candidate): boolean {
  // “…,” Mr Li said, according to the ministry: Mr Li's words, whoever passed them on.
  if (isPassedOn(outer, inner)) return false;
  if (isPassedOn(inner, outer)) return true;
  if (!isInside(inner.cue, outer.spans)) return false;
  return !isInside(outer.cue, inner.spans) || (outer.spans[0]?.first ?? 0) < (outer.cue?.first ?? 0);
}

const isInside = (cue: TokenSpan | null, spans: readonly TokenSpan[]) =>
  cue !== null && spans.some((span) => cue.first >= span.first && cue.end <= span.end);

const sharesWords = (a: readonly TokenSpan[], b: readonly TokenSpan[]) =>
  a.some((x) => b.some((y) => x.first < y.end && y.first < x.end));
