import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { makeDataDir } from "../support/data-dir.ts";
import { BACKENDS, queueConfig } from "../support/queue.ts";

const DEMO = fileURLToPath(new URL("../../src/demo/main.ts", import.meta.url));

test.each(BACKENDS)("the demo on %s says the same at every run", { timeout: 60_000 }, async (backend) => {
  const { dataDir, remove } = await makeDataDir();
  try {
    const { redisUrl } = queueConfig(backend, "");
    const first = await runDemo(dataDir, redisUrl);
    expect(first).toMatchObject({ code: 0, errors: "30 articles read\n" });
    const [, digest = "", quotes = ""] = first.printed.split("\n› ");
    expect(digest).toMatch(/^\/digest now\n\nUS–China digest, 18 – 19 Jun 2023\n/u);
    const answer = /— Antony Blinken, US Secretary of State · [A-Z].+,\s+\d+ Jun 2023\s+https:\/\/\S+/u;
    expect(quotes).toMatch(answer);
    expect(await runDemo(dataDir, redisUrl)).toEqual(first);
  } finally {
    await remove();
  }
});

async function runDemo(dataDir: string, redisUrl: string | null) {
  const redis = redisUrl === null ? {} : { REDIS_URL: redisUrl };
  const env = { PATH: process.env.PATH ?? "", BACKCHANNEL_DATA: dataDir, LOG_LEVEL: "error", ...redis };
  const demo = spawn(process.execPath, [DEMO, "--once"], { env, stdio: ["ignore", "pipe", "pipe"] });
  let printed = "";
  let errors = "";
  demo.stdout.setEncoding("utf8").on("data", (text: string) => {
    printed += text;
  });
  demo.stderr.setEncoding("utf8").on("data", (text: string) => {
    errors += text;
  });
  const [code] = await once(demo, "close");
  return { code, printed, errors };
}
