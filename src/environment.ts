import { existsSync } from "node:fs";
import { resolve } from "node:path";

/** The settings of the environment, and of the file .env for those that it leaves out. Programs alone call it. */
export function readEnvironment(): Readonly<Record<string, string | undefined>> {
  const file = resolve(".env");
  if (existsSync(file)) process.loadEnvFile(file);
  return process.env;
}
