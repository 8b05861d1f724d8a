import type { Knowledge, Organisation } from "../../knowledge/knowledge.ts";
import type { Candidate } from "./candidate.ts";
import { type Identity, type Naming, UNKNOWN } from "./name-mentions.ts";
import { textOf } from "./settle.ts";

/** Which organisation a mention names: by our records, as a short form, or by whose it is. */
export function nameOrganisation(
  naming: Naming,
  candidate: Candidate,
  countries: readonly string[],
): Identity {
  const { page, knowledge, shortNames } = naming;
  const text = textOf(page, candidate);
  const long = shortNames.get(text);
  const known =
    organisationsOf(candidate, knowledge)[0] ??
    (long ? organisationsOf(long, knowledge)[0] : undefined) ??
    findTheirs(text, countries, knowledge);
  if (known) return { actor: known.id, name: known.name, wikidata: known.wikidata };
  if (long) return { ...UNKNOWN, name: textOf(page, long) };
  const isName = candidate.trust === "known" || candidate.end > candidate.first + 1;
  return isName ? { ...UNKNOWN, name: text } : UNKNOWN;
}

function organisationsOf({ targets }: Candidate, knowledge: Knowledge): Organisation[] {
  return targets.flatMap(({ id }) => {
    const actor = knowledge.actor(id);
    return actor?.kind === "organisation" ? [actor] : [];
  });
}

/** "Foreign Ministry" and "Ministry of Commerce" are those of the country named last that has one we know. */
function findTheirs(text: string, countries: readonly string[], knowledge: Knowledge): Organisation | null {
  if (!/\bministry\b/iu.test(text)) return null;
  const small = text.toLowerCase();
  for (const country of countries) {
    for (const demonym of knowledge.place(country)?.demonyms ?? []) {
      for (const name of [`${demonym} ${small}`, `${demonym} ${text}`]) {
        const actor = knowledge.actorsByAlias(name)[0];
        if (actor?.kind === "organisation") return actor;
      }
    }
  }
  return null;
}
