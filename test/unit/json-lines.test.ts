import { PassThrough } from "node:stream";
import { expect, test } from "vitest";
import { z } from "zod";
import { serveLines } from "../../src/doors/json-lines.ts";

const schema = z.object({ id: z.string(), text: z.string() });

async function ask(chunks: readonly (string | Buffer)[]): Promise<unknown[]> {
  const output = new PassThrough();
  const input = (async function* () {
    for (const chunk of chunks) yield Buffer.from(chunk);
  })();
  await serveLines(
    schema,
    ({ text }) => (text === "bad" ? fail() : { length: text.length, text }),
    input,
    output,
  );
  output.end();
  const lines = (await output.toArray()).join("").split("\n");
  expect(lines.pop()).toBe("");
  return lines.map((line) => JSON.parse(line));
}

function fail(): never {
  throw new Error("cannot");
}

test("answers every line in order, also the last one without an end", async () => {
  expect(await ask(['{"id":"a","text":"x"}\n{"id":"b","text":"xy"}'])).toEqual([
    { id: "a", length: 1, text: "x" },
    { id: "b", length: 2, text: "xy" },
  ]);
});

test("splits at line feeds only, and joins characters cut between chunks", async () => {
  const line = Buffer.from('{"id":"a","text":"–\u2028二"}\n');
  const chunks = [...line].map((byte) => Buffer.from([byte]));
  expect(await ask(chunks)).toEqual([{ id: "a", length: 3, text: "–\u2028二" }]);
});

test("refuses a bad line by its id and goes on", async () => {
  const replies = await ask(['{"id":"a","text":"bad"}\n', "{\n", '{"id":"c"}\n', '{"id":"d","text":""}\n']);
  expect(replies).toMatchObject([
    { id: "a", error: "cannot" },
    { id: null, error: expect.any(String) },
    { id: "c", error: expect.stringContaining("text") },
    { id: "d", length: 0 },
  ]);
});
