import type { Side } from "../model.ts";

/** How many of something each side had on one local day. */
export interface SideCount {
  /** Such as "2023-06-19". */
  readonly day: string;
  readonly side: Side;
  readonly count: number;
}

/** One bar: a day, or the week that begins on it. */
export interface Bar {
  readonly day: string;
  readonly counts: ReadonlyMap<Side, number>;
  readonly total: number;
}

/** In the order in which they are stacked and named. */
export const SIDES: readonly Side[] = ["US", "PRC", "Taiwan", "Hong Kong", "other"];

const DAY_MS = 86_400_000;
/** More bars are too thin to read: weeks then. */
const MOST_DAYS = 62;

/** A bar for every day from the first to the last, empty ones too, or for every week of a long stretch. */
export function toBars(counts: readonly SideCount[], first: string, last: string): Bar[] {
  const length = Math.round((Date.parse(last) - Date.parse(first)) / DAY_MS) + 1;
  const step = length > MOST_DAYS ? 7 : 1;
  const bars = Array.from({ length: Math.max(1, Math.ceil(length / step)) }, (_, index) => ({
    day: new Date(Date.parse(first) + index * step * DAY_MS).toISOString().slice(0, 10),
    counts: new Map<Side, number>(),
  }));
  for (const { day, side, count } of counts) {
    const bar = bars[Math.floor((Date.parse(day) - Date.parse(first)) / DAY_MS / step)];
    bar?.counts.set(side, (bar.counts.get(side) ?? 0) + count);
  }
  return bars.map((bar) => ({ ...bar, total: bar.counts.values().reduce((sum, count) => sum + count, 0) }));
}

/** Each side that had any, with how many in all. */
export function totalsOf(bars: readonly Bar[]): { readonly side: Side; readonly count: number }[] {
  return SIDES.map((side) => ({
    side,
    count: bars.reduce((sum, { counts }) => sum + (counts.get(side) ?? 0), 0),
  })).filter(({ count }) => count > 0);
}

/** The chart in words: totals by side, then every bar that is not empty. */
export function barsInWords(what: string, bars: readonly Bar[]): string {
  const totals = totalsOf(bars);
  if (totals.length === 0) return `${what}: none.`;
  const sums = totals.map(({ side, count }) => `${side} ${count}`).join(", ");
  const each = bars.flatMap(({ day, total }) => (total > 0 ? [`${shortDay(day)} ${total}`] : []));
  const unit = isWeekly(bars) ? "By week from" : "By day";
  return `${what}. By side: ${sums}. ${unit}: ${each.join(", ")}.`;
}

export function isWeekly(bars: readonly Bar[]): boolean {
  const [first, second] = bars;
  return (
    first !== undefined && second !== undefined && Date.parse(second.day) - Date.parse(first.day) > DAY_MS
  );
}

/** "19 Jun" */
export function shortDay(day: string): string {
  return new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", timeZone: "UTC" }).format(
    new Date(day),
  );
}
