import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { removeEmbedded } from "../../src/store/embedded.ts";

export interface DataDir {
  readonly dataDir: string;
  /** Stops a server that was left there, and deletes everything. */
  remove(): Promise<void>;
}

/**
 * A new data folder in the machine's folder for such.
 *
 * @param mode who may enter: by default everyone, so that root need not keep the database elsewhere
 */
export async function makeDataDir(mode = 0o711): Promise<DataDir> {
  const dataDir = await mkdtemp(join(tmpdir(), "backchannel-test-"));
  await chmod(dataDir, mode);
  return {
    dataDir,
    async remove() {
      await removeEmbedded(dataDir);
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
