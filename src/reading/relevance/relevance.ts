import type { Knowledge } from "../../knowledge/knowledge.ts";
import { type RelevanceEvidence, type RelevanceSource, readEvidence } from "./features.ts";
import { RELEVANCE_BIAS, RELEVANCE_WEIGHTS } from "./weights.ts";

export interface Relevance {
  readonly relevant: boolean;
  /** How sure, 0 to 1. */
  readonly score: number;
  /** In words, weightiest first. */
  readonly reasons: readonly string[];
}

const THRESHOLD = 0.5;
/** A feature that moves the log-odds by less is not worth a reason. */
const WORTH_SAYING = 0.4;

/** Is an article substantively about relations between the governments of the United States and China? */
export function judgeRelevance(source: RelevanceSource, knowledge: Knowledge): Relevance {
  const evidence = readEvidence(source, knowledge);
  const shares = Object.entries(evidence.features).map(
    ([name, value]) => [name, value * (RELEVANCE_WEIGHTS[name] ?? 0)] as const,
  );
  const logOdds = shares.reduce((sum, [, share]) => sum + share, RELEVANCE_BIAS);
  const score = 1 / (1 + Math.exp(-logOdds));
  return {
    relevant: score >= THRESHOLD,
    score: Number(score.toFixed(3)),
    reasons: shares
      .filter(([, share]) => Math.abs(share) >= WORTH_SAYING)
      .sort(([, a], [, b]) => Math.abs(b) - Math.abs(a))
      .flatMap(([name, share]) => reasonFor(name, share, evidence) ?? []),
  };
}

const REASONS: Readonly<Record<string, string>> = {
  pairInTitle: "the headline speaks of the two countries as a pair",
  bothInTitle: "the headline names both sides",
  usOnlyInTitle: "the headline names only the American side",
  prcOnlyInTitle: "the headline names only the Chinese side",
  neitherInTitle: "the headline names neither side",
  betweenInTitle: "the headline names a matter between the two",
  prcTitleUsLead: "the headline names the Chinese side, the first lines the American one",
  bothInLead: "the first lines name both sides",
  nearInTitle: "the headline sets them side by side",
  dealingsInTitle: "the headline tells of dealings between states",
  dealingsInLead: "the first lines tell of dealings between states",
  density: "both sides are named again and again",
  othersInTitle: "the headline names other countries",
  asideInTitle: "the headline is of another kind of news",
  markets: "it is market news",
  accident: "it is news of an accident or a crime",
  disease: "it is news of a disease",
  sport: "it is sports news",
};

function reasonFor(name: string, share: number, { words }: RelevanceEvidence): string | null {
  const reason = REASONS[name];
  if (!reason) return null;
  const named = {
    bothInTitle: [...words.us.slice(0, 2), ...words.prc.slice(0, 2)],
    bothInLead: [...words.us.slice(0, 2), ...words.prc.slice(0, 2)],
    dealingsInTitle: words.dealings,
    dealingsInLead: words.dealings,
    othersInTitle: words.other,
  }[name];
  const shown = named && named.length > 0 ? ` (${named.join(", ")})` : "";
  return `${share > 0 ? "for" : "against"}: ${reason}${shown}`;
}
