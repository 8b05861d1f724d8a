import type { CommandContext } from "./command.ts";

const READ = new WeakMap<CommandContext, Promise<string>>();

/**
 * The zone in which times are shown: the channel's own, else the asker's, else the setting. Looked up once for each
 * call, so that a command may begin with it and use it when other look-ups are done.
 */
export function zoneOf(context: CommandContext): Promise<string> {
  const before = READ.get(context);
  if (before) return before;
  const zone = lookUp(context);
  READ.set(context, zone);
  return zone;
}

async function lookUp({ store, channelId, asker, defaultTimeZone }: CommandContext): Promise<string> {
  const channel = await store.channels.get(channelId);
  return [channel?.timeZone, asker.timeZone].find(isZone) ?? defaultTimeZone;
}

/** A chat may know zones that this machine does not. */
export function isZone(name: string | null | undefined): name is string {
  if (!name) return false;
  try {
    return Boolean(new Intl.DateTimeFormat("en", { timeZone: name }));
  } catch {
    return false;
  }
}
