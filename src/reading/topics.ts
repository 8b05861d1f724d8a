import type { Knowledge } from "../knowledge/knowledge.ts";
import type { Span, TopicScore } from "../model.ts";
import { createPhraseFinder, type PhraseFinder, type PhraseMatch } from "./phrases.ts";
import { readWords, type Word } from "./words.ts";

export interface TopicSource {
  readonly title: string;
  readonly text: string;
}

/** A phrase of the topics' lists. */
interface Marker {
  readonly topic: string;
  readonly phrase: string;
  readonly weight: number;
}

const WEAK = 0.35;
/** What a marker counts by where it stands: in the title, in the first sentences, further down. */
const TITLE = 1;
const LEAD = 0.75;
const BODY = 0.12;
const LEAD_LETTERS = 300;
/** Said again adds less. */
const AGAIN = 0.15;
const THRESHOLD = 0.5;

/** A phrase that speaks for a topic, where it stands. */
export interface TopicMark {
  readonly topic: string;
  readonly weight: number;
  readonly start: number;
  readonly end: number;
}

/** Every phrase of a text that speaks for a topic. */
export function markTopics(text: string, knowledge: Knowledge): TopicMark[] {
  const words = readWords(text);
  return finderOf(knowledge)
    .find(words)
    .flatMap(({ value: { topic, weight }, first, end }) => {
      const [begin, last] = [words[first], words[end - 1]];
      return begin && last ? [{ topic, weight, start: begin.start, end: last.end }] : [];
    });
}

/**
 * The topics of an article, strongest first, each with the words that earned it.
 *
 * @param marks those of the text, when they are known already
 */
export function findTopics(
  { title, text }: TopicSource,
  knowledge: Knowledge,
  marks: readonly TopicMark[] = markTopics(text, knowledge),
): TopicScore[] {
  const earned: Earnings = new Map();
  for (const mark of markTopics(title, knowledge)) earn(earned, mark, title, TITLE);
  for (const mark of marks) earn(earned, mark, text, mark.start < LEAD_LETTERS ? LEAD : BODY);
  return toScores(earned);
}

/** The topics of one stretch of a text, such as a quotation with the sentences around it. */
export function topicsBetween(text: string, marks: readonly TopicMark[], [start, end]: Span): TopicScore[] {
  const earned: Earnings = new Map();
  for (const mark of marks) {
    if (mark.start >= start && mark.end <= end) earn(earned, mark, text, LEAD);
  }
  return toScores(earned);
}

/** How much each phrase, in lower case, has earned a topic. */
type Earnings = Map<string, Map<string, { weight: number; times: number }>>;

function earn(
  earnings: Earnings,
  { topic, weight, start, end }: TopicMark,
  text: string,
  place: number,
): void {
  const phrase = text.slice(start, end).toLowerCase().replace(/\s+/g, " ");
  const phrases = earnings.get(topic) ?? new Map<string, { weight: number; times: number }>();
  earnings.set(topic, phrases);
  const before = phrases.get(phrase);
  if (before) {
    before.times += 1;
    before.weight = Math.max(before.weight, weight * place);
  } else phrases.set(phrase, { weight: weight * place, times: 1 });
}

function toScores(earnings: Earnings): TopicScore[] {
  const scores: TopicScore[] = [];
  for (const [id, phrases] of earnings) {
    let sum = 0;
    for (const { weight, times } of phrases.values()) sum += weight * (1 + AGAIN * Math.log2(times));
    const score = 1 - Math.exp(-sum);
    if (score < THRESHOLD) continue;
    const words = [...phrases].sort(([, a], [, b]) => b.weight - a.weight).map(([phrase]) => phrase);
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
