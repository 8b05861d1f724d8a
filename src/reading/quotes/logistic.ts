/** Weights of named features, as fitted; a feature that is not listed counts nothing. */
export type Weights = Readonly<Record<string, number>>;

/** The chance, 0 to 1, that the features add up to. */
export function chanceOf(features: readonly string[], weights: Weights): number {
  let sum = weights.always ?? 0;
  for (const feature of features) sum += weights[feature] ?? 0;
  return 1 / (1 + Math.exp(-sum));
}
