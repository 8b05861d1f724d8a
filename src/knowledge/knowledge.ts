import type { Side } from "../model.ts";
import { NameTree } from "./aliases.ts";
import { appendTo } from "./append-to.ts";
import { NearestNames } from "./nearest.ts";
import { type OfficeAnswer, OfficeBook, type OfficeQuestion, printOffice } from "./offices.ts";
import { readRecords } from "./read-data.ts";
import type { Actor, Office, Person, Place, Records, Tenure } from "./records.ts";
import { readTopics, type Topic } from "./topics.ts";

export type { OfficeAnswer, OfficeQuestion } from "./offices.ts";
export type { Actor, Office, Organisation, Person, Place, Records, Tenure } from "./records.ts";
export type { Topic } from "./topics.ts";

/** All we know of the world before reading an article. Ids of actors and places are one space: no two share one. */
export interface Knowledge {
  actor(id: string): Actor | null;
  place(id: string): Place | null;
  actors(): readonly Actor[];
  places(): readonly Place[];
  /** People and organisations that go by exactly this name; case counts, as "US" is not "us". Never by bare surname. */
  actorsByAlias(name: string): readonly Actor[];
  placesByAlias(name: string): readonly Place[];
  peopleBySurname(surname: string): readonly Person[];
  /** The organisation that the news means by a place's name: China's government for "Beijing". */
  metonymFor(placeId: string): Actor | null;
  /** Of an actor or a place; "other" for one we do not know. */
  sideOf(id: string): Side;
  office(id: string): Office | null;
  /** "the Secretary of State", "China's Foreign Minister": the offices those words name and who held them that day. */
  officeHolders(words: string, question: OfficeQuestion): readonly OfficeAnswer[];
  /** As shown beside a name, such as "US Secretary of State"; null when no office is known for that day. */
  roleAt(actorId: string, date: Date): string | null;
  /** Every office a person has held, oldest first. */
  tenuresOf(actorId: string): readonly Tenure[];
  /** Actors whose names are most like what was typed, misspelt or unfinished, best first. */
  nearestActors(typed: string, limit: number): readonly Actor[];
  topics(): readonly Topic[];
  /** Every name of every actor and place, for finding them in a text. */
  readonly names: NameTree;
  /** What all this was made of. */
  readonly records: Records;
}

/** Reads the data files beside this module. Throws when one of them is not as its schema says. */
export function loadKnowledge(folder: URL = new URL("./data/", import.meta.url)): Knowledge {
  return createKnowledge(readRecords(folder), readTopics(folder));
}

/** Joins records into look-ups; fast enough for a start, not for every message. */
export function createKnowledge(records: Records, topics: readonly Topic[]): Knowledge {
  const actors: readonly Actor[] = [...records.people, ...records.organisations];
  const actorById = new Map(actors.map((actor) => [actor.id, actor]));
  const placeById = new Map(records.places.map((place) => [place.id, place]));
  const people = new Map(records.people.map((person) => [person.id, person]));
  const bySurname = Map.groupBy(records.people, ({ surname, name }) => surname ?? name);
  const actorsByName = groupByName(actors);
  const placesByName = groupByName(records.places);
  const offices = new OfficeBook(records, people, countryNames(records.places));
  // Made now rather than when first asked: a person waits for that answer. The better known first: those who hold or
  // held an office.
  const nearest = new NearestNames(actors, ({ id }) => -offices.tenuresOf(id).length);

  return {
    records,
    names: readNames(records),
    actor: (id) => actorById.get(id) ?? null,
    place: (id) => placeById.get(id) ?? null,
    actors: () => actors,
    places: () => records.places,
    actorsByAlias: (name) => actorsByName.get(name) ?? [],
    placesByAlias: (name) => placesByName.get(name) ?? [],
    peopleBySurname: (surname) => bySurname.get(surname) ?? [],
    metonymFor: (placeId) => actorById.get(placeById.get(placeId)?.standsFor ?? "") ?? null,
    sideOf: (id) => actorById.get(id)?.side ?? sideOfCountry(placeById.get(id)?.country ?? null),
    office: (id) => offices.office(id),
    officeHolders: (words, { date, country }) =>
      offices.find(words, country).map((office) => ({ office, holders: offices.holders(office.id, date) })),
    roleAt(actorId, date) {
      const [office] = offices.officesAt(actorId, date);
      return office ? printOffice(office) : null;
    },
    tenuresOf: (actorId) => offices.tenuresOf(actorId),
    nearestActors: (typed, limit) => nearest.find(typed, limit),
    topics: () => topics,
  };
}

function groupByName<T extends Actor | Place>(records: readonly T[]): Map<string, T[]> {
  const byName = new Map<string, T[]>();
  for (const record of records) {
    for (const name of new Set([record.name, ...record.aliases])) {
      appendTo(byName, name, record);
    }
  }
  return byName;
}

function readNames({ people, organisations, places }: Records): NameTree {
  const names = new NameTree();
  for (const { kind, id, name, aliases } of [...people, ...organisations]) {
    for (const one of [name, ...aliases]) if (isName(one)) names.add(one, { kind, id });
  }
  for (const { id, name, aliases, demonyms } of places) {
    for (const one of [name, ...aliases]) if (isName(one)) names.add(one, { kind: "place", id });
    for (const one of demonyms) names.add(one, { kind: "demonym", id });
  }
  return names;
}

/** "China's military" describes, "Chinese foreign ministry" names: only names are looked for in a text. */
function isName(alias: string): boolean {
  if (alias.startsWith("the ")) return false;
  const last = alias.split(" ").at(-1) ?? "";
  return !/^\p{Ll}/u.test(last) || /^(?:ministry|department|agency)$/u.test(last);
}

/** Countries by name, demonym and capital that stands for the government. */
function countryNames(places: readonly Place[]): NameTree {
  const names = new NameTree();
  const governments = new Map(
    places.flatMap(({ id, class: kind, standsFor }) =>
      kind === "country" && standsFor !== null ? [[standsFor, id] as const] : [],
    ),
  );
  for (const place of places) {
    const country = place.class === "country" ? place.id : governments.get(place.standsFor ?? "");
    if (country === undefined) continue;
    for (const one of [place.name, ...place.aliases, ...place.demonyms]) {
      names.add(one, { kind: "place", id: country });
    }
  }
  return names;
}

function sideOfCountry(country: string | null): Side {
  if (country === "United States") return "US";
  if (country === "China") return "PRC";
  return country === "Taiwan" || country === "Hong Kong" ? country : "other";
}
