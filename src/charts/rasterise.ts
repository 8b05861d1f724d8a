import { fileURLToPath } from "node:url";
import { renderAsync } from "@resvg/resvg-js";

const FONT_WEIGHTS = ["400Regular/SourceSans3_400Regular", "600SemiBold/SourceSans3_600SemiBold"];
/** For screens with two pixels to the point. */
const SCALE = 2;

/** Draws SVG as PNG, off the event loop, with the font that comes with us: servers have none. */
export async function toPng(svg: string): Promise<Uint8Array> {
  const fontFiles = FONT_WEIGHTS.map((name) =>
    fileURLToPath(import.meta.resolve(`@expo-google-fonts/source-sans-3/${name}.ttf`)),
  );
  const image = await renderAsync(svg, {
    font: { fontFiles, loadSystemFonts: false, defaultFontFamily: "Source Sans 3" },
    fitTo: { mode: "zoom", value: SCALE },
  });
  return new Uint8Array(image.asPng());
}
