import type { Knowledge } from "../knowledge/knowledge.ts";
import type { Span, TopicScore } from "../model.ts";
import { createPhraseFinder, type PhraseFinder, type PhraseMatch } from "./phrases.ts";
import { readWords, type Word } from "./words.ts";

export interface TopicSource {
  readonly title: string;
  readonly text: string;
}

interface Marker {
  readonly topic: string;
  readonly phrase: string;
  readonly weight: number;
}

const WEAK = 0.35;
/** What a marker counts by where it stands: in the title, in the first sentences, further down. */
const TITLE = 1;
const LEAD = 0.8;
const BODY = 0.2;
const LEAD_LETTERS = 400;
/** Said again adds less. */
const AGAIN = 0.15;
const THRESHOLD = 0.5;

/** The topics of an article, strongest first, each with the words that earned it. */
export function findTopics({ title, text }: TopicSource, knowledge: Knowledge): TopicScore[] {
  const finder = finderOf(knowledge);
  const sums = new Map<string, Earned>();
  earn(sums, finder, readWords(title), () => TITLE);
  const words = readWords(text);
  earn(sums, finder, words, ({ start }) => (start < LEAD_LETTERS ? LEAD : BODY));
  return toScores(sums);
}

/** The topics of some spans of a text, such as a quotation and the sentences around it. */
export function findTopicsIn(text: string, spans: readonly Span[], knowledge: Knowledge): TopicScore[] {
  const sums = new Map<string, Earned>();
  for (const [start, end] of spans) earn(sums, finderOf(knowledge), readWords(text, start, end), () => LEAD);
  return toScores(sums);
}

/** How much each phrase has earned a topic, by the phrase as printed. */
type Earned = Map<string, { weight: number; times: number }>;

function earn(
  sums: Map<string, Earned>,
  finder: TopicFinder,
  words: readonly Word[],
  placeWeight: (word: Word) => number,
): void {
  for (const { value, first, end } of finder.find(words)) {
    const word = words[first];
    if (!word) continue;
    const printed = words
      .slice(first, end)
      .map(({ text }) => text)
      .join(" ");
    const earned: Earned = sums.get(value.topic) ?? new Map();
    sums.set(value.topic, earned);
    const weight = value.weight * placeWeight(word);
    const before = earned.get(printed.toLowerCase());
    if (before) {
      before.times += 1;
      before.weight = Math.max(before.weight, weight);
    } else earned.set(printed.toLowerCase(), { weight, times: 1 });
  }
}

function toScores(sums: ReadonlyMap<string, Earned>): TopicScore[] {
  const scores: TopicScore[] = [];
  for (const [id, earned] of sums) {
    let sum = 0;
    for (const { weight, times } of earned.values()) sum += weight * (1 + AGAIN * Math.log2(times));
    const score = 1 - Math.exp(-sum);
    if (score < THRESHOLD) continue;
    const words = [...earned].sort(([, a], [, b]) => b.weight - a.weight).map(([phrase]) => phrase);
    scores.push({ id, score: Number(score.toFixed(3)), words });
  }
  return scores.sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
}

interface TopicFinder {
  find(words: readonly Word[]): PhraseMatch<Marker>[];
}

const finders = new WeakMap<Knowledge, TopicFinder>();

function finderOf(knowledge: Knowledge): TopicFinder {
  const known = finders.get(knowledge);
  if (known) return known;
  const made = createTopicFinder(knowledge);
  finders.set(knowledge, made);
  return made;
}

/** Finds markers, without those inside a phrase that the topic excludes and those inside a longer one of its own. */
function createTopicFinder(knowledge: Knowledge): TopicFinder {
  const markers = createPhraseFinder<Marker>(
    knowledge
      .topics()
      .flatMap((topic) => [
        ...topic.strong.map((phrase) => [phrase, { topic: topic.id, phrase, weight: 1 }] as const),
        ...topic.weak.map((phrase) => [phrase, { topic: topic.id, phrase, weight: WEAK }] as const),
      ]),
  );
  const excluded: PhraseFinder<string> = createPhraseFinder(
    knowledge.topics().flatMap(({ id, not }) => not.map((phrase) => [phrase, id] as const)),
  );
  return {
    find(words) {
      const masks = excluded.find(words);
      const found = markers.find(words);
      return found.filter(
        (match) =>
          !masks.some((mask) => mask.value === match.value.topic && overlaps(mask, match)) &&
          !found.some((other) => other !== match && outdoes(other, match)),
      );
    },
  };
}

function overlaps(a: PhraseMatch<unknown>, b: PhraseMatch<unknown>): boolean {
  return a.first < b.end && b.first < a.end;
}

/** A longer or heavier phrase of the same topic over the same words counts instead. */
function outdoes(a: PhraseMatch<Marker>, b: PhraseMatch<Marker>): boolean {
  if (a.value.topic !== b.value.topic || !overlaps(a, b)) return false;
  if (a.value.weight !== b.value.weight) return a.value.weight > b.value.weight;
  const longer = a.end - a.first - (b.end - b.first);
  return (
    longer > 0 ||
    (longer === 0 && (a.first < b.first || (a.first === b.first && a.value.phrase < b.value.phrase)))
  );
}
