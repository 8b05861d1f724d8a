import type { Comparison } from "./likeness.ts";

export interface Weights {
  readonly bias: number;
  readonly of: Readonly<Record<keyof Comparison, number>>;
}

/**
 * How a comparison's parts add up to the log-odds that two articles tell of one event, fitted by logistic regression
 * (L2 0.0001) on pairs that the index brings together: general news roundups and five days of this field.
 */
export const SAME_EVENT: Weights = {
  bias: -1.8,
  of: {
    words: 1.61,
    titles: 1.13,
    titleInOther: 1.08,
    rareWords: 3.46,
    sameNames: -0.54,
    titleNames: 0.84,
    otherNames: -1.8,
    what: 0.43,
    otherWhat: -0.15,
    sameSubject: 0.33,
    apart: -1.69,
    daysApart: -3.55,
    otherDay: -1.28,
    otherTime: -1.09,
    onlyOneReacts: -0.99,
    otherReacts: -0.59,
    otherNumbers: -0.31,
    samePublisher: -0.75,
    sameActors: -0.57,
    otherActors: -0.35,
  },
};

/** The same for two articles of one storyline, from the five days alone. */
export const SAME_STORYLINE: Weights = {
  bias: -2.16,
  of: {
    words: -1.76,
    titles: 2.26,
    titleInOther: 2.75,
    rareWords: 2.8,
    sameNames: 0.65,
    titleNames: 2.22,
    otherNames: -1.06,
    what: 1.06,
    otherWhat: 0.51,
    sameSubject: 0.91,
    apart: 1.0,
    daysApart: -1.56,
    otherDay: -0.02,
    otherTime: 0.19,
    onlyOneReacts: -0.04,
    otherReacts: 0.15,
    otherNumbers: -0.97,
    samePublisher: -0.43,
    sameActors: 1.92,
    otherActors: -0.47,
  },
};
