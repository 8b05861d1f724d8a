import { describe, expect, test } from "vitest";
import { chartDays } from "../../src/charts/chart.ts";
import { barsInWords, toBars, totalsOf } from "../../src/charts/days.ts";
import { drawBars } from "../../src/charts/draw.ts";
import { toPng } from "../../src/charts/rasterise.ts";

const COUNTS = [
  { day: "2023-06-18", side: "US", count: 3 },
  { day: "2023-06-18", side: "PRC", count: 2 },
  { day: "2023-06-20", side: "US", count: 1 },
] as const;

describe("bars", () => {
  test("every day has one, also those without any", () => {
    const bars = toBars(COUNTS, "2023-06-17", "2023-06-20");
    expect(bars.map(({ day, total }) => `${day} ${total}`)).toEqual([
      "2023-06-17 0",
      "2023-06-18 5",
      "2023-06-19 0",
      "2023-06-20 1",
    ]);
  });

  test("a long stretch goes by weeks and loses nothing", () => {
    const bars = toBars(COUNTS, "2023-01-01", "2023-06-20");
    expect(bars.length).toBe(25);
    expect(totalsOf(bars)).toEqual([
      { side: "US", count: 4 },
      { side: "PRC", count: 2 },
    ]);
  });

  test("counts outside the stretch are left out", () => {
    expect(toBars(COUNTS, "2023-06-19", "2023-06-19").map(({ total }) => total)).toEqual([0]);
  });

  test("are told in words with all figures", () => {
    expect(barsInWords("On Taiwan", toBars(COUNTS, "2023-06-18", "2023-06-20"))).toBe(
      "On Taiwan. By side: US 4, PRC 2. By day: 18 Jun 5, 20 Jun 1.",
    );
    expect(barsInWords("On Taiwan", toBars([], "2023-06-18", "2023-06-20"))).toBe("On Taiwan: none.");
  });
});

describe("the picture", () => {
  test("has a part for each side of each day, within the plot", () => {
    const svg = drawBars("On Taiwan", "June", toBars(COUNTS, "2023-06-18", "2023-06-20"));
    const parts = [
      ...svg.matchAll(
        /<rect x="([\d.]+)" y="([\d.]+)" width="[\d.]+" height="([\d.]+)" fill="#(?:2b6cb0|c53030)"\/>/gu,
      ),
    ];
    expect(parts).toHaveLength(3);
    for (const [, , y, height] of parts) expect(Number(y) + Number(height)).toBeLessThanOrEqual(348.1);
  });

  test("words cannot become markup", () => {
    const svg = drawBars("<script>&\"'", "a\u0007b", toBars([], "2023-06-18", "2023-06-18"));
    expect(svg).not.toContain("<script>");
    expect(svg).toContain("&#60;script&#62;&#38;&#34;&#39;");
    expect(svg).not.toMatch(/\p{Cc}/u);
  });

  test("is a PNG whose words are drawn with our own font", async () => {
    const chart = await chartDays("On Taiwan", "June", COUNTS, "2023-06-18", "2023-06-20");
    expect([...chart.png.slice(0, 8)]).toEqual([137, 80, 78, 71, 13, 10, 26, 10]);
    const bare = (
      await toPng(
        '<svg xmlns="http://www.w3.org/2000/svg" width="100" height="40"><rect width="100" height="40" fill="#fff"/></svg>',
      )
    ).length;
    const written = (
      await toPng(
        '<svg xmlns="http://www.w3.org/2000/svg" width="100" height="40"><rect width="100" height="40" fill="#fff"/><text x="4" y="30" font-family="Source Sans 3" font-size="24">Taiwan</text></svg>',
      )
    ).length;
    expect(written).toBeGreaterThan(bare * 2);
  });

  test("the same figures give the same picture", async () => {
    const draw = () => chartDays("On Taiwan", "June", COUNTS, "2023-06-18", "2023-06-20");
    expect(await draw()).toEqual(await draw());
  });
});
