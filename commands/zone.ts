import type { CommandContext } from "./command.ts";

/** The zone in which times are shown: the channel's own, else the asker's, else the setting. */
export async function zoneOf({ store, channelId, asker, defaultTimeZone }: CommandContext): Promise<string> {
  const channel = await store.channels.get(channelId);
  return channel?.timeZone ?? asker.timeZone ?? defaultTimeZone;
}
