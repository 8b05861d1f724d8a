import type { OutletClass } from "../model.ts";
import { readWords } from "../reading/words.ts";
import { COMMON_WORDS } from "./common-words.ts";
import { stemOf } from "./stem.ts";

export interface HeadlineCandidate {
  readonly id: string;
  readonly title: string;
  readonly class: OutletClass;
  readonly language: string;
  /** 0 to 1. */
  readonly relevance: number;
}

/** Whose headline stands for a story: those who report before those who take part. */
const VOICE: Readonly<Record<OutletClass, number>> = {
  wire: 0.5,
  newspaper: 0.4,
  broadcaster: 0.35,
  magazine: 0.2,
  specialist: 0.2,
  "think-tank": 0,
  "state-media": -0.2,
  government: -0.3,
};

/** A headline that asks, counts, follows live or gives an opinion tells of an event only to those who know it. */
const TELLS_LITTLE =
  /\?|^(?:why|how|what|who|where|when|can|will|should|is|are|does|do|here['’]s)\b|^\d+ |\b(?:live|updates?|watch|video|podcast|opinion|analysis|editorial|commentary|explainer|briefing|newsletter|takeaways|things to know|letters?)\b(?=[:|\s]|$)|\b(?:opinion|analysis|live)\s*[|:]/iu;

/** The headline that tells best what all of a story's articles tell; the first of the list when nothing else parts them. */
export function chooseHeadline<Article extends HeadlineCandidate>(
  articles: readonly Article[],
): Article | null {
  const shared = countSharing(articles);
  const score = (article: Article) =>
    2 * centrality(article.title, shared, articles.length) +
    VOICE[article.class] +
    (article.language.startsWith("en") ? 2 : 0) +
    article.relevance * 0.5 -
    (TELLS_LITTLE.test(article.title) ? 1 : 0) -
    lengthFault(article.title);
  let best: Article | null = null;
  for (const article of articles) if (!best || score(article) > score(best)) best = article;
  return best;
}

/** Too short to say what, or too long to be read at a glance; 0 within 30 to 100 letters. */
function lengthFault(title: string): number {
  const fault = Math.max(0, 30 - title.length, title.length - 100);
  return Math.min(1, fault / 40);
}

/** How many of the other headlines share this one's words, on average; 0 to 1. */
function centrality(title: string, shared: ReadonlyMap<string, number>, articles: number): number {
  const stems = stemsOf(title);
  if (stems.size === 0 || articles < 2) return 0;
  const others = [...stems].reduce((sum, stem) => sum + ((shared.get(stem) ?? 1) - 1) / (articles - 1), 0);
  return others / stems.size;
}

function countSharing(articles: readonly HeadlineCandidate[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { title } of articles)
    for (const stem of stemsOf(title)) counts.set(stem, (counts.get(stem) ?? 0) + 1);
  return counts;
}

function stemsOf(title: string): Set<string> {
  return new Set(
    readWords(title)
      .filter(({ form }) => !COMMON_WORDS.has(form.lower))
      .map(({ form }) => stemOf(form.lower)),
  );
}
