import { z } from "zod";
import { otherDays, type QuietTimes, quietWords, readDays } from "../src/digests/quiet.ts";
import { cityOf, findZone, suggestZones } from "../src/digests/zones.ts";
import { UserError } from "../src/errors.ts";
import { formatTime, zoneWords } from "../src/messages/dates.ts";
import type { Message } from "../src/messages/message.ts";
import { paragraph, plain } from "../src/messages/spans.ts";
import { type CommandContext, defineCommand } from "./command.ts";
import { button, UsageError } from "./usage.ts";
import { zoneOf } from "./zone.ts";

const DAYS = ["mon-fri", "weekends", "all"];
const RANGE = /^(?<from>\d{1,2}(?::\d{2})?)\s*(?:-|–|to|until)\s*(?<to>\d{1,2}(?::\d{2})?)$/iu;

const options = z.object({
  zone: z.string().describe("City or time zone, such as Singapore; none for the asker's own").optional(),
  quiet: z.string().describe("No alerts between these times: 22:00-07:00, or off").optional(),
  days: z.string().describe("Alerts on these days only: mon-fri, weekends, or all").optional(),
});

export const channel = defineCommand({
  name: "channel",
  aliases: ["settings"],
  summary: "This channel's time zone, quiet hours and alert days",
  options,
  words: "zone",
  examples: ["channel zone:singapore", "channel quiet:22:00-07:00 days:mon-fri"],
  audience: "channel",
  permission: "everyone",
  permissionFor: (given) => (isLooking(given) ? "everyone" : "channel-manager"),
  suggest: {
    zone: async (typed) =>
      suggestZones(typed).map((zone) => ({ label: `${cityOf(zone)} (${zone})`, value: zone })),
    days: async (typed) =>
      DAYS.filter((days) => days.startsWith(typed.trim().toLowerCase())).map((days) => ({
        label: days,
        value: days,
      })),
  },
  async run(given, context) {
    if (isLooking(given)) return show(context);
    const { zone } = given;
    const { store, channelId, asker } = context;
    await store.channels.ensure({ id: channelId, workspaceId: asker.workspaceId });
    const lines: string[] = [];
    if (zone !== undefined) {
      const answer = zone.toLowerCase() === "none" ? null : findZone(zone);
      if (answer && answer.kind !== "zone") return askZone(answer);
      await store.channels.change(channelId, { timeZone: answer?.timeZone ?? null });
      lines.push(
        answer
          ? `Times here are shown in ${zoneWords(answer.timeZone)}.`
          : "Times here are shown in the asker's own zone.",
      );
    }
    const change = readQuiet(given);
    if (change !== null) {
      await store.channels.change(channelId, change);
      lines.push(quietWords({ ...NEVER_QUIET, ...(await store.channels.get(channelId)) }));
    }
    return plain(lines.join(" "));
  },
});

type Given = z.output<typeof options>;

const NEVER_QUIET: QuietTimes = { quietFrom: null, quietTo: null, quietDays: [] };

function isLooking({ zone, quiet, days }: Given): boolean {
  return zone === undefined && quiet === undefined && days === undefined;
}

async function show(context: CommandContext): Promise<Message> {
  const { store, channelId, now } = context;
  const zone = await zoneOf(context);
  const known = await store.channels.get(channelId);
  const whose = known?.timeZone
    ? "this channel's own"
    : "the asker's or the bot's: this channel has none of its own";
  const quiet = known ?? NEVER_QUIET;
  const line = `It is ${formatTime(now(), zone)}, ${zoneWords(zone)} (${whose}). ${quietWords(quiet)}`;
  const buttons = [
    button("What it follows", "subscriptions"),
    button("Quiet 22:00-07:00", "channel", { quiet: "22:00-07:00" }),
    quiet.quietDays.length > 0
      ? button("Alerts on all days", "channel", { days: "all" })
      : button("Alerts Monday to Friday", "channel", { days: "mon-fri" }),
  ];
  return { ...plain(line, { kind: "buttons", buttons }), audience: "asker" };
}

/** What is to be changed, or null. @throws UserError for what is no time or day. */
function readQuiet({ quiet, days }: Given): Partial<QuietTimes> | null {
  if (quiet === undefined && days === undefined) return null;
  return {
    ...(quiet === undefined ? {} : readHours(quiet)),
    ...(days === undefined ? {} : readAlertDays(days)),
  };
}

function readAlertDays(typed: string): Pick<QuietTimes, "quietDays"> {
  const days = readDays(typed);
  if (days === null) throw new UsageError("Write days like mon-fri, weekends, or all.");
  return { quietDays: otherDays(days) };
}

function readHours(quiet: string): Pick<QuietTimes, "quietFrom" | "quietTo"> {
  if (/^(?:off|none|no)$/iu.test(quiet)) return { quietFrom: null, quietTo: null };
  const groups = RANGE.exec(quiet.trim())?.groups;
  const quietFrom = clock(groups?.from);
  const quietTo = clock(groups?.to);
  if (quietFrom === null || quietTo === null)
    throw new UsageError("Write quiet hours like 22:00-07:00, or off.");
  if (quietFrom === quietTo) throw new UserError("Those quiet hours begin and end at the same time.");
  return { quietFrom, quietTo };
}

function clock(text: string | undefined): string | null {
  const [hour, minute = "00"] = (text ?? "").split(":");
  if (hour === undefined || hour === "" || Number(hour) > 23 || Number(minute) > 59) return null;
  return `${hour.padStart(2, "0")}:${minute}`;
}

function askZone(answer: Exclude<ReturnType<typeof findZone>, { kind: "zone" }>): Message {
  const line =
    answer.kind === "unclear"
      ? `${answer.why}. Which one do you mean?`
      : "I do not know that place. Name a large city, such as Singapore or New York.";
  const buttons = answer.choices.map((zone) => button(`${cityOf(zone)} (${zone})`, "channel", { zone }));
  const blocks = [paragraph(line), ...(buttons.length > 0 ? [{ kind: "buttons", buttons } as const] : [])];
  return { summary: line, audience: "asker", blocks };
}
