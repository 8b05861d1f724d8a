// npm run bench:read [-- FILE]: articles read whole, beside wink-nlp that only splits and tags the same texts.
// Measured in processor time: all that both cost on one core, collecting garbage and compiling included, however
// busy the machine is.
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import model from "wink-eng-lite-web-model";
import winkNLP from "wink-nlp";
import { z } from "zod";
import { loadKnowledge } from "../../src/knowledge/knowledge.ts";
import { readArticle } from "../../src/reading/read.ts";

const WARM_UPS = 8;
const ROUNDS = 15;
const folder = process.env.BACKCHANNEL_EVAL ?? "../shared/eval";
const file = resolve(
  process.argv.slice(2).find((one) => !one.startsWith("--")) ?? join(folder, "dev", "quotes.polnear.jsonl"),
);
const lineSchema = z.looseObject({ title: z.string().nullish(), text: z.string() });
const DATE = new Date("2016-09-01T00:00:00Z");

if (!existsSync(file)) {
  console.error(
    `No texts in ${file}. Name a file of JSON lines with a text in each: npm run bench:read -- FILE`,
  );
  process.exitCode = 2;
} else {
  const articles = readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => lineSchema.parse(JSON.parse(line)));
  measure(articles);
}

function measure(articles: readonly z.infer<typeof lineSchema>[]): void {
  const knowledge = loadKnowledge();
  // "pos" alone: its tags are the same without its sentences, and it is somewhat faster (2 to 29 % in one run).
  const nlp = winkNLP(model, ["pos"]);
  const read = () => {
    for (const { title, text } of articles) readArticle({ title: title ?? "", text, date: DATE }, knowledge);
  };
  const tag = () => {
    for (const { text } of articles) nlp.readDoc(text).tokens().out(nlp.its.pos);
  };
  // In turns, so that neither has the machine's better minutes.
  const ours: Cost[] = [];
  const theirs: Cost[] = [];
  const memory: number[] = [];
  for (let round = 0; round < WARM_UPS + ROUNDS; round += 1) {
    const [own, other] = [costOf(read), costOf(tag)];
    memory.push(process.memoryUsage().heapUsed / 2 ** 20);
    if (round >= WARM_UPS) ours.push(own);
    if (round >= WARM_UPS) theirs.push(other);
  }
  const rate = (costs: readonly Cost[], kind: keyof Cost) =>
    articles.length / median(costs.map((cost) => cost[kind]));
  const print = (name: string, costs: readonly Cost[]) =>
    console.log(
      `${name}${rate(costs, "cpu").toFixed(0)} articles a second (${rate(costs, "wall").toFixed(0)} by the clock)`,
    );
  const letters = articles.reduce((sum, { text }) => sum + text.length, 0) / articles.length;
  console.log(`${articles.length} articles of ${Math.round(letters)} characters, median of ${ROUNDS} rounds`);
  print("reading everything        ", ours);
  print("wink-nlp, split and tag   ", theirs);
  const ratio = rate(ours, "cpu") / rate(theirs, "cpu");
  const byClock = rate(ours, "wall") / rate(theirs, "wall");
  console.log(
    `ratio                     ${ratio.toFixed(2)} (at least 0.4), ${byClock.toFixed(2)} by the clock`,
  );
  console.log(`heap after each round     ${memory.map((mib) => mib.toFixed(0)).join(", ")} MiB`);
  if (!process.argv.includes("--quick")) readHostile(knowledge);
}

/** Cost must grow with the length alone: ten times the text, about ten times the processor time. */
function readHostile(knowledge: ReturnType<typeof loadKnowledge>): void {
  const hostile: Readonly<Record<string, (size: number) => string>> = {
    "an article, long": (size) =>
      "President Joe Biden said on Monday that talks with China would go on.\n\n".repeat(size / 70),
    "quotation marks": (size) => "“".repeat(size / 2) + '"'.repeat(size / 2),
    "one sentence": (size) => "and the talks went on ".repeat(size / 22),
    names: (size) => Array.from({ length: size / 20 }, (_, index) => `Mr Alan Smith${index} and`).join(" "),
    "letters without a space": (size) => "a".repeat(size),
    capitals: (size) => "US UN EU AI PLA ".repeat(size / 16),
  };
  console.log("hostile texts             100 kB, 1 MB");
  for (const [name, make] of Object.entries(hostile)) {
    const seconds = [100_000, 1_000_000].map((size) => {
      const text = make(size);
      return costOf(() => readArticle({ title: "", text, date: DATE }, knowledge)).cpu;
    });
    console.log(`  ${name.padEnd(24)}${seconds.map((one) => `${one.toFixed(2)} s`).join(", ")}`);
  }
}

interface Cost {
  /** Seconds of processor time, of every thread. */
  readonly cpu: number;
  /** Seconds that went by. */
  readonly wall: number;
}

function costOf(work: () => void): Cost {
  const [before, start] = [process.cpuUsage(), performance.now()];
  work();
  const wall = (performance.now() - start) / 1000;
  const { user, system } = process.cpuUsage(before);
  return { cpu: (user + system) / 1e6, wall };
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}
