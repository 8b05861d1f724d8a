import type { Candidate } from "./candidate.ts";
import { CAPS, GLUED, type Page, UPPER } from "./page.ts";
import { isCommonWord } from "./words/common-words.ts";
import { isFamilyFirst, isGivenName, isPinyin } from "./words/given-names.ts";
import { PLACE_PREPOSITIONS } from "./words/places.ts";
import { wordSet } from "./words/word-set.ts";

/** A person whom the document names in full. */
export interface FullName {
  readonly name: string;
  readonly given: string;
  readonly surname: string;
  /** Index among the candidates of each full mention. */
  readonly at: number[];
  readonly targets: Candidate["targets"];
}

/** Lets the whole document decide what single words mean: drops those that nothing supports. */
export function settle(
  page: Page,
  found: readonly Candidate[],
  people: readonly FullName[],
  shortNames: ShortNames,
): Candidate[] {
  const surnames = Map.groupBy(people, ({ surname }) => surname);
  const givenNames = new Set(people.map(({ given }) => given));
  const kinds = readKinds(page, found);
  for (const candidate of found) {
    if (candidate.trust === "known" || candidate.trust === "clear") continue;
    const text = textOf(page, candidate);
    if (surnames.has(text)) become(candidate, "person");
    else if (shortNames.has(text)) become(candidate, "organisation");
    else if (kinds.has(text)) become(candidate, kinds.get(text) ?? candidate.kind);
    else if (givenNames.has(text)) become(candidate, "person");
  }
  const teams = readTeams(page, found);
  return found.flatMap((candidate) => {
    if (candidate.trust === "weak") return [];
    if (candidate.kind === "place" && teams.has(textOf(page, candidate)) && !isWhere(page, candidate))
      return [{ ...candidate, kind: "organisation" as const, targets: [] }];
    return [candidate.kind === "person" ? withParticles(page, candidate, surnames) : candidate];
  });
}

/** "von der Leyen" keeps its particles where the full name has them. */
function withParticles(
  page: Page,
  candidate: Candidate,
  surnames: ReadonlyMap<string, readonly FullName[]>,
): Candidate {
  if (candidate.end > candidate.first + 1 || !PARTICLE.test(page.pieces[candidate.first - 1]?.text ?? ""))
    return candidate;
  for (const { name } of surnames.get(textOf(page, candidate))?.slice(0, MAX_NAMESAKES) ?? []) {
    const tail = TAIL.exec(name)?.[0];
    const first = candidate.first - (tail?.split(" ").length ?? 1) + 1;
    if (tail && first >= 0 && textOf(page, { first, end: candidate.end }) === tail)
      return { ...candidate, first };
  }
  return candidate;
}

/** Beyond this many people of one surname nobody can say which is meant. */
export const MAX_NAMESAKES = 8;
const PARTICLE = /^(?:van|von|de|der|den|del|di|da|dos|bin|la|le|du)$/u;
const TAIL = /(?:\b\p{Ll}+ )+\p{Lu}[\p{L}'’-]*$/u;

/** Places that are teams in this document: "Oregon (3-1)", "Oklahoma beat Baylor 27-14". */
function readTeams({ pieces, text }: Page, found: readonly Candidate[]): ReadonlySet<string> {
  const teams = new Set<string>();
  for (const { kind, first, end } of found) {
    if (kind !== "place") continue;
    const after = pieces[end]?.key ?? "";
    const record = after === "(" && /^\d/u.test(pieces[end + 1]?.text ?? "") && pieces[end + 2]?.text === "-";
    if (record || PLAYS.has(after)) teams.add(text.slice(pieces[first]?.start, pieces[end - 1]?.end));
  }
  return teams;
}

const PLAYS = wordSet(
  "beat defeated scored edged routed trounced thrashed outscored trailed sacked drew punted clinched",
);

/** "in Oregon", "Norman, Oklahoma": the place itself. */
const isWhere = ({ pieces }: Page, { first }: Candidate): boolean =>
  PLACE_PREPOSITIONS.has(pieces[first - 1]?.key ?? "") || pieces[first - 1]?.text === ",";

function become(candidate: Candidate, kind: Candidate["kind"]): void {
  candidate.kind = kind;
  candidate.trust = "clear";
}

/** What a text is where the document leaves no doubt; for the rest, what most of its occurrences look like. */
function readKinds(page: Page, found: readonly Candidate[]): Map<string, Candidate["kind"]> {
  const votes = new Map<string, Map<Candidate["kind"], number>>();
  for (const candidate of found) {
    if (candidate.trust === "weak") continue;
    const text = textOf(page, candidate);
    const counts = votes.get(text) ?? new Map();
    counts.set(candidate.kind, (counts.get(candidate.kind) ?? 0) + (candidate.trust === "guessed" ? 1 : 100));
    votes.set(text, counts);
  }
  const kinds = new Map<string, Candidate["kind"]>();
  for (const [text, counts] of votes) {
    const [first, ...others] = counts;
    if (!first) continue;
    const [kind] = others.reduce((best, one) => (one[1] > best[1] ? one : best), first);
    kinds.set(text, kind);
  }
  return kinds;
}

/** The organisation that a short name stands for in this document. */
export type ShortNames = ReadonlyMap<string, Candidate>;

/** "IAEA" after "International Atomic Energy Agency (IAEA)", "Moncler" after "Moncler SpA". */
export function readShortNames(page: Page, found: readonly Candidate[]): ShortNames {
  const short = new Map<string, Candidate>();
  const { pieces, shapes } = page;
  const add = (text: string, candidate: Candidate) => {
    if (text !== "" && !short.has(text)) short.set(text, candidate);
  };
  for (const candidate of found) {
    const { first, end, kind, trust } = candidate;
    if (trust === "weak" || trust === "guessed" || kind !== "organisation" || end - first < 2) continue;
    const bracketed = pieces[end]?.text === "(" && pieces[end + 2]?.text === ")";
    if (bracketed && ((shapes[end + 1] ?? 0) & CAPS) !== 0) add(pieces[end + 1]?.text ?? "", candidate);
    const word = pieces[first]?.text ?? "";
    const plain = !isCommonWord(word.toLowerCase()) && ((shapes[first + 1] ?? 0) & GLUED) === 0;
    if (plain && ((shapes[first] ?? 0) & UPPER) !== 0 && !isGivenName(word)) add(word, candidate);
    if (end - first > 2) add(page.text.slice(pieces[first]?.start, pieces[first + 1]?.end), candidate);
  }
  return short;
}

export const textOf = ({ text, pieces }: Page, { first, end }: Pick<Candidate, "first" | "end">): string =>
  text.slice(pieces[first]?.start, pieces[end - 1]?.end);

/** Everyone whom the document names by more than one word; "Donald J. Trump" is "Donald Trump". */
export function readPeople(page: Page, found: readonly Candidate[]): FullName[] {
  const people = new Map<string, FullName>();
  for (const [index, candidate] of found.entries()) {
    const single = candidate.end === candidate.first + 1;
    if (candidate.kind !== "person" || candidate.trust === "weak" || single) continue;
    const words = wordsOf(page, candidate);
    if (words.length < 2) continue;
    const name = textOf(page, candidate);
    const [first = ""] = words;
    const last = words.at(-1) ?? "";
    const surnameFirst =
      words.length === 2 &&
      isFamilyFirst(first) &&
      !isGivenName(first) &&
      (isPinyin(last) || name.includes("-"));
    const [given, surname] = surnameFirst ? [last, first] : [first, last];
    const key = candidate.targets[0]?.id ?? `${given} ${surname}`;
    const known = people.get(key);
    if (known) known.at.push(index);
    else people.set(key, { name, given, surname, at: [index], targets: candidate.targets });
  }
  return [...people.values()];
}

/** The capitalised words of a name; a hyphen joins, particles and initials fall away, "Jr" is no surname. */
function wordsOf(page: Page, candidate: Candidate): string[] {
  return textOf(page, candidate)
    .split(/\s+/u)
    .map((word) => word.replace(/^(?:al|el|as|ar|ad)-(?=\p{Lu})/u, ""))
    .filter((word) => /^\p{Lu}/u.test(word) && word.replace(".", "").length > 1 && !SUFFIX.test(word));
}

const SUFFIX = /^(?:Jr|Sr|III|II|IV)\.?$/u;
