/** Words to look for, as typed in a search: all of them, "quoted words" together, -word not, `or` between two. */
export interface WordsQuery {
  /** Any of these, and each of them whole. */
  readonly alternatives: readonly Alternative[];
}

interface Alternative {
  readonly wanted: readonly string[];
  readonly unwanted: readonly string[];
}

const PART = /(?<not>-)?(?:"(?<phrase>[^"]*)"?|(?<word>[^\s"]+))/gu;
const MOST_PARTS = 40;

/** Reads the words of a search or of a subscription; it finds what `/search` finds with the same words. */
export function readWordsQuery(typed: string): WordsQuery {
  const alternatives: { wanted: string[]; unwanted: string[] }[] = [{ wanted: [], unwanted: [] }];
  for (const { groups } of [...typed.matchAll(PART)].slice(0, MOST_PARTS)) {
    if (!groups?.not && groups?.word?.toLowerCase() === "or") {
      alternatives.push({ wanted: [], unwanted: [] });
      continue;
    }
    const words = fold(groups?.phrase ?? groups?.word ?? "");
    const last = alternatives.at(-1);
    if (words !== "") (groups?.not ? last?.unwanted : last?.wanted)?.push(words);
  }
  return { alternatives: alternatives.filter(({ wanted }) => wanted.length > 0) };
}

/** Whether the texts, taken together, hold what a query asks for. */
export function holdsWords(texts: readonly string[], { alternatives }: WordsQuery): boolean {
  const folded = texts.map((text) => ` ${fold(text)} `);
  const holds = (words: string) =>
    folded.some((text) => text.includes(isSpaceless(words) ? words : ` ${words} `));
  return alternatives.some(({ wanted, unwanted }) => wanted.every(holds) && !unwanted.some(holds));
}

/** Lower case, no accents, no plural: "Rare-Earths" and "rare earth" are the same words. */
function fold(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .map((word) => (word.length > 3 ? word.replace(/(?<=[^s])s$/u, "") : word))
    .join(" ");
}

/** Chinese runs on without spaces: its words are found inside others. */
function isSpaceless(words: string): boolean {
  return /\p{Script=Han}/u.test(words);
}
