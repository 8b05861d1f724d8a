import { expect, test } from "vitest";
import { NewsError } from "../../src/errors.ts";
import { createPauses, createTurns } from "../../src/feeds/pacing.ts";

const SECOND_MS = 1_000;
const HOUR_MS = 3_600_000;

/** How long a host is to be left alone; 0 when it may be asked. */
function waitOf(pauses: ReturnType<typeof createPauses>, host: string): number {
  try {
    pauses.check(host);
    return 0;
  } catch (error) {
    return error instanceof NewsError ? Number(error.facts.retryAfterMs) : Number.NaN;
  }
}

/** How long an address still waits for its turn; 0 when it was taken. */
async function turnOf(turns: ReturnType<typeof createTurns>, url: string, gapMs: number): Promise<number> {
  try {
    await turns.take("example.com", url, gapMs);
    return 0;
  } catch (error) {
    return error instanceof NewsError && error.name === "TemporaryError"
      ? Number(error.facts.retryAfterMs)
      : Number.NaN;
  }
}

test.each<{ name: string; status: number; headers: Record<string, string>; waitMs: number }>([
  { name: "429 with seconds", status: 429, headers: { "retry-after": "60" }, waitMs: 60 * SECOND_MS },
  {
    name: "503 with a date",
    status: 503,
    headers: { "retry-after": "Thu, 01 Jan 1970 00:02:00 GMT" },
    waitMs: 120 * SECOND_MS,
  },
  { name: "a day is an hour", status: 429, headers: { "retry-after": "86400" }, waitMs: HOUR_MS },
  { name: "429 that names no time", status: 429, headers: {}, waitMs: 0 },
  { name: "200 with a time", status: 200, headers: { "retry-after": "60" }, waitMs: 0 },
  { name: "nonsense", status: 429, headers: { "retry-after": "soon" }, waitMs: 0 },
])("a host is left alone: $name", ({ status, headers, waitMs }) => {
  const pauses = createPauses(() => 0);
  pauses.note("example.com", { status, headers });
  expect(waitOf(pauses, "example.com")).toBe(waitMs);
  expect(waitOf(pauses, "example.org")).toBe(0);
});

test("a pause ends", () => {
  let now = 0;
  const pauses = createPauses(() => now);
  pauses.note("example.com", { status: 503, headers: { "retry-after": "60" } });
  now = 59 * SECOND_MS;
  expect(waitOf(pauses, "example.com")).toBe(SECOND_MS);
  now = 60 * SECOND_MS;
  expect(waitOf(pauses, "example.com")).toBe(0);
});

test("each address keeps its turn, and the turns are a gap apart", async () => {
  let now = 0;
  const turns = createTurns(() => now);
  const gapMs = 10 * SECOND_MS;
  const ask = (url: string) => turnOf(turns, url, gapMs);
  expect([await ask("/1"), await ask("/2"), await ask("/3")]).toEqual([0, gapMs, 2 * gapMs]);
  expect(await ask("/3")).toBe(2 * gapMs);
  now = gapMs;
  expect([await ask("/2"), await ask("/3"), await ask("/4")]).toEqual([0, gapMs, 2 * gapMs]);
  // Late, and so soon before the next: that one waits for its gap.
  now = 2.5 * gapMs;
  expect([await ask("/3"), await ask("/4")]).toEqual([0, gapMs]);
});

test("turns that nobody comes for are forgotten, and more than can be read are refused", async () => {
  let now = 0;
  const turns = createTurns(() => now);
  const ask = (url: string) => turnOf(turns, url, 10 * SECOND_MS);
  for (let page = 0; page <= 500; page += 1) await ask(`/${page}`);
  expect(await ask("/more")).toBeNaN();
  now = 4 * HOUR_MS;
  expect(await ask("/more")).toBe(0);
});
