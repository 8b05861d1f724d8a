/** Weights of named features, as fitted; a feature that is not listed counts nothing. */
export type Weights = Readonly<Record<string, number>>;

/** Takes the features of one case, as they are found. */
export interface Features {
  add(feature: string): void;
  /** Two that hold together: "a | b". */
  pair(a: string, b: string): void;
}

/** Weights made ready to be added up: to join the names of two features for each look costs more than all else. */
export interface Scale {
  readonly always: number;
  readonly single: ReadonlyMap<string, number>;
  readonly pairs: ReadonlyMap<string, ReadonlyMap<string, number>>;
}

export function toScale(weights: Weights): Scale {
  const single = new Map<string, number>();
  const pairs = new Map<string, Map<string, number>>();
  for (const [name, weight] of Object.entries(weights)) {
    const [a = name, b] = name.split(BOTH);
    if (b === undefined) single.set(a, weight);
    else pairs.set(a, (pairs.get(a) ?? new Map<string, number>()).set(b, weight));
  }
  return { always: weights.always ?? 0, single, pairs };
}

const BOTH = " | ";

/** Adds the features up to a chance. */
export class Odds implements Features {
  readonly #scale: Scale;
  #sum: number;

  constructor(scale: Scale) {
    this.#scale = scale;
    this.#sum = scale.always;
  }

  add(feature: string): void {
    this.#sum += this.#scale.single.get(feature) ?? 0;
  }

  pair(a: string, b: string): void {
    this.#sum += this.#scale.pairs.get(a)?.get(b) ?? 0;
  }

  /** 0 to 1. */
  chance(): number {
    return 1 / (1 + Math.exp(-this.#sum));
  }
}

/** Writes the features' names down, for fitting. */
export class FeatureNames implements Features {
  readonly names: string[] = [];

  add(feature: string): void {
    this.names.push(feature);
  }

  pair(a: string, b: string): void {
    this.names.push(`${a}${BOTH}${b}`);
  }
}
