import type { Knowledge } from "../../knowledge/knowledge.ts";
import type { Mention } from "../../model.ts";
import type { Candidate } from "./candidate.ts";
import { nameOrganisation } from "./name-organisation.ts";
import { createPersonNamer } from "./name-person.ts";
import type { Page } from "./page.ts";
import { type ShortNames, textOf } from "./settle.ts";

/** What the naming of one document's mentions goes by. */
export interface Naming {
  readonly page: Page;
  readonly found: readonly Candidate[];
  readonly shortNames: ShortNames;
  readonly knowledge: Knowledge;
  readonly date: Date;
}

/** Who a mention is, as far as we can tell. */
export type Identity = Pick<Mention, "actor" | "name" | "wikidata">;

export const UNKNOWN: Identity = { actor: null, name: null, wikidata: null };

/** Country ids named last, the latest first: whose "foreign ministry" it is. */
const MAX_COUNTRIES = 6;

/** Says who each candidate is, by our records and by what the document calls them elsewhere. */
export function nameMentions(naming: Naming): Mention[] {
  const { page, found, knowledge } = naming;
  const namePerson = createPersonNamer(naming);
  const countriesOf = countPlaces(found, knowledge);
  let countries: string[] = [];
  return found.flatMap((candidate, index) => {
    const country = countryOf(candidate, knowledge);
    if (country !== null && country !== countries[0])
      countries = [country, ...countries.filter((one) => one !== country)].slice(0, MAX_COUNTRIES);
    const identity = identify(candidate, index);
    // In small letters only what we know is a name: "the foreign ministry".
    const isUnknown = candidate.kind === "organisation" && identity.actor === null;
    if (isUnknown && /^\p{Ll}/u.test(textOf(page, candidate))) return [];
    const start = page.pieces[candidate.first]?.start ?? 0;
    const end = page.pieces[candidate.end - 1]?.end ?? 0;
    return [{ start, end, kind: candidate.kind, ...identity }];
  });

  function identify(candidate: Candidate, index: number): Identity {
    if (candidate.kind === "person") return namePerson(candidate, index, countries);
    if (candidate.kind === "organisation") return nameOrganisation(naming, candidate, countries);
    return candidate.kind === "place" ? namePlace(candidate, knowledge, countriesOf) : UNKNOWN;
  }
}

/** Of several places of one name, the one whose country the document names most. */
function namePlace(
  { targets }: Candidate,
  knowledge: Knowledge,
  counts: ReadonlyMap<string, number>,
): Identity {
  const places = targets.flatMap(({ id }) => knowledge.place(id) ?? []);
  const weight = (country: string | null) => counts.get(country ?? "") ?? 0;
  const [place] =
    places.length < 2 ? places : places.toSorted((a, b) => weight(b.country) - weight(a.country));
  return place ? { actor: place.id, name: place.name, wikidata: place.wikidata } : UNKNOWN;
}

/** How often each country is named, by itself or by a place in it that nothing else is called. */
function countPlaces(found: readonly Candidate[], knowledge: Knowledge): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { targets } of found) {
    const place = targets.length === 1 ? knowledge.place(targets[0]?.id ?? "") : null;
    if (place?.country) counts.set(place.country, (counts.get(place.country) ?? 0) + 1);
  }
  return counts;
}

/** The country a mention of a place, a people or an official belongs to. */
function countryOf({ targets }: Candidate, knowledge: Knowledge): string | null {
  const [target] = targets;
  if (!target) return null;
  const place = knowledge.place(target.id);
  if (place) return place.country === null ? null : (knowledge.placesByAlias(place.country)[0]?.id ?? null);
  const actor = knowledge.actor(target.id);
  return actor?.kind === "person" ? (knowledge.placesByAlias(actor.country)[0]?.id ?? null) : null;
}
