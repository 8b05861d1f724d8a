import { z } from "zod";
import { UserError } from "../errors.ts";
import { checkRecords } from "./check.ts";
import { parseLines } from "./read-data.ts";
import {
  type Office,
  type Person,
  personSchema,
  type Records,
  type Tenure,
  tenureSchema,
} from "./records.ts";

/** The lines of the two files that a new person touches. */
export interface PeopleFiles {
  readonly people: string;
  readonly tenures: string;
}

/** What a maintainer says of a new person; the id is made of the name. */
export const newPersonSchema = z.object({
  name: z.string().trim().min(1),
  surname: z.string().trim().min(1),
  side: personSchema.shape.side,
  country: z.string().trim().min(1),
  class: personSchema.shape.class,
  gender: personSchema.shape.gender,
  aliases: z.array(z.string().trim().min(1)).default([]),
  affiliation: personSchema.shape.affiliation,
  wikidata: personSchema.shape.wikidata,
  source: z.string().trim().min(1).nullable().default(null),
  /** Id of the office held, if any, and since when. */
  office: z.string().trim().min(1).nullable().default(null),
  from: tenureSchema.shape.from.nullable().default(null),
});

export type NewPerson = z.infer<typeof newPersonSchema>;

/**
 * The files with one person more, and the tenure that comes with an office; what was there stays as it was.
 * An office that one person holds ends for the one before on the day the new one begins.
 *
 * @throws UserError when the records would not pass `check` afterwards.
 */
export function addPerson(files: PeopleFiles, records: Records, input: NewPerson): PeopleFiles {
  const { office: officeId, from, source, ...rest } = input;
  const sources = source === null ? [] : [source];
  const id = toId(rest.name);
  if ([...records.people, ...records.organisations, ...records.places].some((one) => one.id === id))
    throw new UserError(`${id} is known already`);
  const givenName = rest.name.replace(rest.surname, "").trim() || null;
  const person: Person = { ...personSchema.parse({ ...rest, id, givenName, sources }), kind: "person" };
  const office = officeId === null ? null : findOffice(records, officeId, from);
  const tenure = office && tenureSchema.parse({ office: office.id, person: id, from, sources });
  const ended =
    office && from !== null && !office.manyHolders
      ? endOpenTenures(records.tenures, office, from)
      : records.tenures;
  assertSound({
    ...records,
    people: [...records.people, person].toSorted(byId),
    tenures: tenure ? [...ended, tenure].toSorted(byOffice(records)) : ended,
  });
  return {
    people: insertLine(
      files.people,
      toLine({ ...person, kind: undefined }),
      ({ id: other }) => String(other) > id,
    ),
    tenures: tenure ? insertTenure(files.tenures, tenure, office, records) : files.tenures,
  };
}

function findOffice({ offices }: Records, id: string, from: string | null): Office {
  const office = offices.find((one) => one.id === id);
  if (!office) throw new UserError(`No office has the id ${id}`);
  if (from === null) throw new UserError(`Since when does this person hold ${id}? (--from YYYY-MM-DD)`);
  return office;
}

const endOpenTenures = (tenures: readonly Tenure[], office: Office, to: string): Tenure[] =>
  tenures.map((tenure) => (endsWith(tenure, office) ? { ...tenure, to, asOf: null } : tenure));

const endsWith = (tenure: Pick<Tenure, "office" | "to">, office: Office): boolean =>
  tenure.office === office.id && tenure.to === null;

function insertTenure(text: string, tenure: Tenure, office: Office | null, records: Records): string {
  const closed = text
    .split("\n")
    .map((line) => {
      if (line.trim() === "" || !office || office.manyHolders) return line;
      const { asOf: _asOf, ...known } = z.record(z.string(), z.unknown()).parse(JSON.parse(line));
      const open = endsWith(
        { office: String(known.office), to: known.to === undefined ? null : String(known.to) },
        office,
      );
      return open ? toLine({ ...known, to: tenure.from }) : line;
    })
    .join("\n");
  const order = byOffice(records);
  return insertLine(
    closed,
    toLine({ ...tenure }),
    (other) => order({ office: String(other.office), from: String(other.from) }, tenure) > 0,
  );
}

function byOffice({ offices }: Records) {
  const rank = new Map(offices.map(({ id }, index) => [id, index]));
  return (a: Pick<Tenure, "office" | "from">, b: Pick<Tenure, "office" | "from">): number =>
    (rank.get(a.office) ?? 0) - (rank.get(b.office) ?? 0) || a.from.localeCompare(b.from);
}

const byId = (a: { readonly id: string }, b: { readonly id: string }): number => (a.id < b.id ? -1 : 1);

function assertSound(records: Records): void {
  const errors = checkRecords(records).filter(({ severity }) => severity === "error");
  if (errors.length > 0) throw new UserError(errors.map(({ text }) => text).join("\n"));
}

/** Puts a line before the first that comes after it, or at the end. */
function insertLine(
  text: string,
  line: string,
  comesAfter: (record: Record<string, unknown>) => boolean,
): string {
  const lines = text.split("\n").filter((one) => one.trim() !== "");
  const records = parseLines(text, "file", z.record(z.string(), z.unknown()));
  const at = records.findIndex(comesAfter);
  return `${lines.toSpliced(at < 0 ? lines.length : at, 0, line).join("\n")}\n`;
}

/** One record a line; what has its default is left out. */
function toLine(record: Readonly<Record<string, unknown>>): string {
  const said = Object.entries(record).filter(
    ([, value]) =>
      value !== null &&
      value !== false &&
      value !== undefined &&
      !(Array.isArray(value) && value.length === 0),
  );
  const fields = said.map(([key, value]) => `${JSON.stringify(key)}: ${toJson(value)}`);
  return `{${fields.join(", ")}}`;
}

const toJson = (value: unknown): string =>
  Array.isArray(value) ? `[${value.map((one) => JSON.stringify(one)).join(", ")}]` : JSON.stringify(value);

/** "Mao Ning" is mao-ning. */
function toId(name: string): string {
  return name
    .normalize("NFD")
    .replace(/[\p{M}'’.]/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/gu, "-")
    .replace(/^-|-$/gu, "");
}
