import { appendTo } from "./append-to.ts";
import type { Office, Records, Tenure } from "./records.ts";

/** Something a maintainer should look at; an error makes answers wrong, a warning only leaves them open. */
export interface Finding {
  readonly severity: "error" | "warning";
  readonly text: string;
}

/** Unbroken offices must have a holder, or a known vacancy, from this day on. */
const KNOWN_FROM = "2015-01-01";
const FOR_EVER = "9999-12-31";

/** Looks for what a schema cannot see: dangling ids, gaps and overlaps between holders, names that several share. */
export function checkRecords(records: Records): Finding[] {
  return [
    ...findDuplicates(records),
    ...findDangling(records),
    ...records.tenures.flatMap(checkTenure),
    ...records.offices.flatMap((office) => checkChain(office, records.tenures)),
    ...findSharedNames(records),
    ...checkNames(records),
    ...checkOrder(records),
  ];
}

const error = (text: string): Finding => ({ severity: "error", text });
const warning = (text: string): Finding => ({ severity: "warning", text });

function findDuplicates({ people, organisations, places, offices }: Records): Finding[] {
  const repeated = (ids: readonly string[]) => ids.filter((id, index) => ids.indexOf(id) !== index);
  const named = [...people, ...organisations, ...places];
  const items = named.flatMap(({ wikidata }) => wikidata ?? []);
  return [
    ...repeated(named.map(({ id }) => id)).map((id) => error(`id ${id} stands for more than one record`)),
    ...repeated(offices.map(({ id }) => id)).map((id) => error(`office id ${id} is used twice`)),
    ...repeated(items).map((item) => warning(`Wikidata item ${item} is given to more than one record`)),
  ];
}

function findDangling({ people, organisations, places, offices, tenures }: Records): Finding[] {
  const known = new Set([...people, ...organisations, ...offices].map(({ id }) => id));
  const references = [
    ...offices.map(({ id, organisation }) => ({ from: `office ${id}`, to: organisation })),
    ...places.map(({ id, standsFor }) => ({ from: `place ${id}`, to: standsFor })),
    ...tenures.flatMap(({ office, person }) => [
      { from: `a tenure of ${person}`, to: office },
      { from: `a tenure of ${office}`, to: person },
    ]),
  ];
  return references.flatMap(({ from, to }) =>
    to === null || known.has(to) ? [] : [error(`${from} points to ${to}, which does not exist`)],
  );
}

function checkTenure({ office, person, from, to, asOf }: Tenure): Finding[] {
  if (to !== null && to <= from) return [error(`${person} leaves ${office} on ${to}, not after ${from}`)];
  if (asOf !== null && (to !== null || asOf < from))
    return [error(`${person} as ${office}: asOf is for an open tenure, and not before it begins`)];
  return [];
}

/** Gaps and overlaps between one office's holders. Acting holders count as holders. */
function checkChain(office: Office, tenures: readonly Tenure[]): Finding[] {
  const chain = tenures
    .filter((tenure) => tenure.office === office.id)
    .toSorted((a, b) => a.from.localeCompare(b.from));
  const findings: Finding[] = [];
  let filledTo = KNOWN_FROM;
  let last: Tenure | null = null;
  for (const tenure of chain) {
    if (last && tenure.from < (last.to ?? FOR_EVER) && (!office.manyHolders || tenure.person === last.person))
      findings.push(error(`${office.id}: ${last.person} and ${tenure.person} overlap on ${tenure.from}`));
    if (tenure.from > filledTo && (last || office.unbroken))
      findings.push(...describeGap(office, filledTo, tenure.from));
    const to = tenure.to ?? FOR_EVER;
    if (to > filledTo) filledTo = to;
    if (!last || to >= (last.to ?? FOR_EVER) || !office.manyHolders) last = tenure;
  }
  if (office.unbroken && filledTo < FOR_EVER)
    findings.push(error(`${office.id}: nobody holds it since ${filledTo}`));
  if (chain.length === 0) findings.push(warning(`${office.id}: no holder is known`));
  return findings;
}

function describeGap(office: Office, from: string, to: string): Finding[] {
  if (office.vacancies.some((vacancy) => vacancy.from === from && vacancy.to === to)) return [];
  const text = `${office.id}: no holder from ${from} to ${to}`;
  return [office.unbroken ? error(text) : warning(text)];
}

/** Names that more than one record goes by: a reader must decide by context. */
function findSharedNames({ people, organisations, places }: Records): Finding[] {
  const owners = new Map<string, string[]>();
  for (const { id, name, aliases } of [...people, ...organisations, ...places]) {
    for (const one of new Set([name, ...aliases])) appendTo(owners, one, id);
  }
  return [...owners].flatMap(([name, ids]) =>
    ids.length > 1 ? [warning(`"${name}" may be ${ids.join(" or ")}`)] : [],
  );
}

function checkNames({ people, organisations, places }: Records): Finding[] {
  const findings: Finding[] = [];
  for (const { id, name, aliases } of [...people, ...organisations, ...places]) {
    const repeated = aliases.filter((alias, index) => alias === name || aliases.indexOf(alias) !== index);
    findings.push(...repeated.map((alias) => error(`${id}: the alias "${alias}" is there already`)));
    const spaced = [name, ...aliases].filter((one) => one !== one.trim() || /\s{2}/u.test(one));
    findings.push(...spaced.map((one) => error(`${id}: "${one}" has spaces too many`)));
  }
  for (const { id, name, surname } of people) {
    if (surname !== null && !name.includes(surname))
      findings.push(error(`${id}: the surname "${surname}" is no part of "${name}"`));
  }
  return findings;
}

/** Files are kept in order, so that a record is found and added where everyone looks for it. */
function checkOrder({ people, organisations, places, offices, tenures }: Records): Finding[] {
  const lists = { people, organisations, places };
  const findings = Object.entries(lists).flatMap(([file, records]) =>
    firstOutOfOrder(
      file,
      records.map(({ id }) => id),
    ),
  );
  const rank = new Map(offices.map(({ id }, index) => [id, String(index).padStart(6, "0")]));
  const keys = tenures.map(({ office, from }) => `${rank.get(office)} ${from}`);
  return [...findings, ...firstOutOfOrder("tenures", keys)];
}

function firstOutOfOrder(file: string, keys: readonly string[]): Finding[] {
  const at = keys.findIndex((key, index) => index > 0 && key < (keys[index - 1] ?? ""));
  return at < 0 ? [] : [error(`${file}: record ${at + 1} stands out of order`)];
}
