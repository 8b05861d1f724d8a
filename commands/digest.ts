import { z } from "zod";
import { nextDigest, type Schedule } from "../src/digests/schedule.ts";
import { readSchedule, type ScheduleAnswer, scheduleWords } from "../src/digests/schedule-text.ts";
import { cityOf, suggestZones } from "../src/digests/zones.ts";
import { formatTime, zoneWords } from "../src/messages/dates.ts";
import { gatherDigest } from "../src/messages/gather-digest.ts";
import type { Message } from "../src/messages/message.ts";
import { instant, paragraph, plain, smallPrint } from "../src/messages/spans.ts";
import { type CommandContext, defineCommand, type Suggestion } from "./command.ts";
import { cadenceWords, scheduleLine } from "./schedule-line.ts";
import { button, UsageError } from "./usage.ts";
import { zoneOf } from "./zone.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

export const digest = defineCommand({
  name: "digest",
  summary: "The channel's digest: now, daily or weekly at a time, or off",
  options: z.object({
    when: z
      .string()
      .describe("now, daily 08:00 Singapore, weekly mon 08:00, off; none shows the schedule")
      .optional(),
    // Set by buttons: the zone that was asked back.
    zone: z.string().optional(),
  }),
  words: "when",
  examples: ["digest daily 08:00 Asia/Singapore", "digest weekly mon 08:00", "digest now", "digest off"],
  audience: "channel",
  permission: "everyone",
  permissionFor: ({ when }) =>
    /^(?:now|today)?$/iu.test((when ?? "").trim()) ? "everyone" : "channel-manager",
  suggest: { when: suggestTimes },
  async run({ when, zone }, context) {
    if (when === undefined) return digestNow(context);
    const answer = readSchedule([when, zone ?? ""].join(" ").trim(), await zoneOf(context));
    switch (answer.kind) {
      case "now":
        return digestNow(context);
      case "off":
        return turnOff(context);
      case "schedule":
        return set({ ...answer.schedule, setAt: context.now() }, context);
      case "zone":
        return askZone(answer);
      case "fault":
        throw new UsageError(answer.why);
    }
  },
});

/** What came since the last day, and when the next one comes by itself. */
async function digestNow(context: CommandContext): Promise<Message> {
  const { channelId, asker, now } = context;
  const to = now();
  const { message } = await gatherDigest(context, {
    channelId,
    workspaceId: asker.workspaceId,
    cadence: "now",
    from: new Date(to.getTime() - DAY_MS),
    to,
    timeZone: await zoneOf(context),
  });
  const schedule = await scheduleLine(context);
  const next = schedule.isSet
    ? schedule.line
    : ["This channel has no digest of its own yet: /digest daily 08:00 sets one."];
  const below = smallPrint(...next);
  // The list of stories to open stays last.
  const at = message.blocks.length > 1 ? -1 : message.blocks.length;
  return { ...message, blocks: [...message.blocks.slice(0, at), below, ...message.blocks.slice(at)] };
}

async function set(schedule: Schedule, context: CommandContext): Promise<Message> {
  const { store, channelId, asker, now } = context;
  await store.channels.ensure({ id: channelId, workspaceId: asker.workspaceId });
  const last = await store.deliveries.lastDigestPeriod(channelId);
  const next = nextDigest(schedule, now(), last);
  await store.schedules.set({ ...schedule, channelId, setBy: asker.userId, nextDueAt: next.dueAt });
  const gets = `This channel gets its digest ${cadenceWords(schedule)}, ${zoneWords(schedule.timeZone)}. Next: `;
  const time = formatTime(next.dueAt, schedule.timeZone);
  const buttons = [
    button("Digest now", "digest", { when: "now" }),
    button("Turn it off", "digest", { when: "off" }),
    button("What it follows", "subscriptions"),
  ];
  return {
    summary: `${gets}${time}.`,
    blocks: [paragraph(gets, instant(time, next.dueAt), "."), { kind: "buttons", buttons }],
  };
}

async function turnOff({ store, channelId }: CommandContext): Promise<Message> {
  const before = await store.schedules.get(channelId);
  if (!before)
    return { ...plain("This channel gets no digest, so there is nothing to turn off."), audience: "asker" };
  await store.schedules.off(channelId);
  const again = `${scheduleWords(before)} ${before.timeZone}`;
  return plain("This channel gets no more digests. Its subscriptions stay as they are.", {
    kind: "buttons",
    buttons: [button("Turn it on again", "digest", { when: again })],
  });
}

function askZone({ answer, rest }: Extract<ScheduleAnswer, { kind: "zone" }>): Message {
  const line =
    answer.kind === "unclear"
      ? `${answer.why}. Which time zone do you mean?`
      : "I do not know that place or time zone. Name a large city, such as Singapore or New York.";
  const buttons = answer.choices.map((zone) =>
    button(`${cityOf(zone)} (${zone})`, "digest", { when: rest, zone }),
  );
  return {
    summary: line,
    audience: "asker",
    blocks: [paragraph(line), ...(buttons.length > 0 ? [{ kind: "buttons", buttons } as const] : [])],
  };
}

const TIMES = ["now", "daily 08:00", "daily 18:00", "weekly mon 08:00", "weekly fri 16:00", "off"];

/** Completes the zone once a time is typed, else proposes the usual times. */
async function suggestTimes(typed: string, context: CommandContext): Promise<Suggestion[]> {
  const [, schedule, place] = /^(.*\d(?::\d{2})?(?:am|pm)?) +(\S.*)?$/iu.exec(typed) ?? [];
  if (schedule !== undefined) {
    const zones = place === undefined ? [await zoneOf(context)] : suggestZones(place).slice(0, 20);
    return zones.map((zone) => ({ label: `${schedule} ${zone}`, value: `${schedule} ${zone}` }));
  }
  const fitting = TIMES.filter((time) => time.startsWith(typed.toLowerCase().trim()));
  return fitting.map((time) => ({ label: time, value: time }));
}
