const DAY = inZones("en-GB", { dateStyle: "medium" });
const LOCAL_DAY = inZones("en-CA", { dateStyle: "short" });
const TIME = inZones("en-GB", {
  weekday: "short",
  day: "numeric",
  month: "short",
  year: "numeric",
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
});

/** "17 Jun 2023", as a wall calendar in the zone shows it. */
export function formatDay(instant: Date, timeZone: string): string {
  return DAY(timeZone).format(instant);
}

/** "Sat 17 Jun 2023, 08:00". */
export function formatTime(instant: Date, timeZone: string): string {
  const parts = TIME(timeZone).formatToParts(instant);
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((one) => one.type === type)?.value ?? "";
  return `${part("weekday")} ${part("day")} ${part("month")} ${part("year")}, ${part("hour")}:${part("minute")}`;
}

/** "17 – 18 Jun 2023", with no more said twice than needed. */
export function formatDays(from: Date, to: Date, timeZone: string): string {
  const range = DAY(timeZone).formatRange(from, to);
  // Thin spaces are lost or broken in some chats' fonts.
  return range.replace(/\s/gu, " ");
}

/** "Asia/Singapore" as people say it: "Singapore time"; "UTC" stays. */
export function zoneWords(timeZone: string): string {
  if (!timeZone.includes("/")) return timeZone;
  return `${(timeZone.split("/").at(-1) ?? timeZone).replaceAll("_", " ")} time`;
}

/** "2023-06-19", the day on which an instant falls in a zone. */
export function localDay(instant: Date, timeZone: string): string {
  return LOCAL_DAY(timeZone).format(instant);
}

/** Making a format takes longer than a look-up in the database, so each zone's is made once. */
function inZones(
  locale: string,
  options: Intl.DateTimeFormatOptions,
): (timeZone: string) => Intl.DateTimeFormat {
  const made = new Map<string, Intl.DateTimeFormat>();
  return (timeZone) => {
    const format = made.get(timeZone) ?? new Intl.DateTimeFormat(locale, { ...options, timeZone });
    made.set(timeZone, format);
    return format;
  };
}
