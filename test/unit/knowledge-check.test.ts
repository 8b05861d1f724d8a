import { execFileSync } from "node:child_process";
import { resolve } from "node:path";
import { expect, test } from "vitest";
import { addPerson, newPersonSchema } from "../../src/knowledge/add.ts";
import { checkRecords } from "../../src/knowledge/check.ts";
import type { Records } from "../../src/knowledge/knowledge.ts";
import { parseLines } from "../../src/knowledge/read-data.ts";
import { officeSchema, personSchema, tenureSchema } from "../../src/knowledge/records.ts";
import { makePerson, makeTenure, noRecords, shippedKnowledge } from "../support/knowledge.ts";

const errors = (records: Records) =>
  checkRecords(records).flatMap(({ severity, text }) => (severity === "error" ? [text] : []));

const king = officeSchema.parse({
  id: "king",
  title: "King of Ruritania",
  side: "other",
  organisation: "palace",
  unbroken: true,
  vacancies: [{ from: "2020-01-01", to: "2020-02-01", note: "regency" }],
});
const records: Records = {
  ...noRecords,
  people: [
    makePerson({ id: "michael-elphberg", name: "Michael Elphberg" }),
    makePerson({ id: "rudolf-elphberg", name: "Rudolf Elphberg" }),
  ],
  organisations: shippedKnowledge()
    .records.organisations.slice(0, 1)
    .map((one) => ({ ...one, id: "palace" })),
  offices: [king],
  tenures: [
    makeTenure({ office: "king", person: "michael-elphberg", from: "2014-01-01", to: "2020-01-01" }),
    makeTenure({ office: "king", person: "rudolf-elphberg", from: "2020-02-01" }),
  ],
};

test("the data we ship has no errors", () => {
  expect(errors(shippedKnowledge().records)).toEqual([]);
});

test("`npm run knowledge -- check` says so and succeeds", () => {
  const main = resolve(import.meta.dirname, "../../src/knowledge/main.ts");
  expect(execFileSync(process.execPath, [main, "check"], { encoding: "utf8" })).toMatch(
    /^0 errors, \d+ warnings$/mu,
  );
});

test("sound records, a known vacancy among them, pass", () => {
  expect(errors(records)).toEqual([]);
});

test.each([
  {
    name: "a gap",
    tenures: [makeTenure({ office: "king", person: "rudolf-elphberg", from: "2021-02-01" })],
    error: "king: no holder from 2015-01-01 to 2021-02-01",
  },
  {
    name: "an overlap",
    tenures: [
      makeTenure({ office: "king", person: "michael-elphberg", from: "2014-01-01", to: "2021-01-01" }),
      makeTenure({ office: "king", person: "rudolf-elphberg", from: "2020-12-01" }),
    ],
    error: "king: michael-elphberg and rudolf-elphberg overlap on 2020-12-01",
  },
  {
    name: "a tenure that ends before it begins",
    tenures: [
      makeTenure({ office: "king", person: "michael-elphberg", from: "2014-01-01", to: "2013-01-01" }),
    ],
    error: "michael-elphberg leaves king on 2013-01-01, not after 2014-01-01",
  },
  {
    name: "a person who does not exist",
    tenures: [makeTenure({ office: "king", person: "black-michael", from: "2014-01-01" })],
    error: "a tenure of king points to black-michael, which does not exist",
  },
  {
    name: "an office nobody holds any more",
    tenures: [
      makeTenure({ office: "king", person: "michael-elphberg", from: "2014-01-01", to: "2022-01-01" }),
    ],
    error: "king: nobody holds it since 2022-01-01",
  },
])("finds $name", ({ tenures, error }) => {
  expect(errors({ ...records, tenures })).toContain(error);
});

test("finds repeated ids and records out of order", () => {
  const people = [records.people[1], records.people[0], records.people[0]].filter((one) => one !== undefined);
  expect(errors({ ...records, people })).toEqual([
    "id michael-elphberg stands for more than one record",
    "people: record 2 stands out of order",
  ]);
});

test("warns of a name that two people share", () => {
  const people = records.people.map((person) => ({ ...person, aliases: ["Elphberg the Red"] }));
  expect(checkRecords({ ...records, people })).toContainEqual({
    severity: "warning",
    text: '"Elphberg the Red" may be michael-elphberg or rudolf-elphberg',
  });
});

const files = {
  people:
    '{"id": "michael-elphberg", "name": "Michael Elphberg"}\n{"id": "rudolf-elphberg", "name": "Rudolf Elphberg"}\n',
  tenures:
    '{"office": "king", "person": "michael-elphberg", "from": "2014-01-01", "to": "2020-01-01"}\n{"office": "king", "person": "rudolf-elphberg", "from": "2020-02-01", "asOf": "2021-01-01"}\n',
};
const flavia = newPersonSchema.parse({
  name: "Flavia Hentzau",
  surname: "Hentzau",
  side: "other",
  country: "Ruritania",
  class: "official",
  gender: "female",
  aliases: ["弗拉维亚"],
  office: "king",
  from: "2023-05-01",
  source: "The Strelsau Gazette, 2 May 2023",
});

test("adds a person in order, with the office, and ends the tenure before", () => {
  const added = addPerson(files, records, flavia);
  expect(added.people.split("\n")[0]).toBe(
    '{"id": "flavia-hentzau", "name": "Flavia Hentzau", "surname": "Hentzau", "givenName": "Flavia", "aliases": ["弗拉维亚"], "gender": "female", "side": "other", "country": "Ruritania", "class": "official", "sources": ["The Strelsau Gazette, 2 May 2023"]}',
  );
  expect(added.people.endsWith(files.people)).toBe(true);
  expect(parseLines(added.people.split("\n")[0] ?? "", "people.jsonl", personSchema)).toHaveLength(1);
  expect(parseLines(added.tenures, "tenures.jsonl", tenureSchema).slice(1)).toMatchObject([
    { person: "rudolf-elphberg", from: "2020-02-01", to: "2023-05-01", asOf: null },
    { person: "flavia-hentzau", from: "2023-05-01", to: null },
  ]);
});

test.each([
  {
    name: "an id that is taken",
    change: { name: "Rudolf Elphberg", surname: "Elphberg" },
    message: "rudolf-elphberg is known already",
  },
  {
    name: "an office that does not exist",
    change: { office: "queen" },
    message: "No office has the id queen",
  },
  { name: "an office without a day", change: { from: null }, message: /Since when/u },
  { name: "a tenure inside another", change: { from: "2019-01-01" }, message: /overlap/u },
])("refuses $name", ({ change, message }) => {
  expect(() => addPerson(files, records, { ...flavia, ...change })).toThrow(message);
});

test("names file, line and fault of a line that is wrong", () => {
  expect(() => parseLines('{"id": "A B"}', "people.jsonl", personSchema)).toThrow(
    /^people\.jsonl, line 1: .*id/u,
  );
  expect(() => parseLines("{", "people.jsonl", personSchema)).toThrow(/^people\.jsonl, line 1: /u);
});
