import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { extractArticle } from "../../src/articles/extract.ts";
import { FinalError } from "../../src/errors.ts";
import { parseFeed } from "../../src/feeds/parse.ts";
import { mutate, randomNumbers } from "../support/mutate.ts";
import { SAMPLE_FEEDS, SAMPLE_PAGE } from "../support/sample-feeds.ts";

/**
 * `npm run fuzz:feeds [-- COUNT [FOLDER]]`: damaged feeds and pages, half of each, made from our samples or from
 * the gzipped files of FOLDER/feeds.realworld and FOLDER/extract.scrapinghub. Prints one JSON object; exit code 1
 * when something threw that is not ours, took too long, or memory grew.
 */

const SLOW_MS = 5000;
const MOST_GROWTH_MEGABYTES = 100;

function samples(folder: string | undefined, name: string, own: readonly string[]): Buffer[] {
  if (!folder) return own.map((text) => Buffer.from(text));
  const path = join(folder, name);
  return readdirSync(path).map((file) => gunzipSync(readFileSync(join(path, file))));
}

async function main(count: number, folder: string | undefined): Promise<void> {
  const random = randomNumbers(20_230_619);
  const feeds = samples(folder, "feeds.realworld", SAMPLE_FEEDS);
  const pages = samples(folder, "extract.scrapinghub", [SAMPLE_PAGE]);
  const faults: string[] = [];
  const memory: number[] = [];
  let slowestMs = 0;
  let read = 0;
  for (let round = 0; round < count; round += 1) {
    const isFeed = round % 2 === 0;
    const list = isFeed ? feeds : pages;
    const bytes = mutate(list[Math.floor(random() * list.length)] ?? Buffer.alloc(0), random);
    const start = performance.now();
    try {
      if (isFeed) await parseFeed(bytes, {}, "https://wire.example/rss");
      else extractArticle(bytes.toString("utf8"), "https://wire.example/1");
      read += 1;
    } catch (error) {
      if (!(error instanceof FinalError)) faults.push(`round ${round}: ${String(error)}`);
    }
    const tookMs = performance.now() - start;
    slowestMs = Math.max(slowestMs, tookMs);
    if (tookMs > SLOW_MS)
      faults.push(`round ${round}: took ${Math.round(tookMs)} ms for ${bytes.length} bytes`);
    if (round % Math.ceil(count / 10) === 0) {
      global.gc?.();
      memory.push(Math.round(process.memoryUsage().heapUsed / 1024 / 1024));
    }
  }
  const growth = (memory.at(-1) ?? 0) - (memory[1] ?? 0);
  if (growth > MOST_GROWTH_MEGABYTES) faults.push(`the heap grew by ${growth} MB`);
  console.log(
    JSON.stringify({
      count,
      read,
      slowestMs: Math.round(slowestMs),
      heapMegabytes: memory,
      faults: faults.slice(0, 20),
    }),
  );
  process.exitCode = faults.length > 0 ? 1 : 0;
}

if (import.meta.main) await main(Number(process.argv[2] ?? 10_000), process.argv[3]);
