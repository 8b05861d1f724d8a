/** Weights of named features, as fitted; a feature that is not listed counts nothing. */
export type Weights = Readonly<Record<string, number>>;

/** The chance, 0 to 1, that the features add up to. */
export function chanceOf(features: readonly string[], weights: Weights): number {
  let sum = weights.always ?? 0;
  for (const feature of features) sum += weights[feature] ?? 0;
  return 1 / (1 + Math.exp(-sum));
}

/**
 * The feature of two that hold together, "a | b". Always the same string: to join them anew for each candidate and
 * look the new string up costs more than all else that weighing does.
 */
export function pairOf(a: string, b: string): string {
  let pairs = PAIRS.get(a);
  if (!pairs) {
    if (PAIRS.size >= MOST_PAIRED) PAIRS.clear();
    pairs = new Map();
    PAIRS.set(a, pairs);
  }
  let pair = pairs.get(b);
  if (pair === undefined) {
    pair = `${a} | ${b}`;
    pairs.set(b, pair);
  }
  return pair;
}

/** Far more than news makes: features are named by closed classes, but for contractions that nobody writes. */
const MOST_PAIRED = 2_000;
const PAIRS = new Map<string, Map<string, string>>();
