// npm run eval [-- FOLDER] [--only=topics,rouge]: every measure of the evaluation data beside its peers' figures.
import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { z } from "zod";
import { countFalseAlarms } from "./false-alarms.ts";
import { countDependent } from "./stands-alone-check.ts";

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    only: { type: "string" },
    side: { type: "string", default: "dev" },
    help: { type: "boolean" },
  },
});

/** One line of the table: where its figure stands in the scores, and what it should reach. */
interface Row {
  readonly label: string;
  readonly run: string;
  readonly path: readonly string[];
  readonly target?: string;
}

const f1 = (label: string, run: string, path: string, target?: string): Row => ({
  label,
  run,
  path: [...path.split("/"), "F1"],
  ...(target !== undefined && { target }),
});
const plain = (label: string, run: string, path: string, target?: string): Row => ({
  label,
  run,
  path: path.split("/"),
  ...(target !== undefined && { target }),
});

const ROWS: readonly Row[] = [
  f1("relevance, clear items: F1", "relevance relevance", "notBorderline", "≥ 93"),
  f1("relevance, all items: F1", "relevance relevance", "all", "≥ 86"),
  plain(
    "relevance: false alarms in 1,000 of the stream",
    "relevance relevance",
    "stream/falsePositivesPer1000",
    "≤ 1",
  ),
  f1("topics: micro F1", "topics relevance", "micro", "≥ 80"),
  plain("topics: macro F1", "topics relevance", "macroF1", "≥ 75"),
  f1("topics, further articles: micro F1", "topics topics.extra", "micro"),
  plain("topics, further articles: macro F1", "topics topics.extra", "macroF1"),
  f1(
    "statements with speaker, general news: F1",
    "quotes quotes.polnear quotes",
    "quotes/content overlap >= 0.8/withSpeaker",
    "≥ 60",
  ),
  f1("exact spans: source", "quotes-cofenet quotes.polnear.cofenet-gold", "source/exact", "≥ 66"),
  f1("exact spans: cue", "quotes-cofenet quotes.polnear.cofenet-gold", "cue/exact", "≥ 66"),
  f1("exact spans: content", "quotes-cofenet quotes.polnear.cofenet-gold", "content/exact", "≥ 58"),
  f1("names: exact span and kind, F1", "ner ner.conllpp2020", "micro", "≥ 75"),
  f1("people in this field, by mention: F1", "gold gold.news", "people/mentions", "≥ 93"),
  f1("people in this field, with their names: F1", "gold gold.news", "people/mentionsWithName"),
  f1(
    "statements with speaker's name, this field: F1",
    "gold gold.news",
    "quotes/content overlap >= 0.8/contentAndSpeaker",
    "≥ 75",
  ),
  f1("stories of this field, events: BCubed F1", "clusters clusters.uschina", "event", "≥ 76"),
  f1("stories of this field, storylines: BCubed F1", "clusters clusters.uschina", "storyline", "≥ 78"),
  f1("stories of general news, events: BCubed F1", "clusters clusters.allsides", "event", "≥ 78"),
  plain("revised headlines recognised, %", "neardup neardup", "revisionRecall", "≥ 95"),
  plain("other events of the storyline merged, %", "neardup neardup", "falseMergeRate", "≤ 2"),
  ...["rouge.writers", "rouge.neus"].flatMap((set) =>
    ["rouge1", "rouge2", "rougeL"].map((measure) =>
      plain(
        `summary, ${set === "rouge.neus" ? "three articles" : "one article"}: ${measure}`,
        `rouge ${set}`,
        measure,
        "LEAD − 0.5",
      ),
    ),
  ),
];

async function report(): Promise<void> {
  const args = [join(folder, "measure.mjs"), options.side, "npm run --silent {door}"];
  const measured = measuresSchema.parse(
    JSON.parse(await runNode(options.only ? [...args, `--only=${options.only}`] : args)),
  );
  const peers = readPeers();
  const lines = ROWS.flatMap((row) => {
    const figure = figureAt(measured.scores, row);
    return figure === null ? [] : [[row.label, String(figure), row.target ?? "", bestPeers(peers, row)]];
  });
  const alarms = countFalseAlarms(join(folder, options.side));
  if (alarms) {
    const percent = ((100 * alarms.wrong) / alarms.of).toFixed(1);
    lines.push(["hard negatives taken for relevant, %", percent, "≤ 10", `${alarms.of} articles read`]);
  }
  const dependent = countDependent(join(folder, options.side));
  lines.push([
    "summaries that do not stand alone, %",
    dependent.percent.toFixed(1),
    "0",
    `${dependent.summaries} summaries read`,
  ]);
  console.log(toTable([["measure", "ours", "target", "peers"], ...lines]));
  console.log(`\n${options.side} half of ${folder}`);
  for (const [name, { door, itemsPerSecond }] of Object.entries(measured.speed)) {
    console.log(`  ${door} on ${name}: ${itemsPerSecond} a second`);
  }
}

const scoresSchema = z.record(z.string(), z.unknown());
const measuresSchema = z.object({
  scores: scoresSchema,
  speed: z.record(z.string(), z.object({ door: z.string(), itemsPerSecond: z.number() })),
});
const peersSchema = z.object({
  peers: z.record(z.string(), z.record(z.string(), z.object({ scores: scoresSchema }))),
});

function readPeers(): z.infer<typeof peersSchema>["peers"] {
  const file = join(folder, "baselines.json");
  return existsSync(file) ? peersSchema.parse(JSON.parse(readFileSync(file, "utf8"))).peers : {};
}

function bestPeers(peers: z.infer<typeof peersSchema>["peers"], row: Row): string {
  return Object.entries(peers)
    .flatMap(([name, sides]) => {
      const figure = figureAt(sides[options.side]?.scores ?? {}, row);
      return figure === null ? [] : [{ name, figure }];
    })
    .sort((a, b) => b.figure - a.figure)
    .slice(0, 2)
    .map(({ name, figure }) => `${figure} ${name}`)
    .join(", ");
}

function figureAt(scores: Readonly<Record<string, unknown>>, { run, path }: Row): number | null {
  let value: unknown = scores[run];
  for (const part of path) {
    value =
      typeof value === "object" && value !== null && part in value
        ? Object.entries(value).find(([key]) => key === part)?.[1]
        : undefined;
  }
  return typeof value === "number" ? value : null;
}

function runNode(args: readonly string[]): Promise<string> {
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
    const chunks: Buffer[] = [];
    child.stdout.on("data", (chunk: Buffer) => chunks.push(chunk));
    child.on("error", fail);
    child.on("close", (code) => {
      if (code === 0) done(Buffer.concat(chunks).toString("utf8"));
      else fail(new Error(`the measuring ended with exit code ${code}`));
    });
  });
}

function toTable(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

const folder = resolve(positionals[0] ?? process.env.BACKCHANNEL_EVAL ?? "../shared/eval");
if (options.help) {
  console.log(
    "Usage: npm run eval [-- FOLDER] [--only=TASK,TASK]\nFOLDER: the evaluation data (or BACKCHANNEL_EVAL).",
  );
} else if (!existsSync(join(folder, "measure.mjs"))) {
  console.error(
    `No evaluation data in ${folder}. Name its folder: npm run eval -- FOLDER, or set BACKCHANNEL_EVAL.`,
  );
  process.exitCode = 2;
} else {
  await report();
}
