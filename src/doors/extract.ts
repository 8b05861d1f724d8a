import { z } from "zod";
import { extractArticle } from "../articles/extract.ts";
import { decodeText } from "../feeds/decode.ts";
import { serveLines } from "./json-lines.ts";

const line = z.object({ id: z.string(), url: z.string().optional(), htmlBase64: z.string() });

/** The door `extract`: bytes of a page, read as the job reads them. */
if (import.meta.main) {
  await serveLines(line, ({ url, htmlBase64 }) => {
    const { text } = decodeText(Buffer.from(htmlBase64, "base64"), undefined);
    return extractArticle(text, url ?? null);
  });
}
