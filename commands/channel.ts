import { z } from "zod";
import { cityOf, findZone, suggestZones } from "../src/digests/zones.ts";
import { UserError } from "../src/errors.ts";
import { formatTime, zoneWords } from "../src/messages/dates.ts";
import type { Message } from "../src/messages/message.ts";
import { paragraph, plain } from "../src/messages/spans.ts";
import { type CommandContext, defineCommand } from "./command.ts";
import { button, UsageError } from "./usage.ts";
import { zoneOf } from "./zone.ts";

const RANGE = /^(?<from>\d{1,2}(?::\d{2})?)\s*(?:-|–|to|until)\s*(?<to>\d{1,2}(?::\d{2})?)$/iu;

export const channel = defineCommand({
  name: "channel",
  aliases: ["settings"],
  summary: "This channel's time zone and quiet hours for alerts",
  options: z.object({
    zone: z.string().describe("City or time zone, such as Singapore; none for the asker's own").optional(),
    quiet: z.string().describe("No alerts between these times: 22:00-07:00, or off").optional(),
  }),
  words: "zone",
  examples: ["channel zone:singapore", "channel quiet:22:00-07:00"],
  audience: "channel",
  permission: "everyone",
  permissionFor: ({ zone, quiet }) =>
    zone === undefined && quiet === undefined ? "everyone" : "channel-manager",
  suggest: {
    zone: async (typed) =>
      suggestZones(typed).map((zone) => ({ label: `${cityOf(zone)} (${zone})`, value: zone })),
  },
  async run({ zone, quiet }, context) {
    if (zone === undefined && quiet === undefined) return show(context);
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
    if (quiet !== undefined) lines.push(await setQuiet(quiet, context));
    return plain(lines.join(" "));
  },
});

async function show(context: CommandContext): Promise<Message> {
  const { store, channelId, now } = context;
  const zone = await zoneOf(context);
  const known = await store.channels.get(channelId);
  const whose = known?.timeZone
    ? "this channel's own"
    : "the asker's or the bot's: this channel has none of its own";
  const quiet =
    known?.quietFrom && known.quietTo
      ? `No alerts from ${known.quietFrom} to ${known.quietTo}.`
      : "Alerts come at any hour.";
  const line = `It is ${formatTime(now(), zone)}, ${zoneWords(zone)} (${whose}). ${quiet}`;
  const buttons = [
    button("What it follows", "subscriptions"),
    button("Quiet 22:00-07:00", "channel", { quiet: "22:00-07:00" }),
  ];
  return { ...plain(line, { kind: "buttons", buttons }), audience: "asker" };
}

async function setQuiet(quiet: string, { store, channelId }: CommandContext): Promise<string> {
  if (/^(?:off|none|no)$/iu.test(quiet)) {
    await store.channels.change(channelId, { quietFrom: null, quietTo: null });
    return "Alerts come at any hour.";
  }
  const groups = RANGE.exec(quiet.trim())?.groups;
  const quietFrom = clock(groups?.from);
  const quietTo = clock(groups?.to);
  if (quietFrom === null || quietTo === null)
    throw new UsageError("Write quiet hours like 22:00-07:00, or off.");
  if (quietFrom === quietTo) throw new UserError("Those quiet hours begin and end at the same time.");
  await store.channels.change(channelId, { quietFrom, quietTo });
  return `No alerts here from ${quietFrom} to ${quietTo}; what comes then waits until after.`;
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
