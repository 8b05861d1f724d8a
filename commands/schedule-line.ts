import { nextDigest, type Schedule } from "../src/digests/schedule.ts";
import { formatTime, zoneWords } from "../src/messages/dates.ts";
import type { TextSpan } from "../src/messages/message.ts";
import { instant, text } from "../src/messages/spans.ts";
import type { CommandContext } from "./command.ts";
import { isZone } from "./zone.ts";

const DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/** A channel's digest in words, and when the next one comes. */
export interface ScheduleLine {
  readonly isSet: boolean;
  readonly line: readonly TextSpan[];
}

/** @param forAsker the asker alone reads it: their own time is said too */
export async function scheduleLine(
  context: CommandContext,
  { forAsker = false } = {},
): Promise<ScheduleLine> {
  const { store, channelId, now } = context;
  const schedule = await store.schedules.get(channelId);
  if (!schedule) {
    return { isSet: false, line: [text("It gets no digest yet: set one with /digest daily 08:00.")] };
  }
  const last = await store.deliveries.lastDigestPeriod(channelId);
  const { dueAt } = nextDigest(schedule, now(), last);
  const next = formatTime(dueAt, schedule.timeZone);
  const theirs = forAsker ? askersTime(dueAt, next, context) : "";
  const comes = `Its digest comes ${cadenceWords(schedule)}, ${zoneWords(schedule.timeZone)}; next: `;
  return { isSet: true, line: [text(comes), instant(next, dueAt), text(`${theirs}.`)] };
}

/** Where their clock shows another time than the channel's. */
function askersTime(dueAt: Date, shown: string, { asker }: CommandContext): string {
  if (!isZone(asker.timeZone)) return "";
  const theirs = formatTime(dueAt, asker.timeZone);
  return theirs === shown ? "" : ` (${theirs} where you are)`;
}

/** "daily at 08:00", "every Monday at 08:00" */
export function cadenceWords({ cadence, weekday, localTime }: Schedule): string {
  return cadence === "daily" ? `daily at ${localTime}` : `every ${DAYS[(weekday ?? 1) - 1]} at ${localTime}`;
}
