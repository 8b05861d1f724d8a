/**
 * `npm run test:redis`: the tests of what uses the queue, on a real Redis as well as on PostgreSQL. Starts a Redis
 * of its own, or uses the one at BACKCHANNEL_TEST_REDIS_URL; fails when there is none. Arguments go to Vitest.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { startRedis } from "./support/redis.ts";

const VITEST = fileURLToPath(new URL("../node_modules/vitest/vitest.mjs", import.meta.url));
/** Files whose tests run on each backend; the others know nothing of it. */
const FILES = ["test/integration/queue", "test/integration/jobs-cli", "test/system/"];

const given = process.env.BACKCHANNEL_TEST_REDIS_URL || null;
const redis = given === null ? await startRedis() : null;
try {
  const env = { ...process.env, BACKCHANNEL_TEST_REDIS_URL: given ?? redis?.url ?? "" };
  const args = [VITEST, "run", "--project", "integration", ...FILES, ...process.argv.slice(2)];
  const run = spawn(process.execPath, args, { stdio: "inherit", env });
  const [code] = await once(run, "exit");
  process.exitCode = typeof code === "number" ? code : 1;
} finally {
  await redis?.stop();
}
