import { z } from "zod";
import { parseFeed } from "../feeds/parse.ts";
import { serveLines } from "./json-lines.ts";

const line = z.object({
  id: z.string(),
  headers: z.record(z.string(), z.string()).default({}),
  bodyBase64: z.string(),
});

/** The door `parse-feed`: bytes of a feed, read as the job reads them. */
if (import.meta.main) {
  await serveLines(line, async ({ headers, bodyBase64 }) => ({
    feed: await parseFeed(Buffer.from(bodyBase64, "base64"), headers, null),
  }));
}
