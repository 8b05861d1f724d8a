import type { CommandContext } from "./command.ts";

/** The zone in which times are shown: the channel's own, else the asker's, else the setting. */
export async function zoneOf({ store, channelId, asker, defaultTimeZone }: CommandContext): Promise<string> {
  const channel = await store.channels.get(channelId);
  return [channel?.timeZone, asker.timeZone].find(isZone) ?? defaultTimeZone;
}

/** A chat may know zones that this machine does not. */
function isZone(name: string | null | undefined): name is string {
  if (!name) return false;
  try {
    return Boolean(new Intl.DateTimeFormat("en", { timeZone: name }));
  } catch {
    return false;
  }
}
