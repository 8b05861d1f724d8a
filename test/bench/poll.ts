import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { FARM, FARM_SIZE } from "./feed-farm.ts";
import type { PollReport } from "./poll-reader.ts";
import { START_WORDS } from "./start-words.ts";

/**
 * `npm run bench:poll`: a thousand loopback feeds read by the bot's own job into its own database, cold and
 * again with nothing new, beside newsboat and sfeed_update where they are installed. Each is asked in turn, so
 * that all meet the same machine. Prints one JSON object.
 */

const READER = fileURLToPath(new URL("./poll-reader.ts", import.meta.url));

interface Run {
  readonly wallMs: number;
  readonly cpuMs: number;
  readonly peakMegabytes: number;
}

/** A program's wall time, and its processor time with that of its children. */
async function run(command: string, args: readonly string[], cwd: string): Promise<Run | null> {
  const quoted = [command, ...args].map((arg) => `'${arg.replaceAll("'", "'\\''")}'`).join(" ");
  const script = `TIMEFORMAT='%R %U %S'; time ${quoted} >/dev/null 2>/dev/null`;
  const child = spawn("bash", ["-c", script], { cwd, stdio: ["ignore", "ignore", "pipe"] });
  let printed = "";
  let peakMegabytes = 0;
  child.stderr.on("data", (chunk) => {
    printed += chunk;
  });
  const timer = setInterval(async () => {
    peakMegabytes = Math.max(peakMegabytes, await peakOfGroup(child.pid));
  }, 100);
  const code = await new Promise<number | null>((resolve) => child.on("close", resolve));
  clearInterval(timer);
  const [wall = 0, user = 0, system = 0] = printed.trim().split(/\s+/u).slice(-3).map(Number);
  return code === 127 ? null : { wallMs: wall * 1000, cpuMs: (user + system) * 1000, peakMegabytes };
}

/** Highest memory of a process's children; 0 where the system does not tell. */
async function peakOfGroup(pid: number | undefined): Promise<number> {
  try {
    const children = await readFile(`/proc/${pid}/task/${pid}/children`, "utf8");
    const peaks = children
      .trim()
      .split(" ")
      .map(async (child) =>
        Number(/VmHWM:\s+(\d+)/u.exec(await readFile(`/proc/${child}/status`, "utf8"))?.[1] ?? 0),
      );
    return Math.max(0, ...(await Promise.all(peaks))) / 1024;
  } catch {
    return 0;
  }
}

async function withNewsboat(urls: readonly string[], folder: string) {
  await writeFile(join(folder, "urls"), `${urls.join("\n")}\n`);
  await writeFile(join(folder, "config"), "auto-reload no\nreload-threads 16\n");
  const args = ["-u", "urls", "-c", "cache.db", "-C", "config", "-x", "reload"];
  const cold = await run("newsboat", args, folder);
  return cold && { cold, warm: await run("newsboat", args, folder) };
}

async function withSfeed(urls: readonly string[], folder: string) {
  const feeds = urls.map((url, index) => `\tfeed "feed-${index}" "${url}"`);
  const config = `sfeedpath="${folder}/feeds"\nmaxjobs=16\nfeeds() {\n${feeds.join("\n")}\n}\n`;
  await writeFile(join(folder, "sfeedrc"), config);
  const cold = await run("sfeed_update", [join(folder, "sfeedrc")], folder);
  return cold && { cold, warm: await run("sfeed_update", [join(folder, "sfeedrc")], folder) };
}

/** The first line that a child of ours prints, and the child. */
async function start(args: readonly string[]) {
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  const ended = new Promise((resolve) => child.on("close", resolve));
  let printed = "";
  for await (const chunk of child.stdout.setEncoding("utf8")) {
    printed += chunk;
    if (printed.includes("\n")) break;
  }
  return { line: printed, ended, stop: () => child.kill() };
}

async function main(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "backchannel-poll-"));
  const farm = await start([FARM]);
  try {
    const urls: string[] = JSON.parse(farm.line);
    const newsboat = await withNewsboat(urls, folder);
    // As any start of the bot but its first, which strips the types of its modules.
    await (await start([...START_WORDS, READER])).ended;
    const reader = await start([...START_WORDS, READER, JSON.stringify(urls)]);
    const own: PollReport = JSON.parse(reader.line);
    const sfeed = await withSfeed(urls, folder);
    console.log(JSON.stringify(report(own, newsboat, sfeed), null, 2));
  } finally {
    farm.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

type Peer = Awaited<ReturnType<typeof withNewsboat>>;

function report(own: PollReport, newsboat: Peer, sfeed: Peer) {
  const wanted = FARM_SIZE.feeds * FARM_SIZE.items;
  return {
    feeds: FARM_SIZE.feeds,
    items: wanted,
    own: { ...own, everyItemOnce: own.articles === wanted },
    newsboat: newsboat ?? "not installed",
    sfeed: sfeed ?? "not installed",
    ratios: {
      coldToNewsboat: newsboat && ratio(own.cold.wallMs, newsboat.cold.wallMs),
      coldToSfeed: sfeed && ratio(own.cold.wallMs, sfeed.cold.wallMs),
      coldCpuToNewsboat: newsboat && ratio(own.cold.cpuMs, newsboat.cold.cpuMs),
      coldCpuToSfeed: sfeed && ratio(own.cold.cpuMs, sfeed.cold.cpuMs),
      warmToOwnCold: ratio(own.warm.wallMs, own.cold.wallMs),
    },
  };
}

const ratio = (ours: number, theirs: number) => Number((ours / theirs).toFixed(2));

if (import.meta.main) await main();
