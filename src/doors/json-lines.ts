import { once } from "node:events";
import type { z } from "zod";

type Id = string | number | null;
type DoorSchema = z.ZodType<{ id: string | number }>;

/**
 * Runs a door: one line out for every line in, same order, same `id`. A line that cannot be dealt with
 * becomes `{id, error}` and the run goes on.
 *
 * @param schema what a line must be; it is parsed before `answer` sees it
 * @param answer the line's answer without its `id`; throw to refuse the line
 */
export async function serveLines<Schema extends DoorSchema>(
  schema: Schema,
  answer: (line: z.output<Schema>) => object | Promise<object>,
  input: AsyncIterable<Uint8Array> = process.stdin,
  output: NodeJS.WritableStream = process.stdout,
): Promise<void> {
  for await (const line of readLines(input)) {
    const reply = await answerLine(line, schema, answer);
    if (!output.write(`${JSON.stringify(reply)}\n`)) await once(output, "drain");
  }
}

async function answerLine<Schema extends DoorSchema>(
  line: string,
  schema: Schema,
  answer: (line: z.output<Schema>) => object | Promise<object>,
): Promise<object> {
  let id: Id = null;
  try {
    const record: unknown = JSON.parse(line);
    id = idOf(record);
    return { id, ...(await answer(schema.parse(record))) };
  } catch (error) {
    return { id, error: error instanceof Error ? error.message : String(error) };
  }
}

function idOf(record: unknown): Id {
  if (typeof record !== "object" || record === null || !("id" in record)) return null;
  return typeof record.id === "string" || typeof record.id === "number" ? record.id : null;
}

/** Lines as they arrive. Ends at `\n` only: JSON may hold U+2028 unescaped, where `node:readline` would split. */
export async function* readLines(input: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let begun: Uint8Array[] = [];
  for await (const chunk of input) {
    let start = 0;
    for (let end = chunk.indexOf(0x0a); end !== -1; end = chunk.indexOf(0x0a, start)) {
      begun.push(chunk.subarray(start, end));
      yield decodeLine(begun);
      begun = [];
      start = end + 1;
    }
    if (start < chunk.length) begun.push(chunk.subarray(start));
  }
  if (begun.length > 0) yield decodeLine(begun);
}

function decodeLine(parts: readonly Uint8Array[]): string {
  return Buffer.concat(parts).toString("utf8");
}
