import { expect, test } from "vitest";
import { readStretch } from "../../src/digests/moments.ts";

/** Wednesday 21 June 2023, 07:30 in Singapore, still the 20th in UTC. */
const NOW = new Date("2023-06-20T23:30:00Z");
const ZONE = "Asia/Singapore";

test.each([
  { text: "7d", from: "2023-06-13T23:30:00.000Z", until: "2023-06-20T23:30:00.000Z" },
  { text: "last 2 weeks", from: "2023-06-06T23:30:00.000Z", until: "2023-06-20T23:30:00.000Z" },
  { text: "3 months ago", from: "2023-03-20T23:30:00.000Z", until: "2023-06-20T23:30:00.000Z" },
  { text: "today", from: "2023-06-20T16:00:00.000Z", until: "2023-06-21T16:00:00.000Z" },
  { text: "Yesterday", from: "2023-06-19T16:00:00.000Z", until: "2023-06-20T16:00:00.000Z" },
  { text: "mon", from: "2023-06-18T16:00:00.000Z", until: "2023-06-19T16:00:00.000Z" },
  { text: "wednesday", from: "2023-06-20T16:00:00.000Z", until: "2023-06-21T16:00:00.000Z" },
  { text: "thu", from: "2023-06-14T16:00:00.000Z", until: "2023-06-15T16:00:00.000Z" },
  { text: "2023-06-17", from: "2023-06-16T16:00:00.000Z", until: "2023-06-17T16:00:00.000Z" },
  { text: "17 June 2023", from: "2023-06-16T16:00:00.000Z", until: "2023-06-17T16:00:00.000Z" },
  { text: "Jun 17, 2023", from: "2023-06-16T16:00:00.000Z", until: "2023-06-17T16:00:00.000Z" },
  { text: "June 2023", from: "2023-05-31T16:00:00.000Z", until: "2023-06-30T16:00:00.000Z" },
  { text: "2023", from: "2022-12-31T16:00:00.000Z", until: "2023-12-31T16:00:00.000Z" },
])("$text", ({ text, from, until }) => {
  expect(readStretch(text, NOW, ZONE)).toEqual({ from: new Date(from), until: new Date(until) });
});

test.each(["", "soon", "2023-13-01", "31 June 2023", "99999d", "d", "-7d"])("“%s” is no time", (text) => {
  expect(readStretch(text, NOW, ZONE)).toBeNull();
});

test("a day on which the clocks change has its own length", () => {
  const day = readStretch("2023-03-12", NOW, "America/New_York");
  expect((day?.until.getTime() ?? 0) - (day?.from.getTime() ?? 0)).toBe(23 * 3_600_000);
});
