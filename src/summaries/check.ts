import { readWords, type Word } from "../reading/words.ts";
import { readDocument } from "../text/document.ts";

const NUMBER_WORDS = [
  "zero|0",
  "one|1",
  "two|2",
  "three|3",
  "four|4",
  "five|5",
  "six|6",
  "seven|7",
  "eight|8",
  "nine|9",
  "ten|10",
  "eleven|11",
  "twelve|12",
  "dozen|12",
  "dozens|12",
  "twenty|20",
  "thirty|30",
  "forty|40",
  "fifty|50",
  "hundred|100",
  "hundreds|100",
  "thousand|1000",
  "thousands|1000",
  "million|1000000",
  "millions|1000000",
  "billion|1000000000",
  "billions|1000000000",
  "trillion|1000000000000",
  "first|1st",
  "second|2nd",
  "third|3rd",
  "half|0.5",
  "twice|2",
  "double|2",
].map((pair) => pair.split("|"));

/** Number words and the figure that may stand for them. "one" is mostly no number. */
const FIGURE_BY_WORD: ReadonlyMap<string, string> = new Map(
  NUMBER_WORDS.flatMap(([word, figure]) =>
    word && figure && word !== "one" ? [[word, figure] as const] : [],
  ),
);

/** A mark-up sign, an address or a mention of a chat has no place in a summary of plain sentences. */
const MARKUP = /https?:|www\.|[<>[\]{}|`*_#]|@\w|[\r\n]/u;
const QUOTED = /"([^"]+)"|“([^”]+)”|「([^」]+)」/gu;

/**
 * What an answer says that its source does not bear out: names, numbers, dates and quotations that do not stand in
 * the source, and mark-up. Empty when nothing was found. Strict rather than clever: "Secretary Blinken" needs the two
 * words side by side in the source.
 */
export function findUnsupported(answer: string, source: string): string[] {
  const sourceWords = readWords(source);
  return [
    ...unsupportedNames(answer, sourceWords),
    ...unsupportedNumbers(answer, sourceWords),
    ...unsupportedQuotes(answer, source),
    ...(MARKUP.test(answer) ? ["mark-up"] : []),
  ];
}

/**
 * The same for an answer that tells of several sources. Each of its sentences must hold in one of them by itself:
 * the name of one and the number of another make a third story, which nobody reported.
 */
export function findUnsupportedInAll(answer: string, sources: readonly string[]): string[] {
  const read = sources.map((source) => readWords(source));
  const sentences = readDocument(answer).sentences.map(({ start, end }) => answer.slice(start, end));
  const faults = sentences.flatMap((sentence) => {
    const perSource = read.map((words) => [
      ...unsupportedNames(sentence, words),
      ...unsupportedNumbers(sentence, words),
    ]);
    return perSource.toSorted((one, other) => one.length - other.length)[0] ?? [sentence];
  });
  const quotes = sources.map((source) => unsupportedQuotes(answer, source));
  const nowhere = (quotes[0] ?? []).filter((quote) => quotes.every((missing) => missing.includes(quote)));
  return [...faults, ...nowhere, ...(MARKUP.test(answer) ? ["mark-up"] : [])];
}

/** Each capitalised word must stand in the source, and a run of them side by side. */
function unsupportedNames(answer: string, source: readonly Word[]): string[] {
  const printed = new Set(source.map(({ text }) => text));
  const lower = new Set(source.map((word) => word.form.lower));
  const pairs = new Set(source.slice(1).map((word, index) => `${source[index]?.text} ${word.text}`));
  const faults: string[] = [];
  const words = readWords(answer);
  for (const [index, word] of words.entries()) {
    if (!isName(word)) continue;
    const before = words[index - 1];
    const opens = opensSentence(answer, word);
    const known =
      printed.has(word.text) || (opens && (lower.has(word.form.lower) || SMALL_WORDS.has(word.form.lower)));
    if (!known) faults.push(word.text);
    const runsOn = before && isName(before) && /^\s+$/u.test(answer.slice(before.end, word.start));
    const bothNames = runsOn && !(opensSentence(answer, before) && !printed.has(before.text));
    if (known && bothNames && !pairs.has(`${before.text} ${word.text}`))
      faults.push(`${before.text} ${word.text}`);
  }
  return faults;
}

const SMALL_WORDS = new Set(
  "a an the in on at by for from with to of and but as after before while when during under over he she it they this these both talks officials".split(
    " ",
  ),
);

function isName({ text }: Word): boolean {
  return /^\p{Lu}/u.test(text);
}

function opensSentence(answer: string, { start }: Word): boolean {
  return /(?:^|[.!?]["”’)]*\s+)["“‘(]*$/u.test(answer.slice(Math.max(0, start - 8), start));
}

function unsupportedNumbers(answer: string, source: readonly Word[]): string[] {
  const known = new Set(source.flatMap(({ form: { lower } }) => [lower, figureOf(lower) ?? lower]));
  return readWords(answer)
    .filter(({ form: { lower } }) => {
      const figure = figureOf(lower);
      return figure !== null && !known.has(lower) && !known.has(figure);
    })
    .map(({ text }) => text);
}

/** A number as a bare figure, "1,200" as "1200"; null for a word that is none. */
function figureOf(lower: string): string | null {
  if (/\d/u.test(lower)) return lower.replaceAll(",", "");
  return FIGURE_BY_WORD.get(lower) ?? null;
}

function unsupportedQuotes(answer: string, source: string): string[] {
  const plain = plainText(source);
  return [...answer.matchAll(QUOTED)]
    .map((match) => match[1] ?? match[2] ?? match[3] ?? "")
    .filter((words) => !plain.includes(plainText(words).replace(/[.,]$/u, "")));
}

/** Without the differences that printers make. */
function plainText(text: string): string {
  return text.replace(/[‘’]/gu, "'").replace(/[“”]/gu, '"').replace(/\s+/gu, " ");
}
