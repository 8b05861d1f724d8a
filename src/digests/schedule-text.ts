import type { Schedule } from "./schedule.ts";
import { findZone, type ZoneAnswer } from "./zones.ts";

/** A schedule as typed: "daily 08:00 Asia/Singapore", "weekly mon 8am", "off". */
export type ScheduleAnswer =
  | { readonly kind: "schedule"; readonly schedule: Omit<Schedule, "setAt"> }
  | { readonly kind: "off" }
  | { readonly kind: "now" }
  /** The zone has to be asked back; `rest` is the call without it. */
  | { readonly kind: "zone"; readonly answer: Exclude<ZoneAnswer, { kind: "zone" }>; readonly rest: string }
  | { readonly kind: "fault"; readonly why: string };

const WEEKDAYS: readonly string[] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
const WEEKDAY = /^(mon|tue|wed|thu|fri|sat|sun)[a-z]*$/u;
const TIME = /^(?<hour>\d{1,2})(?:[:.h]?(?<minute>\d{2}))?(?<half>am|pm)?$/u;
/** Words that carry nothing: "every day at 8 in singapore". */
const FILLERS = new Set(["every", "each", "at", "on", "in", "o'clock", "oclock", "the", "time"]);

/** Reads a schedule in any order of its parts; `zone` is used when none is named. */
export function readSchedule(text: string, zone: string): ScheduleAnswer {
  const words = text.trim().split(/\s+/u).filter(Boolean);
  const first = words[0]?.toLowerCase() ?? "now";
  if (words.length <= 1 && /^(?:now|today)$/u.test(first)) return { kind: "now" };
  if (words.length === 1 && /^(?:off|stop|none|never)$/u.test(first)) return { kind: "off" };
  const parts = readParts(words);
  if (typeof parts === "string") return { kind: "fault", why: parts };
  const { cadence, weekday, localTime, zoneWords } = parts;
  const schedule = { cadence, weekday, localTime, timeZone: zone };
  if (zoneWords.length === 0) return { kind: "schedule", schedule };
  const answer = findZone(zoneWords.join(" "));
  if (answer.kind !== "zone") return { kind: "zone", answer, rest: scheduleWords(schedule) };
  return { kind: "schedule", schedule: { ...schedule, timeZone: answer.timeZone } };
}

/** A schedule as it would be typed, without its zone. */
export function scheduleWords(schedule: Pick<Schedule, "cadence" | "weekday" | "localTime">): string {
  const day = schedule.weekday === null ? "" : ` ${WEEKDAYS[schedule.weekday - 1]}`;
  return `${schedule.cadence}${day} ${schedule.localTime}`;
}

/** "08:00" */
function clock(minutes: number): string {
  const two = (part: number) => String(part).padStart(2, "0");
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

interface Parts {
  cadence: Schedule["cadence"];
  weekday: number | null;
  localTime: string;
  zoneWords: string[];
}

function readParts(words: readonly string[]): Parts | string {
  let cadence: Schedule["cadence"] | null = null;
  let weekday: number | null = null;
  let atMinutes: number | null = null;
  const zoneWords: string[] = [];
  for (const word of joinHalves(words)) {
    const lower = word.toLowerCase();
    const day = WEEKDAY.exec(lower)?.[1];
    if (lower === "daily" || lower === "day") cadence = "daily";
    else if (lower === "weekly" || lower === "week") cadence = "weekly";
    else if (day !== undefined) weekday = WEEKDAYS.indexOf(day) + 1;
    else if (atMinutes === null && /^\d/u.test(lower)) {
      atMinutes = readTime(lower);
      if (atMinutes === null) return `“${word.slice(0, 20)}” is no time of day: write it like 08:00 or 8pm.`;
    } else if (!FILLERS.has(lower)) zoneWords.push(word);
  }
  if (cadence === null && weekday === null) return "Say daily or weekly, such as “daily 08:00”.";
  if (atMinutes === null) return "Say a time of day, such as “08:00”.";
  if (cadence === "daily" && weekday !== null)
    return "Daily means each day: leave the weekday out, or say weekly.";
  const localTime = clock(atMinutes);
  if (weekday !== null) return { cadence: "weekly", weekday, localTime, zoneWords };
  if (cadence === "weekly") return "Say which day of the week, such as “weekly mon 08:00”.";
  return { cadence: "daily", weekday, localTime, zoneWords };
}

/** "8 pm" is one time, and "noon" is another. */
function joinHalves(words: readonly string[]): string[] {
  const named: Readonly<Record<string, string>> = { noon: "12:00", midday: "12:00", midnight: "00:00" };
  const joined: string[] = [];
  for (const word of words) {
    const last = joined.at(-1);
    const half = /^(?:([ap])\.?m\.?)$/iu.exec(word)?.[1];
    if (half !== undefined && last !== undefined && /^\d{1,2}(?:[:.]\d{2})?$/u.test(last)) {
      joined[joined.length - 1] = `${last}${half}m`;
    } else joined.push(named[word.toLowerCase()] ?? word);
  }
  return joined;
}

function readTime(word: string): number | null {
  const groups = TIME.exec(word)?.groups;
  if (!groups) return null;
  let hour = Number(groups.hour);
  const minute = Number(groups.minute ?? 0);
  if (groups.half !== undefined) {
    if (hour < 1 || hour > 12) return null;
    hour = (hour % 12) + (groups.half === "pm" ? 12 : 0);
  }
  return hour < 24 && minute < 60 ? hour * 60 + minute : null;
}
