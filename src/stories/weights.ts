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
  bias: -1.73,
  of: {
    words: 1.61,
    titles: 1.2,
    titleInOther: 1.06,
    rareWords: 3.3,
    sameNames: -0.56,
    titleNames: 0.72,
    otherNames: -1.75,
    what: 0.41,
    otherWhat: -0.17,
    sameSubject: 0.34,
    apart: -2.44,
    daysApart: -3.3,
    otherDay: -1.28,
    otherTime: -1.02,
    onlyOneReacts: -0.99,
    otherReacts: -0.49,
    otherNumbers: -0.4,
    samePublisher: -0.72,
  },
};

/** The same for two articles of one storyline, from the five days alone. */
export const SAME_STORYLINE: Weights = {
  bias: -2.22,
  of: {
    words: -1.93,
    titles: 1.64,
    titleInOther: 2.62,
    rareWords: 2.92,
    sameNames: 3.33,
    titleNames: 2.18,
    otherNames: -1.09,
    what: 0.99,
    otherWhat: 0.46,
    sameSubject: 0.92,
    apart: 0.9,
    daysApart: -1.41,
    otherDay: 0.01,
    otherTime: 0.11,
    onlyOneReacts: 0.05,
    otherReacts: 0.08,
    otherNumbers: -1.05,
    samePublisher: -0.45,
  },
};
