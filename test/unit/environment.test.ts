import { spawnSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";

const program = join(import.meta.dirname, "../../src/environment.ts");

/** What a program in a folder sees, since the environment of this one must stay as it is. */
function read(folder: string, env: Record<string, string>): unknown {
  const code = `const { readEnvironment } = await import(${JSON.stringify(program)});
    const { TIMEZONE, LOG_LEVEL } = readEnvironment();
    console.log(JSON.stringify({ TIMEZONE, LOG_LEVEL }));`;
  const run = spawnSync(process.execPath, ["--input-type=module", "-e", code], { cwd: folder, env });
  return JSON.parse(run.stdout.toString());
}

test("the file .env fills in what the environment leaves out", () => {
  const folder = mkdtempSync(join(tmpdir(), "environment-"));
  expect(read(folder, { LOG_LEVEL: "warn" })).toEqual({ LOG_LEVEL: "warn" });
  writeFileSync(join(folder, ".env"), "TIMEZONE=Asia/Singapore\nLOG_LEVEL=debug\n");
  expect(read(folder, { LOG_LEVEL: "warn" })).toEqual({ TIMEZONE: "Asia/Singapore", LOG_LEVEL: "warn" });
});
