import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { z } from "zod";

const lineSchema = z.object({
  url: z.string().optional(),
  id: z.number().optional(),
  error: z.string().optional(),
  isForPeople: z.boolean().optional(),
});

/** A child process that owns a data folder's database; see embedded-owner.ts. */
export interface EmbeddedOwner {
  readonly url: string;
  /** Rows that it has committed so far. */
  readonly committed: readonly number[];
  /** Waits until it has committed so many rows. */
  rows(count: number): Promise<void>;
  kill(signal: NodeJS.Signals): Promise<void>;
}

/** Starts an owner and waits until its database is ready; throws what it said when it cannot. */
export async function startOwner(dataDir: string, uid?: number): Promise<EmbeddedOwner> {
  const script = fileURLToPath(new URL("./embedded-owner.ts", import.meta.url));
  const child = spawn(process.execPath, [script, dataDir, ...(uid === undefined ? [] : [String(uid)])], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const committed: number[] = [];
  const url = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).on("line", (line) => {
      const said = lineSchema.parse(JSON.parse(line));
      if (said.url !== undefined) resolve(said.url);
      if (said.id !== undefined) committed.push(said.id);
      if (said.error !== undefined) reject(new Error(said.error, { cause: said.isForPeople }));
    });
    child.once("exit", (code) => reject(new Error(`the owner ended with ${code}`)));
  });
  return {
    url,
    committed,
    async rows(count) {
      while (committed.length < count) await new Promise((resolve) => setTimeout(resolve, 5));
    },
    kill: (signal) => kill(child, signal),
  };
}

async function kill(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  const gone = once(child, "exit");
  child.kill(signal);
  await gone;
}
