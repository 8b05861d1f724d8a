import { DateTime } from "luxon";

/** A stretch of time that a person named: a day, a month, or from some days ago until now. */
export interface Stretch {
  readonly from: Date;
  /** End excluded. */
  readonly until: Date;
}

const AGO =
  /^(?:last |past )?(?<number>\d{1,4}) ?(?<unit>h|d|w|m|y|hours?|days?|weeks?|months?|years?)(?: ago)?$/u;
const UNITS = { h: "hours", d: "days", w: "weeks", m: "months", y: "years" } as const;
const NAMED_DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
const DAY_FORMATS = [
  "yyyy-MM-dd",
  "d MMM yyyy",
  "d MMMM yyyy",
  "MMM d yyyy",
  "MMMM d yyyy",
  "yyyy/MM/dd",
  "d.M.yyyy",
];
const MONTH_FORMATS = ["yyyy-MM", "MMM yyyy", "MMMM yyyy"];

/**
 * Reads "7d", "2 weeks", "yesterday", "mon", "2023-06-17", "17 Jun 2023", "June 2023", "2023" as people in the
 * zone mean them; null when it is none of these.
 */
export function readStretch(text: string, now: Date, timeZone: string): Stretch | null {
  const wanted = text.trim().toLowerCase().replaceAll(",", "").replace(/\s+/gu, " ");
  const today = DateTime.fromJSDate(now, { zone: timeZone }).startOf("day");
  const ago = AGO.exec(wanted)?.groups;
  if (ago) {
    const unit = UNITS[(ago.unit ?? "d").charAt(0) as keyof typeof UNITS];
    const from = DateTime.fromJSDate(now, { zone: timeZone }).minus({ [unit]: Number(ago.number) });
    return from.isValid ? { from: from.toJSDate(), until: now } : null;
  }
  if (wanted === "today") return stretch(today, "day");
  if (wanted === "yesterday") return stretch(today.minus({ days: 1 }), "day");
  const weekday = wanted.length < 3 ? -1 : NAMED_DAYS.findIndex((name) => name.startsWith(wanted));
  if (weekday >= 0) return stretch(today.minus({ days: (today.weekday - weekday + 6) % 7 }), "day");
  if (/^(?:19|20)\d{2}$/u.test(wanted))
    return stretch(DateTime.utc(Number(wanted)).setZone(timeZone, { keepLocalTime: true }), "year");
  return (
    readFormats(wanted, timeZone, DAY_FORMATS, "day") ?? readFormats(wanted, timeZone, MONTH_FORMATS, "month")
  );
}

function readFormats(
  text: string,
  zone: string,
  formats: readonly string[],
  unit: "day" | "month",
): Stretch | null {
  for (const format of formats) {
    const read = DateTime.fromFormat(text, format, { zone, locale: "en" });
    if (read.isValid && read.year >= 1900 && read.year < 2200) return stretch(read, unit);
  }
  return null;
}

function stretch(from: DateTime, unit: "day" | "month" | "year"): Stretch {
  return { from: from.toJSDate(), until: from.plus({ [unit]: 1 }).toJSDate() };
}
