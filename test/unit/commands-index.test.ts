import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { commands } from "../../commands/index.ts";

const FOLDER = join(import.meta.dirname, "../../commands");

test("every command's file is in the index", () => {
  const defined = readdirSync(FOLDER).filter((file) =>
    /^export const \w+ = defineCommand\(/mu.test(readFileSync(join(FOLDER, file), "utf8")),
  );
  expect(defined.length).toBeGreaterThan(10);
  expect(commands.map(({ name }) => `${name}.ts`).sort()).toEqual(defined.sort());
});
