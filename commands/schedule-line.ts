import { nextDigest, type Schedule } from "../src/digests/schedule.ts";
import { formatTime, zoneWords } from "../src/messages/dates.ts";
import type { CommandContext } from "./command.ts";

const DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/** When the channel's next digest comes, in its zone. */
export async function scheduleLine({ store, channelId, now }: CommandContext) {
  const schedule = await store.schedules.get(channelId);
  if (!schedule) return { isSet: false, line: "It gets no digest yet: set one with /digest daily 08:00." };
  const last = await store.deliveries.lastDigestPeriod(channelId);
  const { dueAt } = nextDigest(schedule, now(), last);
  const next = `${formatTime(dueAt, schedule.timeZone)}, ${zoneWords(schedule.timeZone)}`;
  return { isSet: true, line: `Its digest comes ${cadenceWords(schedule)}; next: ${next}.` };
}

/** "daily at 08:00", "every Monday at 08:00" */
export function cadenceWords({ cadence, weekday, localTime }: Schedule): string {
  return cadence === "daily" ? `daily at ${localTime}` : `every ${DAYS[(weekday ?? 1) - 1]} at ${localTime}`;
}
