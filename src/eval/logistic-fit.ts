/** One thing that was so or not, with the features that went with it. */
export interface Sample {
  readonly features: readonly string[];
  readonly right: boolean;
  readonly weight: number;
}

interface FitOptions {
  readonly rounds: number;
  /** How strongly weights are held near zero. */
  readonly hold: number;
  /** A feature seen less often than this gets no weight. */
  readonly least: number;
}

/** Logistic regression by adaptive gradient steps; the same samples give the same weights. */
export function fitWeights(
  samples: readonly Sample[],
  { rounds, hold, least }: FitOptions,
): Record<string, number> {
  const counts = new Map<string, number>();
  for (const { features } of samples)
    for (const one of new Set(features)) counts.set(one, (counts.get(one) ?? 0) + 1);
  const names = ["always", ...[...counts].filter(([, count]) => count >= least).map(([name]) => name)];
  const indexOf = new Map(names.map((name, index) => [name, index]));
  const weights = new Float64Array(names.length);
  const squares = new Float64Array(names.length).fill(1e-6);
  const rows = samples.map(({ features, right, weight }) => ({
    columns: [0, ...features.flatMap((name) => indexOf.get(name) ?? [])],
    right: right ? 1 : 0,
    weight,
  }));
  for (let round = 0; round < rounds; round += 1) {
    const gradient = new Float64Array(names.length);
    for (const { columns, right, weight } of rows) {
      let sum = 0;
      for (const column of columns) sum += weights[column] ?? 0;
      const miss = (1 / (1 + Math.exp(-sum)) - right) * weight;
      for (const column of columns) gradient[column] = (gradient[column] ?? 0) + miss;
    }
    for (let column = 0; column < names.length; column += 1) {
      const slope = (gradient[column] ?? 0) + (column === 0 ? 0 : hold * (weights[column] ?? 0));
      squares[column] = 0.9 * (squares[column] ?? 0) + 0.1 * slope * slope;
      weights[column] =
        (weights[column] ?? 0) - (0.1 * slope) / Math.sqrt(squares[column] ?? 1) / (1 + round / 60);
    }
  }
  return Object.fromEntries(names.map((name, index) => [name, Number((weights[index] ?? 0).toFixed(2))]));
}
