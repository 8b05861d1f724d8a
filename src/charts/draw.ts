import type { Side } from "../model.ts";
import { type Bar, isWeekly, SIDES, shortDay, totalsOf } from "./days.ts";

const WIDTH = 800;
const HEIGHT = 400;
const PLOT = { left: 56, right: 776, top: 96, bottom: 348 } as const;
/** Told apart also by people who do not see red and green alike. */
const COLOURS: Readonly<Record<Side, string>> = {
  US: "#2b6cb0",
  PRC: "#c53030",
  Taiwan: "#2f855a",
  "Hong Kong": "#805ad5",
  other: "#a0aec0",
};
const INK = "#1a202c";
const FAINT = "#718096";
const LINE = "#e2e8f0";
const GRID_LINES = 4;
const MOST_LABELS = 10;

/** A chart of stacked bars as SVG: one a day or a week, its parts the sides. */
export function drawBars(title: string, subtitle: string, bars: readonly Bar[]): string {
  const highest = Math.max(1, ...bars.map(({ total }) => total));
  const top = Math.ceil(highest / GRID_LINES) * GRID_LINES;
  const toY = (count: number) => PLOT.bottom - (count / top) * (PLOT.bottom - PLOT.top);
  const parts = [
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="#ffffff"/>`,
    label(title, 24, 36, 22, INK, "start", 600),
    label(isWeekly(bars) ? `${subtitle}, each bar a week` : subtitle, 24, 60, 14, FAINT, "start"),
    ...drawLegend(bars),
    ...drawGrid(top, toY),
    ...drawStacks(bars, toY),
    ...drawDays(bars),
  ];
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="Source Sans 3">${parts.join("")}</svg>`;
}

function drawGrid(top: number, toY: (count: number) => number): string[] {
  const step = Math.max(1, top / GRID_LINES);
  const lines: string[] = [];
  for (let count = 0; count <= top; count += step) {
    const y = round(toY(count));
    const colour = count === 0 ? FAINT : LINE;
    lines.push(`<line x1="${PLOT.left}" x2="${PLOT.right}" y1="${y}" y2="${y}" stroke="${colour}"/>`);
    lines.push(label(String(count), PLOT.left - 10, y + 5, 14, FAINT, "end"));
  }
  return lines;
}

function drawStacks(bars: readonly Bar[], toY: (count: number) => number): string[] {
  const slot = (PLOT.right - PLOT.left) / bars.length;
  const width = round(Math.min(64, slot * 0.72));
  return bars.flatMap(({ counts }, index) => {
    const x = round(PLOT.left + slot * (index + 0.5) - width / 2);
    let below = 0;
    return SIDES.flatMap((side) => {
      const count = counts.get(side) ?? 0;
      if (count === 0) return [];
      const y = round(toY(below + count));
      const height = round(toY(below) - toY(below + count));
      below += count;
      return [`<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="${COLOURS[side]}"/>`];
    });
  });
}

function drawDays(bars: readonly Bar[]): string[] {
  const slot = (PLOT.right - PLOT.left) / bars.length;
  const every = Math.ceil(bars.length / MOST_LABELS);
  return bars.flatMap(({ day }, index) =>
    index % every === 0
      ? [label(shortDay(day), PLOT.left + slot * (index + 0.5), PLOT.bottom + 22, 14, FAINT, "middle")]
      : [],
  );
}

/** Along the top, from the right: a square, the side and its total. */
function drawLegend(bars: readonly Bar[]): string[] {
  let x = PLOT.right;
  return totalsOf(bars)
    .toReversed()
    .flatMap(({ side, count }) => {
      const words = `${side} ${count}`;
      x -= words.length * 8 + 30;
      return [
        `<rect x="${x}" y="71" width="12" height="12" rx="2" fill="${COLOURS[side]}"/>`,
        label(words, x + 18, 82, 15, INK, "start"),
      ];
    });
}

function label(
  words: string,
  x: number,
  y: number,
  size: number,
  colour: string,
  anchor: string,
  weight = 400,
): string {
  const text = words.replace(/[<>&"']/gu, (mark) => `&#${mark.charCodeAt(0)};`).replace(/\p{Cc}/gu, " ");
  return `<text x="${round(x)}" y="${round(y)}" font-size="${size}" font-weight="${weight}" fill="${colour}" text-anchor="${anchor}">${text}</text>`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
