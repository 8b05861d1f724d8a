import { randomBytes } from "node:crypto";
import { chmod, mkdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { UserError } from "../../errors.ts";
import { type Account, isReachable, serverAccount } from "./account.ts";
import { type Binaries, copyBinaries, findBinaries } from "./binaries.ts";

/** Everything that a server of one data folder needs to know. */
export interface Home {
  /** The bot's data folder, for messages. */
  readonly dataDir: string;
  /** PostgreSQL's own folder, which only its account may enter. */
  readonly cluster: string;
  /** Holds the cluster and what is written beside it; ours, and the server's account can reach it. */
  readonly folder: string;
  readonly binaries: Binaries;
  /** Whom the server runs as; null is ourselves. */
  readonly account: Account | null;
  readonly password: string;
}

/** Where root keeps what another account must reach, when the data folder is out of its reach. */
const SHARED_HOME = "/var/lib/backchannel";

/**
 * Prepares the folders of a data folder's server: see docs/decisions/embedded-database.md.
 *
 * @throws UserError when a folder cannot be made or written.
 */
export async function openHome(dataDir: string): Promise<Home> {
  const root = join(resolve(dataDir), "postgres");
  try {
    await mkdir(root, { recursive: true });
    const folder = await clusterFolder(root);
    const cluster = join(folder, "data");
    const account = await serverAccount(await ownerOf(cluster));
    return {
      dataDir: resolve(dataDir),
      cluster,
      folder,
      binaries: await reachableBinaries(account),
      account,
      password: await readPassword(join(root, "password")),
    };
  } catch (cause) {
    throw folderError(dataDir, cause);
  }
}

/** Deletes a data folder's database with all its files; its server must have been stopped. */
export async function removeHome(dataDir: string): Promise<void> {
  const root = join(resolve(dataDir), "postgres");
  const elsewhere = await readPlace(root);
  if (elsewhere !== null) await rm(elsewhere, { recursive: true, force: true });
  await rm(root, { recursive: true, force: true });
}

/** The data folder itself where the server's account can reach it, else a folder of our own that it can. */
async function clusterFolder(root: string): Promise<string> {
  const elsewhere = await readPlace(root);
  if (elsewhere !== null) return elsewhere;
  if (process.getuid?.() !== 0 || (await ownerOf(join(root, "data"))) !== null) return root;
  const account = await serverAccount(null);
  if (account === null || (await isReachable(root, account))) return root;
  await openSharedHome(account);
  const folder = join(SHARED_HOME, randomBytes(12).toString("base64url"));
  await mkdir(folder);
  await chmod(folder, 0o711);
  // Named by chance and remembered here, so that the data folder may be moved.
  await writeFile(join(root, "place"), `${folder}\n`, { mode: 0o600, flag: "wx" });
  return folder;
}

async function readPlace(root: string): Promise<string | null> {
  const place = await readFile(join(root, "place"), "utf8").catch(() => null);
  const folder = place?.trim() ?? "";
  return dirname(folder) === SHARED_HOME ? folder : null;
}

async function reachableBinaries(account: Account | null): Promise<Binaries> {
  const installed = await findBinaries();
  if (account === null || (await isReachable(join(installed.folder, "bin"), account))) return installed;
  await openSharedHome(account);
  return copyBinaries(installed, SHARED_HOME);
}

/** Only root may write in it: whoever else could would choose what the server runs. */
async function openSharedHome(account: Account): Promise<void> {
  const made = await mkdir(SHARED_HOME, { recursive: true });
  if (made !== undefined) await chmod(SHARED_HOME, 0o755);
  if (await isReachable(SHARED_HOME, account)) return;
  throw new UserError(
    `${SHARED_HOME} must belong to root, be writable by nobody else, and let ${account.name} in.`,
  );
}

async function readPassword(file: string): Promise<string> {
  const known = await readFile(file, "utf8").catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === "ENOENT") return "";
    throw cause;
  });
  if (known.trim() !== "") return known.trim();
  const password = randomBytes(24).toString("base64url");
  await writeFile(file, `${password}\n`, { mode: 0o600 });
  return password;
}

async function ownerOf(path: string): Promise<number | null> {
  return stat(path).then(
    ({ uid }) => uid,
    () => null,
  );
}

const ADVICE: Readonly<Record<string, string>> = {
  EACCES: "it may not be written",
  EPERM: "it may not be written",
  EROFS: "it is on a disk that is read-only",
  ENOSPC: "the disk is full",
  EDQUOT: "the disk quota is used up",
  ENOTDIR: "part of its path is a file",
  EEXIST: "there is a file of that name",
  EIO: "the disk failed",
};

/** A fault of the data folder in one line that a person can act on; any other error as it is. */
export function folderError(dataDir: string, cause: unknown): unknown {
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : "";
  const reason = ADVICE[code];
  if (reason === undefined) return cause;
  return new UserError(
    `The data folder ${resolve(dataDir)} cannot be used: ${reason} (${code}). Set BACKCHANNEL_DATA to another folder.`,
    { code },
    cause,
  );
}
