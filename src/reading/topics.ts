import type { Knowledge } from "../knowledge/knowledge.ts";
import type { Span, TopicScore } from "../model.ts";
import { createPhraseFinder, type PhraseMatch } from "./phrases.ts";
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
  /** As printed, in lower case. */
  readonly words: string;
  readonly start: number;
  readonly end: number;
}

/** Every phrase that speaks for a topic among the words of a text. */
export function markTopics(text: string, words: readonly Word[], knowledge: Knowledge): TopicMark[] {
  return finderOf(knowledge)
    .find(words)
    .flatMap(({ value: { topic, weight }, first, end }) => {
      const [begin, last] = [words[first], words[end - 1]];
      if (!begin || !last) return [];
      const printed = text.slice(begin.start, last.end).toLowerCase().replace(/\s+/g, " ");
      return [{ topic, weight, words: printed, start: begin.start, end: last.end }];
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
  marks: readonly TopicMark[] = markTopics(text, readWords(text), knowledge),
): TopicScore[] {
  const earned: Earnings = new Map();
  for (const mark of markTopics(title, readWords(title), knowledge)) earn(earned, mark, TITLE);
  for (const mark of marks) earn(earned, mark, mark.start < LEAD_LETTERS ? LEAD : BODY);
  return toScores(earned);
}

/**
 * The topics of one stretch of a text, such as a quotation with the sentences around it.
 *
 * @param marks of the whole text, in its order
 */
export function topicsBetween(marks: readonly TopicMark[], [start, end]: Span): TopicScore[] {
  const earned: Earnings = new Map();
  for (let at = firstAt(marks, start); at < marks.length; at += 1) {
    const mark = marks[at];
    if (!mark || mark.start >= end) break;
    if (mark.end <= end) earn(earned, mark, LEAD);
  }
  return toScores(earned);
}

/** Index of the first mark that starts at `start` or later, by halving. */
function firstAt(marks: readonly TopicMark[], start: number): number {
  let [low, high] = [0, marks.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((marks[middle]?.start ?? 0) < start) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** How much each phrase, in lower case, has earned a topic. */
type Earnings = Map<string, Map<string, { weight: number; times: number }>>;

function earn(earnings: Earnings, { topic, weight, words }: TopicMark, place: number): void {
  const phrases = earnings.get(topic) ?? new Map<string, { weight: number; times: number }>();
  earnings.set(topic, phrases);
  const before = phrases.get(words);
  if (before) {
    before.times += 1;
    before.weight = Math.max(before.weight, weight * place);
  } else phrases.set(words, { weight: weight * place, times: 1 });
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
        ...topic.not.map((phrase) => [phrase, { topic: topic.id, phrase, weight: MASK }] as const),
      ]),
  );
  return {
    find(words) {
      const found = markers.find(words);
      return found.filter(
        (match, at) => match.value.weight !== MASK && !near(found, at).some((other) => outdoes(other, match)),
      );
    },
  };
}

/** More than any marker: a phrase that makes those inside it count for nothing. */
const MASK = 2;
/** No phrase is longer, in words. */
const LONGEST_PHRASE = 6;

/** The matches that may overlap with the one at `at`; `found` is sorted by first word. */
function near(found: readonly PhraseMatch<Marker>[], at: number): PhraseMatch<Marker>[] {
  const match = found[at];
  const others: PhraseMatch<Marker>[] = [];
  if (!match) return others;
  for (let back = at - 1; back >= 0; back -= 1) {
    const other = found[back];
    if (!other || other.first + LONGEST_PHRASE <= match.first) break;
    others.push(other);
  }
  for (let on = at + 1; on < found.length; on += 1) {
    const other = found[on];
    if (!other || other.first >= match.end) break;
    others.push(other);
  }
  return others;
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
