import { barsInWords, type SideCount, toBars } from "./days.ts";
import { drawBars } from "./draw.ts";
import { toPng } from "./rasterise.ts";

export interface Chart {
  readonly png: Uint8Array;
  readonly name: string;
  /** The figures, for those who cannot see the picture. */
  readonly alt: string;
}

/** Charts counts by day and side; `first` and `last` are local days such as "2023-06-19". */
export async function chartDays(
  title: string,
  subtitle: string,
  counts: readonly SideCount[],
  first: string,
  last: string,
): Promise<Chart> {
  const bars = toBars(counts, first, last);
  return {
    png: await toPng(drawBars(title, subtitle, bars)),
    name: "trend.png",
    alt: barsInWords(`${title}, ${subtitle}`, bars),
  };
}
