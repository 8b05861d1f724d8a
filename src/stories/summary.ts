import type { Span } from "../model.ts";
import { type Candidate, findCandidates } from "../reading/summary/summary.ts";
import { readWords } from "../reading/words.ts";
import { readDocument } from "../text/document.ts";
import { COMMON_WORDS } from "./common-words.ts";
import { stemOf } from "./stem.ts";

export interface ToldArticle {
  readonly title: string;
  readonly text: string;
}

export interface StorySummary {
  readonly text: string;
  /** Which article each sentence is from, by its index, and where it stands there. */
  readonly parts: readonly { readonly article: number; readonly span: Span }[];
}

interface Scored extends Candidate {
  readonly article: number;
  readonly stems: ReadonlySet<string>;
}

/** The sentences on which a story's articles agree most, within a budget of words; those that repeat are left out. */
export function summariseStory(articles: readonly ToldArticle[], words: number): StorySummary {
  const candidates = articles.flatMap(({ text }, article) =>
    [...findCandidates(readDocument(text))].map((candidate) => ({
      ...candidate,
      article,
      stems: stemsOf(candidate.text),
    })),
  );
  const shared = countSharing(articles);
  const ranked = candidates
    .map((candidate) => ({ candidate, score: scoreOf(candidate, shared, articles.length) }))
    .sort((a, b) => b.score - a.score || a.candidate.article - b.candidate.article);
  const chosen: Scored[] = [];
  let used = 0;
  for (const { candidate } of ranked) {
    if (used + candidate.words > words || chosen.some((other) => repeats(candidate, other))) continue;
    chosen.push(candidate);
    used += candidate.words;
  }
  return {
    text: chosen.map(({ text }) => text).join(" "),
    parts: chosen.map(({ article, span }) => ({ article, span })),
  };
}

const REPEATS = 0.5;

function repeats(a: Scored, b: Scored): boolean {
  const common = [...a.stems].filter((stem) => b.stems.has(stem)).length;
  return common / Math.max(1, Math.min(a.stems.size, b.stems.size)) > REPEATS;
}

/** In how many of the articles a stem stands. */
function countSharing(articles: readonly ToldArticle[]): Map<string, number> {
  const shared = new Map<string, number>();
  for (const { title, text } of articles) {
    for (const stem of stemsOf(`${title}\n${text.slice(0, 4_000)}`))
      shared.set(stem, (shared.get(stem) ?? 0) + 1);
  }
  return shared;
}

function scoreOf({ stems, position }: Scored, shared: ReadonlyMap<string, number>, articles: number): number {
  let sum = 0;
  for (const stem of stems) sum += ((shared.get(stem) ?? 0) - 1) / Math.max(1, articles - 1);
  return sum / Math.sqrt(Math.max(6, stems.size)) / (1 + 0.15 * position) + 0.5 / (1 + position);
}

function stemsOf(text: string): Set<string> {
  return new Set(
    readWords(text)
      .filter(({ form: { lower } }) => lower.length > 1 && !COMMON_WORDS.has(lower))
      .map(({ form }) => stemOf(form.lower)),
  );
}
