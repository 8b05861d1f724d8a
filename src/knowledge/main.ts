import { readFileSync, writeFileSync } from "node:fs";
import { createInterface } from "node:readline/promises";
import { parseArgs } from "node:util";
import { z } from "zod";
import { UserError } from "../errors.ts";
import { addPerson, newPersonSchema } from "./add.ts";
import { checkRecords } from "./check.ts";
import { readRecords } from "./read-data.ts";

/** `npm run knowledge -- check` and `npm run knowledge -- add`: what a maintainer does to the data files. */
const DATA = new URL("./data/", import.meta.url);

const USAGE = `Usage:
  npm run knowledge -- check                 gaps, overlaps, shared names, ids that lead nowhere
  npm run knowledge -- add                   asks for a new person, one question at a time
  npm run knowledge -- add --name "Mao Ning" --surname Mao --side PRC --country China --class official
      --gender female --alias 毛宁 --office cn-mfa-spokesperson --from 2022-09-05 --source "where you read it"
`;

const QUESTIONS: readonly { readonly key: string; readonly ask: string }[] = [
  { key: "name", ask: "Full name, as news in English prints it" },
  { key: "surname", ask: "Surname" },
  { key: "side", ask: "Side (US, PRC, Taiwan, Hong Kong, other)" },
  { key: "country", ask: "Country" },
  { key: "class", ask: "official, legislator, military, analyst, business or other" },
  { key: "gender", ask: "female, male, or nothing when not known" },
  { key: "alias", ask: "Other names, also Chinese, separated by commas" },
  { key: "affiliation", ask: "Employer, for analysts and business people" },
  { key: "wikidata", ask: "Wikidata id, only if you have seen it" },
  { key: "office", ask: "Id of the office held (see offices.jsonl)" },
  { key: "from", ask: "In office since (YYYY-MM-DD)" },
  { key: "source", ask: "Where you read this" },
];

function check(): number {
  const findings = checkRecords(readRecords(DATA));
  for (const { severity, text } of findings) console.log(`${severity}: ${text}`);
  const errors = findings.filter(({ severity }) => severity === "error").length;
  console.log(`${errors} errors, ${findings.length - errors} warnings`);
  return errors > 0 ? 1 : 0;
}

async function add(args: readonly string[]): Promise<number> {
  const options = Object.fromEntries(
    QUESTIONS.map(({ key }) => [key, { type: "string", multiple: key === "alias" }] as const),
  );
  const { values } = parseArgs({ args: [...args], options, strict: true });
  const given = Object.keys(values).length > 0 ? values : await askAll();
  const { alias, ...rest } = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== ""));
  const aliases = [alias ?? []]
    .flat()
    .flatMap((one) => String(one).split(","))
    .filter((one) => one.trim() !== "");
  const parsed = newPersonSchema.safeParse({ ...rest, aliases });
  if (!parsed.success) throw new UserError(z.prettifyError(parsed.error));
  const read = (file: string) => readFileSync(new URL(file, DATA), "utf8");
  const files = addPerson(
    { people: read("people.jsonl"), tenures: read("tenures.jsonl") },
    readRecords(DATA),
    parsed.data,
  );
  writeFileSync(new URL("people.jsonl", DATA), files.people);
  writeFileSync(new URL("tenures.jsonl", DATA), files.tenures);
  console.log(`${parsed.data.name} is in. Look over the change with git diff.`);
  return 0;
}

/** Asks each question in turn; answers may be typed or piped. */
async function askAll(): Promise<Record<string, string>> {
  const lines = createInterface({ input: process.stdin });
  const typed = lines[Symbol.asyncIterator]();
  const answers: Record<string, string> = {};
  for (const { key, ask } of QUESTIONS) {
    process.stderr.write(`${ask}: `);
    const { value, done } = await typed.next();
    if (done) throw new UserError("The answers ended before the questions did.");
    answers[key] = String(value).trim();
  }
  lines.close();
  return answers;
}

async function run([command, ...args]: readonly string[]): Promise<number> {
  if (command === "check") return check();
  if (command === "add") return await add(args);
  console.error(USAGE);
  return 2;
}

if (import.meta.main) {
  try {
    process.exitCode = await run(process.argv.slice(2));
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}
