import type { webApi } from "@slack/bolt";
import type { Asker } from "../../../commands/command.ts";

export interface Person {
  readonly isAdmin: boolean;
  readonly isGuest: boolean;
  /** IANA name from the profile, or null. */
  readonly timeZone: string | null;
}

/** Who may change what a channel gets: everyone in it but guests, or admins only. */
export type Managers = "members" | "admins";

const KEEP_MS = 10 * 60_000;
const MAX_KEPT = 5_000;
/** A person waits: without the profile the answer only lacks their time zone. */
const PATIENCE_MS = 1_500;
const STRANGER: Person = { isAdmin: false, isGuest: true, timeZone: null };

/** Looks people up in Slack and remembers them for ten minutes. */
export function createPeople(now: () => Date) {
  const known = new Map<string, { readonly person: Person; readonly at: number }>();

  return {
    /** Never throws: whoever Slack does not tell us about has no rights. */
    async get(client: webApi.WebClient, team: string, user: string): Promise<Person> {
      const key = `${team}:${user}`;
      const hit = known.get(key);
      if (hit && now().getTime() - hit.at < KEEP_MS) return hit.person;
      const person = await withPatience(readPerson(client, user));
      if (person === null) return hit?.person ?? STRANGER;
      known.delete(key);
      known.set(key, { person, at: now().getTime() });
      for (const oldest of known.keys()) {
        if (known.size <= MAX_KEPT) break;
        known.delete(oldest);
      }
      return person;
    },
  };
}

export type People = ReturnType<typeof createPeople>;

export function toAsker(team: string, user: string, person: Person, managers: Managers): Asker {
  return {
    chat: "slack",
    workspaceId: `slack:${team}`,
    userId: user,
    isAdmin: person.isAdmin,
    managesChannel: person.isAdmin || (managers === "members" && !person.isGuest),
    timeZone: person.timeZone,
  };
}

async function readPerson(client: webApi.WebClient, user: string): Promise<Person> {
  const { user: found } = await client.users.info({ user });
  return {
    isAdmin: (found?.is_admin ?? false) || (found?.is_owner ?? false),
    isGuest: (found?.is_restricted ?? false) || (found?.is_ultra_restricted ?? false),
    timeZone: found?.tz ?? null,
  };
}

async function withPatience(lookUp: Promise<Person>): Promise<Person | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(resolve, PATIENCE_MS, null);
  });
  try {
    return await Promise.race([lookUp.catch(() => null), late]);
  } finally {
    clearTimeout(timer);
  }
}
