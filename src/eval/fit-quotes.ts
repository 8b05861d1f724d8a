// Fits the weights of the quotation reader to annotated news and writes src/reading/quotes/weights.ts.
// In two steps, since what is a right candidate depends on where contents end:
// node src/eval/fit-quotes.ts boundaries && node src/eval/fit-quotes.ts candidates [folder with the evaluation data]
// With --without-own our own gold set is left out, to see on it how weights do that have not seen it (then fit again).
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { loadKnowledge } from "../knowledge/knowledge.ts";
import { findMentions } from "../reading/entities/find-mentions.ts";
import { boundariesOf } from "../reading/quotes/content-end.ts";
import { FeatureNames, type Weights } from "../reading/quotes/logistic.ts";
import { findStatements, readScene, type TextScene } from "../reading/quotes/statements-in-text.ts";
import { findFeatures } from "../reading/quotes/weigh.ts";
import { BOUNDARY_WEIGHTS, CANDIDATE_WEIGHTS } from "../reading/quotes/weights.ts";
import { readDocument } from "../text/document.ts";
import { evalFolder, type GoldArticle, type GoldQuote, isStatement, readGold } from "./gold.ts";
import { fitWeights, type Sample } from "./logistic-fit.ts";
import { lettersIn, overlapOf } from "./overlap.ts";

const OUTPUT = new URL("../reading/quotes/weights.ts", import.meta.url);
/** Our own gold set is small but of the domain that counts. */
const OWN_WEIGHT = 3;
const FIT = { rounds: 300, hold: 3, least: 40 };

const { values: options, positionals } = parseArgs({
  options: { "without-own": { type: "boolean", default: false } },
  allowPositionals: true,
});
const [step, given] = positionals;
const own = options["without-own"] ? [] : ["gold.news"];
const folder = join(evalFolder(given), "dev");
const knowledge = loadKnowledge();
const sets = [
  ...readGold(join(folder, "quotes.polnear.train.jsonl")).map((article) => ({ article, weight: 1 })),
  ...own
    .flatMap((name) => readGold(join(folder, `${name}.jsonl`)))
    .map((article) => ({ article, weight: OWN_WEIGHT })),
];
const boundaries: Sample[] = [];
const candidates: Sample[] = [];
for (const { article, weight } of sets) collect(article, weight);
writeWeights();

function collect(article: GoldArticle, weight: number): void {
  const document = readDocument(article.text);
  const scene = readScene(document, findMentions(document, knowledge, article.date ?? new Date(0)));
  const letters = article.quotes.map((quote) => lettersIn(article.text, quote.spans));
  findStatements(scene, (sentence, found) => {
    for (const candidate of found) {
      const cue = candidate.cue && spanOf(scene, candidate.cue);
      const gold = cue && article.quotes.find((quote) => touches(quote.cue, cue));
      if (gold && candidate.start) {
        for (const { at, features } of boundariesOf(sentence, candidate.start)) {
          const right = endsAt(scene, gold, candidate.start.first, at);
          if (right !== null) boundaries.push({ features, right, weight });
        }
      }
      const own = lettersIn(
        article.text,
        candidate.spans.map((span) => spanOf(scene, span)),
      );
      const match = article.quotes.findIndex(
        (_, index) => overlapOf(letters[index] ?? new Set(), own) >= 0.8,
      );
      const quote = article.quotes[match];
      const near = article.quotes.some(
        (one, index) => !isStatement(one) && overlapOf(letters[index] ?? new Set(), own) >= 0.3,
      );
      if (quote ? !isStatement(quote) : near) continue;
      const features = new FeatureNames();
      findFeatures(sentence, candidate, features);
      candidates.push({ features: features.names, right: quote !== undefined, weight });
    }
  });
}

/** Is this where the gold content ends; null when the place says nothing, as behind its end. */
function endsAt({ tokens }: TextScene, gold: GoldQuote, first: number, at: number): boolean | null {
  const start = tokens[first]?.token.start ?? 0;
  const span = gold.spans.find(([from, to]) => Math.abs(from - start) <= 6 && to > start);
  const here = tokens[at]?.token.start ?? 0;
  const before = tokens[at - 1]?.token.end ?? 0;
  if (!span || here > span[1] + 3) return null;
  return before <= span[1] + 1 && here >= span[1];
}

function spanOf(
  { tokens }: TextScene,
  { first, end }: { readonly first: number; readonly end: number },
): [number, number] {
  return [tokens[first]?.token.start ?? 0, tokens[end - 1]?.token.end ?? 0];
}

function touches(
  cue: readonly [number, number] | null | undefined,
  [start, end]: readonly [number, number],
): boolean {
  return cue !== null && cue !== undefined && cue[0] < end && start < cue[1];
}

function writeWeights(): void {
  const ends = step === "boundaries" ? fitWeights(boundaries, FIT) : BOUNDARY_WEIGHTS;
  const chances = step === "candidates" ? fitWeights(candidates, FIT) : CANDIDATE_WEIGHTS;
  const text = `import type { Weights } from "./logistic.ts";

// Written by src/eval/fit-quotes.ts. Do not edit by hand.

/** Does content end here: see content-end.ts for what the features mean. */
export const BOUNDARY_WEIGHTS: Weights = ${show(ends)};

/** Is this a statement: see weigh.ts for what the features mean. */
export const CANDIDATE_WEIGHTS: Weights = ${show(chances)};
`;
  writeFileSync(OUTPUT, text);
  console.log(`${boundaries.length} boundaries, ${candidates.length} candidates`);
}

function show(weights: Weights): string {
  const lines = Object.entries(weights)
    .filter(([, weight]) => Math.abs(weight) >= 0.1)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, weight]) => `  ${/^[a-z]+$/u.test(name) ? name : JSON.stringify(name)}: ${weight},`);
  return `{\n${lines.join("\n")}\n}`;
}
