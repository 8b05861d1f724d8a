import { IANAZone } from "luxon";

/** What a person meant by a time zone: one, several that it may be, or none we know. */
export type ZoneAnswer =
  | { readonly kind: "zone"; readonly timeZone: string }
  | { readonly kind: "unclear"; readonly why: string; readonly choices: readonly string[] }
  | { readonly kind: "unknown"; readonly choices: readonly string[] };

/** Cities people name that give no zone its name. */
const CITIES: Readonly<Record<string, string>> = {
  beijing: "Asia/Shanghai",
  china: "Asia/Shanghai",
  guangzhou: "Asia/Shanghai",
  shenzhen: "Asia/Shanghai",
  chengdu: "Asia/Shanghai",
  washington: "America/New_York",
  "washington dc": "America/New_York",
  "washington d.c.": "America/New_York",
  dc: "America/New_York",
  boston: "America/New_York",
  miami: "America/New_York",
  atlanta: "America/New_York",
  philadelphia: "America/New_York",
  nyc: "America/New_York",
  houston: "America/Chicago",
  dallas: "America/Chicago",
  austin: "America/Chicago",
  "san francisco": "America/Los_Angeles",
  seattle: "America/Los_Angeles",
  "san diego": "America/Los_Angeles",
  la: "America/Los_Angeles",
  ottawa: "America/Toronto",
  montreal: "America/Toronto",
  delhi: "Asia/Kolkata",
  "new delhi": "Asia/Kolkata",
  mumbai: "Asia/Kolkata",
  bangalore: "Asia/Kolkata",
  kolkata: "Asia/Kolkata",
  india: "Asia/Kolkata",
  hanoi: "Asia/Bangkok",
  saigon: "Asia/Ho_Chi_Minh",
  canberra: "Australia/Sydney",
  wellington: "Pacific/Auckland",
  geneva: "Europe/Zurich",
  bern: "Europe/Zurich",
  munich: "Europe/Berlin",
  frankfurt: "Europe/Berlin",
  hamburg: "Europe/Berlin",
  edinburgh: "Europe/London",
  milan: "Europe/Rome",
  barcelona: "Europe/Madrid",
  "the hague": "Europe/Amsterdam",
  "st petersburg": "Europe/Moscow",
  kyiv: "Europe/Kyiv",
  osaka: "Asia/Tokyo",
  japan: "Asia/Tokyo",
  korea: "Asia/Seoul",
  taiwan: "Asia/Taipei",
  ankara: "Europe/Istanbul",
  "tel aviv": "Asia/Jerusalem",
  "abu dhabi": "Asia/Dubai",
  islamabad: "Asia/Karachi",
  pretoria: "Africa/Johannesburg",
  "cape town": "Africa/Johannesburg",
  "rio de janeiro": "America/Sao_Paulo",
  brasilia: "America/Sao_Paulo",
};

/** Letters that stand for several zones, or for a time that stops being right when the clocks change. */
const UNCLEAR: Readonly<Record<string, readonly string[]>> = {
  est: ["America/New_York", "America/Panama", "Australia/Sydney"],
  edt: ["America/New_York", "Australia/Sydney"],
  et: ["America/New_York", "America/Toronto"],
  cst: ["America/Chicago", "Asia/Shanghai", "Asia/Taipei"],
  cdt: ["America/Chicago", "America/Havana"],
  ct: ["America/Chicago", "America/Mexico_City"],
  mst: ["America/Denver", "America/Phoenix", "Asia/Kuala_Lumpur"],
  mdt: ["America/Denver"],
  mt: ["America/Denver", "America/Phoenix"],
  pst: ["America/Los_Angeles", "Asia/Manila"],
  pdt: ["America/Los_Angeles"],
  pt: ["America/Los_Angeles", "America/Vancouver"],
  ist: ["Asia/Kolkata", "Europe/Dublin", "Asia/Jerusalem"],
  bst: ["Europe/London", "Asia/Dhaka"],
  sst: ["Asia/Singapore", "Pacific/Pago_Pago"],
  ast: ["America/Halifax", "Asia/Riyadh"],
  cet: ["Europe/Berlin", "Europe/Paris"],
  cest: ["Europe/Berlin", "Europe/Paris"],
  eet: ["Europe/Helsinki", "Europe/Kyiv"],
  wet: ["Europe/Lisbon"],
  jst: ["Asia/Tokyo"],
  kst: ["Asia/Seoul"],
  hkt: ["Asia/Hong_Kong"],
  sgt: ["Asia/Singapore"],
  aest: ["Australia/Sydney", "Australia/Brisbane"],
  usa: ["America/New_York", "America/Chicago", "America/Los_Angeles"],
  us: ["America/New_York", "America/Chicago", "America/Los_Angeles"],
  australia: ["Australia/Sydney", "Australia/Brisbane", "Australia/Perth"],
  europe: ["Europe/Brussels", "Europe/London", "Europe/Paris"],
};

/** Letters that mean one zone everywhere. */
const PLAIN: Readonly<Record<string, string>> = {
  utc: "UTC",
  gmt: "UTC",
  z: "UTC",
  jst: "Asia/Tokyo",
  kst: "Asia/Seoul",
  hkt: "Asia/Hong_Kong",
  sgt: "Asia/Singapore",
};

const OFFSET = /^(?:utc|gmt)?\s*[+-]\d{1,2}(?::?\d{2})?$/u;

/** Every zone's own city, in lower case, such as "singapore" and "new york". */
const BY_CITY = new Map(
  Intl.supportedValuesOf("timeZone").map((name) => [cityOf(name).toLowerCase(), name] as const),
);
const BY_NAME = new Map(
  Intl.supportedValuesOf("timeZone").map((name) => [name.toLowerCase(), name] as const),
);

/** Reads a zone's name, a city, or letters; asks back where the letters may mean several. */
export function findZone(text: string): ZoneAnswer {
  const wanted = text.trim().toLowerCase().replace(/[_,]+/gu, " ").replace(/\s+/gu, " ");
  const plain =
    PLAIN[wanted] ?? BY_NAME.get(wanted.replaceAll(" ", "_")) ?? CITIES[wanted] ?? BY_CITY.get(wanted);
  if (plain !== undefined) return { kind: "zone", timeZone: plain };
  const unclear = UNCLEAR[wanted];
  if (unclear) return { kind: "unclear", why: `“${text.trim()}” can mean several places`, choices: unclear };
  if (OFFSET.test(wanted)) {
    const why = `“${text.trim()}” does not say when the clocks change`;
    return { kind: "unclear", why, choices: zonesAt(wanted) };
  }
  const given = text.trim().replace(/\s+/gu, "_");
  // Older names ("Asia/Calcutta", "US/Eastern") are valid though not in the list.
  if (given.includes("/") && IANAZone.isValidZone(given)) return { kind: "zone", timeZone: given };
  return { kind: "unknown", choices: suggestZones(text).slice(0, 4) };
}

/** Zones whose city or name holds what was typed; those that begin with it first. */
export function suggestZones(typed: string): string[] {
  const wanted = typed.trim().toLowerCase().replaceAll("_", " ");
  const named = [
    ...[...BY_CITY].map(([city, timeZone]) => ({ key: city, timeZone })),
    ...Object.entries(CITIES).map(([city, timeZone]) => ({ key: city, timeZone })),
    ...[...BY_NAME].map(([name, timeZone]) => ({ key: name.replaceAll("_", " "), timeZone })),
  ].filter(({ key }) => key.includes(wanted));
  const ranked = named.toSorted(
    (one, other) =>
      Number(other.key.startsWith(wanted)) - Number(one.key.startsWith(wanted)) ||
      one.key.length - other.key.length ||
      one.timeZone.localeCompare(other.timeZone, "en"),
  );
  return [...new Set(ranked.map(({ timeZone }) => timeZone))];
}

/** A zone's city as people write it: "New York". */
export function cityOf(timeZone: string): string {
  return (timeZone.split("/").at(-1) ?? timeZone).replaceAll("_", " ");
}

/** Well-known zones that are never further than this from Greenwich. */
const COMMON = [
  "Europe/London",
  "Europe/Brussels",
  "Europe/Moscow",
  "Asia/Dubai",
  "Asia/Kolkata",
  "Asia/Bangkok",
  "Asia/Shanghai",
  "Asia/Singapore",
  "Asia/Taipei",
  "Asia/Tokyo",
  "Asia/Seoul",
  "Australia/Sydney",
  "Pacific/Auckland",
  "America/New_York",
  "America/Chicago",
  "America/Denver",
  "America/Los_Angeles",
  "Pacific/Honolulu",
] as const;

/** A date on which each half of the year is shown: zones that are at this offset in winter or in summer. */
const SEASONS = [Date.UTC(2024, 0, 15), Date.UTC(2024, 6, 15)] as const;

function zonesAt(offset: string): string[] {
  const match = /([+-])(\d{1,2}):?(\d{2})?$/u.exec(offset);
  const minutes = (Number(match?.[2]) * 60 + Number(match?.[3] ?? 0)) * (match?.[1] === "-" ? -1 : 1);
  return COMMON.filter((name) =>
    SEASONS.some((instant) => IANAZone.create(name).offset(instant) === minutes),
  ).slice(0, 4);
}
