import type { Knowledge, Person } from "../../knowledge/knowledge.ts";
import type { Mention } from "../../model.ts";
import type { Candidate } from "./candidate.ts";
import type { Page } from "./page.ts";
import { type FullName, readPeople, textOf } from "./settle.ts";
import { isCommonWord } from "./words/common-words.ts";
import { genderOfGivenName, isFamilyFirst } from "./words/given-names.ts";

/** Says who each candidate is, by our records and by what the document calls them elsewhere. */
export function nameMentions(
  page: Page,
  found: readonly Candidate[],
  knowledge: Knowledge,
  date: Date,
): Mention[] {
  const people = readPeople(page, found);
  const bySurname = Map.groupBy(people, ({ surname }) => surname);
  const byName = new Map(people.map((person) => [person.name, person]));
  return found.map((candidate, index) => {
    const base = {
      start: page.pieces[candidate.first]?.start ?? 0,
      end: page.pieces[candidate.end - 1]?.end ?? 0,
      kind: candidate.kind,
    };
    if (candidate.kind === "person") return { ...base, ...namePerson(candidate, index) };
    return { ...base, ...nameThing(page, candidate, knowledge) };
  });

  function namePerson(candidate: Candidate, index: number): Pick<Mention, "actor" | "name" | "wikidata"> {
    const text = textOf(page, candidate);
    const known = choosePerson(peopleOf(candidate, knowledge), knowledge, date);
    if (known) return ofPerson(known);
    const full =
      byName.get(text) ?? chooseFullName(page, candidate, index, bySurname.get(text) ?? [], knowledge, date);
    if (full) {
      const person = choosePerson(peopleOf(full, knowledge), knowledge, date);
      return person ? ofPerson(person) : { actor: null, name: full.name, wikidata: null };
    }
    const famous =
      (bySurname.get(text) ?? []).length === 0 ? chooseFamous(text, candidate, knowledge, date) : null;
    return famous ? ofPerson(famous) : { actor: null, name: null, wikidata: null };
  }
}

const ofPerson = ({ id, name, wikidata }: Person) => ({ actor: id, name, wikidata });

function peopleOf({ targets }: Pick<Candidate, "targets">, knowledge: Knowledge): Person[] {
  return targets.flatMap(({ id }) => {
    const actor = knowledge.actor(id);
    return actor?.kind === "person" ? [actor] : [];
  });
}

/** Of several who share a name, the one in office; null when that settles nothing. */
function choosePerson(people: readonly Person[], knowledge: Knowledge, date: Date): Person | null {
  if (people.length < 2) return people[0] ?? null;
  const active = people.filter(({ id }) => knowledge.roleAt(id, date) !== null);
  return active.length === 1 ? (active[0] ?? null) : null;
}

/** Which of several people of one surname is meant: by form of address, office, and who was named last. */
function chooseFullName(
  page: Page,
  candidate: Candidate,
  index: number,
  people: readonly FullName[],
  knowledge: Knowledge,
  date: Date,
): FullName | null {
  if (people.length < 2) return people[0] ?? null;
  const address =
    page.pieces[candidate.first - 1]?.text === "."
      ? page.pieces[candidate.first - 2]
      : page.pieces[candidate.first - 1];
  const gender =
    address?.key === "mr" ? "male" : ["ms", "mrs", "miss"].includes(address?.key ?? "") ? "female" : null;
  const fitting = people.filter(
    ({ given }) => gender === null || (genderOfGivenName(given) ?? gender) === gender,
  );
  if (fitting.length === 1) return fitting[0] ?? null;
  const inOffice = fitting.filter((one) =>
    peopleOf(one, knowledge).some(({ id }) => knowledge.roleAt(id, date) !== null),
  );
  if (inOffice.length === 1) return inOffice[0] ?? null;
  const lastAt = ({ at }: FullName) => at.findLast((one) => one < index) ?? -1;
  return fitting.toSorted((a, b) => lastAt(b) - lastAt(a))[0] ?? null;
}

/** A bare surname that no full name explains: only one who is in office, or the only one of a rare name. */
function chooseFamous(text: string, { titled }: Candidate, knowledge: Knowledge, date: Date): Person | null {
  const people = knowledge.peopleBySurname(text);
  const active = people.filter(({ id }) => knowledge.roleAt(id, date) !== null);
  if (active.length === 1 && (titled || !isCommonWord(text.toLowerCase()))) return active[0] ?? null;
  return people.length === 1 && !isFamilyFirst(text) && !isCommonWord(text.toLowerCase())
    ? (people[0] ?? null)
    : null;
}

function nameThing(
  page: Page,
  candidate: Candidate,
  knowledge: Knowledge,
): Pick<Mention, "actor" | "name" | "wikidata"> {
  const target = candidate.kind === "other" ? undefined : candidate.targets[0];
  const known = target && (knowledge.actor(target.id) ?? knowledge.place(target.id));
  if (known) return { actor: known.id, name: known.name, wikidata: known.wikidata };
  const name =
    candidate.kind === "organisation" && candidate.end > candidate.first + 1 ? textOf(page, candidate) : null;
  return { actor: null, name, wikidata: null };
}
