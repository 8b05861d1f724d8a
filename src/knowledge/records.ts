import { z } from "zod";

/** One line of each data file. What a line leaves out has the default here, so that lines stay short. */

const id = z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, "an id is lower-case words joined by hyphens");
const wikidata = z
  .string()
  .regex(/^Q[1-9]\d*$/)
  .nullable()
  .default(null);
const side = z.enum(["US", "PRC", "Taiwan", "Hong Kong", "other"]);
const words = z.array(z.string().min(1)).default([]);
const day = z.iso.date();

export const personSchema = z.strictObject({
  id,
  name: z.string().min(1),
  /** As headlines print it, "Xi" of "Xi Jinping"; null for one who goes by a single name. */
  surname: z.string().min(1).nullable().default(null),
  givenName: z.string().min(1).nullable().default(null),
  /** Other full forms, nicknames and misspellings seen in print, Chinese in both scripts; never the bare surname. */
  aliases: words,
  gender: z.enum(["female", "male"]).nullable().default(null),
  side,
  country: z.string().min(1),
  class: z.enum(["official", "legislator", "military", "analyst", "business", "other"]),
  affiliation: z.string().min(1).nullable().default(null),
  wikidata,
  /** Something about this record is not certain; the note says what. */
  uncertain: z.boolean().default(false),
  note: z.string().nullable().default(null),
  /** Where the facts were read; none means the maintainers' own knowledge. */
  sources: words,
});

export const organisationSchema = z.strictObject({
  id,
  name: z.string().min(1),
  aliases: words,
  side,
  class: z.enum([
    "agency",
    "association",
    "company",
    "international",
    "legislature",
    "media",
    "military",
    "ministry",
    "party",
    "think-tank",
    "university",
  ]),
  wikidata,
  uncertain: z.boolean().default(false),
  note: z.string().nullable().default(null),
  sources: words,
});

export const placeSchema = z.strictObject({
  id,
  name: z.string().min(1),
  aliases: words,
  /** What belongs to the place: "Chinese". */
  demonyms: words,
  class: z.enum(["country", "region", "city", "site", "sea"]),
  country: z.string().min(1).nullable().default(null),
  /** Id of the organisation that the news means by this place's name. */
  standsFor: id.nullable().default(null),
  wikidata,
  sources: words,
});

export const officeSchema = z.strictObject({
  id,
  title: z.string().min(1),
  aliases: words,
  side,
  /** Id of the organisation it belongs to. */
  organisation: id,
  /** Several holders at once are normal. */
  manyHolders: z.boolean().default(false),
  /** A gap between two holders is a fault unless it is a known vacancy. */
  unbroken: z.boolean().default(false),
  /** When nobody held it, half-open like a tenure. */
  vacancies: z.array(z.strictObject({ from: day, to: day, note: z.string() })).default([]),
});

export const tenureSchema = z.strictObject({
  office: id,
  person: id,
  /** First day, midnight UTC. */
  from: day,
  /** Day of the handover, which belongs to the successor; null while it lasts. */
  to: day.nullable().default(null),
  acting: z.boolean().default(false),
  /** The day, or the holding itself, is not certain. */
  uncertain: z.boolean().default(false),
  /** Latest day on which an open tenure was seen to hold. */
  asOf: day.nullable().default(null),
  note: z.string().nullable().default(null),
  sources: words,
});

export type PersonRecord = z.infer<typeof personSchema>;
export type OrganisationRecord = z.infer<typeof organisationSchema>;
export type Place = Readonly<z.infer<typeof placeSchema>>;
export type Office = Readonly<z.infer<typeof officeSchema>>;
export type Tenure = Readonly<z.infer<typeof tenureSchema>>;

export interface Person extends Readonly<PersonRecord> {
  readonly kind: "person";
}

export interface Organisation extends Readonly<OrganisationRecord> {
  readonly kind: "organisation";
}

/** Whoever can say or do something in the news. */
export type Actor = Person | Organisation;

/** Every record of the data files. */
export interface Records {
  readonly people: readonly Person[];
  readonly organisations: readonly Organisation[];
  readonly places: readonly Place[];
  readonly offices: readonly Office[];
  readonly tenures: readonly Tenure[];
}
