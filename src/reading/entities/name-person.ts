import type { Person } from "../../knowledge/knowledge.ts";
import type { Candidate } from "./candidate.ts";
import { type Identity, type Naming, UNKNOWN } from "./name-mentions.ts";
import { type FullName, MAX_NAMESAKES, readPeople, textOf } from "./settle.ts";
import { isCommonWord } from "./words/common-words.ts";
import { genderOfGivenName, isFamilyFirst, isFrequentSurname, isGivenName } from "./words/given-names.ts";

const LONGEST_TITLE = 7;

type PersonNamer = (candidate: Candidate, index: number, countries: readonly string[]) => Identity;

/** Makes a namer for the people of one document, who are named in full somewhere or known from their office. */
export function createPersonNamer(naming: Naming): PersonNamer {
  const { page, found } = naming;
  const people = readPeople(page, found);
  const byMention = new Map(people.flatMap((person) => person.at.map((index) => [index, person] as const)));
  const bySurname = Map.groupBy(people, ({ surname }) => surname);
  const byGivenName = Map.groupBy(people, ({ given }) => given);
  const byEnd = Map.groupBy(people, ({ name }) => name.slice(name.indexOf(" ") + 1));

  return (candidate, index, countries) => {
    const text = textOf(page, candidate);
    const known = pickInOffice(naming, peopleOf(naming, candidate));
    if (known) return identify(known);
    // "Wasserman Schultz" is the end of a longer name as often as a name of its own.
    const namesakes = (isTail(text) ? byEnd : bySurname).get(text) ?? [];
    const full =
      pickNamesake(naming, candidate, index, namesakes) ??
      byMention.get(index) ??
      onlyOne(byGivenName.get(text));
    if (full) {
      const person = pickInOffice(naming, peopleOf(naming, full)) ?? pickPlain(naming, full);
      return person ? identify(person) : { ...UNKNOWN, name: full.name };
    }
    const famous = namesakes.length === 0 ? pickFamous(naming, candidate, text, countries) : null;
    return famous ? identify(famous) : UNKNOWN;
  };
}

const isTail = (text: string): boolean =>
  text.includes(" ") && !isGivenName(text.slice(0, text.indexOf(" ")));

const identify = ({ id, name, wikidata }: Person): Identity => ({ actor: id, name, wikidata });

const onlyOne = <T>(items: readonly T[] = []): T | null => (items.length === 1 ? (items[0] ?? null) : null);

function peopleOf({ knowledge }: Naming, { targets }: Pick<Candidate, "targets">): Person[] {
  return targets.flatMap(({ id }) => {
    const actor = knowledge.actor(id);
    return actor?.kind === "person" ? [actor] : [];
  });
}

/** "Harry B. Harris Jr." is our "Harry Harris" where we know one such. */
function pickPlain({ knowledge }: Naming, { given, surname, targets }: FullName): Person | null {
  if (targets.length > 0) return null;
  const people = knowledge.actorsByAlias(`${given} ${surname}`).filter((actor) => actor.kind === "person");
  return onlyOne(people);
}

/** Of several who share a name, the one in office; null when that settles nothing. */
function pickInOffice({ knowledge, date }: Naming, people: readonly Person[]): Person | null {
  if (people.length < 2) return people[0] ?? null;
  return onlyOne(people.filter(({ id }) => knowledge.roleAt(id, date) !== null));
}

/**
 * Which of several people of one surname is meant: by form of address, by office; of Chinese names the one named
 * last, of others the one named most, since news calls relatives by their given names.
 */
function pickNamesake(
  naming: Naming,
  candidate: Candidate,
  index: number,
  namesakes: readonly FullName[],
): FullName | null {
  if (namesakes.length < 2) return namesakes[0] ?? null;
  if (namesakes.length > MAX_NAMESAKES) return null;
  const gender = genderOfAddress(naming, candidate);
  const fitting = namesakes.filter(
    ({ given }) => gender === null || (genderOfGivenName(given) ?? gender) === gender,
  );
  const holding = (when: (person: Person) => boolean) =>
    fitting.filter((one) => peopleOf(naming, one).some(when));
  const inOffice = holding(({ id }) => naming.knowledge.roleAt(id, naming.date) !== null);
  const everInOffice = holding(({ id }) => naming.knowledge.tenuresOf(id).length > 0);
  const chosen = onlyOne(fitting) ?? onlyOne(inOffice) ?? onlyOne(everInOffice);
  if (chosen) return chosen;
  const lastAt = ({ at }: FullName) => at.findLast((one) => one < index) ?? -1;
  const chinese = isFamilyFirst(fitting[0]?.surname ?? "");
  const best = fitting.toSorted((a, b) => (chinese ? lastAt(b) - lastAt(a) : b.at.length - a.at.length));
  return best[0] ?? null;
}

function genderOfAddress({ page }: Naming, { first }: Candidate): "female" | "male" | null {
  const dotted = page.pieces[first - 1]?.text === ".";
  const address = page.pieces[dotted ? first - 2 : first - 1]?.key;
  if (address === "mr" || address === "sir" || address === "lord") return "male";
  return address === "ms" || address === "mrs" || address === "miss" || address === "lady" ? "female" : null;
}

/**
 * A bare surname that no full name explains: the holder of the office before it ("Foreign Minister Wang"), the
 * only one of that surname in office, or the only one who ever was where the surname is rare. Else nobody.
 */
function pickFamous(
  naming: Naming,
  candidate: Candidate,
  text: string,
  countries: readonly string[],
): Person | null {
  const { knowledge, date } = naming;
  const people = knowledge.peopleBySurname(text);
  if (people.length === 0) return null;
  const active = people.filter(({ id }) => knowledge.roleAt(id, date) !== null);
  const holder = candidate.titled ? pickHolder(naming, candidate, active, countries) : null;
  if (holder) return holder;
  const isFrequent = isFrequentSurname(text) || isCommonWord(text.toLowerCase());
  if (isFrequent && !candidate.titled) return null;
  if (active.length > 0 || isFrequent || isFamilyFirst(text)) return onlyOne(active);
  return onlyOne(people.filter(({ id }) => knowledge.tenuresOf(id).length > 0));
}

/** Whoever of these people holds the office that the words before the name say. */
function pickHolder(
  { page, knowledge, date }: Naming,
  { first }: Candidate,
  people: readonly Person[],
  countries: readonly string[],
): Person | null {
  if (people.length === 0) return null;
  const end = page.pieces[first - 1]?.end ?? 0;
  for (let from = Math.max(0, first - LONGEST_TITLE); from < first; from += 1) {
    const words = page.text.slice(page.pieces[from]?.start, end);
    for (const country of countries.length > 0 ? countries : [undefined]) {
      const answers = knowledge.officeHolders(words, { date, country });
      const holder = people.find(({ id }) =>
        answers.some(({ holders }) => holders.some((one) => one.id === id)),
      );
      if (holder) return holder;
    }
  }
  return null;
}
