// npm run bench:read [-- FILE]: articles read whole, beside wink-nlp that only splits and tags the same texts.
// Measured in processor time: all that both cost, collecting garbage and compiling included. A busy machine still
// shows in it, since others' work empties the processor's caches: compare figures of a quiet one.
//
// What wink is asked: it tokenises and tags as soon as it gets a text (`readDoc` is not lazy), but packs the tags as
// bits beside the tokens. The bare pipe stops there. Whoever wants words and tags must read them out as well, and
// then sentences are still missing, which our reading has. All are printed; we hold ourselves to the bare pipe.
// Both readers meet the same texts again in every round and remember words from one to the next, wink in its cache
// and we in our forms.
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
  // "pos" alone: its tags are the same without its sentences, and it is faster.
  const nlp = winkNLP(model, ["pos"]);
  const withSentences = winkNLP(model, ["sbd", "pos"]);
  const read = () => {
    for (const { title, text } of articles) readArticle({ title: title ?? "", text, date: DATE }, knowledge);
  };
  const tag = () => {
    for (const { text } of articles) nlp.readDoc(text);
  };
  const tagOut = () => {
    for (const { text } of articles) readOut(nlp, text);
  };
  const splitAndTagOut = () => {
    for (const { text } of articles) readOut(withSentences, text);
  };
  const readers = [
    { name: "reading everything", work: read, costs: [] as Cost[] },
    { name: "wink-nlp: bare pipe, nothing read out", work: tag, costs: [] as Cost[] },
    { name: "wink-nlp: words and tags read out", work: tagOut, costs: [] as Cost[] },
    { name: "wink-nlp: sentences too", work: splitAndTagOut, costs: [] as Cost[] },
  ];
  const memory: number[] = [];
  // In turns, so that none has the machine's better minutes.
  for (let round = 0; round < WARM_UPS + ROUNDS; round += 1) {
    for (const { work, costs } of readers) {
      const cost = costOf(work);
      if (round >= WARM_UPS) costs.push(cost);
    }
    // Not after each round: what collecting costs belongs to the readers.
    if (round === WARM_UPS - 1 || round === WARM_UPS + ROUNDS - 1) memory.push(heapInUse());
  }
  const rate = (costs: readonly Cost[], kind: keyof Cost) =>
    articles.length / median(costs.map((cost) => cost[kind]));
  const letters = articles.reduce((sum, { text }) => sum + text.length, 0) / articles.length;
  console.log(`${articles.length} articles of ${Math.round(letters)} characters, median of ${ROUNDS} rounds`);
  const ours = readers[0]?.costs ?? [];
  for (const { name, costs } of readers) {
    const [cpu, wall] = [rate(costs, "cpu"), rate(costs, "wall")];
    const beside = costs === ours ? "" : `; we: ${(rate(ours, "cpu") / cpu).toFixed(2)} of it`;
    console.log(
      `${name.padEnd(40)}${cpu.toFixed(0).padStart(5)} articles a second (${wall.toFixed(0)} by the clock)${beside}`,
    );
  }
  console.log("wanted: at least 0.4 of the bare pipe, in processor time");
  console.log(
    `heap in use after ${WARM_UPS} rounds and after all: ${memory.map((mib) => mib.toFixed(0)).join(", ")} MiB`,
  );
  if (!process.argv.includes("--quick")) readHostile(knowledge);
}

/** In MiB, wink's included; without garbage, which is why the script says --expose-gc. */
function heapInUse(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed / 2 ** 20;
}

/** What one must do to have wink's tokens and tags. */
function readOut(nlp: ReturnType<typeof winkNLP>, text: string): void {
  const tokens = nlp.readDoc(text).tokens();
  tokens.out();
  tokens.out(nlp.its.pos);
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
