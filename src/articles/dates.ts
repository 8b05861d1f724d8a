/** Months by the first letters that tell them apart, in languages whose feeds leave RFC 822 behind. */
const MONTHS: Readonly<Record<string, number>> = {
  jan: 1,
  feb: 2,
  mar: 3,
  apr: 4,
  may: 5,
  jun: 6,
  jul: 7,
  aug: 8,
  sep: 9,
  oct: 10,
  nov: 11,
  dec: 12,
  // German, French, Spanish, Portuguese, Italian, Indonesian where they differ
  jän: 1,
  ene: 1,
  gen: 1,
  fév: 2,
  fev: 2,
  mär: 3,
  mrz: 3,
  avr: 4,
  abr: 4,
  mai: 5,
  mag: 5,
  mei: 5,
  giu: 6,
  juin: 6,
  juil: 7,
  lug: 7,
  aoû: 8,
  aou: 8,
  ago: 8,
  agu: 8,
  set: 9,
  okt: 10,
  out: 10,
  ott: 10,
  dez: 12,
  déc: 12,
  dic: 12,
  des: 12,
  // Russian
  янв: 1,
  фев: 2,
  мар: 3,
  апр: 4,
  мая: 5,
  май: 5,
  июн: 6,
  июл: 7,
  авг: 8,
  сен: 9,
  окт: 10,
  ноя: 11,
  дек: 12,
  // Greek, the accents taken off
  ιαν: 1,
  φεβ: 2,
  μαρ: 3,
  απρ: 4,
  μαι: 5,
  ιουν: 6,
  ιουλ: 7,
  αυγ: 8,
  σεπ: 9,
  οκτ: 10,
  νοε: 11,
  δεκ: 12,
  // Turkish
  oca: 1,
  şub: 2,
  nis: 4,
  haz: 6,
  tem: 7,
  ağu: 8,
  eyl: 9,
  eki: 10,
  kas: 11,
  ara: 12,
};

/** Zones that feeds name by letters, in minutes east of Greenwich. */
const ZONES: Readonly<Record<string, number>> = {
  z: 0,
  gmt: 0,
  ut: 0,
  utc: 0,
  wet: 0,
  est: -300,
  edt: -240,
  et: -300,
  cst: -360,
  cdt: -300,
  ct: -360,
  mst: -420,
  mdt: -360,
  mt: -420,
  pst: -480,
  pdt: -420,
  pt: -480,
  akst: -540,
  akdt: -480,
  hst: -600,
  ast: -240,
  adt: -180,
  nst: -210,
  ndt: -150,
  bst: 60,
  ist: 330,
  cet: 60,
  cest: 120,
  mez: 60,
  mesz: 120,
  eet: 120,
  eest: 180,
  msk: 180,
  gst: 240,
  pkt: 300,
  sgt: 480,
  hkt: 480,
  pht: 480,
  awst: 480,
  jst: 540,
  kst: 540,
  acst: 570,
  aest: 600,
  aedt: 660,
  nzst: 720,
  nzdt: 780,
};

interface DateParts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly zoneMinutes: number;
}

type Reader = (text: string) => DateParts | null;

const readers: readonly Reader[] = [readIso, readRfc822, readAsctime, readEastAsian, readSlashed, readEpoch];

/**
 * Reads a date in any of the formats news feeds use: RFC 822 with its mistakes, ISO 8601, asctime, East Asian
 * and slashed dates, seconds since 1970. A date without a zone is taken for UTC.
 *
 * @returns null for what is no date; a date is never made up from half of one
 */
export function parseDate(written: string | null | undefined): Date | null {
  const text = written?.replace(/\s+/gu, " ").trim() ?? "";
  if (text === "" || text.length > 100) return null;
  for (const read of readers) {
    const parts = read(text);
    const date = parts && toDate(parts);
    if (date) return date;
  }
  return null;
}

function toDate(parts: DateParts): Date | null {
  const { year, month, day, hour, minute, second, zoneMinutes } = parts;
  const inRange =
    month >= 1 && month <= 12 && day >= 1 && day <= 31 && hour <= 24 && minute < 60 && second <= 60;
  if (!inRange || Math.abs(zoneMinutes) > 15 * 60) return null;
  const date = new Date(Date.UTC(year, month - 1, day, hour, minute, second) - zoneMinutes * 60_000);
  return Number.isNaN(date.getTime()) ? null : date;
}

/** "2004-1-5 9:05" of programs that do not pad; without dashes nobody could tell the parts apart. */
const SHORT_ISO = /^(\d{4})-(\d{1,2})-(\d{1,2})(?=$|\D)/u;

const ISO =
  /^(?<year>\d{4})-?(?:(?<month>\d{2})(?:-?(?<day>\d{2}))?|(?<ordinal>\d{3})|W(?<week>\d{2})-?(?<weekday>\d))?(?:(?:T| |, ?)\s*(?<time>\d{1,2}:?\d{2}(?::?\d{2}(?:[.,]\d+)?)?)\s*(?<zone>.*))?$/iu;

/** @see RFC 3339, and the forms of ISO 8601 and W3C-DTF that it leaves out */
function readIso(text: string): DateParts | null {
  const padded = text.replace(
    SHORT_ISO,
    (_date, ...[year, month = "", day = ""]: string[]) =>
      `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`,
  );
  const groups = ISO.exec(padded)?.groups;
  if (!groups) return null;
  const year = Number(groups.year);
  const day = dayOfYear(year, groups);
  const time = readTime(groups.time ?? "00:00");
  const zoneMinutes = readZone(groups.zone ?? "");
  return day && time && zoneMinutes !== null ? { year, ...day, ...time, zoneMinutes } : null;
}

function dayOfYear(year: number, groups: Readonly<Record<string, string | undefined>>) {
  const { month, day, ordinal, week, weekday } = groups;
  if (ordinal) return splitDay(Date.UTC(year, 0, Number(ordinal)));
  if (week && weekday) {
    // The week that holds 4 January is the first.
    const fourth = new Date(Date.UTC(year, 0, 4));
    const monday = fourth.getTime() - ((fourth.getUTCDay() + 6) % 7) * 86_400_000;
    return splitDay(monday + ((Number(week) - 1) * 7 + Number(weekday) - 1) * 86_400_000);
  }
  return { month: Number(month ?? 1), day: Number(day ?? 1) };
}

function splitDay(ms: number) {
  const date = new Date(ms);
  return { month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

const RFC822 =
  /^(?:\p{L}+\.?,? ?)?(?<day>\d{1,2})(?:st|nd|rd|th|\.)?[ -](?:de )?(?<month>\p{L}+)\.?,?[ -](?:de )?(?<year>\d{2,4})(?:,? (?:at |- )?(?<time>[\d:.]+ ?(?:[ap]\.?m\.?)?) ?(?<zone>.*))?$/iu;
const MONTH_FIRST =
  /^(?:\p{L}+\.?,? )?(?<month>\p{L}+)\.? (?<day>\d{1,2})(?:st|nd|rd|th)?,? (?<year>\d{4})(?:,? (?:at )?(?:- )?(?<time>[\d:.]+ ?(?:[ap]\.?m\.?)?) ?(?<zone>.*))?$/iu;

/** "Mon, 19 Jun 2023 08:00:00 GMT", and "June 19, 2023 8:00 am EDT". */
function readRfc822(text: string): DateParts | null {
  const groups = RFC822.exec(text)?.groups ?? MONTH_FIRST.exec(text)?.groups;
  if (!groups) return null;
  const month = readMonth(groups.month ?? "");
  const time = readTime(groups.time ?? "00:00");
  const zoneMinutes = readZone(groups.zone ?? "");
  if (!month || !time || zoneMinutes === null) return null;
  return { year: fullYear(groups.year ?? ""), month, day: Number(groups.day), ...time, zoneMinutes };
}

const ASCTIME =
  /^\p{L}{3,} (?<month>\p{L}{3}) (?<day>\d{1,2}) (?<time>[\d:]+) (?:(?<zone>[A-Z]{2,4}|[+-]\d{4}) )?(?<year>\d{4})$/iu;

/** "Mon Jun 19 08:00:00 2023", with or without a zone before the year. */
function readAsctime(text: string): DateParts | null {
  const groups = ASCTIME.exec(text)?.groups;
  const month = readMonth(groups?.month ?? "");
  const time = readTime(groups?.time ?? "");
  const zoneMinutes = readZone(groups?.zone ?? "");
  if (!groups || !month || !time || zoneMinutes === null) return null;
  return { year: Number(groups.year), month, day: Number(groups.day), ...time, zoneMinutes };
}

const EAST_ASIAN =
  /^(?<year>\d{4}) ?[年년.] ?(?<month>\d{1,2}) ?[月월.] ?(?<day>\d{1,2}) ?[日일]?(?: ?[(（].[)）])?(?: (?<noon>오전|오후|上午|下午))? ?(?<time>\d{1,2}[:時时시]\d{2}(?:[:分분]\d{2})?)?\D*$/u;

/** "2023年6月19日 08:00", "2023-06-19 오후 8:00:00": local time of Beijing, Taipei and Hong Kong, or of Seoul and Tokyo. */
function readEastAsian(text: string): DateParts | null {
  const groups = EAST_ASIAN.exec(text.replace(/^(\d{4})-(\d{2})-(\d{2}) (?=오)/u, "$1.$2.$3 "))?.groups;
  if (!groups) return null;
  const time = readTime((groups.time ?? "00:00").replace(/[時时시分분]/gu, ":"));
  if (!time) return null;
  const afternoon = /오후|下午/u.test(groups.noon ?? "") && time.hour < 12 ? 12 : 0;
  const zoneMinutes = /[년월일시분오]/u.test(text) || /時/u.test(text) ? 540 : 480;
  const { year, month, day } = groups;
  return {
    year: Number(year),
    month: Number(month),
    day: Number(day),
    ...time,
    hour: time.hour + afternoon,
    zoneMinutes,
  };
}

const SLASHED =
  /^(?:\p{L}+\.?,? )?(?<first>\d{1,4})(?<mark>[/.-])(?<second>\d{1,2})\k<mark>(?<third>\d{2,4})(?:,? (?:at |- )?(?<time>[\d:]+ ?(?:[ap]m)?) ?(?<zone>.*))?$/iu;

/**
 * "2023/06/19 08:00", "6/19/2023", "19.06.2023", "19-06-2023", "Mon, 06/19/2023 - 08:00"; with slashes, where day and
 * month cannot be told apart, the American order.
 */
function readSlashed(text: string): DateParts | null {
  const groups = SLASHED.exec(text)?.groups;
  const time = readTime(groups?.time ?? "00:00");
  const zoneMinutes = readZone(groups?.zone ?? "");
  if (!groups || !time || zoneMinutes === null) return null;
  const [first, second, third] = [groups.first ?? "", groups.second ?? "", groups.third ?? ""];
  if (first.length === 4 || (groups?.mark === "-" && third.length === 2)) {
    return { year: fullYear(first), month: Number(second), day: Number(third), ...time, zoneMinutes };
  }
  const dayFirst = groups?.mark !== "/" || Number(first) > 12;
  const [month, day] = dayFirst ? [second, first] : [first, second];
  return { year: fullYear(third), month: Number(month), day: Number(day), ...time, zoneMinutes };
}

/** Seconds or milliseconds since 1970, of this century. */
function readEpoch(text: string): DateParts | null {
  if (!/^\d{10}(?:\d{3})?$/u.test(text)) return null;
  const date = new Date(text.length === 10 ? Number(text) * 1000 : Number(text));
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds(),
    zoneMinutes: 0,
  };
}

const CLOCK = /^(\d{1,2})[:.](\d{1,2})(?:[:.](\d{1,2})(?:[.,]\d+)?)? ?(?:([ap])\.?m\.?)?$/iu;
const COMPACT_CLOCK = /^(\d{1,2}):?(\d{2})(?::?(\d{2})(?:[.,]\d+)?)? ?(?:([ap])\.?m\.?)?$/iu;

function readTime(text: string) {
  const match = CLOCK.exec(text.trim()) ?? COMPACT_CLOCK.exec(text.trim());
  if (!match) return null;
  const [, hours = "0", minutes = "0", seconds = "0", half] = match;
  const hour = Number(hours);
  const shift = half === undefined ? 0 : /p/iu.test(half) ? (hour < 12 ? 12 : 0) : hour === 12 ? -12 : 0;
  return { hour: hour + shift, minute: Number(minutes), second: Number(seconds) };
}

function readMonth(name: string): number | null {
  const lower = name.toLowerCase();
  if (/\p{Script=Greek}/u.test(lower)) return readMonthOf(lower.normalize("NFD").replace(/\p{M}/gu, ""));
  return readMonthOf(lower);
}

function readMonthOf(lower: string): number | null {
  return MONTHS[lower] ?? MONTHS[lower.slice(0, 4)] ?? MONTHS[lower.slice(0, 3)] ?? null;
}

/** @returns minutes east; 0 for none and for names we do not know, null for what cannot be a zone */
function readZone(text: string): number | null {
  const zone = text.replace(/\(.*\)$/u, "").trim();
  if (zone === "") return 0;
  const offset = /^(?:gmt|utc|ut|z)? ?([+\u2212-]) ?(\d{1,2}):?(\d{2})?(?: .*)?$/iu.exec(zone);
  if (offset) {
    const minutes = Number(offset[2]) * 60 + Number(offset[3] ?? 0);
    return offset[1] === "+" ? minutes : -minutes;
  }
  if (!/^[a-z/_ ]{1,30}(?:\d[a-z]{3})?$/iu.test(zone)) return null;
  // "EST5EDT" is EST or EDT by the season: within an hour.
  return ZONES[zone.replace(/\d.*$/u, "").toLowerCase()] ?? 0;
}

/** @see RFC 2822, 4.3: two digits up to 49 are of this century */
function fullYear(year: string): number {
  const number = Number(year);
  if (year.length === 4) return number;
  return number < 50 ? 2000 + number : 1900 + number;
}
