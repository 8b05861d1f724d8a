import { DateTime } from "luxon";

/** When a channel wants no alerts. */
export interface QuietTimes {
  /** Local times, such as "22:00" and "07:00"; null is none. */
  readonly quietFrom: string | null;
  readonly quietTo: string | null;
  /** Whole days of the week: 1 is Monday, 7 Sunday. */
  readonly quietDays: readonly number[];
}

const DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const WEEKDAYS = [1, 2, 3, 4, 5];
const WEEKEND = [6, 7];
/** A week of quiet days with quiet hours between them ends within it. */
const MOST_STEPS = 16;

/** When the quiet that is on in a zone ends, or null when none is. */
export function endOfQuiet(quiet: QuietTimes, now: Date, timeZone: string): Date | null {
  const start = DateTime.fromJSDate(now, { zone: timeZone });
  let end: DateTime = start;
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const later = quietUntil(quiet, end);
    if (later === null) break;
    end = later;
  }
  return end > start ? end.toJSDate() : null;
}

/** The end of the day or the hours that are quiet at a moment; the next may be quiet for the other reason. */
function quietUntil({ quietFrom, quietTo, quietDays }: QuietTimes, at: DateTime): DateTime | null {
  if (quietDays.includes(at.weekday)) return at.plus({ days: 1 }).startOf("day");
  if (quietFrom === null || quietTo === null || quietFrom === quietTo) return null;
  const clock = at.toFormat("HH:mm");
  const isQuiet =
    quietFrom < quietTo ? clock >= quietFrom && clock < quietTo : clock >= quietFrom || clock < quietTo;
  return isQuiet ? whenItShows(quietTo, at) : null;
}

/** The next moment at which the clock shows a time; it may show it twice a day. */
function whenItShows(time: string, after: DateTime): DateTime {
  const [hour = 0, minute = 0] = time.split(":").map(Number);
  const today = after.startOf("day").set({ hour, minute });
  const shown = today.getPossibleOffsets().find((moment) => moment > after);
  return shown ?? after.plus({ days: 1 }).startOf("day").set({ hour, minute });
}

/**
 * Reads "mon-fri", "weekdays", "tue, thu" or "all" as days of the week in their order; null when it is none of
 * these.
 */
export function readDays(typed: string): number[] | null {
  const days = new Set<number>();
  const joined = typed.toLowerCase().replace(/\s*(?:-|–|\bto\b|\buntil\b)\s*/gu, "-");
  for (const part of joined.split(/[\s,]+|\band\b/u).filter(Boolean)) {
    const read = readPart(part);
    if (read === null) return null;
    for (const day of read) days.add(day);
  }
  return days.size > 0 ? [...days].sort() : null;
}

function readPart(part: string): readonly number[] | null {
  if (/^(?:all|every|daily|any|off|none)$/u.test(part)) return [...WEEKDAYS, ...WEEKEND];
  if (/^(?:weekdays?|workdays?)$/u.test(part)) return WEEKDAYS;
  if (/^weekends?$/u.test(part)) return WEEKEND;
  const [from, to, ...more] = part.split("-").map(dayOf);
  if (from === undefined || from === null || to === null || more.length > 0) return null;
  const length = to === undefined ? 1 : ((to - from + 7) % 7) + 1;
  return Array.from({ length }, (_, index) => ((from - 1 + index) % 7) + 1);
}

function dayOf(word: string): number | null {
  const index = word.length < 2 ? -1 : DAYS.findIndex((day) => day.toLowerCase().startsWith(singular(word)));
  return index < 0 ? null : index + 1;
}

const singular = (word: string): string => word.replace(/(?<=day)s$/u, "");

/** "Monday to Friday", "Saturday and Sunday", "Monday, Wednesday and Friday". */
export function dayWords(days: readonly number[]): string {
  const names = days.flatMap((day) => DAYS[day - 1] ?? []);
  const [first, last] = [names.at(0) ?? "", names.at(-1) ?? ""];
  const isRun = days.every((day, index) => index === 0 || day === (days[index - 1] ?? 0) + 1);
  if (isRun && days.length > 2) return `${first} to ${last}`;
  return names.length < 2 ? first : `${names.slice(0, -1).join(", ")} and ${last}`;
}

/** The days of the week that are not among some. */
export function otherDays(days: readonly number[]): number[] {
  return [...WEEKDAYS, ...WEEKEND].filter((day) => !days.includes(day));
}

/** What a person is told of it: when alerts come, and when not. */
export function quietWords({ quietFrom, quietTo, quietDays }: QuietTimes): string {
  const hours = quietFrom === null || quietTo === null ? null : `from ${quietFrom} to ${quietTo}`;
  if (quietDays.length === 0) {
    return hours === null
      ? "Alerts come at any hour."
      : `No alerts ${hours}; what comes then waits until after.`;
  }
  const days = `Alerts come on ${dayWords(otherDays(quietDays))} only`;
  return hours === null
    ? `${days}; what comes on other days waits.`
    : `${days}, and none ${hours}; what comes at other times waits.`;
}
