import {
  type Knowledge,
  loadKnowledge,
  type Person,
  type Records,
  type Tenure,
} from "../../src/knowledge/knowledge.ts";

let shipped: Knowledge | null = null;

/** The knowledge we ship with, read once for all tests of a file. */
export function shippedKnowledge(): Knowledge {
  shipped ??= loadKnowledge();
  return shipped;
}

export const noRecords: Records = { people: [], organisations: [], places: [], offices: [], tenures: [] };

/** A person nobody knows, with whatever the test cares about. */
export function makePerson(part: Partial<Person> & Pick<Person, "id" | "name">): Person {
  return {
    kind: "person",
    surname: part.name.split(" ").at(-1) ?? null,
    givenName: part.name.split(" ")[0] ?? null,
    aliases: [],
    gender: null,
    side: "other",
    country: "Ruritania",
    class: "official",
    affiliation: null,
    wikidata: null,
    uncertain: false,
    note: null,
    sources: [],
    ...part,
  };
}

export function makeTenure(part: Partial<Tenure> & Pick<Tenure, "office" | "person" | "from">): Tenure {
  return { to: null, acting: false, uncertain: false, asOf: null, note: null, sources: [], ...part };
}
