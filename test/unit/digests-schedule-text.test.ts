import { describe, expect, test } from "vitest";
import { readSchedule, scheduleWords } from "../../src/digests/schedule-text.ts";
import { findZone, suggestZones } from "../../src/digests/zones.ts";

describe("reading a schedule", () => {
  test.each([
    { text: "daily 08:00 Asia/Singapore", words: "daily 08:00", zone: "Asia/Singapore" },
    { text: "daily 8am singapore", words: "daily 08:00", zone: "Asia/Singapore" },
    { text: "every day at 8 pm in new york", words: "daily 20:00", zone: "America/New_York" },
    { text: "08:00 daily", words: "daily 08:00", zone: "UTC" },
    { text: "DAILY 0800 beijing", words: "daily 08:00", zone: "Asia/Shanghai" },
    { text: "weekly mon 08:00 asia/singapore", words: "weekly mon 08:00", zone: "Asia/Singapore" },
    { text: "weekly on Friday at noon washington dc", words: "weekly fri 12:00", zone: "America/New_York" },
    { text: "sunday 23:59", words: "weekly sun 23:59", zone: "UTC" },
    { text: "daily 12am", words: "daily 00:00", zone: "UTC" },
    { text: "daily 12.30pm", words: "daily 12:30", zone: "UTC" },
  ])("$text", ({ text, words, zone }) => {
    const answer = readSchedule(text, "UTC");
    expect(answer.kind).toBe("schedule");
    if (answer.kind !== "schedule") return;
    expect(scheduleWords(answer.schedule)).toBe(words);
    expect(answer.schedule.timeZone).toBe(zone);
  });

  test.each(["", "now", "today"])("“%s” is a digest now", (text) => {
    expect(readSchedule(text, "UTC")).toEqual({ kind: "now" });
  });

  test("off", () => {
    expect(readSchedule("OFF", "UTC")).toEqual({ kind: "off" });
  });

  test.each([
    { text: "daily", why: /time of day/u },
    { text: "08:00", why: /daily or weekly/u },
    { text: "daily 25:00", why: /no time of day/u },
    { text: "daily 8:61", why: /no time of day/u },
    { text: "daily 13pm", why: /no time of day/u },
    { text: "weekly 08:00", why: /which day/u },
    { text: "daily mon 08:00", why: /leave the weekday out/u },
    { text: "whenever you like", why: /daily or weekly/u },
  ])("says what is missing in “$text”", ({ text, why }) => {
    const answer = readSchedule(text, "UTC");
    expect(answer).toMatchObject({ kind: "fault", why: expect.stringMatching(why) });
  });

  test("keeps the rest of the call when the zone is asked back", () => {
    expect(readSchedule("weekly mon 08:00 EST", "UTC")).toMatchObject({
      kind: "zone",
      rest: "weekly mon 08:00",
      answer: { kind: "unclear", choices: expect.arrayContaining(["America/New_York"]) },
    });
  });
});

describe("zones", () => {
  test.each([
    ["singapore", "Asia/Singapore"],
    ["Asia/Singapore", "Asia/Singapore"],
    ["asia/singapore", "Asia/Singapore"],
    ["New York", "America/New_York"],
    ["new_york", "America/New_York"],
    ["Washington, DC", "America/New_York"],
    ["hong kong", "Asia/Hong_Kong"],
    ["utc", "UTC"],
    ["GMT", "UTC"],
    ["SGT", "Asia/Singapore"],
    ["US/Eastern", "US/Eastern"],
    ["Asia/Calcutta", "Asia/Calcutta"],
  ])("%s is %s", (text, timeZone) => {
    expect(findZone(text)).toEqual({ kind: "zone", timeZone });
  });

  test.each(["EST", "cst", "IST", "BST", "PST", "UTC+8", "+0530", "GMT-5"])("%s is asked back", (text) => {
    const answer = findZone(text);
    expect(answer.kind).toBe("unclear");
    expect(answer.kind === "unclear" ? answer.choices.length : 0).toBeGreaterThan(0);
  });

  test("an unknown place gets the zones that are spelt like it, or none", () => {
    expect(findZone("singa")).toEqual({ kind: "unknown", choices: ["Asia/Singapore"] });
    expect(findZone("Atlantis")).toEqual({ kind: "unknown", choices: [] });
    expect(findZone("../../etc/passwd")).toEqual({ kind: "unknown", choices: [] });
  });

  test("type-ahead finds a city by its beginning first", () => {
    expect(suggestZones("lon")[0]).toBe("Europe/London");
    expect(suggestZones("beij")).toEqual(["Asia/Shanghai"]);
  });
});
