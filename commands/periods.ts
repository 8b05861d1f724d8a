import { readStretch } from "../src/digests/moments.ts";
import { UserError } from "../src/errors.ts";
import { formatDay } from "../src/messages/dates.ts";
import type { CommandContext } from "./command.ts";
import { zoneOf } from "./zone.ts";

export interface Period {
  readonly since?: Date;
  readonly until?: Date;
}

/** Reads a call's period in its zone, which is looked up only when there is one. */
export async function periodOf(
  { since, until }: { readonly since?: string | undefined; readonly until?: string | undefined },
  context: CommandContext,
): Promise<Period> {
  if (since === undefined && until === undefined) return {};
  return readPeriod(since, until, context.now(), await zoneOf(context));
}

/** Reads `since` and `until` as people type them; `until` a day means until its end. */
export function readPeriod(
  since: string | undefined,
  until: string | undefined,
  now: Date,
  zone: string,
): Period {
  const from = since === undefined ? undefined : read("since", since, now, zone).from;
  const end = until === undefined ? undefined : endOf(until, now, zone);
  if (from && end && from >= end)
    throw new UserError("That period ends before it begins: swap since and until.");
  return { ...(from ? { since: from } : {}), ...(end ? { until: end } : {}) };
}

/** "since 10 Jun 2023", "10 – 17 Jun", or an empty string. */
export function periodWords({ since, until }: Period, zone: string): string {
  const from = since ? `since ${formatDay(since, zone)}` : "";
  // The end is excluded: its last moment is the day before.
  const to = until ? `until ${formatDay(new Date(until.getTime() - 1), zone)}` : "";
  return [from, to].filter(Boolean).join(" ");
}

/** "until:7d" is seven days ago. */
function endOf(until: string, now: Date, zone: string): Date {
  const stretch = read("until", until, now, zone);
  return stretch.until.getTime() === now.getTime() ? stretch.from : stretch.until;
}

function read(option: string, given: string, now: Date, zone: string) {
  const stretch = readStretch(given, now, zone);
  if (stretch) return stretch;
  throw new UserError(
    `I did not understand ${option} “${given.slice(0, 40)}”. Write it like 7d, 2w, 3m, yesterday, 2023-06-17 or June 2023.`,
  );
}
