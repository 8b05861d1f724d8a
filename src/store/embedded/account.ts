import { readFile, stat } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { UserError } from "../../errors.ts";

/** The account that a server runs as when the bot is root, since PostgreSQL refuses root. */
export interface Account {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

/** The first of these that the machine has: one of our own, PostgreSQL's, or the one that owns nothing. */
const NAMES = ["backchannel", "postgres", "nobody"];

/**
 * Whom to run the server as: null is ourselves.
 *
 * @param owner uid of the data that is there already, or null when there is none: only its owner may serve it.
 */
export async function serverAccount(owner: number | null): Promise<Account | null> {
  if (process.getuid?.() !== 0) return null;
  const accounts = (await readFile("/etc/passwd", "utf8").catch(() => "")).split("\n").flatMap(readAccount);
  const wanted =
    owner === null
      ? NAMES.flatMap((name) => accounts.find((account) => account.name === name) ?? [])
      : accounts.filter(({ uid }) => uid === owner);
  const account = wanted.find(({ uid }) => uid !== 0);
  if (account) return account;
  throw new UserError(
    owner === null
      ? `PostgreSQL refuses to run as root, and this machine has none of the accounts ${NAMES.join(", ")}. Add one, run the bot as another user, or set DATABASE_URL.`
      : `The database's files belong to user id ${owner}, which no account of this machine has. Add it, or give the files to one.`,
  );
}

function readAccount(line: string): Account[] {
  const [name, , uid, gid] = line.split(":");
  return name && uid && gid ? [{ name, uid: Number(uid), gid: Number(gid) }] : [];
}

/**
 * Can an account come to a folder, and can nobody but root and that account put something else in its place?
 * Groups and access lists are not looked at: where they would allow more, this says no.
 */
export async function isReachable(path: string, account: Account): Promise<boolean> {
  for (let folder = resolve(path); ; folder = dirname(folder)) {
    const info = await stat(folder).catch(() => null);
    if (info !== null) {
      const owns = info.uid === account.uid;
      const enters = (info.mode & (owns ? 0o100 : 0o001)) !== 0;
      const isSafe = (owns || info.uid === 0) && ((info.mode & 0o022) === 0 || (info.mode & 0o1000) !== 0);
      if (!enters || !isSafe) return false;
    }
    if (folder === dirname(folder)) return true;
  }
}
